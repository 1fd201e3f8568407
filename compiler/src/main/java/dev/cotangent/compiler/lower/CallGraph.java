package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which functions statements call. */
final class CallGraph {

    private final Set<Function> called = new LinkedHashSet<>();

    private CallGraph() {}

    static Set<Function> calledBy(TypedStmt statement) {
        CallGraph graph = new CallGraph();
        graph.visit(statement);
        return graph.called;
    }

    private static void indices(List<TypedStmt.Destination> destinations, List<TypedExpr> expressions) {
        for (TypedStmt.Destination destination : destinations) {
            if (destination instanceof TypedStmt.Destination.Part part) {
                TypedExpr read =
                        new TypedExpr.Read(part.variable(), part.variable().span());
                expressions.add(new TypedExpr.Indexed(read, part.indices(), part.type(), read.span()));
            } else if (destination instanceof TypedStmt.Destination.Nested nested) {
                indices(nested.destinations(), expressions);
            }
        }
    }

    private void visit(TypedStmt statement) {
        List<TypedExpr> expressions = new ArrayList<>();
        if (statement instanceof TypedStmt.Declare s) {
            expressions.addAll(s.variable().sizes());
            s.variable().leaves().forEach(leaf -> expressions.addAll(leaf.sizes()));
            s.initializer().ifPresent(expressions::add);
        } else if (statement instanceof TypedStmt.Assign s) {
            expressions.add(s.value());
            expressions.add(new TypedExpr.Indexed(
                    new TypedExpr.Read(s.variable(), s.span()),
                    s.indices(),
                    s.variable().type(),
                    s.span()));
        } else if (statement instanceof TypedStmt.Unpack s) {
            expressions.add(s.value());
            indices(s.destinations(), expressions);
        } else if (statement instanceof TypedStmt.IncrementTarget s) {
            expressions.add(s.value());
        } else if (statement instanceof TypedStmt.IncrementJacobian s) {
            expressions.add(s.value());
        } else if (statement instanceof TypedStmt.For s) {
            expressions.addAll(List.of(s.from(), s.to()));
            visit(s.body());
        } else if (statement instanceof TypedStmt.ForEach s) {
            expressions.add(s.container());
            visit(s.body());
        } else if (statement instanceof TypedStmt.While s) {
            expressions.add(s.condition());
            visit(s.body());
        } else if (statement instanceof TypedStmt.If s) {
            expressions.add(s.condition());
            visit(s.whenTrue());
            s.whenFalse().ifPresent(this::visit);
        } else if (statement instanceof TypedStmt.Block s) {
            s.statements().forEach(this::visit);
        } else if (statement instanceof TypedStmt.Return s) {
            s.value().ifPresent(expressions::add);
        } else if (statement instanceof TypedStmt.CallStatement s) {
            expressions.add(s.call());
        } else if (statement instanceof TypedStmt.Support s) {
            expressions.add(s.condition());
        } else if (statement instanceof TypedStmt.Require s) {
            expressions.add(s.condition());
        } else if (statement instanceof TypedStmt.Print s) {
            addValues(s.parts(), expressions);
        } else if (statement instanceof TypedStmt.Reject s) {
            addValues(s.parts(), expressions);
        }
        for (TypedExpr expression : expressions) {
            Qualifiers.mentions(expression, e -> {
                if (e instanceof TypedExpr.Call c) {
                    called.add(c.function());
                } else if (e instanceof TypedExpr.FunctionName f) {
                    called.add(f.function());
                }
                return false;
            });
        }
    }

    private static void addValues(List<TypedStmt.Message> parts, List<TypedExpr> expressions) {
        parts.stream()
                .filter(TypedStmt.Message.Value.class::isInstance)
                .map(p -> ((TypedStmt.Message.Value) p).value())
                .forEach(expressions::add);
    }
}
