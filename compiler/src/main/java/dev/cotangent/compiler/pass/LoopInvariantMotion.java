package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Computes before a loop what is the same in every round. What could go wrong when the loop runs no round, as a load or
 * a check, is moved behind a test for that, and only from where every first round passes. Sums and products are not
 * regrouped.
 */
public final class LoopInvariantMotion implements Pass {

    @Override
    public String name() {
        return "loop-invariant-motion";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return new Motion(context.names(), BlockLocals.of(procedure)).rewrite(procedure);
    }

    private static final class Motion extends Rewriter {

        private final Names names;
        private final Set<Local> movable;

        Motion(Names names, Set<Local> movable) {
            this.names = names;
            this.movable = movable;
        }

        @Override
        Expr expr(Expr expression) {
            return expression;
        }

        @Override
        public void forLoop(Stmt.For s) {
            Stmt.For inner = new Stmt.For(s.index(), s.from(), s.to(), s.direction(), block(s.body()), s.span());
            LoopInvariants invariants = new LoopInvariants(Effects.of(inner), movable, names);
            List<Stmt> body = invariants.block(inner.body());
            Expr from = s.from();
            Expr to = s.to();
            if (invariants.needsGuard() && !isSurelyRun(from, to)) {
                from = once(from, s);
                to = once(to, s);
            }
            place(invariants, from, to);
            emit(new Stmt.For(s.index(), from, to, s.direction(), body, s.span()));
        }

        private static boolean isSurelyRun(Expr from, Expr to) {
            return from instanceof Expr.IntConstant a && to instanceof Expr.IntConstant b && a.value() <= b.value();
        }

        private Expr once(Expr bound, Stmt.For loop) {
            if (!Cost.isWorthALocal(bound)) {
                return bound;
            }
            Local local = new Local(names.fresh("bound"), ScalarType.INT, Storage.WORK);
            emit(new Stmt.Assign(local, bound, loop.span()));
            return Expr.read(local);
        }

        private void place(LoopInvariants invariants, Expr from, Expr to) {
            List<Stmt> guarded = new ArrayList<>();
            for (LoopInvariants.Moved moved : invariants.moved()) {
                if (moved.needsGuard() && !isSurelyRun(from, to)) {
                    guarded.add(moved.statement());
                } else {
                    placeGuarded(guarded, from, to);
                    emit(moved.statement());
                }
            }
            placeGuarded(guarded, from, to);
        }

        private void placeGuarded(List<Stmt> guarded, Expr from, Expr to) {
            if (guarded.isEmpty()) {
                return;
            }
            for (Stmt statement : guarded) {
                if (statement instanceof Stmt.Assign a) {
                    emit(new Stmt.Assign(a.target(), zero(a.target().type()), a.span()));
                    movable.remove(a.target());
                }
            }
            Expr runs = Expr.of(Operator.LESS_OR_EQUAL, from, to);
            emit(new Stmt.If(runs, guarded, List.of(), guarded.get(0).span()));
            guarded.clear();
        }

        private static Expr zero(ScalarType type) {
            return type == ScalarType.INT ? Expr.integer(0) : Expr.real(0);
        }
    }
}
