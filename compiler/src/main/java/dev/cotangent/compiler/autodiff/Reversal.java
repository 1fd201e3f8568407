package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Footprint;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reverses a procedure, and with it those that it invokes. */
final class Reversal {

    private final FlatProcedures flat;
    private final Names names;
    private final Map<Procedure, Augmented> callees = new LinkedHashMap<>();

    /** Prepares to reverse a procedure for the derivatives in some of its buffers. */
    Reversal(Procedure root, List<Buffer> inputs, Names names) {
        this.flat = FlatProcedures.of(root, inputs, root.results(), names);
        this.names = names;
        flat.bodies().keySet().stream().filter(p -> p != root).forEach(this::requireOwnBuffers);
        flat.bodies().keySet().stream()
                .filter(p -> p != root && p.results().stream().anyMatch(flat.activity()::isActive))
                .forEach(p -> callees.put(p, Augmented.of(p, flat.activity(), names)));
        callees.forEach(this::complete);
    }

    /**
     * The forward sweep of a procedure with one result, and the reverse sweep from an adjoint of 1 behind it.
     *
     * @param gradients by input: where its adjoint is added up
     */
    List<Stmt> both(Procedure procedure, Map<Buffer, Buffer> gradients) {
        Work work = new Work(procedure, false);
        gradients.forEach(work.adjoints::place);
        Local result = procedure.results().get(0);
        boolean isSeed = work.analysis.seeds().contains(result);
        Sweeps.Sweep sweep = work.sweep(isSeed ? Map.of() : Map.of(result, Algebra.ONE));
        List<Stmt> both = new ArrayList<>(sweep.forward());
        both.addAll(sweep.reverse());
        return both;
    }

    private void complete(Procedure procedure, Augmented augmented) {
        Map<Local, Expr> start = new LinkedHashMap<>();
        augmented.parameters().forEach(parameter -> start.put(parameter, Algebra.ZERO));
        for (int i = 0; i < augmented.results().size(); i++) {
            start.put(
                    augmented.results().get(i),
                    Expr.read(augmented.reverse().scalars().get(i)));
        }
        Work work = new Work(procedure, true);
        Sweeps.Sweep sweep = work.sweep(start);
        augmented.forward().setBody(sweep.forward());
        List<Stmt> reverse = new ArrayList<>(sweep.reverse());
        Emitter emitter = new Emitter(names, null);
        reverse.addAll(emitter.block(() -> {
            for (int i = 0; i < augmented.parameters().size(); i++) {
                Expr adjoint = work.adjoints.value(augmented.parameters().get(i));
                emitter.assign(augmented.reverse().results().get(i), adjoint);
            }
        }));
        augmented.reverse().setBody(reverse);
    }

    /** The adjoints of buffers that two procedures share would have to outlive both sweeps of each. */
    private void requireOwnBuffers(Procedure procedure) {
        Set<Buffer> own = Footprint.of(flat.bodies().get(procedure)).buffers();
        flat.bodies().forEach((other, body) -> {
            if (other != procedure
                    && Footprint.of(body).buffers().stream()
                            .anyMatch(buffer -> flat.activity().isActive(buffer) && own.contains(buffer))) {
                Stmt first = flat.bodies().get(procedure).get(0);
                throw new NotDifferentiable(
                        first.span(),
                        procedure.name(),
                        "`" + procedure.name() + "` passes containers that depend on parameters by recursion");
            }
        });
    }

    /** What it takes to reverse one procedure. */
    private final class Work {

        private final Reversible reversible;
        private final Analysis analysis;
        private final Adjoints adjoints;

        Work(Procedure procedure, boolean runsAgain) {
            List<Stmt> body = flat.bodies().get(procedure);
            reversible = Reversible.of(procedure, body, flat.activity(), names);
            analysis = Analysis.of(procedure, reversible, flat.activity(), runsAgain);
            adjoints = new Adjoints(analysis.activity(), analysis.seeds(), analysis.settled(), names);
        }

        Sweeps.Sweep sweep(Map<Local, Expr> start) {
            Emitter emitter = new Emitter(names, null);
            return new Sweeps(analysis, adjoints, reversible, callees, emitter).of(start);
        }
    }
}
