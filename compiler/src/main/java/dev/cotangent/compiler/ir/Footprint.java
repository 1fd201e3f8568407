package dev.cotangent.compiler.ir;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What statements touch, those inside them included, but not what the procedures do that they invoke. Sets are in order
 * of first mention.
 */
public final class Footprint {

    private final Set<Local> reads = new LinkedHashSet<>();
    private final Set<Local> writes = new LinkedHashSet<>();
    private final Set<Buffer> loads = new LinkedHashSet<>();
    private final Set<Buffer> stores = new LinkedHashSet<>();
    private final Set<Buffer> allocations = new LinkedHashSet<>();
    private final Set<Procedure> calls = new LinkedHashSet<>();

    private Footprint() {}

    public static Footprint of(List<Stmt> statements) {
        Footprint footprint = new Footprint();
        statements.forEach(footprint.new Statements()::visit);
        return footprint;
    }

    public static Footprint of(Stmt statement) {
        return of(List.of(statement));
    }

    /** What a procedure touches: its body, its parameters and its results. */
    public static Footprint of(Procedure procedure) {
        Footprint footprint = of(procedure.body());
        footprint.writes.addAll(procedure.scalars());
        footprint.stores.addAll(procedure.buffers());
        footprint.reads.addAll(procedure.results());
        return footprint;
    }

    public static Footprint of(Expr expression) {
        Footprint footprint = new Footprint();
        footprint.read(expression);
        return footprint;
    }

    /** Locals that are read. */
    public Set<Local> reads() {
        return reads;
    }

    /** Locals that are assigned, indices of loops included. */
    public Set<Local> writes() {
        return writes;
    }

    /** Buffers whose elements are read. */
    public Set<Buffer> loads() {
        return loads;
    }

    /** Buffers whose elements are written one by one, or by a kernel. */
    public Set<Buffer> stores() {
        return stores;
    }

    /** Buffers that are allocated, or replaced by data. */
    public Set<Buffer> allocations() {
        return allocations;
    }

    /** Procedures that are invoked. */
    public Set<Procedure> calls() {
        return calls;
    }

    /** Locals that are read or assigned. */
    public Set<Local> locals() {
        Set<Local> all = new LinkedHashSet<>(reads);
        all.addAll(writes);
        return all;
    }

    /** Buffers that are touched in any way. */
    public Set<Buffer> buffers() {
        Set<Buffer> all = new LinkedHashSet<>(loads);
        all.addAll(stores);
        all.addAll(allocations);
        return all;
    }

    private void read(Expr expression) {
        new Expressions().visit(expression);
    }

    private void read(Slice slice) {
        loads.add(slice.buffer());
        position(slice);
    }

    private void position(Slice slice) {
        read(slice.offset());
        slice.sizes().forEach(this::read);
    }

    private void message(List<Stmt.Part> parts) {
        for (Stmt.Part part : parts) {
            if (part instanceof Stmt.Part.Value value) {
                read(value.value());
            } else if (part instanceof Stmt.Part.Elements elements) {
                read(elements.slice());
            }
        }
    }

    private final class Expressions implements ExprVisitor<Void> {
        @Override
        public Void constant(Expr.IntConstant constant) {
            return null;
        }

        @Override
        public Void constant(Expr.RealConstant constant) {
            return null;
        }

        @Override
        public Void read(Expr.Read read) {
            reads.add(read.local());
            return null;
        }

        @Override
        public Void load(Expr.Load load) {
            loads.add(load.buffer());
            return visit(load.index());
        }

        @Override
        public Void operation(Expr.Operation operation) {
            operation.operands().forEach(this::visit);
            return null;
        }

        @Override
        public Void call(Expr.Call call) {
            call.arguments().forEach(this::visit);
            return null;
        }

        @Override
        public Void select(Expr.Select select) {
            visit(select.condition());
            visit(select.whenTrue());
            return visit(select.whenFalse());
        }

        @Override
        public Void provided(Expr.Provided provided) {
            return null;
        }
    }

    private final class Statements implements StmtVisitor<Void> {
        @Override
        public Void assign(Stmt.Assign statement) {
            read(statement.value());
            writes.add(statement.target());
            return null;
        }

        @Override
        public Void store(Stmt.Store statement) {
            read(statement.index());
            read(statement.value());
            stores.add(statement.buffer());
            return null;
        }

        @Override
        public Void increment(Stmt.Increment statement) {
            read(statement.index());
            read(statement.value());
            loads.add(statement.buffer());
            stores.add(statement.buffer());
            return null;
        }

        @Override
        public Void allocate(Stmt.Allocate statement) {
            read(statement.size());
            allocations.add(statement.buffer());
            return null;
        }

        @Override
        public Void loop(Stmt.For statement) {
            read(statement.from());
            read(statement.to());
            writes.add(statement.index());
            statement.body().forEach(this::visit);
            return null;
        }

        @Override
        public Void loop(Stmt.While statement) {
            statement.test().forEach(this::visit);
            read(statement.condition());
            statement.body().forEach(this::visit);
            return null;
        }

        @Override
        public Void branch(Stmt.If statement) {
            read(statement.condition());
            statement.whenTrue().forEach(this::visit);
            statement.whenFalse().forEach(this::visit);
            return null;
        }

        @Override
        public Void kernel(Stmt.Kernel statement) {
            for (Argument argument : statement.arguments()) {
                if (argument instanceof Slice slice) {
                    read(slice);
                } else {
                    read(((Argument.Scalar) argument).value());
                }
            }
            position(statement.result());
            stores.add(statement.result().buffer());
            return null;
        }

        @Override
        public Void draw(Stmt.Draw statement) {
            statement.arguments().forEach(Footprint.this::read);
            writes.add(statement.target());
            return null;
        }

        @Override
        public Void check(Stmt.Check statement) {
            read(statement.condition());
            message(statement.message());
            return null;
        }

        @Override
        public Void print(Stmt.Print statement) {
            message(statement.message());
            return null;
        }

        @Override
        public Void readScalar(Stmt.ReadScalar statement) {
            writes.add(statement.target());
            return null;
        }

        @Override
        public Void readContainer(Stmt.ReadContainer statement) {
            statement.sizes().forEach(Footprint.this::read);
            allocations.add(statement.target());
            return null;
        }

        @Override
        public Void push(Stmt.Push statement) {
            read(statement.value());
            return null;
        }

        @Override
        public Void pop(Stmt.Pop statement) {
            writes.add(statement.target());
            return null;
        }

        @Override
        public Void invoke(Stmt.Invoke statement) {
            statement.arguments().forEach(Footprint.this::read);
            writes.addAll(statement.results());
            calls.add(statement.procedure());
            return null;
        }
    }
}
