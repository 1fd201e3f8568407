package dev.cotangent.compiler.ir.interpret;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.StmtVisitor;
import dev.cotangent.runtime.model.MessageText;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.model.RecursionLimit;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Executes statements. */
final class Execution implements StmtVisitor<Void> {

    private final Activation activation;
    private final Evaluation evaluation;

    Execution(Activation activation) {
        this.activation = activation;
        this.evaluation = new Evaluation(activation);
    }

    @Override
    public Void assign(Stmt.Assign statement) {
        activation.set(statement.target(), evaluation.visit(statement.value()));
        return null;
    }

    @Override
    public Void store(Stmt.Store statement) {
        int index = evaluation.integer(statement.index());
        activation.store(statement.buffer(), index, evaluation.visit(statement.value()));
        return null;
    }

    @Override
    public Void increment(Stmt.Increment statement) {
        int index = evaluation.integer(statement.index());
        double value = evaluation.visit(statement.value());
        activation.store(statement.buffer(), index, evaluation.element(statement.buffer(), index) + value);
        return null;
    }

    @Override
    public Void allocate(Stmt.Allocate statement) {
        int size = evaluation.integer(statement.size());
        boolean zero = statement.fill() == Stmt.Fill.ZERO;
        if (statement.buffer().element() == ScalarType.INT) {
            int[] array = new int[size];
            Arrays.fill(array, zero ? 0 : Integer.MIN_VALUE);
            activation.setArray(statement.buffer(), array);
        } else {
            double[] array = new double[size];
            Arrays.fill(array, zero ? 0 : Double.NaN);
            activation.setArray(statement.buffer(), array);
        }
        return null;
    }

    @Override
    public Void loop(Stmt.For statement) {
        int from = evaluation.integer(statement.from());
        int to = evaluation.integer(statement.to());
        boolean up = statement.direction() == Stmt.Direction.UP;
        long count = (long) to - from + 1;
        for (long k = 0; k < count; k++) {
            activation.set(statement.index(), up ? from + k : to - k);
            statement.body().forEach(this::visit);
        }
        return null;
    }

    @Override
    public Void loop(Stmt.While statement) {
        statement.test().forEach(this::visit);
        while (evaluation.truth(statement.condition())) {
            statement.body().forEach(this::visit);
            statement.test().forEach(this::visit);
        }
        return null;
    }

    @Override
    public Void branch(Stmt.If statement) {
        boolean condition = evaluation.truth(statement.condition());
        (condition ? statement.whenTrue() : statement.whenFalse()).forEach(this::visit);
        return null;
    }

    @Override
    public Void kernel(Stmt.Kernel statement) {
        List<Object> values = new ArrayList<>();
        for (Argument argument : statement.arguments()) {
            if (argument instanceof Slice slice) {
                addSlice(slice, values);
            } else {
                values.add(evaluation.box(((Argument.Scalar) argument).value()));
            }
        }
        Slice result = statement.result();
        int offset = evaluation.integer(result.offset());
        Primitive primitive = statement.primitive();
        if (primitive.resultKind().isContainer()) {
            requireRange(result);
            values.add(activation.array(result.buffer()));
            values.add(offset);
            activation.primitives().call(primitive, values);
        } else {
            Number value = (Number) activation.primitives().call(primitive, values);
            activation.store(result.buffer(), offset, value.doubleValue());
        }
        return null;
    }

    private void addSlice(Slice slice, List<Object> values) {
        requireRange(slice);
        values.add(activation.array(slice.buffer()));
        values.add(evaluation.integer(slice.offset()));
        slice.sizes().forEach(size -> values.add(evaluation.integer(size)));
    }

    private void requireRange(Slice slice) {
        int offset = evaluation.integer(slice.offset());
        int length = Array.getLength(activation.array(slice.buffer()));
        if (offset < 0 || offset + size(slice) > length) {
            Buffer buffer = slice.buffer();
            throw new CompilerBug(
                    "slice " + offset + "+" + size(slice) + " of buffer " + buffer + " of size " + length);
        }
    }

    private int size(Slice slice) {
        int size = 1;
        for (Expr factor : slice.sizes()) {
            size *= evaluation.integer(factor);
        }
        return size;
    }

    @Override
    public Void draw(Stmt.Draw statement) {
        List<Object> random = List.of(activation.random());
        double value = evaluation.call(statement.primitive(), random, statement.arguments());
        activation.set(statement.target(), value);
        return null;
    }

    @Override
    public Void check(Stmt.Check statement) {
        if (!evaluation.truth(statement.condition())) {
            String message = message(statement.message());
            throw new ModelFailure(statement.kind(), statement.span().location(), message);
        }
        return null;
    }

    @Override
    public Void print(Stmt.Print statement) {
        activation.printer().accept(message(statement.message()));
        return null;
    }

    private String message(List<Stmt.Part> parts) {
        MessageText message = new MessageText(Stmt.Part.template(parts));
        for (Stmt.Part part : parts) {
            if (part instanceof Stmt.Part.Value value) {
                addValue(value.value(), message);
            } else if (part instanceof Stmt.Part.Elements elements) {
                addElements(elements, message);
            }
        }
        return message.toString();
    }

    private void addValue(Expr value, MessageText message) {
        if (value.type() == ScalarType.INT) {
            message.value(evaluation.integer(value));
        } else {
            message.value(evaluation.visit(value));
        }
    }

    private void addElements(Stmt.Part.Elements part, MessageText message) {
        Slice slice = part.slice();
        requireRange(slice);
        int offset = evaluation.integer(slice.offset());
        int[] sizes = slice.sizes().stream().mapToInt(evaluation::integer).toArray();
        if (activation.array(slice.buffer()) instanceof int[] array) {
            message.elements(array, offset, sizes, part.matrix());
        } else {
            message.elements((double[]) activation.array(slice.buffer()), offset, sizes, part.matrix());
        }
    }

    @Override
    public Void readScalar(Stmt.ReadScalar statement) {
        boolean integer = statement.target().type() == ScalarType.INT;
        double value = integer
                ? activation.source().integer(statement.name())
                : activation.source().real(statement.name());
        activation.set(statement.target(), value);
        return null;
    }

    @Override
    public Void readContainer(Stmt.ReadContainer statement) {
        int[] shape = statement.sizes().stream().mapToInt(evaluation::integer).toArray();
        String name = statement.name();
        boolean integer = statement.target().element() == ScalarType.INT;
        Object array = integer
                ? activation.source().integers(name, shape).clone()
                : activation.source().reals(name, shape, statement.matrix()).clone();
        activation.setArray(statement.target(), array);
        return null;
    }

    @Override
    public Void push(Stmt.Push statement) {
        activation.tapes().push(statement.value().type(), evaluation.visit(statement.value()));
        return null;
    }

    @Override
    public Void pop(Stmt.Pop statement) {
        activation.set(
                statement.target(), activation.tapes().pop(statement.target().type()));
        return null;
    }

    @Override
    public Void invoke(Stmt.Invoke statement) {
        if (activation.depth() == RecursionLimit.MAX_DEPTH) {
            throw RecursionLimit.exceeded(statement.span().location());
        }
        double[] scalars =
                statement.arguments().stream().mapToDouble(evaluation::visit).toArray();
        double[] results = activation.next().run(statement.procedure(), scalars, List.of());
        for (int i = 0; i < results.length; i++) {
            activation.set(statement.results().get(i), results[i]);
        }
        return null;
    }
}
