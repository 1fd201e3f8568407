package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the logarithms that are terms of a sum over the rounds of a loop: directly, or through locals of which the sum is
 * the only reader.
 */
final class LogTerms {

    /**
     * A local with the sign that it has in a sum.
     *
     * @param sum the local that the rounds add to
     * @param negative true if it is subtracted
     */
    record Role(Local sum, boolean negative) {
        Role negated() {
            return new Role(sum, !negative);
        }
    }

    private final Effects procedure;
    private final Set<Local> results;

    /**
     * Creates the search.
     *
     * @param procedure what the whole procedure touches
     * @param results its results, which are read behind its end
     */
    LogTerms(Effects procedure, List<Local> results) {
        this.procedure = procedure;
        this.results = Set.copyOf(results);
    }

    /** The locals that have terms with logarithms in them, and those sums themselves; empty if there are none. */
    Map<Local, Role> of(Stmt.For loop) {
        Effects effects = Effects.of(loop.body());
        Map<Local, Integer> additions = new HashMap<>();
        countAdditions(loop.body(), additions);
        Map<Local, Role> roles = new LinkedHashMap<>();
        Set<Local> sums = new HashSet<>(additions.keySet());
        sums.removeIf(s -> effects.reads(s) != additions.get(s) || effects.assignments(s) != additions.get(s));
        search(loop.body(), sums, roles);
        return roles;
    }

    /** The value that a statement adds to its own target, if it does. */
    static boolean isAddition(Stmt.Assign s) {
        return s.target().type() == ScalarType.REAL
                && s.value() instanceof Expr.Operation o
                && (o.operator() == Operator.ADD || o.operator() == Operator.SUBTRACT)
                && o.operands().get(0).equals(Expr.read(s.target()));
    }

    static boolean isLog(Expr expression) {
        return expression instanceof Expr.Call call
                && (call.primitive().name().equals("log")
                        || call.primitive().name().equals("log1p"))
                && call.primitive().parameters().equals(List.of(Primitive.Kind.REAL))
                && !call.primitive().isRandom();
    }

    /** True of a call that gives back its argument. */
    static boolean isDetached(Expr expression) {
        return expression instanceof Expr.Call call && call.primitive().name().equals("detached");
    }

    private static void countAdditions(List<Stmt> block, Map<Local, Integer> additions) {
        for (Stmt statement : block) {
            if (statement instanceof Stmt.Assign s && isAddition(s)) {
                additions.merge(s.target(), 1, Integer::sum);
            } else if (statement instanceof Stmt.For s) {
                countAdditions(s.body(), additions);
            } else if (statement instanceof Stmt.If s) {
                countAdditions(s.whenTrue(), additions);
                countAdditions(s.whenFalse(), additions);
            }
        }
    }

    private void search(List<Stmt> block, Set<Local> sums, Map<Local, Role> roles) {
        Map<Local, List<Definition>> definitions = definitions(block);
        for (Stmt statement : block) {
            if (statement instanceof Stmt.Assign s && isAddition(s) && sums.contains(s.target())) {
                Expr.Operation sum = (Expr.Operation) s.value();
                Role role = new Role(s.target(), sum.operator() == Operator.SUBTRACT);
                if (hasLog(sum.operands().get(1), role, definitions, roles)) {
                    roles.put(s.target(), new Role(s.target(), false));
                }
            } else if (statement instanceof Stmt.For s) {
                search(s.body(), sums, roles);
            } else if (statement instanceof Stmt.If s) {
                search(s.whenTrue(), sums, roles);
                search(s.whenFalse(), sums, roles);
            }
        }
    }

    /** An assignment, and those of its block, among which its operands may be defined. */
    private record Definition(Expr value, List<Stmt> block) {}

    /** Locals of the block, or of both sides of its branches, that nothing else assigns and one place reads. */
    private Map<Local, List<Definition>> definitions(List<Stmt> block) {
        Map<Local, List<Definition>> found = new HashMap<>();
        for (Stmt statement : block) {
            if (statement instanceof Stmt.Assign s) {
                note(s, block, found);
            } else if (statement instanceof Stmt.If branch) {
                for (List<Stmt> side : List.of(branch.whenTrue(), branch.whenFalse())) {
                    side.stream()
                            .filter(s -> s instanceof Stmt.Assign)
                            .forEach(s -> note((Stmt.Assign) s, side, found));
                }
            }
        }
        found.entrySet()
                .removeIf(e -> procedure.assignments(e.getKey()) != e.getValue().size());
        return found;
    }

    private void note(Stmt.Assign s, List<Stmt> block, Map<Local, List<Definition>> found) {
        if (s.target().type() == ScalarType.REAL && procedure.reads(s.target()) == 1 && !results.contains(s.target())) {
            found.computeIfAbsent(s.target(), key -> new ArrayList<>()).add(new Definition(s.value(), block));
        }
    }

    private boolean hasLog(Expr e, Role role, Map<Local, List<Definition>> definitions, Map<Local, Role> roles) {
        if (isLog(e)) {
            return true;
        } else if (isDetached(e)) {
            return hasLog(((Expr.Call) e).arguments().get(0), role, definitions, roles);
        } else if (e instanceof Expr.Operation o) {
            return switch (o.operator()) {
                case ADD ->
                    hasLog(o.operands().get(0), role, definitions, roles)
                            | hasLog(o.operands().get(1), role, definitions, roles);
                case SUBTRACT ->
                    hasLog(o.operands().get(0), role, definitions, roles)
                            | hasLog(o.operands().get(1), role.negated(), definitions, roles);
                case NEGATE -> hasLog(o.operands().get(0), role.negated(), definitions, roles);
                default -> false;
            };
        } else if (e instanceof Expr.Read read && definitions.containsKey(read.local())) {
            boolean found = false;
            for (Definition d : definitions.get(read.local())) {
                found |= hasLog(d.value(), role, definitions(d.block()), roles);
            }
            if (found) {
                roles.put(read.local(), role);
            }
            return found;
        }
        return false;
    }
}
