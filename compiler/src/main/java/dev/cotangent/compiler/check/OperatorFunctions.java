package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.UnaryOperator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names by which an operator can be called, as in Stan. */
final class OperatorFunctions {

    private static final Map<String, UnaryOperator> UNARY = Map.of(
            "plus", UnaryOperator.PLUS,
            "minus", UnaryOperator.NEGATE,
            "logical_negation", UnaryOperator.NOT);

    private static final Map<String, BinaryOperator> BINARY = Map.ofEntries(
            Map.entry("add", BinaryOperator.ADD),
            Map.entry("subtract", BinaryOperator.SUBTRACT),
            Map.entry("multiply", BinaryOperator.MULTIPLY),
            Map.entry("divide", BinaryOperator.DIVIDE),
            Map.entry("modulus", BinaryOperator.MODULO),
            Map.entry("elt_multiply", BinaryOperator.ELEMENTWISE_MULTIPLY),
            Map.entry("elt_divide", BinaryOperator.ELEMENTWISE_DIVIDE),
            Map.entry("logical_or", BinaryOperator.OR),
            Map.entry("logical_and", BinaryOperator.AND),
            Map.entry("logical_eq", BinaryOperator.EQUAL),
            Map.entry("logical_neq", BinaryOperator.NOT_EQUAL),
            Map.entry("logical_lt", BinaryOperator.LESS),
            Map.entry("logical_lte", BinaryOperator.LESS_OR_EQUAL),
            Map.entry("logical_gt", BinaryOperator.GREATER),
            Map.entry("logical_gte", BinaryOperator.GREATER_OR_EQUAL));

    private OperatorFunctions() {}

    static Set<String> names() {
        Set<String> names = new HashSet<>(UNARY.keySet());
        names.addAll(BINARY.keySet());
        return names;
    }

    static boolean isOperator(String name) {
        return UNARY.containsKey(name) || BINARY.containsKey(name);
    }

    static Optional<UnaryOperator> unary(String name, int arguments) {
        return arguments == 1 ? Optional.ofNullable(UNARY.get(name)) : Optional.empty();
    }

    static Optional<BinaryOperator> binary(String name, int arguments) {
        return arguments == 2 ? Optional.ofNullable(BINARY.get(name)) : Optional.empty();
    }
}
