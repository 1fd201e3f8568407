package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Calls of the embedded Laplace approximation: {@code laplace_marginal(ll, (arguments), block size, covariance,
 * (arguments))}, its kin that draw or solve, and its forms for likelihoods of the library. They take two functions, each
 * with a tuple of arguments, which no signature can say.
 */
final class EmbeddedLaplace {

    private static final String CONTROL =
            "(vector guess, real tolerance, int max_num_steps, int solver, int max_steps_line_search, int allow_fallthrough)";
    private static final List<Type> CONTROL_TYPES =
            List.of(Type.VECTOR, Type.REAL, Type.INT, Type.INT, Type.INT, Type.INT);
    private static final Type.Callable LIKELIHOOD =
            new Type.Callable(Type.REAL, List.of(new Type.Callable.Parameter(Type.VECTOR, false, "theta")), true);
    private static final Type.Callable COVARIANCE = new Type.Callable(Type.MATRIX, List.of(), true);

    private final Context context;
    private final ExpressionChecker expressions;
    private final FunctionArguments functions;

    EmbeddedLaplace(Context context, ExpressionChecker expressions, FunctionArguments functions) {
        this.context = context;
        this.expressions = expressions;
        this.functions = functions;
    }

    /** What a name asks for. */
    private record Form(boolean tolerances, boolean draws, boolean solves, Optional<String> likelihood) {

        static Optional<Form> of(String name) {
            boolean solves = name.startsWith("laplace_latent_solve");
            if (solves) {
                String rest = name.substring("laplace_latent_solve".length());
                return rest.isEmpty() || rest.equals("_tol")
                        ? Optional.of(new Form(!rest.isEmpty(), false, true, Optional.empty()))
                        : Optional.empty();
            }
            boolean draws = name.startsWith("laplace_latent") && name.endsWith("_rng");
            boolean marginal = name.startsWith("laplace_marginal");
            if (!draws && !marginal) {
                return Optional.empty();
            }
            String rest = name.substring((draws ? "laplace_latent" : "laplace_marginal").length());
            rest = draws ? rest.substring(0, rest.length() - "_rng".length()) : rest;
            boolean tolerances = rest.startsWith("_tol");
            rest = tolerances ? rest.substring("_tol".length()) : rest;
            if (rest.isEmpty()) {
                return Optional.of(new Form(tolerances, draws, false, Optional.empty()));
            }
            boolean mass = rest.endsWith("_lpmf") || rest.endsWith("_lupmf");
            String family = mass ? rest.substring(1, rest.lastIndexOf('_')) : rest.substring(1);
            boolean known = List.of("poisson_log", "bernoulli_logit", "neg_binomial_2_log")
                    .contains(family);
            return known && mass != draws
                    ? Optional.of(new Form(tolerances, draws, false, Optional.of(family)))
                    : Optional.empty();
        }

        String target() {
            return draws ? "laplace_normal_rng" : solves ? "laplace_solution" : "laplace_log_marginal";
        }
    }

    static boolean isName(String name) {
        return Form.of(name).isPresent();
    }

    /** The call that a name and its arguments mean. */
    TypedExpr.Call call(Identifier name, List<Expression> arguments, Span span) {
        Form form = Form.of(name.text()).orElseThrow();
        TypedExpr likelihood;
        int next;
        Span end;
        if (form.likelihood().isPresent()) {
            String function = "laplace_likelihood_" + form.likelihood().get();
            Function library = context.functions().library(function).get(0);
            next = library.parameters().size() - 1;
            likelihood = known(name, library, arguments, span);
        } else {
            next = 2;
            requireCount(name, arguments, 2, "a log likelihood, and a tuple of its further arguments", span);
            List<TypedExpr> extra = tuple(name, arguments.get(0), arguments.get(1), form);
            likelihood = functions.check(arguments.get(0), LIKELIHOOD, extra, name.text());
        }
        end = arguments.get(next - 1).span();
        TypedExpr block = blockSize(name, arguments, next, end);
        requireCount(name, arguments, next + 3, "a covariance function, and a tuple of its arguments", span);
        List<TypedExpr> extra = tuple(name, arguments.get(next + 1), arguments.get(next + 2), form);
        TypedExpr covariance = covariance(name, arguments.get(next + 1), extra);
        List<TypedExpr> control = control(name, form, arguments, next + 3, span);
        Function target = context.functions().library(form.target()).get(0);
        context.functions().use(target);
        List<TypedExpr> all = new ArrayList<>(List.of(likelihood, block, covariance));
        all.addAll(control);
        return new TypedExpr.Call(target, all, false, TypedExpr.Normalization.FULL, target.returnType(), span);
    }

    private void requireCount(Identifier name, List<Expression> arguments, int count, String needed, Span span) {
        if (arguments.size() < count) {
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_ARGUMENTS, name.span(), "`" + name.text() + "` needs " + needed)
                            .withAllowed(List.of(signature(name.text()))));
        }
    }

    private static String signature(String name) {
        Form form = Form.of(name).orElseThrow();
        String first = form.likelihood().isEmpty()
                ? "ll, (arguments), "
                : "array[] int y, array[] int y_index, "
                        + (form.likelihood().get().startsWith("neg") ? "vector eta, " : "") + "vector mean, ";
        return name + "(" + first + "int hessian_block_size, covariance, (arguments)"
                + (form.tolerances() ? ", " + CONTROL : "") + ")";
    }

    /** A likelihood of the library with its arguments. */
    private TypedExpr known(Identifier name, Function library, List<Expression> arguments, Span span) {
        int count = library.parameters().size() - 1;
        requireCount(name, arguments, count, count + " arguments for the likelihood", span);
        List<TypedExpr> captured = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TypedExpr given = expressions.check(arguments.get(i));
            Type wanted = library.parameters().get(i + 1).type();
            if (!Conversions.isConvertible(given.type(), wanted)) {
                throw new CompileException(Diagnostic.error(
                                Code.WRONG_ARGUMENTS,
                                given.span(),
                                "the argument `"
                                        + library.parameters().get(i + 1).name() + "` of `" + name.text()
                                        + "` is " + Conversions.article(wanted) + ", but this is "
                                        + Conversions.article(given.type()))
                        .withAllowed(List.of(signature(name.text()))));
            }
            captured.add(Conversions.convert(given, wanted));
        }
        context.functions().use(library);
        return new TypedExpr.Closure(
                new TypedExpr.FunctionName(library, LIKELIHOOD, name.span()), captured, LIKELIHOOD, name.span());
    }

    /** The components of a tuple that is passed on to a function. */
    private List<TypedExpr> tuple(Identifier name, Expression function, Expression argument, Form form) {
        TypedExpr tuple = expressions.check(argument);
        if (!(tuple.type() instanceof Type.Tuple type)) {
            String called =
                    function instanceof Expression.Name n ? "`" + n.name().text() + "`" : "the function";
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            tuple.span(),
                            "the arguments for " + called + " are a tuple, but this is "
                                    + Conversions.article(tuple.type()))
                    .withHint("write `(a, b)`, or `(a,)` for one"));
        }
        List<TypedExpr> components = tuple instanceof TypedExpr.Compound c
                ? c.components()
                : IntStream.range(0, type.elements().size())
                        .<TypedExpr>mapToObj(i -> new TypedExpr.Component(
                                tuple, i, type.elements().get(i), tuple.span()))
                        .toList();
        if (form.solves() && context.isDifferentiated()) {
            components.stream().filter(c -> !Qualifiers.isData(c)).findFirst().ifPresent(c -> {
                throw new CompileException(Diagnostic.error(
                        Code.NOT_DATA,
                        c.span(),
                        "every argument of `" + name.text() + "` needs data here, but this may depend on parameters"));
            });
        }
        return components;
    }

    private TypedExpr blockSize(Identifier name, List<Expression> arguments, int index, Span end) {
        boolean function = arguments.size() > index
                && arguments.get(index) instanceof Expression.Name n
                && context.functions().isOwn(n.name().text());
        if (arguments.size() <= index || function) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            arguments.size() <= index
                                    ? end
                                    : arguments.get(index).span(),
                            "`" + name.text() + "` needs the size of the blocks of the Hessian, an int, here")
                    .withAllowed(List.of(signature(name.text()))));
        }
        TypedExpr given = expressions.check(arguments.get(index));
        if (given.type() != Type.INT) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            given.span(),
                            "the size of the blocks of the Hessian is an int, but this is "
                                    + Conversions.article(given.type()))
                    .withAllowed(List.of(signature(name.text()))));
        }
        return given;
    }

    /** The covariance: an ordinary call. */
    private TypedExpr covariance(Identifier name, Expression function, List<TypedExpr> extra) {
        TypedExpr.Closure closure = (TypedExpr.Closure) functions.check(function, COVARIANCE, extra, name.text());
        Function called = ((TypedExpr.FunctionName) closure.function()).function();
        return new TypedExpr.Call(
                called, closure.captured(), false, TypedExpr.Normalization.FULL, Type.MATRIX, function.span());
    }

    /** The guess, the tolerance and the number of steps. */
    private List<TypedExpr> control(Identifier name, Form form, List<Expression> arguments, int index, Span span) {
        int expected = index + (form.tolerances() ? 1 : 0);
        if (arguments.size() > expected) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            arguments.get(expected).span(),
                            "`" + name.text() + "` takes no more arguments")
                    .withAllowed(List.of(signature(name.text()))));
        }
        if (!form.tolerances()) {
            TypedExpr none = new TypedExpr.Call(
                    context.functions().library("zeros_vector").get(0),
                    List.of(new TypedExpr.IntLiteral(0, span)),
                    false,
                    TypedExpr.Normalization.FULL,
                    Type.VECTOR,
                    span);
            context.functions().use(((TypedExpr.Call) none).function());
            return List.of(none, new TypedExpr.RealLiteral(1.5e-8, span), new TypedExpr.IntLiteral(500, span));
        }
        if (arguments.size() <= index) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            name.span(),
                            "`" + name.text() + "` needs a tuple of 6 that controls the solver")
                    .withAllowed(List.of(CONTROL)));
        }
        return control(name, expressions.check(arguments.get(index)));
    }

    private List<TypedExpr> control(Identifier name, TypedExpr tuple) {
        List<Type> types = tuple.type() instanceof Type.Tuple t ? t.elements() : List.of();
        List<TypedExpr> parts = tuple instanceof TypedExpr.Compound c
                ? c.components()
                : IntStream.range(0, types.size())
                        .<TypedExpr>mapToObj(i -> new TypedExpr.Component(tuple, i, types.get(i), tuple.span()))
                        .toList();
        if (types.size() != CONTROL_TYPES.size()) {
            Span place =
                    parts.isEmpty() ? tuple.span() : parts.get(parts.size() - 1).span();
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            place,
                            "`" + name.text() + "` is controlled by one tuple of 6, but this is "
                                    + Conversions.article(tuple.type()))
                    .withAllowed(List.of(CONTROL)));
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!Conversions.isConvertible(types.get(i), CONTROL_TYPES.get(i))) {
                throw new CompileException(Diagnostic.error(
                                Code.WRONG_ARGUMENTS,
                                parts.get(i).span(),
                                "this is " + Conversions.article(types.get(i)) + ", not "
                                        + Conversions.article(CONTROL_TYPES.get(i)))
                        .withAllowed(List.of(CONTROL)));
            }
            if (context.isDifferentiated() && !Qualifiers.isData(parts.get(i))) {
                throw new CompileException(Diagnostic.error(
                        Code.NOT_DATA,
                        parts.get(i).span(),
                        "what controls `" + name.text() + "` needs data, but this may depend on parameters"));
            }
        }
        return Stream.of(0, 1, 2)
                .map(i -> Conversions.convert(parts.get(i), CONTROL_TYPES.get(i)))
                .toList();
    }
}
