package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.typed.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which elements of a container an index list selects.
 *
 * @param type type of what is selected; a scalar if every dimension has a single index
 * @param axes one a dimension of the container
 */
record Selection(Type type, List<Axis> axes) {

    Selection {
        axes = List.copyOf(axes);
    }

    /** What is selected of one dimension. */
    sealed interface Axis {
        /** One element, by its index from 0. */
        record Single(Expr index) implements Axis {}

        /** {@code count} elements from {@code from} on, from 0. */
        record Range(Expr from, Expr count, boolean whole) implements Axis {}

        /** Elements by an array of indices from 1, checked as they are read. */
        record Multiple(Value.Container indices, Value.Element index) implements Axis {}
    }

    /** True if an element may be selected more than once. */
    boolean mayRepeat() {
        return axes.stream().anyMatch(Axis.Multiple.class::isInstance);
    }

    /** Sizes of what is selected. */
    List<Expr> sizes() {
        List<Expr> sizes = new ArrayList<>();
        for (Axis axis : axes) {
            if (axis instanceof Axis.Range r) {
                sizes.add(r.count());
            } else if (axis instanceof Axis.Multiple m) {
                sizes.add(m.indices().sizes().get(0));
            }
        }
        return sizes;
    }

    /** Indices into the container of an element of what is selected. */
    List<Expr> locate(Emitter emitter, List<Expr> indices) {
        List<Expr> located = new ArrayList<>();
        int next = 0;
        for (Axis axis : axes) {
            if (axis instanceof Axis.Single s) {
                located.add(s.index());
            } else if (axis instanceof Axis.Range r) {
                located.add(Arithmetic.add(r.from(), indices.get(next++)));
            } else if (axis instanceof Axis.Multiple m) {
                located.add(m.index().at(emitter, List.of(indices.get(next++))));
            }
        }
        return located;
    }

    /** What is selected of a value of a type, whose leading dimensions the axes are for; the others are taken whole. */
    Value of(Emitter emitter, Value value, Type whole) {
        if (value instanceof Value.Compound c) {
            return new Value.Compound(
                    type,
                    IntStream.range(0, c.components().size())
                            .mapToObj(k -> new Selection(type.components().get(k), axes)
                                    .of(
                                            emitter,
                                            c.components().get(k),
                                            whole.components().get(k)))
                            .toList());
        }
        return extended(((Value.Container) value).sizes()).of(emitter, (Value.Container) value);
    }

    /** The same selection of a container that has more dimensions, which are taken whole. */
    Selection extended(List<Expr> sizes) {
        List<Axis> all = new ArrayList<>(axes);
        for (int d = axes.size(); d < sizes.size(); d++) {
            all.add(new Axis.Range(Arithmetic.ZERO, sizes.get(d), true));
        }
        return new Selection(type, all);
    }

    /** What is selected of a container. */
    Value of(Emitter emitter, Value.Container container) {
        if (type.isScalar()) {
            return new Value.Scalar(container.at(emitter, locate(emitter, List.of())), container.parameter());
        }
        if (container instanceof Value.Stored s && isContiguous(s.type())) {
            List<Expr> first = axes.stream()
                    .map(a -> a instanceof Axis.Single i ? i.index() : ((Axis.Range) a).from())
                    .toList();
            return new Value.Stored(type, s.buffer(), s.index(first), sizes(), s.parameter(), false);
        }
        Set<dev.cotangent.compiler.ir.Buffer> buffers = Stream.concat(
                        container.buffers().stream(),
                        axes.stream()
                                .filter(Axis.Multiple.class::isInstance)
                                .flatMap(a -> ((Axis.Multiple) a).indices().buffers().stream()))
                .collect(Collectors.toSet());
        return new Value.Lazy(type, sizes(), container.parameter(), buffers, (e, i) -> container.at(e, locate(e, i)));
    }

    /** True if what is selected of a stored container lies there without gaps, in its own storage order. */
    private boolean isContiguous(Type container) {
        List<Axis> ordered = new ArrayList<>(axes);
        if (container.innermost() == Type.MATRIX) {
            int row = ordered.size() - 2;
            ordered.add(ordered.remove(row));
        }
        boolean started = false;
        for (Axis axis : ordered) {
            if (axis instanceof Axis.Multiple) {
                return false;
            }
            if (axis instanceof Axis.Range r) {
                if (started && !r.whole()) {
                    return false;
                }
                started = true;
            } else if (started) {
                return false;
            }
        }
        return true;
    }
}
