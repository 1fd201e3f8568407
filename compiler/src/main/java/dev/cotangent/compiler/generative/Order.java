package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.ast.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts statements in an order in which parameters are drawn before they are read. Apart from that the order of the text stays:
 * statements that have another variable in common are not exchanged, and neither are those that draw the same parameter.
 */
final class Order {

    /** A statement of a block's top level, and the names that it reads and assigns. */
    record Unit(Statement statement, Set<String> reads, Set<String> writes) {

        static Unit of(Statement statement) {
            Set<String> writes = new LinkedHashSet<>();
            SyntaxTree.all(statement, Statement.Assignment.class).forEach(a -> addRoots(a.target(), writes));
            SyntaxTree.all(statement, Statement.Declarator.class)
                    .forEach(d -> writes.add(d.name().text()));
            return new Unit(statement, SyntaxTree.names(statement), writes);
        }

        private static void addRoots(Expression target, Set<String> roots) {
            if (target instanceof Expression.Name name) {
                roots.add(name.name().text());
            } else if (target instanceof Expression.Indexed indexed) {
                addRoots(indexed.base(), roots);
            } else if (target instanceof Expression.Component component) {
                addRoots(component.base(), roots);
            } else if (target instanceof Expression.TupleLiteral tuple) {
                tuple.components().forEach(c -> addRoots(c, roots));
            }
        }

        boolean touches(String name) {
            return reads.contains(name) || writes.contains(name);
        }
    }

    private final Set<String> parameters;

    Order(Set<String> parameters) {
        this.parameters = parameters;
    }

    /** The units that others need, with those; in the order of the text. */
    static List<Unit> needed(List<Unit> units, List<Unit> roots) {
        Set<Unit> kept = new HashSet<>(roots);
        boolean grew = true;
        while (grew) {
            Set<String> read = new HashSet<>();
            kept.forEach(u -> read.addAll(u.reads()));
            grew = false;
            for (Unit unit : units) {
                if (unit.writes().stream().anyMatch(read::contains)) {
                    grew |= kept.add(unit);
                }
            }
        }
        return units.stream().filter(kept::contains).toList();
    }

    /** What comes out of ordering: statements that wait for one another stay behind. */
    record Ordered(List<Unit> units, List<Unit> circular) {}

    Ordered ordered(List<Unit> units) {
        List<Unit> left = new ArrayList<>(units);
        List<Unit> done = new ArrayList<>();
        while (!left.isEmpty()) {
            Optional<Unit> next = left.stream().filter(u -> isReady(u, left)).findFirst();
            if (next.isEmpty()) {
                return new Ordered(done, left);
            }
            left.remove(next.get());
            done.add(next.get());
        }
        return new Ordered(done, List.of());
    }

    private boolean isReady(Unit unit, List<Unit> left) {
        boolean before = true;
        for (Unit other : left) {
            if (other == unit) {
                before = false;
            } else if (drawsFor(other, unit) || before && isBound(other, unit)) {
                return false;
            }
        }
        return true;
    }

    /** True if the one draws a parameter that the other reads and does not draw. */
    private boolean drawsFor(Unit one, Unit other) {
        return one.writes().stream()
                .anyMatch(name -> parameters.contains(name)
                        && other.reads().contains(name)
                        && !other.writes().contains(name));
    }

    /** True if the text's order of two statements counts. */
    private boolean isBound(Unit first, Unit second) {
        return first.writes().stream().anyMatch(name -> shares(name, second))
                || second.writes().stream().anyMatch(name -> shares(name, first));
    }

    private boolean shares(String name, Unit other) {
        return parameters.contains(name) ? other.writes().contains(name) : other.touches(name);
    }
}
