package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedStmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lowers what is printed, and the messages of {@code reject} and {@code fatal_error}. */
final class Messages {

    private final Elements elements;
    private final Expressions expressions;

    Messages(Elements elements, Expressions expressions) {
        this.elements = elements;
        this.expressions = expressions;
    }

    List<Stmt.Part> parts(List<TypedStmt.Message> message) {
        List<Stmt.Part> parts = new ArrayList<>();
        for (TypedStmt.Message part : message) {
            if (part instanceof TypedStmt.Message.Text t) {
                parts.add(new Stmt.Part.Text(t.text()));
            } else if (part instanceof TypedStmt.Message.Value v) {
                addValue(parts, expressions.lower(v.value()), 0);
            }
        }
        return parts;
    }

    /**
     * Adds a value, or the element of a container of which {@code arrays} dimensions have begun: containers in brackets,
     * one pair a dimension, and structured values as their components in parentheses.
     */
    private void addValue(List<Stmt.Part> parts, Value value, int arrays) {
        if (value instanceof Value.Scalar s) {
            parts.add(new Stmt.Part.Value(s.expr()));
        } else if (value instanceof Value.Container c) {
            addArrays(parts, c.type().rank() - arrays, () -> parts.add(elements(c)));
        } else if (value instanceof Value.Compound c) {
            int rank = c.type().rank();
            addArrays(parts, rank - arrays, () -> addComponents(parts, c, rank));
        }
    }

    private static void addArrays(List<Stmt.Part> parts, int arrays, Runnable element) {
        parts.addAll(Collections.nCopies(arrays, Stmt.Part.Array.BEGIN));
        element.run();
        parts.addAll(Collections.nCopies(arrays, Stmt.Part.Array.END));
    }

    private void addComponents(List<Stmt.Part> parts, Value.Compound value, int arrays) {
        String separator = "(";
        for (Value component : value.components()) {
            parts.add(new Stmt.Part.Text(separator));
            addValue(parts, component, arrays);
            separator = ",";
        }
        parts.add(new Stmt.Part.Text(")"));
    }

    private Stmt.Part elements(Value.Container container) {
        Value.Stored stored = elements.stored("printed", container);
        boolean matrix = container.type().innermost() == Type.MATRIX;
        return new Stmt.Part.Elements(new Slice(stored.buffer(), stored.offset(), stored.sizes()), matrix);
    }
}
