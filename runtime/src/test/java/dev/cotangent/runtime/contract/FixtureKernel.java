package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.kernel.Kernel;
import java.io.DataInput;
import java.io.DataOutput;

/** A kernel for tests, which is never checkpointed. */
interface FixtureKernel extends Kernel {

    @Override
    default void save(DataOutput out) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void restore(DataInput in) {
        throw new UnsupportedOperationException();
    }
}
