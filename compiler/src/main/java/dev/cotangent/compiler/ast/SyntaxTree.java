package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks syntax of every kind: nodes are records, and their components tell what is within. */
public final class SyntaxTree {

    private SyntaxTree() {}

    /** A node with all that is within, in the order of the text. */
    public static Stream<Object> nodes(Object root) {
        List<Object> nodes = new ArrayList<>();
        collect(root, nodes);
        return nodes.stream();
    }

    /** The nodes of one kind within a node, itself included. */
    public static <T> List<T> all(Object root, Class<T> kind) {
        return nodes(root).filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The names of variables that stand in a node. */
    public static Set<String> names(Object root) {
        Set<String> names = new LinkedHashSet<>();
        all(root, Expression.Name.class).forEach(n -> names.add(n.name().text()));
        return names;
    }

    /** Every name in a node, of variables and of functions, read or declared. */
    public static Set<String> identifiers(Object root) {
        Set<String> names = new LinkedHashSet<>();
        all(root, Identifier.class).forEach(i -> names.add(i.text()));
        return names;
    }

    private static void collect(Object node, List<Object> nodes) {
        if (node instanceof Optional<?> optional) {
            optional.ifPresent(v -> collect(v, nodes));
        } else if (node instanceof Collection<?> several) {
            several.forEach(v -> collect(v, nodes));
        } else if (node instanceof Record && node.getClass().getPackage() == SyntaxTree.class.getPackage()) {
            nodes.add(node);
            for (RecordComponent component : node.getClass().getRecordComponents()) {
                collect(value(node, component), nodes);
            }
        }
    }

    private static Object value(Object node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new CompilerBug("no access to " + component + ": " + e);
        }
    }
}
