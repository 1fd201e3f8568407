package dev.cotangent.compiler.ir;

/**
 * A flat array of scalars. Compared by identity. Containers lie in it in storage order: arrays row-major, vectors
 * contiguous, matrices column-major. It may be longer than what was last allocated; nothing reads the rest.
 */
public final class Buffer {

    private final String name;
    private final ScalarType element;
    private final Storage storage;
    private final boolean isTable;

    public Buffer(String name, ScalarType element, Storage storage) {
        this(name, element, storage, false);
    }

    private Buffer(String name, ScalarType element, Storage storage, boolean isTable) {
        this.name = name;
        this.element = element;
        this.storage = storage;
        this.isTable = isTable;
    }

    /** A buffer of reals computed ahead, of which some may never be read. */
    public static Buffer table(String name) {
        return new Buffer(name, ScalarType.REAL, Storage.WORK, true);
    }

    /** True if elements are computed whether or not something reads them. */
    public boolean isTable() {
        return isTable;
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
