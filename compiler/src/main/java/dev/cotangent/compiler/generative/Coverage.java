package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.ExpressionPrinter;
import dev.cotangent.compiler.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether statements for elements of a parameter reach every element, each once. */
final class Coverage {

    /** From one index to another, both as written. */
    private record Interval(String from, String to) {

        boolean isBehind(Interval before) {
            return number(from)
                    .flatMap(n -> number(before.to).map(m -> n == m + 1))
                    .orElse(from.equals(before.to + " + 1"));
        }

        private static Optional<Integer> number(String text) {
            return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
        }
    }

    private Coverage() {}

    /** True if the statements can be seen to cover the parameter. */
    static boolean isComplete(Parameter parameter, List<Generator> generators) {
        List<String> sizes =
                parameter.sizes().stream().map(ExpressionPrinter::print).toList();
        List<List<Interval>> boxes = new ArrayList<>();
        for (Generator generator : generators) {
            Optional<List<Interval>> box = box(generator, sizes);
            if (box.isEmpty()) {
                return false;
            }
            boxes.add(box.get());
        }
        return isPartition(boxes, sizes);
    }

    /** What a statement covers, an interval a dimension; empty if it can't be told. */
    private static Optional<List<Interval>> box(Generator generator, List<String> sizes) {
        List<Interval> box = new ArrayList<>();
        List<String> unused = new ArrayList<>(
                generator.loops().stream().map(l -> l.index().text()).toList());
        for (int d = 0; d < sizes.size(); d++) {
            Optional<Expression.Index> index = d < generator.indices().size()
                    ? Optional.of(generator.indices().get(d))
                    : Optional.empty();
            Optional<Interval> interval = index.isEmpty()
                    ? Optional.of(new Interval("1", sizes.get(d)))
                    : interval(index.get(), sizes.get(d), generator.loops(), unused);
            if (interval.isEmpty()) {
                return Optional.empty();
            }
            box.add(interval.get());
        }
        return unused.isEmpty() && generator.indices().size() <= sizes.size() ? Optional.of(box) : Optional.empty();
    }

    private static Optional<Interval> interval(
            Expression.Index index, String size, List<Statement.For> loops, List<String> unused) {
        if (index instanceof Expression.Index.Range range) {
            return Optional.of(new Interval(
                    range.from().map(ExpressionPrinter::print).orElse("1"),
                    range.to().map(ExpressionPrinter::print).orElse(size)));
        }
        Expression value = ((Expression.Index.At) index).value();
        String text = ExpressionPrinter.print(value);
        Optional<Statement.For> loop =
                loops.stream().filter(l -> l.index().text().equals(text)).findFirst();
        if (loop.isPresent()) {
            Expression from = loop.get().from();
            Expression to = loop.get().to();
            return unused.remove(text)
                    ? Optional.of(new Interval(ExpressionPrinter.print(from), ExpressionPrinter.print(to)))
                    : Optional.empty();
        }
        boolean fixed = value instanceof Expression.IntLiteral || text.equals(size);
        return fixed ? Optional.of(new Interval(text, text)) : Optional.empty();
    }

    /** Boxes that differ in one dimension at most have to follow one another there, and be whole in all others. */
    private static boolean isPartition(List<List<Interval>> boxes, List<String> sizes) {
        int divided = -1;
        for (int d = 0; d < sizes.size(); d++) {
            Interval whole = new Interval("1", sizes.get(d));
            int dimension = d;
            if (boxes.stream().anyMatch(b -> !b.get(dimension).equals(whole))) {
                if (divided >= 0) {
                    return false;
                }
                divided = d;
            }
        }
        if (divided < 0) {
            return boxes.size() == 1;
        }
        int dimension = divided;
        List<Interval> left =
                new ArrayList<>(boxes.stream().map(b -> b.get(dimension)).toList());
        Interval last = new Interval("", "0");
        while (!left.isEmpty()) {
            Interval before = last;
            Optional<Interval> next =
                    left.stream().filter(i -> i.isBehind(before)).findFirst();
            if (next.isEmpty()) {
                return false;
            }
            left.remove(next.get());
            last = next.get();
        }
        return last.to().equals(sizes.get(dimension));
    }
}
