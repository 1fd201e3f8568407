package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.ExpressionPrinter;
import dev.cotangent.compiler.ast.Program;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.ast.SyntaxTree;
import dev.cotangent.compiler.ast.TypeSyntax;
import dev.cotangent.compiler.check.Library;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.TypedProgram;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a program anew over parameters that are standard normals. What was a parameter becomes a transformed parameter, computed
 * of normals by the transport of its distribution, in an order in which all that it depends on is there; the model block keeps
 * every other term. So the posterior is the same, the prior is the normals', and a term that draws no parameter, of whatever
 * kind, is part of the likelihood.
 */
public final class Whitening {

    /**
     * The result.
     *
     * @param program the program over standard normals
     * @param scores names of its parameters
     * @param parameters names of the parameters that there were, now declared first among the transformed parameters
     */
    public record Whitened(Program program, Set<String> scores, Set<String> parameters) {}

    private final Program program;
    private final Known known;
    private final FreshNames names;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<Parameter, Transport> transports = new LinkedHashMap<>();
    private final Map<Parameter, String> scores = new LinkedHashMap<>();
    private final Map<Statement, Generator> drawing = new IdentityHashMap<>();
    private final List<Statement> ranges = new ArrayList<>();
    private final List<Diagnostic> obstacles = new ArrayList<>();

    private Whitening(Program program, TypedProgram typed, Library library) {
        this.program = program;
        this.known = new Known(typed, library);
        this.names = new FreshNames(SyntaxTree.identifiers(program));
        for (Statement statement : program.parameters()) {
            Statement.Declaration declaration = (Statement.Declaration) statement;
            declaration.declarators().forEach(d -> parameters.add(new Parameter(d.name(), declaration.type())));
        }
        for (Parameter parameter : parameters) {
            String score = names.fresh("z_" + parameter.text());
            scores.put(parameter, score);
            transports.put(parameter, new Transport(parameter, score, known, names));
        }
    }

    /**
     * The program over standard normals.
     *
     * @param program as written
     * @param typed the same, checked
     * @throws CompileException if a parameter has no distribution that draws it, with all reasons
     */
    public static Whitened of(Program program, TypedProgram typed, Library library) {
        return new Whitening(program, typed, library).whitened();
    }

    private Whitened whitened() {
        List<Statement> model = Terms.apart(program.model(), known);
        List<Statement> uniform = choose(Generators.of(model, parameters, known));
        List<Statement> transformed = transformed(uniform, model);
        if (!obstacles.isEmpty()) {
            throw new CompileException(obstacles);
        }
        List<Statement> declarations = transports.values().stream()
                .map(t -> (Statement) t.declaration())
                .toList();
        List<Statement> rest = new ArrayList<>();
        parameters.forEach(p -> rest.add(normal(p)));
        rest.addAll(ranges);
        model.forEach(s -> remaining(s).ifPresent(rest::add));
        Program result = new Program(
                program.source(),
                program.sources(),
                program.functions(),
                program.data(),
                program.transformedData(),
                declarations,
                transformed,
                rest,
                program.generatedQuantities());
        return new Whitened(
                result,
                Set.copyOf(scores.values()),
                Set.copyOf(parameters.stream().map(Parameter::text).toList()));
    }

    /** The statement that makes a parameter's scores standard normals. */
    private Statement normal(Parameter parameter) {
        Syntax at = new Syntax(parameter.name().span());
        List<Expression> sizes = transports.get(parameter).sizes();
        List<String> indices = sizes.stream().map(s -> names.fresh("i")).toList();
        Expression score = at.indexed(
                at.name(scores.get(parameter)), indices.stream().map(at::name).toList());
        return at.loops(indices, sizes, at.increment(at.conditional("std_normal_lpdf", score, List.of())));
    }

    // --- which statement draws what

    /** Chooses what draws each parameter; the statements for those that nothing but their range describes. */
    private List<Statement> choose(List<Generator> generators) {
        List<Statement> uniform = new ArrayList<>();
        for (Parameter parameter : parameters) {
            List<Generator> own =
                    generators.stream().filter(g -> g.parameter() == parameter).toList();
            Optional<Generator> whole = own.stream().filter(Generator::isWhole).findFirst();
            if (whole.isPresent()) {
                draw(parameter, List.of(whole.get()));
            } else if (!own.isEmpty()) {
                draw(parameter, own);
            } else {
                transports
                        .get(parameter)
                        .uniform()
                        .ifPresentOrElse(uniform::add, () -> obstacles.add(improper(parameter)));
                transports.get(parameter).range().ifPresent(ranges::add);
            }
        }
        return uniform;
    }

    private static Diagnostic improper(Parameter parameter) {
        return Diagnostic.error(
                        Code.PRIOR_IMPROPER,
                        parameter.name().span(),
                        "no statement gives the parameter `" + parameter.text() + "` a distribution"
                                + ", and its range has no end: nothing can be drawn from it")
                .withHint("give it a distribution in the model block, outside of conditions");
    }

    private void draw(Parameter parameter, List<Generator> generators) {
        boolean partial = !generators.get(0).isWhole();
        if (partial && !Coverage.isComplete(parameter, generators)) {
            obstacle(
                    generators.get(0).span(),
                    "it can't be seen that every element of `" + parameter.text()
                            + "` has a distribution, and only one",
                    "let loops go from 1 to the declared size, with their index as index");
            return;
        }
        for (Generator generator : generators) {
            Optional<String> reason = transports.get(parameter).obstacle(generator);
            if (reason.isEmpty() && !readsEarlierElementsOnly(generator)) {
                reason = Optional.of("it depends on elements that are not drawn before");
            }
            reason.ifPresentOrElse(
                    r -> obstacle(
                            generator.span(),
                            "`" + parameter.text() + "` can't be drawn: " + r,
                            "a method that needs no prior of standard normals takes the model as it is"),
                    () -> drawing.put(generator.statement(), generator));
        }
    }

    private void obstacle(Span span, String found, String hint) {
        obstacles.add(Diagnostic.error(Code.NOT_GENERATIVE, span, found).withHint(hint));
    }

    /** True if a distribution does not depend on its own outcome, or on elements that an earlier round drew. */
    private static boolean readsEarlierElementsOnly(Generator generator) {
        String name = generator.parameter().text();
        for (Expression argument : generator.arguments()) {
            long reads = SyntaxTree.all(argument, Expression.Name.class).stream()
                    .filter(n -> n.name().text().equals(name))
                    .count();
            long earlier = SyntaxTree.all(argument, Expression.Indexed.class).stream()
                    .filter(i -> i.base() instanceof Expression.Name n
                            && n.name().text().equals(name))
                    .filter(i -> isEarlier(i.indices(), generator))
                    .count();
            if (reads != earlier) {
                return false;
            }
        }
        return true;
    }

    /** Behind in the index of one loop, and the same in those of the loops around that one. */
    private static boolean isEarlier(List<Expression.Index> read, Generator generator) {
        if (read.size() != generator.indices().size()) {
            return false;
        }
        for (Statement.For loop : generator.loops()) {
            String index = loop.index().text();
            for (int d = 0; d < read.size(); d++) {
                if (text(generator.indices().get(d)).equals(Optional.of(index))) {
                    if (isBefore(read.get(d), index)) {
                        return true;
                    }
                    if (!text(read.get(d)).equals(Optional.of(index))) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private static Optional<String> text(Expression.Index index) {
        return index instanceof Expression.Index.At at
                ? Optional.of(ExpressionPrinter.print(at.value()))
                : Optional.empty();
    }

    private static boolean isBefore(Expression.Index read, String index) {
        return text(read)
                .filter(t -> t.matches(Pattern.quote(index) + " - [1-9][0-9]*"))
                .isPresent();
    }

    // --- the transformed parameters

    private List<Statement> transformed(List<Statement> uniform, List<Statement> model) {
        List<Statement> declared = new ArrayList<>();
        for (Parameter parameter : parameters) {
            declared.add(new Statement.Declaration(
                    unbounded(parameter),
                    List.of(new Statement.Declarator(parameter.name(), Optional.empty())),
                    parameter.type().span()));
        }
        List<Order.Unit> units = new ArrayList<>();
        uniform.forEach(s -> units.add(Order.Unit.of(s)));
        for (Statement statement : program.transformedParameters()) {
            split(statement, declared).forEach(s -> units.add(Order.Unit.of(s)));
        }
        List<Order.Unit> drawn = new ArrayList<>();
        List<Order.Unit> locals = new ArrayList<>();
        for (Statement statement : model) {
            computed(statement).map(Order.Unit::of).ifPresent(unit -> {
                locals.add(unit);
                if (SyntaxTree.nodes(statement).anyMatch(drawing::containsKey)) {
                    drawn.add(unit);
                }
            });
        }
        units.addAll(Order.needed(locals, drawn));
        Order.Ordered ordered =
                new Order(Set.copyOf(parameters.stream().map(Parameter::text).toList())).ordered(units);
        if (!ordered.circular().isEmpty() && obstacles.isEmpty()) {
            obstacle(
                    ordered.circular().get(0).statement().span(),
                    "distributions of parameters depend on one another in a circle",
                    "write each with arguments that are drawn before");
        }
        List<Statement> computed =
                ordered.units().stream().map(Order.Unit::statement).toList();
        if (!computed.isEmpty()) {
            declared.add(new Statement.Block(computed, computed.get(0).span()));
        }
        return declared;
    }

    /** The parameter's type; bounds hold by construction, but for rounding. */
    private static TypeSyntax unbounded(Parameter parameter) {
        TypeSyntax type = parameter.type();
        return new TypeSyntax(type.arraySizes(), type.name(), List.of(), type.sizes(), type.components(), type.span());
    }

    /** A declaration goes to the block's top level, its value stays in its place. */
    private static List<Statement> split(Statement statement, List<Statement> declared) {
        if (!(statement instanceof Statement.Declaration declaration)) {
            return List.of(statement);
        }
        declared.add(declaration.withoutInitializers());
        List<Statement> values = new ArrayList<>();
        for (Statement.Declarator declarator : declaration.declarators()) {
            Syntax at = new Syntax(declarator.name().span());
            declarator
                    .initializer()
                    .ifPresent(value ->
                            values.add(at.assign(at.name(declarator.name().text()), value)));
        }
        return values;
    }

    /** What a statement of the model block computes, draws included, without what it adds to the target. */
    private Optional<Statement> computed(Statement statement) {
        Generator generator = drawing.get(statement);
        if (generator != null) {
            return Optional.of(transports.get(generator.parameter()).drawn(generator));
        }
        if (statement instanceof Statement.Assignment
                || statement instanceof Statement.Declaration
                || statement instanceof Statement.Break
                || statement instanceof Statement.Continue) {
            return Optional.of(statement);
        }
        return within(statement, this::computed);
    }

    /** What a statement of the model block adds to the target, and what that needs, without what draws. */
    private Optional<Statement> remaining(Statement statement) {
        Generator generator = drawing.get(statement);
        if (generator != null) {
            return transports.get(generator.parameter()).remainder(generator);
        }
        Optional<Statement> inner = within(statement, this::remaining);
        boolean compound = statement instanceof Statement.Block
                || statement instanceof Statement.Profile
                || statement instanceof Statement.For
                || statement instanceof Statement.ForEach
                || statement instanceof Statement.While
                || statement instanceof Statement.If;
        return compound ? inner : Optional.of(statement);
    }

    private interface Rewriting {
        Optional<Statement> of(Statement statement);
    }

    /** A statement that holds others with those rewritten; nothing if nothing stays, or it holds none. */
    private static Optional<Statement> within(Statement statement, Rewriting inner) {
        if (statement instanceof Statement.Block s) {
            List<Statement> all = s.statements().stream()
                    .map(inner::of)
                    .flatMap(Optional::stream)
                    .toList();
            return all.isEmpty() ? Optional.empty() : Optional.of(new Statement.Block(all, s.span()));
        }
        if (statement instanceof Statement.Profile s) {
            return within(s.body(), inner);
        }
        if (statement instanceof Statement.For s) {
            return inner.of(s.body()).map(b -> new Statement.For(s.index(), s.from(), s.to(), b, s.span()));
        }
        if (statement instanceof Statement.ForEach s) {
            return inner.of(s.body()).map(b -> new Statement.ForEach(s.element(), s.container(), b, s.span()));
        }
        if (statement instanceof Statement.While s) {
            return inner.of(s.body()).map(b -> new Statement.While(s.condition(), b, s.span()));
        }
        if (statement instanceof Statement.If s) {
            Optional<Statement> whenTrue = inner.of(s.whenTrue());
            Optional<Statement> whenFalse = s.whenFalse().flatMap(inner::of);
            Statement nothing = new Statement.Block(List.of(), s.span());
            return whenTrue.isEmpty() && whenFalse.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Statement.If(s.condition(), whenTrue.orElse(nothing), whenFalse, s.span()));
        }
        return Optional.empty();
    }
}
