package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.List;

/**
 * A procedure that is invoked, split into its sweeps.
 *
 * @param forward as the primal procedure; leaves on the tape what its reverse needs
 * @param reverse of the adjoints of {@code results} to the adjoints of {@code parameters}
 * @param results the primal procedure's active results
 * @param parameters its active parameters
 */
record Augmented(Procedure forward, Procedure reverse, List<Local> results, List<Local> parameters) {

    /** The two procedures without their bodies. */
    static Augmented of(Procedure primal, Activity activity, Names names) {
        List<Local> results =
                primal.results().stream().filter(activity::isActive).toList();
        List<Local> parameters =
                primal.scalars().stream().filter(activity::isActive).toList();
        Procedure forward = new Procedure(
                names.fresh(primal.name() + "_forward"), primal.scalars(), primal.buffers(), primal.results());
        Procedure reverse = new Procedure(
                names.fresh(primal.name() + "_reverse"),
                fresh(results, Storage.ARGUMENT, names),
                List.of(),
                fresh(parameters, Storage.WORK, names));
        return new Augmented(forward, reverse, results, parameters);
    }

    private static List<Local> fresh(List<Local> locals, Storage storage, Names names) {
        List<Local> adjoints = new ArrayList<>();
        locals.forEach(local -> adjoints.add(new Local(names.fresh(local.name() + "_adj"), ScalarType.REAL, storage)));
        return adjoints;
    }
}
