package dev.cotangent.compiler.ir;

import java.util.List;

/**
 * A piece of a program that runs on its own. Compared by identity: a recursive procedure's body is set after it exists.
 */
public final class Procedure {

    private final String name;
    private final List<Local> scalars;
    private final List<Buffer> buffers;
    private final List<Local> results;
    private List<Stmt> body = List.of();

    /**
     * Creates a procedure with an empty body.
     *
     * @param name unique within the program
     * @param scalars scalar parameters, of storage {@link Storage#ARGUMENT}
     * @param buffers buffer parameters, of storage {@link Storage#ARGUMENT}
     * @param results locals whose values at the end are the results
     */
    public Procedure(String name, List<Local> scalars, List<Buffer> buffers, List<Local> results) {
        this.name = name;
        this.scalars = List.copyOf(scalars);
        this.buffers = List.copyOf(buffers);
        this.results = List.copyOf(results);
    }

    public Procedure(String name, List<Local> scalars, List<Buffer> buffers, List<Local> results, List<Stmt> body) {
        this(name, scalars, buffers, results);
        this.body = List.copyOf(body);
    }

    public String name() {
        return name;
    }

    public List<Local> scalars() {
        return scalars;
    }

    public List<Buffer> buffers() {
        return buffers;
    }

    public List<Local> results() {
        return results;
    }

    public List<Stmt> body() {
        return body;
    }

    public void setBody(List<Stmt> body) {
        this.body = List.copyOf(body);
    }

    /** The same procedure with another body. */
    public Procedure withBody(List<Stmt> body) {
        return new Procedure(name, scalars, buffers, results, body);
    }

    @Override
    public String toString() {
        return name;
    }
}
