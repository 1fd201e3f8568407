package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes assignments whose value is overwritten, or lost at the end, before anything reads it. */
final class Overwritten {

    private Overwritten() {}

    static Procedure remove(Procedure procedure) {
        return procedure.withBody(block(procedure.body(), new HashSet<>(procedure.results())));
    }

    /**
     * What remains of a block.
     *
     * @param live locals that are read after the block; made those that are read after its beginning
     */
    private static List<Stmt> block(List<Stmt> block, Set<Local> live) {
        List<Stmt> kept = new ArrayList<>(block.size());
        for (int i = block.size() - 1; i >= 0; i--) {
            Stmt statement = block.get(i);
            if (statement instanceof Stmt.For s) {
                kept.add(loop(s, live));
            } else if (statement instanceof Stmt.While s) {
                kept.add(loop(s, live));
            } else if (statement instanceof Stmt.If s) {
                kept.add(branch(s, live));
            } else if (!(statement instanceof Stmt.Assign s && isLost(s, live))) {
                Effects effects = Effects.of(statement);
                live.removeAll(effects.assigned());
                live.addAll(effects.reads());
                kept.add(statement);
            }
        }
        Collections.reverse(kept);
        return kept;
    }

    private static boolean isLost(Stmt.Assign s, Set<Local> live) {
        return s.target().storage() == Storage.WORK && !live.contains(s.target());
    }

    /** Takes everything that the loop reads for live at the end of its body: one walk, and never too little. */
    private static Stmt loop(Stmt.For s, Set<Local> live) {
        Set<Local> inner = new HashSet<>(live);
        inner.addAll(Effects.of(s).reads());
        List<Stmt> body = block(s.body(), inner);
        live.addAll(inner);
        live.remove(s.index());
        live.addAll(Effects.of(s.from(), s.to()).reads());
        return new Stmt.For(s.index(), s.from(), s.to(), s.direction(), body, s.span());
    }

    private static Stmt loop(Stmt.While s, Set<Local> live) {
        live.addAll(Effects.of(s).reads());
        List<Stmt> body = block(s.body(), new HashSet<>(live));
        List<Stmt> test = block(s.test(), live);
        return new Stmt.While(test, s.condition(), body, s.span());
    }

    private static Stmt branch(Stmt.If s, Set<Local> live) {
        Set<Local> other = new HashSet<>(live);
        List<Stmt> whenTrue = block(s.whenTrue(), live);
        List<Stmt> whenFalse = block(s.whenFalse(), other);
        live.addAll(other);
        live.addAll(Effects.of(s.condition()).reads());
        return new Stmt.If(s.condition(), whenTrue, whenFalse, s.span());
    }
}
