package dev.cotangent.compiler.describe;

import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A variable as an object: its type and number of dimensions, sizes as written, and constraint. */
final class VariableDescription {

    private VariableDescription() {}

    static Map<String, Object> of(Variable variable) {
        Map<String, Object> all = new LinkedHashMap<>(type(variable.type()));
        all.put("sizes", variable.sizes().stream().map(s -> s.span().text()).toList());
        Map<String, Object> constraint = constraint(variable.constraint());
        if (!constraint.isEmpty()) {
            all.put("constraint", constraint);
        }
        return all;
    }

    /** As stanc3 describes types: a vector is a real with one dimension. */
    private static Map<String, Object> type(Type type) {
        Map<String, Object> described = new LinkedHashMap<>();
        if (type.innermost() instanceof Type.Tuple tuple) {
            described.put(
                    "type",
                    tuple.elements().stream().map(VariableDescription::type).toList());
            described.put("dimensions", type.arrayDimensions());
        } else {
            described.put("type", type.scalar().toString());
            described.put("dimensions", type.rank());
        }
        return described;
    }

    private static Map<String, Object> constraint(Constraint constraint) {
        Map<String, Object> described = new LinkedHashMap<>();
        if (constraint instanceof Constraint.Bounds bounds) {
            put(described, "lower", bounds.lower());
            put(described, "upper", bounds.upper());
        } else if (constraint instanceof Constraint.OffsetMultiplier affine) {
            put(described, "offset", affine.offset());
            put(described, "multiplier", affine.multiplier());
        } else if (constraint instanceof Constraint.Named named) {
            described.put("name", named.name());
        }
        return described;
    }

    private static void put(Map<String, Object> described, String name, Optional<TypedExpr> value) {
        value.ifPresent(v -> described.put(name, v.span().text()));
    }
}
