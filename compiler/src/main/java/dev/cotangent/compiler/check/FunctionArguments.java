package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.diagnostic.Spelling;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Checks functions that are arguments: that there is one of the name, and that one of its overloads fits. */
final class FunctionArguments {

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth");

    private final Context context;
    private final Scope scope;

    FunctionArguments(Context context, Scope scope) {
        this.context = context;
        this.scope = scope;
    }

    /**
     * The function with the arguments that it captures.
     *
     * @param wanted what the caller needs
     * @param extra the arguments behind all others, which are passed on
     * @param caller the function that is called
     */
    TypedExpr check(Expression argument, Type.Callable wanted, List<TypedExpr> extra, String caller) {
        if (!(argument instanceof Expression.Name name)) {
            throw new CompileException(notFunction(argument.span(), "an expression", wanted, caller));
        }
        Optional<Variable> variable = scope.find(name.name().text());
        if (variable.isPresent()) {
            return variable(variable.get(), name.name(), wanted, extra, caller);
        }
        return function(name.name(), wanted, extra, caller);
    }

    private TypedExpr function(Identifier name, Type.Callable wanted, List<TypedExpr> extra, String caller) {
        Function function = best(
                name,
                candidates(name, false, caller),
                extra,
                wanted.parameters().size(),
                candidate -> {
                    return misfit(candidate, name.span(), wanted, extra, caller);
                });
        context.functions().use(function);
        return new TypedExpr.Closure(
                new TypedExpr.FunctionName(function, wanted, name.span()),
                converted(function, wanted, extra),
                wanted,
                name.span());
    }

    /**
     * The overload that fits with the fewest conversions of integers.
     *
     * @param extra what is passed behind the first arguments
     * @param fixed number of the first arguments
     * @param misfit why an overload does not fit, if so
     */
    Function best(
            Identifier name,
            List<Function> candidates,
            List<TypedExpr> extra,
            int fixed,
            java.util.function.Function<Function, Optional<Diagnostic>> misfit) {
        List<Function> best = new ArrayList<>();
        long fewest = Long.MAX_VALUE;
        Diagnostic problem = null;
        for (Function candidate : candidates) {
            Optional<Diagnostic> found = misfit.apply(candidate);
            if (found.isPresent()) {
                problem = problem == null ? found.get() : problem;
                continue;
            }
            long conversions = conversions(candidate, extra, fixed);
            if (conversions < fewest) {
                best.clear();
                fewest = conversions;
            }
            if (conversions == fewest) {
                best.add(candidate);
            }
        }
        if (best.size() > 1) {
            throw new CompileException(Diagnostic.error(
                            Code.AMBIGUOUS_CALL,
                            name.span(),
                            "several functions `" + name.text() + "` fit these arguments equally well")
                    .withAllowed(best.stream().map(Signatures::of).toList())
                    .withHint("make the types of the arguments exact"));
        }
        if (best.isEmpty()) {
            throw new CompileException(problem);
        }
        return best.get(0);
    }

    private static long conversions(Function function, List<TypedExpr> extra, int fixed) {
        return IntStream.range(0, extra.size())
                .filter(i -> !extra.get(i)
                        .type()
                        .equals(function.parameters().get(fixed + i).type()))
                .count();
    }

    private static List<TypedExpr> converted(Function function, Type.Callable wanted, List<TypedExpr> extra) {
        List<TypedExpr> converted = new ArrayList<>();
        for (int i = 0; i < extra.size(); i++) {
            Variable parameter = function.parameters().get(wanted.parameters().size() + i);
            converted.add(Conversions.convert(extra.get(i), parameter.type()));
        }
        return converted;
    }

    /** A parameter that is a function, passed on: in the library only, where the types are right by its tests. */
    private TypedExpr variable(
            Variable variable, Identifier name, Type.Callable wanted, List<TypedExpr> extra, String caller) {
        if (!(variable.type() instanceof Type.Callable)) {
            throw new CompileException(notFunction(name.span(), Conversions.article(variable.type()), wanted, caller));
        }
        return new TypedExpr.Closure(new TypedExpr.Read(variable, name.span()), extra, wanted, name.span());
    }

    /**
     * The functions of a name, those of the program or else the library's.
     *
     * @param density true if it may be a density
     */
    List<Function> candidates(Identifier name, boolean density, String caller) {
        String text = name.text();
        boolean forbidden = text.endsWith("_rng")
                || text.endsWith("_lp")
                || text.endsWith("_jacobian")
                || !density && Names.isDistribution(text)
                || density && Names.isDistribution(text) && !Names.isDensity(text);
        if (forbidden) {
            throw new CompileException(Diagnostic.error(
                    Code.WRONG_ARGUMENTS,
                    name.span(),
                    "`" + text + "` can't be an argument of `" + caller + "`: its name ends in `_"
                            + text.substring(text.lastIndexOf('_') + 1) + "`"));
        }
        if (Names.isUnnormalized(text)) {
            Places.check(text, name.span(), context);
        }
        List<Function> own = context.functions().own(Names.normalized(text));
        List<Function> all = own.isEmpty() ? context.functions().library(Names.normalized(text)) : own;
        if (all.isEmpty()) {
            throw new CompileException(Diagnostic.error(
                            Code.UNKNOWN_FUNCTION, name.span(), "there is no function `" + text + "`")
                    .withHint(Spelling.didYouMean(text, context.functions().similarTo(text))));
        }
        return all;
    }

    static Diagnostic notFunction(Span span, String found, Type.Callable wanted, String caller) {
        return Diagnostic.error(
                        Code.WRONG_ARGUMENTS,
                        span,
                        "the first argument of `" + caller + "` is a function, but this is " + found)
                .withAllowed(List.of(wanted.toString()));
    }

    /** Why a function is not what is wanted, if so. */
    Optional<Diagnostic> misfit(
            Function function, Span place, Type.Callable wanted, List<TypedExpr> extra, String caller) {
        int fixed = wanted.parameters().size();
        List<Variable> parameters = function.parameters();
        if (!returns(function, wanted)) {
            return misfit(
                    function,
                    place,
                    wanted,
                    caller,
                    "it returns " + Conversions.article(function.returnType()) + ", not "
                            + Conversions.article(wanted.result()));
        }
        for (int i = 0; i < Math.min(fixed, parameters.size()); i++) {
            Type.Callable.Parameter needed = wanted.parameters().get(i);
            Variable parameter = parameters.get(i);
            if (!Conversions.isConvertible(needed.type(), parameter.type())) {
                return misfit(
                        function,
                        place,
                        wanted,
                        caller,
                        "its " + ordinal(i) + " argument `" + parameter + "` is "
                                + Conversions.article(parameter.type()) + ", not "
                                + Conversions.article(needed.type()));
            }
            if (parameter.dataOnly() && !needed.data() && !needed.type().isInteger()) {
                return misfit(
                        function,
                        place,
                        wanted,
                        caller,
                        "its " + ordinal(i) + " argument `" + parameter
                                + "` is `data`, but what is passed may depend on parameters");
            }
        }
        int given = fixed + extra.size();
        if (parameters.size() < fixed || !wanted.variadic() && parameters.size() != fixed) {
            return misfit(function, place, wanted, caller, "it takes " + count(parameters.size()) + ", not " + fixed);
        }
        if (parameters.size() != given) {
            Span last = extra.isEmpty() || parameters.size() > given
                    ? extra.isEmpty() ? place : extra.get(extra.size() - 1).span()
                    : extra.get(parameters.size() - fixed).span();
            return Optional.of(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            last,
                            "`" + function + "` takes " + count(parameters.size() - fixed) + " more behind its first "
                                    + fixed + ", but `" + caller + "` is given " + extra.size())
                    .withAllowed(List.of(Signatures.of(function))));
        }
        return extras(function, fixed, extra);
    }

    private Optional<Diagnostic> extras(Function function, int fixed, List<TypedExpr> extra) {
        for (int i = 0; i < extra.size(); i++) {
            Variable parameter = function.parameters().get(fixed + i);
            TypedExpr given = extra.get(i);
            String argument = "the argument `" + parameter + "` of `" + function + "`";
            if (!Conversions.isConvertible(given.type(), parameter.type())) {
                return Optional.of(Diagnostic.error(
                                Code.WRONG_ARGUMENTS,
                                given.span(),
                                argument + " is " + Conversions.article(parameter.type()) + ", but this is "
                                        + Conversions.article(given.type()))
                        .withAllowed(List.of(Signatures.of(function))));
            }
            if (parameter.dataOnly() && context.isDifferentiated() && !Qualifiers.isData(given)) {
                return Optional.of(Diagnostic.error(
                        Code.NOT_DATA, given.span(), argument + " needs data, but this may depend on parameters"));
            }
        }
        return Optional.empty();
    }

    private static boolean returns(Function function, Type.Callable wanted) {
        return function.returnType().equals(wanted.result());
    }

    private static Optional<Diagnostic> misfit(
            Function function, Span place, Type.Callable wanted, String caller, String reason) {
        return Optional.of(Diagnostic.error(
                        Code.WRONG_ARGUMENTS,
                        place,
                        "`" + function + "` doesn't fit the first argument of `" + caller + "`: " + reason)
                .withAllowed(List.of(wanted.toString())));
    }

    private static String ordinal(int index) {
        return index < ORDINALS.size() ? ORDINALS.get(index) : (index + 1) + "th";
    }

    private static String count(int arguments) {
        return arguments == 1 ? "1 argument" : arguments + " arguments";
    }
}
