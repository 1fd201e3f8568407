package dev.cotangent.compiler.ir.interpret;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Primitive;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** The Java methods of primitives. */
final class Primitives {

    private final Map<Primitive, MethodHandle> handles = new HashMap<>();

    /** Calls a primitive with arguments in the order and types of its Java method; void gives null. */
    Object call(Primitive primitive, List<Object> arguments) {
        try {
            return handles.computeIfAbsent(primitive, Primitives::find).invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new CompilerBug("primitive " + primitive + " threw " + e);
        }
    }

    private static MethodHandle find(Primitive primitive) {
        try {
            Class<?> owner = Class.forName(primitive.owner());
            return MethodHandles.publicLookup().findStatic(owner, primitive.name(), type(primitive));
        } catch (ReflectiveOperationException e) {
            throw new CompilerBug("no Java method for " + primitive + ": " + e);
        }
    }

    private static MethodType type(Primitive primitive) {
        List<Class<?>> parameters = new ArrayList<>();
        if (primitive.isRandom()) {
            parameters.add(UniformRandomProvider.class);
        }
        primitive.parameters().forEach(kind -> addParameter(kind, parameters));
        Primitive.Kind result = primitive.resultKind();
        if (result.isContainer()) {
            parameters.add(result == Primitive.Kind.INT_SEQUENCE ? int[].class : double[].class);
            parameters.add(int.class);
            return MethodType.methodType(void.class, parameters);
        }
        return MethodType.methodType(result == Primitive.Kind.INT ? int.class : double.class, parameters);
    }

    private static void addParameter(Primitive.Kind kind, List<Class<?>> parameters) {
        switch (kind) {
            case INT -> parameters.add(int.class);
            case REAL -> parameters.add(double.class);
            case INT_SEQUENCE -> parameters.addAll(List.of(int[].class, int.class, int.class));
            case REAL_SEQUENCE -> parameters.addAll(List.of(double[].class, int.class, int.class));
            case REAL_MATRIX -> parameters.addAll(List.of(double[].class, int.class, int.class, int.class));
        }
    }
}
