package dev.cotangent.compiler.ir;

/** A scalar variable. Compared by identity; may be assigned many times. */
public final class Local {

    private final String name;
    private final ScalarType type;
    private final Storage storage;

    public Local(String name, ScalarType type, Storage storage) {
        this.name = name;
        this.type = type;
        this.storage = storage;
    }

    /** Unique within its program. */
    public String name() {
        return name;
    }

    public ScalarType type() {
        return type;
    }

    public Storage storage() {
        return storage;
    }

    @Override
    public String toString() {
        return name;
    }
}
