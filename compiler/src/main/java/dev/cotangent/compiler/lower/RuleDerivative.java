package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Derivative;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The derivative rules of an {@code extern}, lowered wherever a derivative pass asks for them. */
final class RuleDerivative implements Derivative {

    private final Function function;
    private final Function.Extern extern;
    private final Shared shared;

    RuleDerivative(Function function, Shared shared) {
        this.function = function;
        this.extern = (Function.Extern) function.body();
        this.shared = shared;
    }

    @Override
    public boolean isDifferentiable(int argument) {
        return extern.rules().containsKey(function.parameters().get(argument));
    }

    @Override
    public boolean isZero(int argument) {
        TypedExpr rule = extern.rules().get(function.parameters().get(argument));
        while (rule instanceof TypedExpr.Promote promoted) {
            rule = promoted.operand();
        }
        return rule instanceof TypedExpr.IntLiteral i && i.value() == 0
                || rule instanceof TypedExpr.RealLiteral r && r.value() == 0;
    }

    @Override
    public Expr partial(int argument, List<Expr> arguments, Emitter emitter) {
        TypedExpr rule = extern.rules().get(function.parameters().get(argument));
        List<Value> values = new ArrayList<>();
        for (Expr a : arguments) {
            values.add(new Value.Scalar(emitter.once("argument", a), true));
        }
        Differentials none = new Differentials(Map.of(), Optional.empty(), Optional.empty());
        return within(
                values, none, emitter, (context, calls) -> calls.expressions().scalar(rule));
    }

    @Override
    public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
        Variable parameter = function.parameters().get(argument);
        TypedExpr rule = extern.rules().get(parameter);
        Value given = function.returnType().isScalar()
                ? new Value.Scalar(
                        emitter.once("cotangent", new Expr.Load(cotangent.buffer(), cotangent.offset())), true)
                : stored(function.returnType(), cotangent);
        Differentials differentials = new Differentials(Map.of(), Optional.of(given), Optional.of(result(call)));
        within(values(call), differentials, emitter, (context, calls) -> {
            Value increment = calls.expressions().lower(rule);
            if (increment instanceof Value.Scalar s) {
                emitter.emit(new Stmt.Increment(adjoint.buffer(), adjoint.offset(), s.expr(), emitter.span()));
            } else {
                Value.Container c = (Value.Container) increment;
                Value.Stored to = stored(parameter.type(), adjoint);
                calls.elements()
                        .forEach(
                                c.type(),
                                c.sizes(),
                                i -> emitter.emit(new Stmt.Increment(
                                        to.buffer(), to.index(i), c.at(emitter, i), emitter.span())));
            }
            return null;
        });
    }

    @Override
    public void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter) {
        TypedExpr rule = extern.tangent()
                .orElseThrow(() -> new Unsupported(call.span(), "forward mode through " + function.name()));
        Map<Variable, Value> given = new HashMap<>();
        for (int k = 0; k < tangents.size(); k++) {
            Variable parameter = function.parameters().get(k);
            tangents.get(k).ifPresent(t -> given.put(parameter, value(parameter.type(), t, emitter)));
        }
        Differentials differentials = new Differentials(given, Optional.empty(), Optional.of(result(call)));
        Optional<TypedExpr> kept =
                Linearity.without(rule, e -> e instanceof TypedExpr.Differential d && !differentials.has(d));
        within(values(call), differentials, emitter, (context, calls) -> {
            Value value = calls.expressions().lower(kept.orElseThrow());
            if (value instanceof Value.Scalar s) {
                emitter.emit(new Stmt.Store(result.buffer(), result.offset(), s.expr(), emitter.span()));
            } else {
                calls.elements().store(stored(function.returnType(), result), (Value.Container) value);
            }
            return null;
        });
    }

    private Differentials.Result result(Stmt.Kernel call) {
        Slice slice = call.result();
        Value value = function.returnType().isScalar()
                ? new Value.Scalar(new Expr.Load(slice.buffer(), slice.offset()), true)
                : stored(function.returnType(), slice);
        return new Differentials.Result(function, value);
    }

    private List<Value> values(Stmt.Kernel call) {
        List<Value> values = new ArrayList<>();
        for (int k = 0; k < call.arguments().size(); k++) {
            values.add(
                    value(function.parameters().get(k).type(), call.arguments().get(k), null));
        }
        return values;
    }

    private static Value value(Type type, Argument argument, Emitter emitter) {
        if (argument instanceof Argument.Scalar s) {
            return new Value.Scalar(emitter == null ? s.value() : emitter.once("tangent", s.value()), true);
        }
        return stored(type, (Slice) argument);
    }

    private static Value.Stored stored(Type type, Slice slice) {
        return new Value.Stored(type, slice.buffer(), slice.offset(), slice.sizes(), true, false);
    }

    private <T> T within(
            List<Value> arguments, Differentials differentials, Emitter emitter, BiFunction<Context, Calls, T> code) {
        Context context =
                new Context(emitter, Context.Mode.FRAGMENT, Optional.empty(), Map.of(), Optional.of(differentials));
        Calls calls = new Calls(context, shared);
        context.enter(function, false, true);
        for (int k = 0; k < arguments.size(); k++) {
            context.bind(function.parameters().get(k), arguments.get(k));
        }
        try {
            return code.apply(context, calls);
        } finally {
            context.leave();
        }
    }
}
