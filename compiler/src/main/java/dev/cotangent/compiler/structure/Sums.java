package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.pass.Operands;
import dev.cotangent.compiler.pass.Polynomial;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The loops over rows of a log density, the sums that they make, and what lives in one round only. */
final class Sums {

    private final Local rows;
    private final Indexing indexing;
    private final RowLayouts layouts;
    private final Set<Stmt> plates = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Stmt.For> terms = new ArrayList<>();
    private final Set<Local> sums = new HashSet<>();
    private final Set<Local> rowLocals = new HashSet<>();
    private final Set<Buffer> rowBuffers = new HashSet<>();

    /**
     * Finds the loops.
     *
     * @throws Coupled if one of them carries more than sums from round to round
     */
    Sums(Local rows, Indexing indexing, RowLayouts layouts, Procedure density) {
        this.rows = rows;
        this.indexing = indexing;
        this.layouts = layouts;
        find(density.body());
        rowLocals.removeAll(sums);
        boolean[] grows = {true};
        while (grows[0]) {
            grows[0] = false;
            derived(density.body(), grows);
        }
    }

    private void find(List<Stmt> block) {
        for (Stmt statement : block) {
            if (statement instanceof Stmt.For s && indexing.trips(s).equals(Polynomial.of(rows))) {
                plates.add(s);
                indexing.open(s);
                follow(s);
                indexing.close(s);
            } else if (statement instanceof Stmt.For s) {
                indexing.open(s);
                find(s.body());
                indexing.close(s);
            } else if (statement instanceof Stmt.While s) {
                find(s.test());
                find(s.body());
            } else if (statement instanceof Stmt.If s) {
                find(s.whenTrue());
                find(s.whenFalse());
            }
        }
    }

    private void follow(Stmt.For loop) {
        RoundFlow flow = new RoundFlow(loop, indexing, layouts.sizes());
        Map<Local, Span> carried = flow.carried();
        carried.forEach((local, span) -> requireSum(local, loop, span));
        if (!carried.isEmpty()) {
            terms.add(loop);
        }
        sums.addAll(carried.keySet());
        rowLocals.addAll(flow.assigned());
        flow.carriedBuffers().forEach((buffer, span) -> {
            if (!layouts.isOfRows(buffer)) {
                throw new Coupled(span, "`" + buffer + "` carries values from row to row");
            }
        });
        flow.stored().stream().filter(buffer -> !layouts.isOfRows(buffer)).forEach(rowBuffers::add);
    }

    /** Makes sure that rounds only add to a local. */
    private static void requireSum(Local local, Stmt.For loop, Span span) {
        Blocks.forEach(loop.body(), statement -> {
            boolean isAddition = statement instanceof Stmt.Assign s && s.target() == local && RoundFlow.isAddition(s);
            boolean isTouched = Blocks.assigned(statement).contains(local)
                    || Blocks.evaluated(statement).stream().anyMatch(e -> RoundFlow.reads(e, local));
            if (isTouched && !isAddition || local.type() != ScalarType.REAL) {
                throw new Coupled(isTouched ? statement.span() : span, "a value is carried from row to row");
            }
        });
    }

    /** Locals outside of the loops that are made of sums. */
    private void derived(List<Stmt> block, boolean[] grows) {
        for (Stmt statement : block) {
            if (plates.contains(statement)) {
                continue;
            } else if (statement instanceof Stmt.Assign s && isIn(s.value())) {
                grows[0] |= sums.add(s.target());
            } else if (statement instanceof Stmt.For s) {
                derived(s.body(), grows);
            } else if (statement instanceof Stmt.While s) {
                derived(s.test(), grows);
                derived(s.body(), grows);
            } else if (statement instanceof Stmt.If s) {
                derived(s.whenTrue(), grows);
                derived(s.whenFalse(), grows);
            }
        }
    }

    /** True if a loop has a round for every row, and is in no other such loop. */
    boolean isPlate(Stmt.For loop) {
        return plates.contains(loop);
    }

    /** Loops over rows that add to sums, in the order of the program. */
    List<Stmt.For> terms() {
        return terms;
    }

    /** True if a local is a sum over rows, or made of some. */
    boolean contains(Local local) {
        return sums.contains(local);
    }

    /** True if an expression depends on sums. */
    boolean isIn(Expr expression) {
        boolean[] found = {false};
        Operands.forEach(expression, e -> found[0] |= e instanceof Expr.Read r && sums.contains(r.local()));
        return found[0];
    }

    /** True if rounds write a local before they read it. */
    boolean isOfOneRow(Local local) {
        return rowLocals.contains(local);
    }

    /** True if rounds write a buffer before they read it. */
    boolean isOfOneRow(Buffer buffer) {
        return rowBuffers.contains(buffer);
    }

    /** The density without its loops over rows and what is made for them alone: all that is no term of a row. */
    List<Stmt> withoutRows(List<Stmt> block) {
        List<Stmt> kept = new ArrayList<>();
        for (Stmt statement : block) {
            if (plates.contains(statement) || isForRows(statement)) {
                continue;
            } else if (statement instanceof Stmt.For s) {
                kept.add(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), withoutRows(s.body()), s.span()));
            } else if (statement instanceof Stmt.While s) {
                kept.add(new Stmt.While(withoutRows(s.test()), s.condition(), withoutRows(s.body()), s.span()));
            } else if (statement instanceof Stmt.If s) {
                kept.add(new Stmt.If(s.condition(), withoutRows(s.whenTrue()), withoutRows(s.whenFalse()), s.span()));
            } else {
                kept.add(statement);
            }
        }
        return kept;
    }

    private boolean isForRows(Stmt statement) {
        return statement instanceof Stmt.Allocate a && layouts.isOfRows(a.buffer())
                || statement instanceof Stmt.Kernel k
                        && layouts.isOfRows(k.result().buffer());
    }
}
