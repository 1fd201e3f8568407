package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.Variable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signatures and argument lists as text. */
final class Signatures {

    private Signatures() {}

    /** {@code real normal_lpdf(real y | real mu, real sigma)}. */
    static String of(Function function) {
        List<String> parameters =
                function.parameters().stream().map(Signatures::parameter).toList();
        if (function.isVariadic()) {
            parameters = Stream.concat(parameters.stream(), Stream.of("...")).toList();
        }
        return function.returnType() + " " + function.name() + join(parameters, Names.isDistribution(function.name()));
    }

    /** {@code (vector | real, real)}. */
    static String list(List<Type> types, boolean conditional) {
        return join(types.stream().map(Type::toString).toList(), conditional);
    }

    private static String parameter(Variable parameter) {
        if (parameter.type() instanceof Type.Callable callable) {
            return callable.toString(parameter.name());
        }
        return (parameter.dataOnly() ? "data " : "") + parameter.type() + " " + parameter.name();
    }

    private static String join(List<String> parts, boolean conditional) {
        if (!conditional || parts.size() < 2) {
            return "(" + String.join(", ", parts) + ")";
        }
        return parts.stream().skip(1).collect(Collectors.joining(", ", "(" + parts.get(0) + " | ", ")"));
    }
}
