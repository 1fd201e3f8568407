package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Locals that are computed before it is known whether a sum needs them: moved out of a branch or of
 * a loop that may have no rounds, or elements of a table. Where
 * nothing needs one its adjoint is zero, and its partial derivatives may be infinite or NaN, of which zero times is NaN.
 */
final class Speculation {

    private final Set<Local> locals = new HashSet<>();
    /** Locals that may be infinite or NaN, or have such derivatives, where their parts are finite. */
    private final Set<Local> risky = new HashSet<>();

    private final Map<Local, List<Block.Node>> readers = new HashMap<>();

    private Speculation() {}

    static Speculation of(Block root, List<Local> results, Settled settled) {
        Speculation found = new Speculation();
        List<Block.Node> nodes = root.everything();
        nodes.forEach(found::noteReads);
        nodes.forEach(found::noteRisk);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Block.Node node = nodes.get(i);
            if (node.statement() instanceof Stmt.Assign s
                    && settled.contains(s.target())
                    && !results.contains(s.target())
                    && found.risky.contains(s.target())
                    && found.readers.getOrDefault(s.target(), List.of()).stream()
                            .allMatch(reader -> found.mayBePassedBy(node.parent(), reader))) {
                found.locals.add(s.target());
            }
        }
        return found;
    }

    /** Sums and products of finite numbers have finite derivatives; a guard of those would cost and give nothing. */
    private void noteRisk(Block.Node node) {
        if (node.statement() instanceof Stmt.Assign s) {
            Access.walk(s.value(), e -> {
                if (e instanceof Expr.Call
                        || e instanceof Expr.Operation o && o.operator() == Operator.DIVIDE
                        || e instanceof Expr.Load load && load.buffer().isTable()
                        || e instanceof Expr.Read read && risky.contains(read.local())) {
                    risky.add(s.target());
                }
            });
        }
    }

    boolean contains(Local local) {
        return locals.contains(local);
    }

    /** Conditions, bounds and messages have no derivative. */
    private void noteReads(Block.Node node) {
        Stmt s = node.statement();
        if (s instanceof Stmt.For
                || s instanceof Stmt.If
                || s instanceof Stmt.While
                || s instanceof Stmt.Check
                || s instanceof Stmt.Print) {
            return;
        }
        Access.expressions(s)
                .forEach(expression -> Access.walk(expression, e -> {
                    if (e instanceof Expr.Read read) {
                        readers.computeIfAbsent(read.local(), key -> new ArrayList<>())
                                .add(node);
                    }
                }));
    }

    private boolean mayBePassedBy(Block home, Block.Node reader) {
        if (reader.statement() instanceof Stmt.Assign s && locals.contains(s.target())
                || reader.statement() instanceof Stmt.Store store
                        && store.buffer().isTable()) {
            return true;
        }
        for (Block block = reader.parent(); block != home; ) {
            Block.Node owner = block.owner().orElse(null);
            if (owner == null) {
                return false;
            }
            if (!isSurelyRun(owner.statement())) {
                return home.encloses(block);
            }
            block = owner.parent();
        }
        return false;
    }

    private static boolean isSurelyRun(Stmt statement) {
        return statement instanceof Stmt.For loop
                && loop.from() instanceof Expr.IntConstant from
                && loop.to() instanceof Expr.IntConstant to
                && from.value() <= to.value();
    }
}
