package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.ExpressionPrinter;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.ast.TypeSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of a parameter's distribution the statements that compute the parameter of standard normals. */
final class Transport {

    private final Parameter parameter;
    private final String scores;
    private final Known known;
    private final FreshNames names;

    /** @param scores name of the variable that holds the parameter's standard normals */
    Transport(Parameter parameter, String scores, Known known, FreshNames names) {
        this.parameter = parameter;
        this.scores = scores;
        this.known = known;
        this.names = names;
    }

    /** The declaration of the standard normals. */
    Statement.Declaration declaration() {
        TypeSyntax type = parameter.type();
        Syntax at = new Syntax(parameter.name().span());
        boolean free = parameter.kind() == Parameter.Kind.FREE;
        TypeSyntax normals = new TypeSyntax(
                type.arraySizes(),
                free ? type.name() : at.identifier("vector"),
                List.of(),
                free ? type.sizes() : List.of(Optional.of(length(at))),
                type.span());
        return new Statement.Declaration(
                normals, List.of(new Statement.Declarator(at.identifier(scores), Optional.empty())), type.span());
    }

    /** Number of standard normals for a constrained vector or matrix. */
    private Expression length(Syntax at) {
        Expression n = parameter.innerSizes().get(0);
        return switch (parameter.kind()) {
            case CORRELATION, CHOLESKY_CORRELATION -> half(at, n, at.binary(BinaryOperator.SUBTRACT, n, at.integer(1)));
            case COVARIANCE -> half(at, n, at.binary(BinaryOperator.ADD, n, at.integer(1)));
            default -> n;
        };
    }

    private static Expression half(Syntax at, Expression n, Expression other) {
        return at.binary(BinaryOperator.INT_DIVIDE, at.binary(BinaryOperator.MULTIPLY, n, other), at.integer(2));
    }

    /** The sizes of the standard normals, those of arrays first. */
    List<Expression> sizes() {
        if (parameter.kind() == Parameter.Kind.FREE) {
            return parameter.sizes();
        }
        List<Expression> sizes = new ArrayList<>(parameter.arraySizes());
        sizes.add(length(new Syntax(parameter.name().span())));
        return sizes;
    }

    // --- parameters without a statement

    /** What draws a parameter that has bounds or a constraint alone, uniformly; empty if its range has no end. */
    Optional<Statement> uniform() {
        Syntax at = new Syntax(parameter.name().span());
        Optional<Expression> lower = parameter.bound("lower");
        Optional<Expression> upper = parameter.bound("upper");
        return switch (parameter.kind()) {
            case FREE ->
                lower.isPresent() && upper.isPresent()
                        ? Optional.of(each(
                                at,
                                parameter.sizes(),
                                (target, score) ->
                                        at.call("uniform_transport", score, List.of(lower.get(), upper.get()))))
                        : Optional.empty();
            case SIMPLEX ->
                Optional.of(each(
                        at,
                        parameter.arraySizes(),
                        (target, score) -> at.call(
                                "dirichlet_transport",
                                score,
                                at.call(
                                        "rep_vector",
                                        at.integer(1),
                                        parameter.innerSizes().get(0)))));
            case UNIT_VECTOR ->
                Optional.of(each(
                        at,
                        parameter.arraySizes(),
                        (target, score) ->
                                at.binary(BinaryOperator.DIVIDE, score, at.call("sqrt", at.call("dot_self", score)))));
            case CORRELATION ->
                Optional.of(each(
                        at,
                        parameter.arraySizes(),
                        (target, score) -> at.call("lkj_corr_transport", score, at.integer(1))));
            case CHOLESKY_CORRELATION ->
                Optional.of(each(
                        at,
                        parameter.arraySizes(),
                        (target, score) -> at.call("lkj_corr_cholesky_transport", score, at.integer(1))));
            default -> Optional.empty();
        };
    }

    /** The log of the range of a parameter that is drawn uniformly, where parameters decide it. */
    Optional<Statement> range() {
        Optional<Expression> lower = parameter.bound("lower");
        Optional<Expression> upper = parameter.bound("upper");
        if (parameter.kind() != Parameter.Kind.FREE || known.isData(List.of(), lower, upper)) {
            return Optional.empty();
        }
        Syntax at = new Syntax(parameter.name().span());
        Expression range = at.binary(BinaryOperator.SUBTRACT, upper.orElseThrow(), lower.orElseThrow());
        List<Expression> sizes = parameter.sizes();
        List<String> indices = sizes.stream().map(s -> names.fresh("i")).toList();
        return Optional.of(at.loops(indices, sizes, at.increment(at.call("log", range))));
    }

    private interface Value {
        Expression of(Expression target, Expression score);
    }

    /** Assigns every element, or every constrained vector or matrix of an array. */
    private Statement each(Syntax at, List<Expression> sizes, Value value) {
        List<String> indices = sizes.stream().map(s -> names.fresh("i")).toList();
        List<Expression> reads = indices.stream().map(at::name).toList();
        Expression target = at.indexed(at.name(parameter.text()), reads);
        Expression score = at.indexed(at.name(scores), reads);
        return at.loops(indices, sizes, at.assign(target, value.of(target, score)));
    }

    // --- parameters with a distribution

    /**
     * A reason why the statement does not draw its outcome, or nothing.
     *
     * @param whole true if no other statement draws elements of the parameter
     */
    Optional<String> obstacle(Generator generator) {
        Parameter.Kind kind = parameter.kind();
        if (!known.exists(generator.transport())) {
            return Optional.of("there is no `" + generator.transport() + "`, which would draw from this distribution");
        }
        if (generator.isScalar()) {
            boolean ordered = kind == Parameter.Kind.ORDERED || kind == Parameter.Kind.POSITIVE_ORDERED;
            if (kind != Parameter.Kind.FREE && !ordered) {
                return Optional.of("elements of a " + parameter.type().name().text()
                        + " can't be drawn one by one from this distribution");
            }
            if (ordered && (!generator.isWhole() || isVarying(generator))) {
                return Optional.of("ordered elements can be drawn together only, and from one distribution");
            }
            return boundsObstacle(generator);
        }
        boolean bounded = parameter.bound("lower").isPresent()
                || parameter.bound("upper").isPresent()
                || generator.truncation().isPresent()
                || kind == Parameter.Kind.ORDERED
                || kind == Parameter.Kind.POSITIVE_ORDERED;
        boolean row = parameter.type().name().text().equals("row_vector") || generator.flattened();
        if (bounded || row || kind == Parameter.Kind.OTHER) {
            return Optional.of("a " + parameter.type().name().text() + (bounded ? " with bounds" : "")
                    + " can't be drawn from this distribution");
        }
        return Optional.empty();
    }

    private boolean isVarying(Generator generator) {
        return generator.arguments().stream().anyMatch(a -> known.rank(a) > 0);
    }

    private Optional<String> boundsObstacle(Generator generator) {
        for (String side : List.of("lower", "upper")) {
            Optional<Expression> declared = parameter.bound(side);
            Optional<Expression> truncated = truncation(generator, side);
            boolean differs = generator.truncation().isPresent()
                    && declared.isPresent()
                    && !truncated.map(ExpressionPrinter::print).equals(declared.map(ExpressionPrinter::print));
            if (differs) {
                return Optional.of("the truncation is not that of the declaration, `" + side + "="
                        + ExpressionPrinter.print(declared.get()) + "`");
            }
            if (declared.filter(b -> known.rank(b) > 0).isPresent()) {
                return Optional.of("each element has a bound of its own");
            }
        }
        boolean cut = lower(generator).isPresent() || upper(generator).isPresent();
        for (String suffix : List.of("_lcdf", "_lccdf")) {
            if (cut && !known.exists(generator.distribution() + suffix)) {
                return Optional.of("its bounds need `" + generator.distribution() + suffix + "`, which is not defined");
            }
        }
        return Optional.empty();
    }

    private static Optional<Expression> truncation(Generator generator, String side) {
        return generator.truncation().flatMap(t -> side.equals("lower") ? t.lower() : t.upper());
    }

    /** The lower bound, unless the distribution ends there by itself. */
    private Optional<Expression> lower(Generator generator) {
        Optional<Expression> bound = truncation(generator, "lower").or(() -> parameter.bound("lower"));
        if (bound.isEmpty() && parameter.kind() == Parameter.Kind.POSITIVE_ORDERED) {
            bound = Optional.of(new Syntax(parameter.name().span()).integer(0));
        }
        return bound.filter(b -> !Known.endsBelow(generator.density(), b));
    }

    /** The upper bound, unless the distribution ends there by itself. */
    private Optional<Expression> upper(Generator generator) {
        return truncation(generator, "upper")
                .or(() -> parameter.bound("upper"))
                .filter(b -> !Known.endsAbove(generator.density(), b));
    }

    /** The statements that compute what the generator's statement gives a distribution. */
    Statement drawn(Generator generator) {
        Syntax at = new Syntax(generator.span());
        return generator.isScalar() ? scalars(generator, at) : containers(generator, at);
    }

    private Statement scalars(Generator generator, Syntax at) {
        if (parameter.kind() != Parameter.Kind.FREE) {
            return ordered(generator, at);
        }
        Elements elements = Elements.of(generator, at, names);
        Expression target = at.indexed(at.name(parameter.text()), elements.indices());
        Expression score = at.indexed(at.name(scores), elements.indices());
        Expression value = value(generator, at, score, arguments(generator, at, elements.position()));
        return at.loops(elements.loops(), elements.sizes(), at.assign(target, value));
    }

    /** Sorted independent draws have the density of ordered ones, but for a constant. */
    private Statement ordered(Generator generator, Syntax at) {
        List<Expression> arrays = parameter.arraySizes();
        List<String> around = arrays.stream().map(s -> names.fresh("i")).toList();
        List<Expression> indices = around.stream().map(at::name).toList();
        String free = names.fresh("free");
        String k = names.fresh("k");
        Expression size = parameter.innerSizes().get(0);
        List<Expression> inner = new ArrayList<>(indices);
        inner.add(at.name(k));
        TypeSyntax vector =
                new TypeSyntax(List.of(), at.identifier("vector"), List.of(), List.of(Optional.of(size)), at.span());
        Expression value =
                value(generator, at, at.indexed(at.name(scores), inner), arguments(generator, at, Optional.empty()));
        Statement body = at.block(List.of(
                new Statement.Declaration(
                        vector, List.of(new Statement.Declarator(at.identifier(free), Optional.empty())), at.span()),
                at.loops(List.of(k), List.of(size), at.assign(at.indexed(at.name(free), List.of(at.name(k))), value)),
                at.assign(at.indexed(at.name(parameter.text()), indices), at.call("sort_asc", at.name(free)))));
        return at.loops(around, arrays, body);
    }

    /** Arguments that are sequences where the distribution has a single value, at a position. */
    private List<Expression> arguments(Generator generator, Syntax at, Optional<Expression> position) {
        List<Expression> arguments = new ArrayList<>();
        for (int k = 0; k < generator.arguments().size(); k++) {
            Expression argument = generator.arguments().get(k);
            int own = generator.density().parameters().get(k + 1).type().rank();
            boolean each = position.isPresent() && known.rank(argument) > own;
            arguments.add(each ? at.indexed(argument, List.of(position.get())) : argument);
        }
        return arguments;
    }

    private Expression value(Generator generator, Syntax at, Expression score, List<Expression> arguments) {
        Optional<Expression> lower = lower(generator);
        Optional<Expression> upper = upper(generator);
        if (lower.isEmpty() && upper.isEmpty()) {
            return at.call(generator.transport(), score, arguments);
        }
        Expression zero = at.integer(0);
        String name = generator.distribution();
        Expression below = lower.map(b -> at.call("exp", at.conditional(name + "_lcdf", b, arguments)))
                .orElse(zero);
        Expression above = upper.map(b -> at.call("exp", at.conditional(name + "_lccdf", b, arguments)))
                .orElse(zero);
        Expression value = at.call(generator.transport(), at.call("truncated_score", score, below, above), arguments);
        if (lower.isPresent()) {
            value = at.call("fmax", value, lower.get());
        }
        return upper.isPresent() ? at.call("fmin", value, upper.get()) : value;
    }

    private Statement containers(Generator generator, Syntax at) {
        List<Expression> sizes = new ArrayList<>();
        List<String> loops = new ArrayList<>();
        List<Expression> indices = new ArrayList<>();
        generator.indices().forEach(i -> indices.add(((Expression.Index.At) i).value()));
        List<Expression> arrays = parameter.arraySizes();
        for (int d = indices.size(); d < arrays.size(); d++) {
            loops.add(names.fresh("i"));
            sizes.add(arrays.get(d));
            indices.add(at.name(loops.get(loops.size() - 1)));
        }
        Optional<Expression> position =
                loops.isEmpty() ? Optional.empty() : Optional.of(at.name(loops.get(loops.size() - 1)));
        Expression target = at.indexed(at.name(parameter.text()), indices);
        Expression score = at.indexed(at.name(scores), indices);
        Expression value = at.call(generator.transport(), score, arguments(generator, at, position));
        return at.loops(loops, sizes, at.assign(target, value));
    }

    // --- what remains for the log density

    /**
     * The log probability of what the declaration leaves of the distribution, where parameters decide it: the statement's density
     * is not divided by it, and the draw is.
     */
    Optional<Statement> remainder(Generator generator) {
        Optional<Expression> lower = lower(generator);
        Optional<Expression> upper = upper(generator);
        boolean constant = known.isData(generator.arguments(), lower, upper);
        if (!generator.isScalar()
                || generator.truncation().isPresent()
                || lower.isEmpty() && upper.isEmpty()
                || constant) {
            return Optional.empty();
        }
        Syntax at = new Syntax(generator.span());
        if (parameter.kind() != Parameter.Kind.FREE) {
            List<Expression> sizes = parameter.sizes();
            Expression mass = mass(generator, at, generator.arguments(), lower, upper);
            List<String> loops = sizes.stream().map(s -> names.fresh("i")).toList();
            return Optional.of(at.loops(loops, sizes, at.increment(mass)));
        }
        Elements elements = Elements.of(generator, at, names);
        Expression mass = mass(generator, at, arguments(generator, at, elements.position()), lower, upper);
        return Optional.of(at.loops(elements.loops(), elements.sizes(), at.increment(mass)));
    }

    private static Expression mass(
            Generator generator,
            Syntax at,
            List<Expression> arguments,
            Optional<Expression> lower,
            Optional<Expression> upper) {
        String name = generator.distribution();
        if (upper.isEmpty()) {
            return at.conditional(name + "_lccdf", lower.orElseThrow(), arguments);
        }
        Expression below = at.conditional(name + "_lcdf", upper.get(), arguments);
        return lower.map(l -> at.call("log_diff_exp", below, at.conditional(name + "_lcdf", l, arguments)))
                .orElse(below);
    }
}
