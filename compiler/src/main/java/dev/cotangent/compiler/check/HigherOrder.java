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
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of functions that take functions, and calls of the parameters that are functions.
 *
 * <p>What a library function takes, its declaration says. {@code reduce_sum} takes arrays of any type, which no
 * signature can say, so its types are here, in {@link ReduceSum}.
 */
final class HigherOrder {

    /** What only the library can ask. */
    private static final Set<String> DERIVATIVES =
            Set.of("jacobian", "directional", "gradient", "hessian", "differentiated", "varying");

    private final Context context;
    private final Scope scope;
    private final ExpressionChecker expressions;
    private final Calls calls;
    private final FunctionArguments functions;
    private final ReduceSum reduceSum;

    HigherOrder(Context context, Scope scope, ExpressionChecker expressions, Calls calls) {
        this.context = context;
        this.scope = scope;
        this.expressions = expressions;
        this.calls = calls;
        this.functions = new FunctionArguments(context, scope);
        this.reduceSum = new ReduceSum(context, functions, calls);
    }

    /** True if a name that is called takes a function or is a parameter that is one. */
    boolean isCalled(String name) {
        return parameter(name).isPresent()
                || ReduceSum.isName(name)
                || EmbeddedLaplace.isName(name)
                || context.isLibrary() && DERIVATIVES.contains(name)
                || !context.functions().isOwn(name)
                        && context.functions().library(name).stream().anyMatch(Function::isHigherOrder)
                || context.isLibrary() && context.functions().own(name).stream().anyMatch(Function::isHigherOrder);
    }

    private Optional<Variable> parameter(String name) {
        return scope.find(name).filter(v -> v.type() instanceof Type.Callable);
    }

    TypedExpr call(Expression.Call call) {
        String name = call.function().text();
        Places.check(name, call.function().span(), context);
        Deprecations.warn(call.function(), context);
        if (parameter(name).isPresent()) {
            return apply(parameter(name).get(), call.arguments(), call);
        }
        if (context.isLibrary() && DERIVATIVES.contains(name)) {
            return derivative(call);
        }
        if (EmbeddedLaplace.isName(name)) {
            return laplace(call.function(), call.arguments(), call.span());
        }
        if (ReduceSum.isName(name)) {
            return reduceSum.call(call, rest(call));
        }
        List<Function> overloads = context.functions().own(name).isEmpty()
                ? context.functions().library(name)
                : context.functions().own(name);
        return call(call, overloads);
    }

    /** A call of an embedded Laplace approximation. */
    TypedExpr.Call laplace(Identifier name, List<Expression> arguments, Span span) {
        return new EmbeddedLaplace(context, expressions, functions).call(name, arguments, span);
    }

    /** The arguments behind the first, which is a function. */
    private List<TypedExpr> rest(Expression.Call call) {
        List<Expression> arguments = call.arguments();
        return arguments.isEmpty() ? List.of() : expressions.checkAll(arguments.subList(1, arguments.size()));
    }

    private TypedExpr call(Expression.Call call, List<Function> overloads) {
        List<TypedExpr> rest = rest(call);
        int given = call.arguments().size();
        List<Function> fitting = overloads.stream()
                .filter(f -> f.isVariadic()
                        ? given >= f.parameters().size()
                        : given == f.parameters().size())
                .toList();
        if (fitting.isEmpty()) {
            throw new CompileException(wrongCount(call, overloads));
        }
        CompileException first = null;
        for (Function function : fitting) {
            try {
                return call(call, function, rest);
            } catch (CompileException e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private static Diagnostic wrongCount(Expression.Call call, List<Function> overloads) {
        int given = call.arguments().size();
        String found = "`" + call.function().text() + "` needs more than "
                + (given == 1 ? "1 argument" : given + " arguments");
        boolean tooMany = overloads.stream()
                .allMatch(f -> !f.isVariadic() && given > f.parameters().size());
        if (tooMany) {
            found = "`" + call.function().text() + "` doesn't take " + given + " arguments";
        }
        return Diagnostic.error(Code.WRONG_ARGUMENTS, call.function().span(), found)
                .withAllowed(overloads.stream().map(Signatures::of).toList());
    }

    private TypedExpr call(Expression.Call call, Function function, List<TypedExpr> rest) {
        int fixed = function.parameters().size();
        List<TypedExpr> extra = rest.subList(fixed - 1, rest.size());
        List<TypedExpr> arguments = new ArrayList<>();
        for (int i = 1; i < fixed; i++) {
            Variable parameter = function.parameters().get(i);
            TypedExpr given = rest.get(i - 1);
            String place = "the argument `" + parameter.name() + "` of `" + function + "`";
            arguments.add(fit(given, parameter, place, call, function));
        }
        Type.Callable wanted = (Type.Callable) function.parameters().get(0).type();
        arguments.add(0, functions.check(call.arguments().get(0), wanted, extra, function.name()));
        context.functions().use(function);
        return new TypedExpr.Call(
                function, arguments, false, TypedExpr.Normalization.FULL, function.returnType(), call.span());
    }

    private TypedExpr fit(TypedExpr given, Variable parameter, String place, Expression.Call call, Function function) {
        boolean sequence = parameter.type() == Type.REALS && given.type().isContainer();
        if (sequence) {
            return Conversions.promote(given);
        }
        if (!Conversions.isConvertible(given.type(), parameter.type())) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            shown(given, call, function),
                            place + " is " + Conversions.article(parameter.type()) + ", but this is "
                                    + Conversions.article(given.type()))
                    .withAllowed(List.of(Signatures.of(function))));
        }
        if (parameter.dataOnly() && context.isDifferentiated() && !Qualifiers.isData(given)) {
            throw new CompileException(Diagnostic.error(
                    Code.NOT_DATA,
                    shown(given, call, function),
                    place + " needs data, but this may depend on parameters"));
        }
        return Conversions.convert(given, parameter.type());
    }

    /** An argument; of a function of old, as in Stan, the call if that begins on another line. */
    private static Span shown(TypedExpr argument, Expression.Call call, Function function) {
        Span name = call.function().span();
        return function.isVariadic() || argument.span().line() == name.line() ? argument.span() : name;
    }

    /** A call of a parameter that is a function; one-dimensional containers of reals stand for each other. */
    private TypedExpr.Apply apply(Variable function, List<Expression> given, Expression.Call call) {
        Type.Callable type = (Type.Callable) function.type();
        if (given.size() != type.parameters().size()) {
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_ARGUMENTS, call.span(), "`" + function + "` takes other arguments")
                            .withAllowed(List.of(type.toString(function.name()))));
        }
        List<TypedExpr> arguments = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Type needed = type.parameters().get(i).type();
            arguments.add(expressions.check(given.get(i), needed, "the argument of `" + function + "`"));
        }
        return new TypedExpr.Apply(function, arguments, type.result(), call.span());
    }

    /**
     * What solvers ask of functions: {@code jacobian(k, f(arguments))}, the derivatives of f in its argument number k;
     * {@code directional(k, f(arguments), v, p)}, the derivative when that argument moves along v, and of what f captured
     * number p (see {@link TypedExpr.Directional}); {@code differentiated(x)}, whether x depends on parameters; {@code
     * varying(x)}, how many numbers of x do.
     */
    private TypedExpr derivative(Expression.Call call) {
        List<Expression> given = call.arguments();
        boolean jacobian = call.function().text().equals("jacobian") && given.size() == 2;
        boolean directional = call.function().text().equals("directional") && (given.size() == 3 || given.size() == 4);
        boolean varying = call.function().text().equals("varying");
        if ((varying || call.function().text().equals("differentiated")) && given.size() == 1) {
            TypedExpr operand = given.get(0) instanceof Expression.Name name
                            && parameter(name.name().text()).isPresent()
                    ? new TypedExpr.Read(parameter(name.name().text()).get(), call.span())
                    : expressions.check(given.get(0));
            return new TypedExpr.Differentiated(operand, varying, call.span());
        }
        if (!given.isEmpty()
                && given.get(0) instanceof Expression.Call inner
                && parameter(inner.function().text()).isPresent()) {
            TypedExpr.Apply of = apply(parameter(inner.function().text()).get(), inner.arguments(), inner);
            if (call.function().text().equals("gradient") && given.size() == 1) {
                return new TypedExpr.Gradient(of, call.span());
            }
            if (call.function().text().equals("hessian") && given.size() == 2) {
                return new TypedExpr.Hessian(
                        of, expressions.check(given.get(1), Type.INT, "a size of blocks"), call.span());
            }
        }
        if ((jacobian || directional)
                && given.get(0) instanceof Expression.IntLiteral number
                && given.get(1) instanceof Expression.Call inner
                && parameter(inner.function().text()).isPresent()) {
            TypedExpr.Apply of = apply(parameter(inner.function().text()).get(), inner.arguments(), inner);
            int argument = number.value() - 1;
            return jacobian
                    ? new TypedExpr.Jacobian(of, argument, call.span())
                    : new TypedExpr.Directional(
                            of,
                            argument,
                            expressions.check(given.get(2), Type.VECTOR, "a direction"),
                            given.size() == 4
                                    ? expressions.check(given.get(3), Type.INT, "which captured number moves")
                                    : new TypedExpr.IntLiteral(0, call.span()),
                            call.span());
        }
        throw new CompileException(Diagnostic.error(
                Code.WRONG_ARGUMENTS, call.span(), "derivatives are of calls of parameters that are functions"));
    }
}
