package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The indices at which statements access elements of buffers, and the buffers that they access as a whole. */
final class Accesses extends Rewriter {

    private final Map<Buffer, Set<Expr>> indices = new HashMap<>();
    private final Set<Expr> loadIndices = new HashSet<>();
    private final Set<Buffer> whole = new HashSet<>();
    private int size;

    private Accesses() {}

    static Accesses of(List<Stmt> statements) {
        Accesses accesses = new Accesses();
        accesses.block(statements);
        return accesses;
    }

    /** Indices of single elements of a buffer. */
    Set<Expr> indices(Buffer buffer) {
        return indices.getOrDefault(buffer, Set.of());
    }

    /** Indices of all loads. */
    Set<Expr> loadIndices() {
        return loadIndices;
    }

    /** True if a buffer is allocated, or accessed in a slice. */
    boolean isWhole(Buffer buffer) {
        return whole.contains(buffer);
    }

    /** Number of operations. */
    int size() {
        return size;
    }

    @Override
    Expr expr(Expr expression) {
        Operands.forEach(expression, e -> {
            size++;
            if (e instanceof Expr.Load load) {
                access(load.buffer(), load.index());
                loadIndices.add(load.index());
            }
        });
        return expression;
    }

    private void access(Buffer buffer, Expr index) {
        indices.computeIfAbsent(buffer, key -> new HashSet<>()).add(index);
    }

    @Override
    public void store(Stmt.Store s) {
        access(s.buffer(), s.index());
        super.store(s);
    }

    @Override
    public void increment(Stmt.Increment s) {
        access(s.buffer(), s.index());
        super.increment(s);
    }

    @Override
    public void allocate(Stmt.Allocate s) {
        whole.add(s.buffer());
        super.allocate(s);
    }

    @Override
    public void kernel(Stmt.Kernel s) {
        for (Argument argument : s.arguments()) {
            if (argument instanceof Slice slice) {
                whole.add(slice.buffer());
            }
        }
        whole.add(s.result().buffer());
        super.kernel(s);
    }

    @Override
    public void check(Stmt.Check s) {
        message(s.message());
        super.check(s);
    }

    @Override
    public void print(Stmt.Print s) {
        message(s.message());
        super.print(s);
    }

    private void message(List<Stmt.Part> message) {
        for (Stmt.Part part : message) {
            if (part instanceof Stmt.Part.Elements elements) {
                whole.add(elements.slice().buffer());
            }
        }
    }

    @Override
    public void readContainer(Stmt.ReadContainer s) {
        whole.add(s.target());
        super.readContainer(s);
    }
}
