package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Footprint;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often statements mention locals, with a mention in a loop counted as many. */
final class Uses {

    /** A loop's assumed number of runs. */
    private static final int RUNS = 10;

    /** From this many mentions on, keeping a field's value in a variable of Java pays for loading it. */
    private static final int WORTHWHILE = 3;

    private final Map<Local, Integer> counts = new HashMap<>();

    Uses(List<Stmt> statements) {
        count(statements, 1);
    }

    boolean isWorthwhile(Local local) {
        return counts.getOrDefault(local, 0) >= WORTHWHILE;
    }

    private void count(List<Stmt> statements, int weight) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.For s) {
                count(Footprint.of(s.from()), weight);
                count(Footprint.of(s.to()), weight);
                counts.merge(s.index(), RUNS, Integer::sum);
                count(s.body(), RUNS);
            } else if (statement instanceof Stmt.While s) {
                count(Footprint.of(s.condition()), RUNS);
                count(s.test(), RUNS);
                count(s.body(), RUNS);
            } else if (statement instanceof Stmt.If s) {
                count(Footprint.of(s.condition()), weight);
                count(s.whenTrue(), weight);
                count(s.whenFalse(), weight);
            } else {
                count(Footprint.of(statement), weight);
            }
        }
    }

    private void count(Footprint footprint, int weight) {
        footprint.locals().forEach(local -> counts.merge(local, weight, Integer::sum));
    }
}
