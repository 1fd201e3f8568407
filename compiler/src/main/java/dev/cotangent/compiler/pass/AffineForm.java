package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A value in a round of a loop as a sum of coefficients times columns: coefficients are the same in every round, columns
 * are data of the round.
 *
 * @param terms coefficient by column
 * @param blocks products of a row of data and a vector
 */
record AffineForm(Map<Expr, Expr> terms, List<Block> blocks) {

    static final Expr ONE = Expr.real(1);

    /**
     * The sum over {@code index} of {@code coefficient * vector[index] * column}.
     *
     * @param index from 0, below the vector's size
     * @param column data of the round and of {@code index}
     */
    record Block(Expr coefficient, Slice vector, Local index, Expr column) {

        Expr size() {
            return vector.sizes().get(0);
        }

        private Block scaled(Expr factor) {
            return new Block(product(coefficient, factor), vector, index, column);
        }

        private Block weighted(Expr weight) {
            return new Block(coefficient, vector, index, product(column, weight));
        }
    }

    /** What is the same in every round. */
    static AffineForm invariant(Expr value) {
        return new AffineForm(Map.of(ONE, value), List.of());
    }

    /** What is data of the round. */
    static AffineForm column(Expr data) {
        return new AffineForm(Map.of(data, ONE), List.of());
    }

    static AffineForm of(Block block) {
        return new AffineForm(Map.of(), List.of(block));
    }

    AffineForm plus(AffineForm other) {
        Map<Expr, Expr> sum = new LinkedHashMap<>(terms);
        other.terms.forEach(
                (column, coefficient) -> sum.merge(column, coefficient, (a, b) -> simplified(Operator.ADD, a, b)));
        List<Block> all = new ArrayList<>(blocks);
        all.addAll(other.blocks);
        return new AffineForm(sum, all);
    }

    AffineForm negated() {
        return scaled(Expr.real(-1));
    }

    /** Times what is the same in every round. */
    AffineForm scaled(Expr factor) {
        return map(
                coefficient -> product(coefficient, factor), UnaryOperator.identity(), block -> block.scaled(factor));
    }

    /** Divided by what is the same in every round. */
    AffineForm over(Expr divisor) {
        return scaled(simplified(Operator.DIVIDE, ONE, divisor));
    }

    /** Times data of the round. */
    AffineForm weighted(Expr weight) {
        return map(UnaryOperator.identity(), column -> product(column, weight), block -> block.weighted(weight));
    }

    private AffineForm map(UnaryOperator<Expr> coefficients, UnaryOperator<Expr> columns, UnaryOperator<Block> each) {
        Map<Expr, Expr> mapped = new LinkedHashMap<>();
        terms.forEach((column, coefficient) -> mapped.merge(
                columns.apply(column), coefficients.apply(coefficient), (a, b) -> simplified(Operator.ADD, a, b)));
        return new AffineForm(mapped, blocks.stream().map(each).toList());
    }

    /** The value if it is the same in every round. */
    Optional<Expr> invariant() {
        boolean isInvariant = blocks.isEmpty() && terms.size() == 1 && terms.containsKey(ONE);
        return isInvariant ? Optional.of(terms.get(ONE)) : Optional.empty();
    }

    static Expr product(Expr a, Expr b) {
        if (a.equals(ONE)) {
            return b;
        }
        return b.equals(ONE) ? a : simplified(Operator.MULTIPLY, a, b);
    }

    static Expr simplified(Operator operator, Expr... operands) {
        return Arithmetic.simplify((Expr.Operation) Expr.of(operator, operands));
    }
}
