package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Procedure;

/** Sees what every pass made, as for printing it. */
@FunctionalInterface
public interface PassObserver {

    void after(Pass pass, Procedure result);
}
