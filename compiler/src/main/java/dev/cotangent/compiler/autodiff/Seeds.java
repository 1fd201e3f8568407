package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Locals whose adjoint is known before anything runs: the result of a log density, whose adjoint is 1 throughout, and
 * the sums that enter it once, linearly. An adjoint is a stable expression: constants and settled locals.
 *
 * <p>Such a local is assigned a first value directly in its home, then only added to, and at last read once, directly
 * in its home.
 */
final class Seeds {

    private final Map<Local, Expr> seeds = new HashMap<>();
    private final Deque<Local> open = new ArrayDeque<>();
    private final Locality locality;
    private final Activity activity;
    private final Settled settled;

    Seeds(List<Local> results, Activity activity, Locality locality, Settled settled) {
        this.activity = activity;
        this.locality = locality;
        this.settled = settled;
        if (results.size() == 1 && consumers(results.get(0)).isEmpty() && hasOneStart(results.get(0))) {
            propose(results.get(0), Algebra.ONE);
        }
        while (!open.isEmpty()) {
            Local sum = open.pop();
            locality.assignments(sum).forEach(node -> visit(node, sum));
        }
    }

    boolean contains(Local local) {
        return seeds.containsKey(local);
    }

    Optional<Expr> seed(Local local) {
        return Optional.ofNullable(seeds.get(local));
    }

    private void propose(Local local, Expr seed) {
        seeds.put(local, seed);
        open.push(local);
    }

    private void visit(Block.Node node, Local sum) {
        Expr value = ((Stmt.Assign) node.statement()).value();
        Expr seed = seeds.get(sum);
        if (Linear.isAccumulation(node.statement())) {
            Expr.Operation operation = (Expr.Operation) value;
            boolean minus = operation.operator() == Operator.SUBTRACT;
            spread(operation.operands().get(1), minus ? Algebra.negate(seed) : seed, node);
        } else {
            spread(value, seed, node);
        }
    }

    /** Proposes the locals that enter an expression linearly. */
    private void spread(Expr expression, Expr seed, Block.Node node) {
        if (expression instanceof Expr.Read read) {
            Local local = read.local();
            if (activity.isActive(local) && !contains(local) && isSum(local, node) && isVisible(seed, local)) {
                propose(local, seed);
            }
        } else if (expression instanceof Expr.Operation operation) {
            Expr left = operation.operands().get(0);
            Expr right = operation.operands().get(operation.operands().size() - 1);
            switch (operation.operator()) {
                case ADD -> {
                    spread(left, seed, node);
                    spread(right, seed, node);
                }
                case SUBTRACT -> {
                    spread(left, seed, node);
                    spread(right, Algebra.negate(seed), node);
                }
                case NEGATE -> spread(left, Algebra.negate(seed), node);
                case MULTIPLY -> {
                    spread(left, Algebra.multiply(seed, right), node);
                    spread(right, Algebra.multiply(seed, left), node);
                }
                case DIVIDE -> spread(left, Algebra.divide(seed, right), node);
                default -> {}
            }
        }
    }

    /** True if a local is a sum that ends in the given node. */
    private boolean isSum(Local local, Block.Node end) {
        return end.parent() == locality.home(local)
                && consumers(local).equals(List.of(end))
                && timesRead(end, local) == 1
                && hasOneStart(local)
                && locality.assignments(local).stream().allMatch(node -> position(node, end.parent()) < end.position());
    }

    private List<Block.Node> consumers(Local local) {
        List<Block.Node> consumers = new ArrayList<>(locality.reads(local));
        consumers.removeIf(node -> Linear.isAccumulation(node.statement())
                        && Access.assigned(node.statement()).contains(local)
                || node.statement() instanceof Stmt.Print);
        return consumers;
    }

    private static long timesRead(Block.Node node, Local local) {
        return Access.read(node.statement()).stream()
                .filter(read -> read == local)
                .count();
    }

    private boolean hasOneStart(Local local) {
        List<Block.Node> nodes = locality.assignments(local);
        List<Block.Node> starts = nodes.stream()
                .filter(node -> !Linear.isAccumulation(node.statement()))
                .toList();
        Block home = locality.home(local);
        return starts.size() == 1
                && starts.get(0).parent() == home
                && starts.get(0).statement() instanceof Stmt.Assign
                && nodes.stream()
                        .allMatch(node -> node == starts.get(0)
                                || position(node, home) > starts.get(0).position());
    }

    private static int position(Block.Node node, Block home) {
        return home.childContaining(node).orElseThrow().position();
    }

    /** True if a seed can already be computed where a sum starts. */
    private boolean isVisible(Expr seed, Local sum) {
        Block home = locality.home(sum);
        int start = locality.assignments(sum).stream()
                .filter(node -> !Linear.isAccumulation(node.statement()))
                .findFirst()
                .orElseThrow()
                .position();
        boolean[] visible = {settled.isStable(seed)};
        Access.walk(seed, e -> {
            if (e instanceof Expr.Read read) {
                visible[0] &= locality.assignments(read.local()).stream()
                        .allMatch(node -> node.parent() != home || node.position() < start);
                visible[0] &= locality.home(read.local()).encloses(home);
            }
        });
        return visible[0];
    }
}
