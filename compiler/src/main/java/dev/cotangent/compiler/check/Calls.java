package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.diagnostic.Spelling;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.Normalization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolves calls: which overload, whether it may be called here, and with what conversions. */
final class Calls {

    private final Context context;

    Calls(Context context) {
        this.context = context;
    }

    /**
     * A call by name.
     *
     * @param conditional true if a bar stands after the first argument
     * @throws CompileException if there is no such function for these arguments at this place
     */
    TypedExpr call(Identifier function, boolean conditional, List<TypedExpr> arguments, Span span) {
        String name = function.text();
        Places.check(name, function.span(), context);
        Deprecations.warn(function, context);
        checkBar(function, conditional, arguments.size());
        if (!context.functions().isOwn(name) && ComplexFunctions.isOfParts(name)) {
            return ComplexFunctions.ofParts(name, arguments, span);
        }
        if (!context.functions().isOwn(name) && ComplexFunctions.isPartwise(name, arguments)) {
            return ComplexFunctions.partwise(name, arguments, reals -> call(function, conditional, reals, span), span);
        }
        if (!context.functions().isOwn(name) && Intrinsics.isIntrinsic(name)) {
            return intrinsic(name, arguments, span);
        }
        String normalized = Names.normalized(name);
        List<List<Function>> tiers = tiers(Stream.of(normalized));
        if (tiers.stream().allMatch(List::isEmpty)) {
            throw new CompileException(unknown(function));
        }
        return resolve(function, tiers, arguments, normalization(name), span);
    }

    /** {@code outcome ~ distribution(arguments)}, the outcome first among the arguments. */
    TypedExpr.Call tilde(Identifier distribution, List<TypedExpr> arguments, Span span) {
        String name = distribution.text();
        Deprecations.warn(distribution, context);
        List<List<Function>> tiers = Stream.of(name + "_lpdf", name + "_lpmf")
                .flatMap(n -> tiers(Stream.of(n)).stream())
                .toList();
        if (tiers.stream().allMatch(List::isEmpty)) {
            throw new CompileException(unknownDistribution(distribution));
        }
        return resolve(distribution, tiers, arguments, Normalization.DROP_CONSTANTS, span);
    }

    /** A call of the library that an operator stands for. */
    TypedExpr library(String name, List<TypedExpr> arguments, Span span) {
        Identifier function = new Identifier(name, span);
        List<Function> overloads = context.functions().library(name);
        if (overloads.isEmpty()) {
            throw new CompileException(Diagnostic.error(
                    Code.LIBRARY, span, "the library lacks `" + name + "`, which this operator needs"));
        }
        return resolve(function, List.of(overloads), arguments, Normalization.FULL, span);
    }

    private TypedExpr intrinsic(String name, List<TypedExpr> arguments, Span span) {
        if (name.equals("to_int") && !context.isLibrary()) {
            arguments.forEach(a -> requireData(a, "`to_int`"));
        }
        return Intrinsics.call(name, arguments, span);
    }

    private List<List<Function>> tiers(Stream<String> names) {
        List<Function> own = new ArrayList<>();
        List<Function> library = new ArrayList<>();
        names.forEach(name -> {
            own.addAll(context.functions().own(name));
            library.addAll(context.functions().library(name));
        });
        return List.of(own, library);
    }

    /** The call of a distribution's function of a suffix, if there is one for these arguments. */
    Optional<TypedExpr.Call> ofDistribution(Identifier distribution, String suffix, List<TypedExpr> arguments) {
        return best(distribution, tiers(Stream.of(distribution.text() + suffix)), arguments)
                .map(match -> call(match, Normalization.FULL, distribution.span()));
    }

    private TypedExpr.Call resolve(
            Identifier name,
            List<List<Function>> tiers,
            List<TypedExpr> arguments,
            Normalization normalization,
            Span span) {
        Optional<Match> best = best(name, tiers, arguments);
        if (best.isPresent()) {
            return call(best.get(), normalization, span);
        }
        List<Function> all = tiers.stream().flatMap(List::stream).distinct().toList();
        throw new CompileException(Diagnostics.wrongArguments(name, all, arguments));
    }

    /** The best fit in each tier; of these the one with the fewest conversions, a former tier before a later. */
    private static Optional<Match> best(Identifier name, List<List<Function>> tiers, List<TypedExpr> arguments) {
        return tiers.stream()
                .flatMap(overloads -> bestOf(name, overloads, arguments).stream())
                .min(Comparator.comparingInt(Match::promotions));
    }

    private static Optional<Match> bestOf(Identifier name, List<Function> overloads, List<TypedExpr> arguments) {
        List<Match> matches =
                overloads.stream().flatMap(f -> Match.of(f, arguments).stream()).toList();
        int cost = matches.stream().mapToInt(Match::cost).min().orElse(0);
        List<Match> best = matches.stream().filter(m -> m.cost() == cost).toList();
        if (best.size() > 1) {
            List<String> signatures =
                    best.stream().map(m -> Signatures.of(m.function())).toList();
            throw new CompileException(
                    Diagnostic.error(Code.AMBIGUOUS_CALL, name.span(), "the call of `" + name.text() + "` is ambiguous")
                            .withAllowed(signatures)
                            .withHint("make the types of the arguments exact"));
        }
        return best.stream().findFirst();
    }

    private TypedExpr.Call call(Match match, Normalization normalization, Span span) {
        Function function = match.function();
        if (function.name().endsWith("_jacobian") && match.arguments().stream().allMatch(Qualifiers::isData)) {
            context.warn(Diagnostic.warning(
                            Code.JACOBIAN_OF_DATA,
                            span,
                            "`" + function + "` counts its Jacobian, but no argument depends on parameters")
                    .withHint("a function that ends in `_constrain` counts none"));
        }
        for (int i = 0; i < match.arguments().size(); i++) {
            if (function.parameters().get(i).dataOnly()) {
                String parameter =
                        "the argument `" + function.parameters().get(i).name() + "` of `" + function + "`";
                requireData(match.arguments().get(i), parameter);
            }
        }
        context.functions().use(function);
        return new TypedExpr.Call(function, match.arguments(), match.lifted(), normalization, match.type(), span);
    }

    /** Where nothing is differentiated, everything is data. */
    private void requireData(TypedExpr argument, String place) {
        if (context.isDifferentiated() && !Qualifiers.isData(argument)) {
            throw new CompileException(Diagnostic.error(
                    Code.NOT_DATA, argument.span(), place + " needs data, but this may depend on parameters"));
        }
    }

    Normalization normalization(String name) {
        if (!Names.isUnnormalized(name)) {
            return Normalization.FULL;
        }
        return context.isDensity() ? Normalization.AS_CALLER : Normalization.DROP_CONSTANTS;
    }

    private void checkBar(Identifier function, boolean conditional, int arguments) {
        boolean distribution = Names.isDistribution(function.text());
        if (distribution && !conditional && arguments > 1) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            function.span(),
                            "the outcome of `" + function.text() + "` is separated by `|`")
                    .withHint("write `" + function.text() + "(y | ...)`"));
        }
        if (!distribution && conditional) {
            throw new CompileException(Diagnostic.error(
                    Code.WRONG_ARGUMENTS,
                    function.span(),
                    "`|` is for densities and distribution functions, and `" + function.text() + "` is neither"));
        }
    }

    private Diagnostic unknown(Identifier function) {
        String name = function.text();
        String kind = Names.isDensity(name)
                ? "density"
                : Names.distribution(name).isPresent() ? "distribution function" : "function";
        List<String> candidates = new ArrayList<>(context.functions().similarTo(name));
        candidates.addAll(Intrinsics.names());
        candidates.addAll(ComplexFunctions.names());
        Optional<String> other = Optional.of(name)
                .filter(Names::isDensity)
                .map(Names::otherDensity)
                .filter(candidates::contains)
                .map(density -> "did you mean `" + density + "`?");
        return Diagnostic.error(Code.UNKNOWN_FUNCTION, function.span(), "there is no " + kind + " `" + name + "`")
                .withHint(
                        Diagnostics.replacement(name).or(() -> other).or(() -> Spelling.didYouMean(name, candidates)));
    }

    private Diagnostic unknownDistribution(Identifier distribution) {
        String name = distribution.text();
        List<String> candidates = context.functions().similarTo(name + "_lpdf").stream()
                .flatMap(candidate -> Names.distribution(candidate).stream())
                .toList();
        Optional<String> suffix =
                Names.distribution(name).map(plain -> "write `~ " + plain + "(...)`, without the suffix");
        return Diagnostic.error(Code.UNKNOWN_FUNCTION, distribution.span(), "there is no distribution `" + name + "`")
                .withHint(suffix.or(() -> Spelling.didYouMean(name, candidates)));
    }
}
