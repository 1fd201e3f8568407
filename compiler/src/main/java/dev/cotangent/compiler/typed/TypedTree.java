package dev.cotangent.compiler.typed;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Walks checked statements and expressions of every kind, those of later versions too: the nodes are records, and their
 * components tell what is within. For analyses that look for one or two kinds; variables and functions are not entered.
 */
public final class TypedTree {

    private TypedTree() {}

    /** A statement, expression, index or part of a message with all that is within, in the order of the text. */
    public static Stream<Object> nodes(Object root) {
        List<Object> nodes = new ArrayList<>();
        collect(root, nodes);
        return nodes.stream();
    }

    /** The nodes of one kind in several statements or expressions. */
    public static <T> List<T> all(Collection<?> roots, Class<T> kind) {
        return roots.stream()
                .flatMap(TypedTree::nodes)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What a node holds directly. */
    public static List<Object> children(Object node) {
        List<Object> children = new ArrayList<>();
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            add(value(node, component), children);
        }
        return children;
    }

    private static void collect(Object node, List<Object> nodes) {
        nodes.add(node);
        children(node).forEach(child -> collect(child, nodes));
    }

    private static void add(Object value, List<Object> children) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(v -> add(v, children));
        } else if (value instanceof Collection<?> several) {
            several.forEach(v -> add(v, children));
        } else if (isNode(value)) {
            children.add(value);
        }
    }

    private static boolean isNode(Object value) {
        return value instanceof Record
                && (value instanceof TypedExpr
                        || value instanceof TypedStmt
                        || value instanceof TypedExpr.Index
                        || value instanceof TypedStmt.Destination
                        || value instanceof TypedStmt.Message);
    }

    private static Object value(Object node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new CompilerBug("no access to " + component + ": " + e);
        }
    }
}
