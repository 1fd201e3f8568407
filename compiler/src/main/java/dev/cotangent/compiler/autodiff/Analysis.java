package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Procedure;
import java.util.List;

/** What is known of a flattened procedure before its reverse is made. */
record Analysis(
        Block root,
        Activity activity,
        Settled settled,
        Locality locality,
        Seeds seeds,
        SingleAssignment singleAssignment,
        Scopes scopes,
        Speculation speculation) {

    static Analysis of(Procedure procedure, Reversible reversible, Activity activity, boolean runsAgain) {
        Block root = Block.root(reversible.body());
        Settled settled = Settled.of(procedure, reversible.body());
        Locality locality = new Locality(procedure, root);
        Seeds seeds = new Seeds(runsAgain ? List.of() : procedure.results(), activity, locality, settled);
        SingleAssignment single = new SingleAssignment(locality, settled);
        Scopes scopes = new Scopes(root, activity, locality, seeds, single, runsAgain);
        Speculation speculation = Speculation.of(root, procedure.results(), settled);
        return new Analysis(root, activity, settled, locality, seeds, single, scopes, speculation);
    }
}
