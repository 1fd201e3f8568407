package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Procedure;

/** An optimisation of one procedure. */
public interface Pass {

    /** What it is switched on and off by, as {@code constant-folding}. */
    String name();

    /**
     * A procedure that computes the same bits and fails in the same way, but for what the pass says of itself.
     *
     * @param procedure what to optimise; not modified
     * @param context what the pass may need of the rest of the program
     */
    Procedure run(Procedure procedure, PassContext context);
}
