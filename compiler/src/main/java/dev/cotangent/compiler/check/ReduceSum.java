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

/**
 * {@code reduce_sum(f, x, grainsize, ...)}: the sum of {@code f} over slices of {@code x}. How the sum is split is
 * nothing that a model can rely on, so it is one call over the whole of {@code x}.
 */
final class ReduceSum {

    private static final String SIGNATURE = "(f, array[] T x, int grainsize, ...)";

    private final Context context;
    private final FunctionArguments functions;
    private final Calls calls;

    ReduceSum(Context context, FunctionArguments functions, Calls calls) {
        this.context = context;
        this.functions = functions;
        this.calls = calls;
    }

    static boolean isName(String name) {
        return name.equals("reduce_sum") || name.equals("reduce_sum_static");
    }

    TypedExpr call(Expression.Call call, List<TypedExpr> rest) {
        String caller = call.function().text();
        if (call.arguments().isEmpty()) {
            throw new CompileException(tooFew(call));
        }
        Type slices = rest.isEmpty() ? Type.array(Type.REAL, 1) : rest.get(0).type();
        Expression first = call.arguments().get(0);
        if (!(first instanceof Expression.Name name)) {
            throw new CompileException(
                    FunctionArguments.notFunction(first.span(), "an expression", wanted(slices), caller));
        }
        List<TypedExpr> extra = rest.size() > 2 ? rest.subList(2, rest.size()) : List.of();
        Function function = functions.best(
                name.name(),
                functions.candidates(name.name(), true, caller),
                extra,
                3,
                candidate -> misfit(candidate, name.name(), rest, call));
        return call(function, name.name(), rest, call.span());
    }

    /** What has to be passed, for slices of a type. */
    private static Type.Callable wanted(Type slices) {
        return new Type.Callable(
                Type.REAL,
                List.of(
                        new Type.Callable.Parameter(slices, false, "slice"),
                        new Type.Callable.Parameter(Type.INT, false, "start"),
                        new Type.Callable.Parameter(Type.INT, false, "end")),
                true);
    }

    private Optional<Diagnostic> misfit(
            Function function, Identifier name, List<TypedExpr> rest, Expression.Call call) {
        String caller = call.function().text();
        boolean slices = !function.parameters().isEmpty()
                && isSliceable(function.parameters().get(0).type());
        Type own = slices ? function.parameters().get(0).type() : Type.array(Type.REAL, 1);
        if (!slices) {
            String found = function.parameters().isEmpty()
                    ? "it takes no arguments"
                    : "its first argument is "
                            + Conversions.article(function.parameters().get(0).type()) + ", not an array";
            return Optional.of(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            name.span(),
                            "`" + name.text() + "` doesn't fit the first argument of `" + caller + "`: " + found)
                    .withAllowed(List.of(wanted(own).toString())));
        }
        if (rest.size() < 2) {
            return Optional.of(tooFew(call));
        }
        List<TypedExpr> extra = rest.subList(2, rest.size());
        Optional<Diagnostic> misfit = functions.misfit(function, name.span(), wanted(own), extra, caller);
        if (misfit.isPresent()) {
            return misfit;
        }
        Type given = rest.get(0).type();
        if (!Conversions.isConvertible(given, own)) {
            return Optional.of(Diagnostic.error(
                    Code.WRONG_ARGUMENTS,
                    rest.get(0).span(),
                    "`" + name.text() + "` takes slices of " + Conversions.article(own) + ", but this is "
                            + Conversions.article(given)));
        }
        if (rest.get(1).type() != Type.INT) {
            return Optional.of(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            rest.get(1).span(),
                            "the grainsize is an int, but this is "
                                    + Conversions.article(rest.get(1).type()))
                    .withAllowed(List.of(caller + SIGNATURE)));
        }
        return Optional.empty();
    }

    private static boolean isSliceable(Type type) {
        return type.arrayDimensions() > 0;
    }

    private static Diagnostic tooFew(Expression.Call call) {
        String name = call.function().text();
        return Diagnostic.error(
                        Code.WRONG_ARGUMENTS,
                        call.function().span(),
                        "`" + name + "` needs a function, an array and a grainsize")
                .withAllowed(List.of(name + SIGNATURE));
    }

    private TypedExpr call(Function function, Identifier name, List<TypedExpr> rest, Span span) {
        TypedExpr slice =
                Conversions.convert(rest.get(0), function.parameters().get(0).type());
        TypedExpr size = new TypedExpr.IntrinsicCall(
                TypedExpr.Intrinsic.SIZE, List.of(slice), Type.INT, rest.get(0).span());
        List<TypedExpr> arguments = new ArrayList<>(List.of(slice, new TypedExpr.IntLiteral(1, span), size));
        for (int i = 2; i < rest.size(); i++) {
            arguments.add(Conversions.convert(
                    rest.get(i), function.parameters().get(i + 1).type()));
        }
        context.functions().use(function);
        TypedExpr sum =
                new TypedExpr.Call(function, arguments, false, calls.normalization(name.text()), Type.REAL, span);
        TypedExpr some = new TypedExpr.Binary(
                TypedExpr.BinaryOperator.GREATER, size, new TypedExpr.IntLiteral(0, span), Type.INT, span);
        return new TypedExpr.Conditional(some, sum, new TypedExpr.RealLiteral(0, span), Type.REAL, span);
    }
}
