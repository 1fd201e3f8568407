package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The single numbers that a statement gives a distribution, one by one.
 *
 * @param indices of the number within its parameter
 * @param loops indices that go over what the statement covers at once
 * @param sizes how far each goes, from 1
 * @param position where the number stands in the statement's outcome, if that is a sequence
 */
record Elements(List<Expression> indices, List<String> loops, List<Expression> sizes, Optional<Expression> position) {

    static Elements of(Generator generator, Syntax at, FreshNames names) {
        List<Expression> dimensions = generator.parameter().sizes();
        List<Expression> indices = new ArrayList<>();
        List<String> loops = new ArrayList<>();
        List<Expression> sizes = new ArrayList<>();
        for (int d = 0; d < dimensions.size(); d++) {
            Optional<Expression.Index> index = d < generator.indices().size()
                    ? Optional.of(generator.indices().get(d))
                    : Optional.empty();
            if (index.isPresent() && index.get() instanceof Expression.Index.At single) {
                indices.add(single.value());
                continue;
            }
            String loop = names.fresh("i");
            loops.add(loop);
            Expression from = at.integer(1);
            Expression to = dimensions.get(d);
            if (index.isPresent() && index.get() instanceof Expression.Index.Range range) {
                from = range.from().orElse(from);
                to = range.to().orElse(to);
            }
            boolean first = from instanceof Expression.IntLiteral i && i.value() == 1;
            Expression before = at.binary(BinaryOperator.SUBTRACT, from, at.integer(1));
            sizes.add(first ? to : at.binary(BinaryOperator.SUBTRACT, to, before));
            indices.add(first ? at.name(loop) : at.binary(BinaryOperator.ADD, before, at.name(loop)));
        }
        return new Elements(indices, loops, sizes, position(generator, at, loops, sizes));
    }

    private static Optional<Expression> position(
            Generator generator, Syntax at, List<String> loops, List<Expression> sizes) {
        if (loops.isEmpty()) {
            return Optional.empty();
        }
        boolean arrays = !generator.parameter().arraySizes().isEmpty();
        Expression position = at.name(arrays ? loops.get(loops.size() - 1) : loops.get(0));
        Expression stride = arrays ? sizes.get(sizes.size() - 1) : sizes.get(0);
        for (int k = 1; k < loops.size(); k++) {
            // matrices go with their first index fastest, arrays with their last
            int d = arrays ? loops.size() - 1 - k : k;
            Expression before = at.binary(BinaryOperator.SUBTRACT, at.name(loops.get(d)), at.integer(1));
            position = at.binary(BinaryOperator.ADD, at.binary(BinaryOperator.MULTIPLY, before, stride), position);
            stride = at.binary(BinaryOperator.MULTIPLY, stride, sizes.get(d));
        }
        return Optional.of(position);
    }
}
