package dev.cotangent.compiler.ir;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.IrVerifier.Permission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the statements of one procedure. */
final class VerifiedStatements implements StmtVisitor<Void> {

    private final Procedure procedure;
    private final Set<Permission> permissions;
    private final Set<Local> runningIndices = new HashSet<>();
    private Stmt current;

    VerifiedStatements(Procedure procedure, Set<Permission> permissions) {
        this.procedure = procedure;
        this.permissions = permissions;
    }

    @Override
    public Void visit(Stmt statement) {
        current = statement;
        return StmtVisitor.super.visit(statement);
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new CompilerBug("procedure " + procedure + ": " + message + ", at " + current.span() + " in\n"
                    + IrPrinter.print(current));
        }
    }

    private void require(Permission permission) {
        require(permissions.contains(permission), "may not " + permission);
    }

    private void target(Local local, ScalarType type) {
        require(local.type() == type, local + " is " + local.type() + ", but its value is " + type);
        require(!runningIndices.contains(local), "assigns " + local + ", the index of a running loop");
        storage(local);
        if (local.storage() == Storage.DATA) {
            require(Permission.WRITE_DATA);
        }
    }

    private void storage(Local local) {
        boolean allowed =
                local.storage() != Storage.ARGUMENT || procedure.scalars().contains(local);
        require(allowed, local + " is the argument of another procedure");
    }

    private void storage(Buffer buffer) {
        boolean allowed =
                buffer.storage() != Storage.ARGUMENT || procedure.buffers().contains(buffer);
        require(allowed, buffer + " is the argument of another procedure");
    }

    private void written(Buffer buffer) {
        storage(buffer);
        if (buffer.storage() == Storage.DATA) {
            require(Permission.WRITE_DATA);
        }
    }

    private void integer(Expr expression) {
        typed(expression, ScalarType.INT);
    }

    private void typed(Expr expression, ScalarType type) {
        any(expression);
        requireType(expression, type);
    }

    private void requireType(Expr expression, ScalarType type) {
        if (expression.type() != type) {
            require(false, IrPrinter.print(expression) + " is not " + type);
        }
    }

    /** Checks an expression node by node, without recursion: a sum of thousands of terms is deep. */
    private void any(Expr expression) {
        Deque<Expr> pending = new ArrayDeque<>(List.of(expression));
        Expressions node = new Expressions(pending);
        while (!pending.isEmpty()) {
            node.visit(pending.pop());
        }
    }

    private void slice(Slice slice) {
        storage(slice.buffer());
        integer(slice.offset());
        slice.sizes().forEach(this::integer);
    }

    private void message(List<Stmt.Part> parts) {
        int depth = 0;
        for (Stmt.Part part : parts) {
            if (part instanceof Stmt.Part.Value value) {
                require(depth == 0, "a scalar in an array of a message");
                any(value.value());
            } else if (part instanceof Stmt.Part.Elements elements) {
                int sizes = elements.slice().sizes().size();
                require(sizes == depth, "elements of " + sizes + " sizes in " + depth + " arrays of a message");
                require(sizes > (elements.matrix() ? 1 : 0), "too few sizes in a message");
                slice(elements.slice());
            } else if (part instanceof Stmt.Part.Array bracket) {
                depth += bracket == Stmt.Part.Array.BEGIN ? 1 : -1;
                require(depth >= 0, "an array of a message ends that did not begin");
            }
        }
        require(depth == 0, "an array of a message does not end");
    }

    private void arguments(Primitive primitive, List<Expr> arguments) {
        require(!primitive.isKernel(), primitive + " is a kernel");
        require(arguments.size() == primitive.parameters().size(), primitive + " has another number of arguments");
        for (int i = 0; i < arguments.size(); i++) {
            requireType(arguments.get(i), scalarType(primitive.parameters().get(i)));
        }
    }

    private static ScalarType scalarType(Primitive.Kind kind) {
        return kind == Primitive.Kind.INT || kind == Primitive.Kind.INT_SEQUENCE ? ScalarType.INT : ScalarType.REAL;
    }

    @Override
    public Void assign(Stmt.Assign statement) {
        any(statement.value());
        target(statement.target(), statement.value().type());
        return null;
    }

    @Override
    public Void store(Stmt.Store statement) {
        element(statement.buffer(), statement.index(), statement.value());
        return null;
    }

    @Override
    public Void increment(Stmt.Increment statement) {
        element(statement.buffer(), statement.index(), statement.value());
        return null;
    }

    private void element(Buffer buffer, Expr index, Expr value) {
        integer(index);
        typed(value, buffer.element());
        written(buffer);
    }

    @Override
    public Void allocate(Stmt.Allocate statement) {
        integer(statement.size());
        replaced(statement.buffer());
        return null;
    }

    private void replaced(Buffer buffer) {
        require(buffer.storage() != Storage.ARGUMENT, "replaces the argument " + buffer);
        written(buffer);
    }

    @Override
    public Void loop(Stmt.For statement) {
        integer(statement.from());
        integer(statement.to());
        target(statement.index(), ScalarType.INT);
        runningIndices.add(statement.index());
        statement.body().forEach(this::visit);
        runningIndices.remove(statement.index());
        return null;
    }

    @Override
    public Void loop(Stmt.While statement) {
        statement.test().forEach(this::visit);
        integer(statement.condition());
        statement.body().forEach(this::visit);
        return null;
    }

    @Override
    public Void branch(Stmt.If statement) {
        integer(statement.condition());
        statement.whenTrue().forEach(this::visit);
        statement.whenFalse().forEach(this::visit);
        return null;
    }

    @Override
    public Void kernel(Stmt.Kernel statement) {
        Primitive primitive = statement.primitive();
        List<Primitive.Kind> parameters = primitive.parameters();
        require(primitive.isKernel() && !primitive.isRandom(), primitive + " is not a kernel");
        require(statement.arguments().size() == parameters.size(), primitive + " has another number of arguments");
        for (int i = 0; i < parameters.size(); i++) {
            argument(statement.arguments().get(i), parameters.get(i));
        }
        slice(statement.result());
        written(statement.result().buffer());
        require(statement.result().buffer().element() == primitive.result(), "the result has another type");
        return null;
    }

    private void argument(Argument argument, Primitive.Kind kind) {
        if (argument instanceof Slice slice) {
            slice(slice);
            int sizes = kind == Primitive.Kind.REAL_MATRIX ? 2 : 1;
            require(kind.isContainer() && slice.sizes().size() == sizes, "an argument is not a " + kind);
            require(slice.buffer().element() == scalarType(kind), "an argument has another type than " + kind);
        } else {
            require(!kind.isContainer(), "an argument is not a " + kind);
            typed(((Argument.Scalar) argument).value(), scalarType(kind));
        }
    }

    @Override
    public Void draw(Stmt.Draw statement) {
        require(Permission.DRAW);
        require(statement.primitive().isRandom(), statement.primitive() + " is not random");
        statement.arguments().forEach(this::any);
        arguments(statement.primitive(), statement.arguments());
        target(statement.target(), statement.primitive().result());
        return null;
    }

    @Override
    public Void check(Stmt.Check statement) {
        integer(statement.condition());
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
        require(Permission.READ_SOURCE);
        target(statement.target(), statement.target().type());
        return null;
    }

    @Override
    public Void readContainer(Stmt.ReadContainer statement) {
        require(Permission.READ_SOURCE);
        statement.sizes().forEach(this::integer);
        boolean matrix = statement.sizes().size() >= 2 && statement.target().element() == ScalarType.REAL;
        require(!statement.matrix() || matrix, "reads a matrix of integers, or of fewer than two sizes");
        replaced(statement.target());
        return null;
    }

    @Override
    public Void push(Stmt.Push statement) {
        any(statement.value());
        return null;
    }

    @Override
    public Void pop(Stmt.Pop statement) {
        target(statement.target(), statement.target().type());
        return null;
    }

    @Override
    public Void invoke(Stmt.Invoke statement) {
        Procedure callee = statement.procedure();
        require(callee.buffers().isEmpty(), "invokes " + callee + ", which has buffer parameters");
        require(statement.arguments().size() == callee.scalars().size(), "another number of arguments");
        require(statement.results().size() == callee.results().size(), "another number of results");
        for (int i = 0; i < callee.scalars().size(); i++) {
            typed(statement.arguments().get(i), callee.scalars().get(i).type());
        }
        for (int i = 0; i < callee.results().size(); i++) {
            target(statement.results().get(i), callee.results().get(i).type());
        }
        return null;
    }

    /** Checks one node and leaves its operands to be checked. */
    private final class Expressions implements ExprVisitor<Void> {

        private final Deque<Expr> pending;

        Expressions(Deque<Expr> pending) {
            this.pending = pending;
        }

        private void operand(Expr operand, ScalarType type) {
            requireType(operand, type);
            pending.push(operand);
        }

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
            storage(read.local());
            return null;
        }

        @Override
        public Void load(Expr.Load load) {
            storage(load.buffer());
            operand(load.index(), ScalarType.INT);
            return null;
        }

        @Override
        public Void operation(Expr.Operation operation) {
            ScalarType type = operation.operands().get(0).type();
            operation.operands().forEach(operand -> operand(operand, type));
            boolean integers = switch (operation.operator()) {
                case REMAINDER, MINIMUM, MAXIMUM, AND, OR, NOT, TO_REAL -> true;
                default -> false;
            };
            require(!integers || type == ScalarType.INT, operation.operator() + " of reals");
            return null;
        }

        @Override
        public Void call(Expr.Call call) {
            require(!call.primitive().isRandom(), call.primitive() + " is random");
            arguments(call.primitive(), call.arguments());
            call.arguments().forEach(pending::push);
            return null;
        }

        @Override
        public Void select(Expr.Select select) {
            operand(select.condition(), ScalarType.INT);
            pending.push(select.whenTrue());
            operand(select.whenFalse(), select.whenTrue().type());
            return null;
        }

        @Override
        public Void provided(Expr.Provided provided) {
            require(Permission.READ_SOURCE);
            return null;
        }
    }
}
