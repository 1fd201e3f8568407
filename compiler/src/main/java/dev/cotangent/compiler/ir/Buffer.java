package dev.cotangent.compiler.ir;

/**
 * A flat array of scalars. Compared by identity. Containers lie in it in storage order: arrays row-major, vectors
 * contiguous, matrices column-major. It may be longer than what was last allocated; nothing reads the rest.
 */
public final class Buffer {

    private final String name;
    private final ScalarType element;
    private final Storage storage;

    public Buffer(String name, ScalarType element, Storage storage) {
        this.name = name;
        this.element = element;
        this.storage = storage;
    }

    /** Unique within its program. */
    public String name() {
        return name;
    }

    public ScalarType element() {
        return element;
    }

    public Storage storage() {
        return storage;
    }

    @Override
    public String toString() {
        return name;
    }
}
