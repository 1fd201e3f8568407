package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** Calls of scalar primitives with constant arguments, made while compiling. */
final class ConstantCall {

    private ConstantCall() {}

    /** The call's value; empty if an argument is not constant or if the primitive can't be called here. */
    static Optional<Expr> evaluate(Expr.Call call) {
        if (!call.arguments().stream().allMatch(ConstantCall::isConstant)) {
            return Optional.empty();
        }
        Primitive primitive = call.primitive();
        try {
            Method method = Class.forName(primitive.owner()).getMethod(primitive.name(), types(primitive));
            Object value = method.invoke(null, values(call.arguments()));
            return Optional.of(
                    primitive.result() == ScalarType.INT
                            ? Expr.integer(((Number) value).intValue())
                            : Expr.real(((Number) value).doubleValue()));
        } catch (ReflectiveOperationException e) {
            // Whatever is wrong with it, the program will meet it at its place when it runs.
            return Optional.empty();
        }
    }

    private static boolean isConstant(Expr expression) {
        return expression instanceof Expr.IntConstant || expression instanceof Expr.RealConstant;
    }

    private static Class<?>[] types(Primitive primitive) {
        return primitive.parameters().stream()
                .map(kind -> kind == Primitive.Kind.INT ? int.class : double.class)
                .toArray(Class<?>[]::new);
    }

    private static Object[] values(List<Expr> constants) {
        return constants.stream().map(ConstantCall::value).toArray();
    }

    private static Object value(Expr constant) {
        if (constant instanceof Expr.IntConstant c) {
            return c.value();
        }
        return ((Expr.RealConstant) constant).value();
    }
}
