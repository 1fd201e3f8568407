package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an expression of the language becomes: a scalar expression, or a container that yields the expression of any of
 * its elements.
 *
 * <p>{@code parameter} is the static qualifier: true if the value is of autodiff type, as Stan decides it for the dropping of
 * constants.
 */
sealed interface Value {

    boolean parameter();

    record Scalar(Expr expr, boolean parameter) implements Value {}

    /**
     * A function that is an argument.
     *
     * @param captured arguments that stand behind those of each call
     */
    record Closure(Function function, List<Value> captured) implements Value {

        public Closure {
            captured = List.copyOf(captured);
        }

        @Override
        public boolean parameter() {
            return captured.stream().anyMatch(Value::parameter);
        }
    }

    /** A structured value: its components, in the order of {@link Type#components()}. */
    record Compound(Type type, List<Value> components) implements Value {

        public Compound {
            components = List.copyOf(components);
        }

        @Override
        public boolean parameter() {
            return components.stream().anyMatch(Value::parameter);
        }

        /** The value with every component changed by a function of it and its type. */
        Compound map(Type type, BiFunction<Value, Type, Value> function) {
            List<Type> types = type.components();
            return new Compound(
                    type,
                    IntStream.range(0, components.size())
                            .mapToObj(k -> function.apply(components.get(k), types.get(k)))
                            .toList());
        }
    }

    /** Sizes of a value of a type: those of the arrays around a tuple. */
    static List<Expr> sizes(Value value, Type type) {
        if (value instanceof Compound c) {
            return type.rank() == 0
                    ? List.of()
                    : sizes(c.components().get(0), type.components().get(0)).subList(0, type.rank());
        }
        return value instanceof Container c ? c.sizes() : List.of();
    }

    /** Buffers that a value reads. */
    static Set<Buffer> buffers(Value value) {
        if (value instanceof Compound c) {
            return c.components().stream()
                    .flatMap(part -> buffers(part).stream())
                    .collect(Collectors.toSet());
        }
        return value instanceof Container c ? c.buffers() : Set.of();
    }

    /** A container. Its elements are computed where they are asked for. */
    sealed interface Container extends Value permits Stored, Lazy {

        Type type();

        /** Sizes, array dimensions first. */
        List<Expr> sizes();

        /** An element, by its indices from 0, one a dimension. */
        Expr at(Emitter emitter, List<Expr> indices);

        /** Buffers that elements are read from. */
        Set<Buffer> buffers();

        default ScalarType element() {
            return type().scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL;
        }

        default Expr count() {
            return Arithmetic.product(sizes());
        }
    }

    /**
     * A container that lies contiguously in a buffer.
     *
     * @param temporary true if nothing else refers to the buffer
     */
    record Stored(Type type, Buffer buffer, Expr offset, List<Expr> sizes, boolean parameter, boolean temporary)
            implements Container {

        public Stored {
            sizes = List.copyOf(sizes);
        }

        @Override
        public Expr at(Emitter emitter, List<Expr> indices) {
            return new Expr.Load(buffer, index(indices));
        }

        /** Place in the buffer of an element. */
        Expr index(List<Expr> indices) {
            return Arithmetic.add(offset, linear(type, sizes, indices));
        }

        Slice slice() {
            List<Expr> shape = type == Type.MATRIX ? sizes : List.of(count());
            return new Slice(buffer, offset, shape);
        }

        @Override
        public Set<Buffer> buffers() {
            return Set.of(buffer);
        }

        /** The same elements as one flat sequence. */
        Stored flattened(Type type) {
            return new Stored(type, buffer, offset, List.of(count()), parameter, false);
        }
    }

    /** A container whose elements are computed by a function of their indices. */
    record Lazy(Type type, List<Expr> sizes, boolean parameter, Set<Buffer> buffers, Element elements)
            implements Container {

        public Lazy {
            sizes = List.copyOf(sizes);
            buffers = Set.copyOf(buffers);
        }

        @Override
        public Expr at(Emitter emitter, List<Expr> indices) {
            return elements.at(emitter, indices);
        }
    }

    /** Computes an element. */
    interface Element {
        Expr at(Emitter emitter, List<Expr> indices);
    }

    /** Offset of an element in storage order: arrays row-major, matrices column-major. */
    static Expr linear(Type type, List<Expr> sizes, List<Expr> indices) {
        int arrays = type.arrayDimensions();
        Expr offset = Arithmetic.ZERO;
        for (int d = 0; d < arrays; d++) {
            offset = Arithmetic.add(Arithmetic.multiply(offset, sizes.get(d)), indices.get(d));
        }
        if (sizes.size() == arrays) {
            return offset;
        }
        Expr inner = Arithmetic.product(sizes.subList(arrays, sizes.size()));
        Expr within = indices.get(arrays);
        if (type.innermost() == Type.MATRIX) {
            within = Arithmetic.add(within, Arithmetic.multiply(indices.get(arrays + 1), sizes.get(arrays)));
        }
        return Arithmetic.add(Arithmetic.multiply(offset, inner), within);
    }
}
