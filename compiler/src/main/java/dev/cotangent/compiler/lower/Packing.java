package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.Variable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where the plain components of variables lie in a sequence of numbers, a position or a row of output, in CmdStan's
 * order: the elements of an array of tuples one after another, first index fastest, within each its components; the two
 * parts of a complex number side by side.
 */
final class Packing {

    private final Function<Variable, List<Expr>> sizes;
    private final BiFunction<Variable, Integer, Expr> counts;
    private final BiFunction<String, Expr, Expr> kept;
    private final Order order;
    private final Map<Variable, Place> places = new IdentityHashMap<>();

    /** Start of a block, by the indices of the arrays around it. */
    interface Start {
        Expr at(List<Expr> outer);
    }

    /**
     * Where a plain variable lies.
     *
     * @param outer number of its leading dimensions that are of arrays of tuples, or, for a part of complex numbers, all
     * @param start start of what it has for given indices of those dimensions
     */
    record Place(int outer, Start start) {

        /** Where the block of an element of the variable's arrays is, if each takes as many numbers. */
        Expr block(List<Expr> sizes, List<Expr> indices, Expr each) {
            Expr start = this.start.at(indices.subList(0, outer));
            Type arrays = Type.array(Type.REAL, indices.size() - outer);
            Expr linear =
                    Value.linear(arrays, sizes.subList(outer, indices.size()), indices.subList(outer, indices.size()));
            return Arithmetic.add(start, Arithmetic.multiply(linear, each));
        }

        /** Where an element of a variable in storage order is. */
        Expr element(Type type, List<Expr> sizes, List<Expr> indices) {
            Expr start = this.start.at(indices.subList(0, outer));
            List<Expr> own = indices.subList(outer, indices.size());
            return own.isEmpty()
                    ? start
                    : Arithmetic.add(start, Value.linear(within(type, outer), sizes.subList(outer, sizes.size()), own));
        }
    }

    /** How elements of a type and sizes follow one another. */
    interface Order {
        Expr position(Type type, List<Expr> sizes, List<Expr> indices);
    }

    /**
     * A sequence of which nothing is placed yet.
     *
     * @param sizes of a variable
     * @param counts numbers that a plain variable takes for one element of its given number of outer dimensions
     * @param kept gives an expression that can be read many times, by a name for it
     * @param order of complex numbers
     */
    Packing(
            Function<Variable, List<Expr>> sizes,
            BiFunction<Variable, Integer, Expr> counts,
            BiFunction<String, Expr, Expr> kept,
            Order order) {
        this.sizes = sizes;
        this.counts = counts;
        this.kept = kept;
        this.order = order;
    }

    Place place(Variable leaf) {
        return places.get(leaf);
    }

    /** Places a variable and all its components; returns the place after it. */
    Expr add(Variable variable, Expr start) {
        place(variable, 0, outer -> start);
        return kept("after_" + variable.name(), Arithmetic.add(start, count(variable, 0)));
    }

    private Expr kept(String name, Expr value) {
        return value instanceof Expr.IntConstant ? value : kept.apply(name, value);
    }

    private Expr count(Variable variable, int outer) {
        if (variable.components().isEmpty()) {
            return counts.apply(variable, outer);
        }
        Expr elements = Arithmetic.product(own(variable, outer));
        if (variable.type().isComplex()) {
            return Arithmetic.multiply(elements, Expr.integer(2));
        }
        return Arithmetic.multiply(elements, countOfOne(variable));
    }

    private Expr countOfOne(Variable tuple) {
        int dimensions = tuple.type().arrayDimensions();
        return tuple.components().stream().map(c -> count(c, dimensions)).reduce(Arithmetic.ZERO, Arithmetic::add);
    }

    /** The type without its outer dimensions. */
    private static Type within(Type type, int outer) {
        return Type.array(type.innermost(), type.arrayDimensions() - outer);
    }

    /** Sizes beyond the outer dimensions. */
    private List<Expr> own(Variable variable, int outer) {
        List<Expr> all = sizes.apply(variable);
        return all.subList(outer, all.size());
    }

    private void place(Variable variable, int outer, Start start) {
        if (variable.components().isEmpty()) {
            places.put(variable, new Place(outer, start));
        } else if (variable.type().isComplex()) {
            placeParts(variable, outer, start);
        } else {
            placeComponents(variable, outer, start);
        }
    }

    private void placeComponents(Variable tuple, int outer, Start start) {
        List<Expr> own = own(tuple, outer);
        int dimensions = tuple.type().arrayDimensions();
        Expr each = kept("size_of_" + tuple.name(), countOfOne(tuple));
        Expr within = Arithmetic.ZERO;
        for (Variable component : tuple.components()) {
            Expr offset = within;
            place(component, dimensions, i -> {
                Expr element = firstFastest(own, i.subList(outer, dimensions));
                return Arithmetic.add(
                        start.at(i.subList(0, outer)), Arithmetic.add(Arithmetic.multiply(element, each), offset));
            });
            within = kept("within_" + tuple.name(), Arithmetic.add(within, count(component, dimensions)));
        }
    }

    private void placeParts(Variable variable, int outer, Start start) {
        Type inner = within(variable.type().realPart(), outer);
        List<Expr> own = own(variable, outer);
        int rank = variable.type().rank();
        for (int part = 0; part < 2; part++) {
            Expr offset = Expr.integer(part);
            places.put(
                    variable.components().get(part),
                    new Place(
                            rank,
                            i -> Arithmetic.add(
                                    start.at(i.subList(0, outer)),
                                    Arithmetic.add(
                                            Arithmetic.multiply(
                                                    order.position(inner, own, i.subList(outer, rank)),
                                                    Expr.integer(2)),
                                            offset))));
        }
    }

    /** Position of an element of sizes if the first index runs fastest. */
    static Expr firstFastest(List<Expr> sizes, List<Expr> indices) {
        Expr position = Arithmetic.ZERO;
        for (int d = indices.size() - 1; d >= 0; d--) {
            position = Arithmetic.add(Arithmetic.multiply(position, sizes.get(d)), indices.get(d));
        }
        return position;
    }
}
