package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.List;

/**
 * Reads the original instead of a copy: of a constant, or of a local that has not been assigned since. Knows also the
 * copies among the data that the bind procedure has made.
 */
public final class CopyPropagation implements Pass {

    @Override
    public String name() {
        return "copy-propagation";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        Propagation propagation = new Propagation();
        context.bind().ifPresent(propagation::assumeDataOf);
        return propagation.rewrite(procedure);
    }

    /** Locals have versions, so that a copy is known to be stale when its original was assigned. */
    private static final class Propagation extends ForwardRewriter {

        private record Copy(Expr original, int version) {}

        private final ScopedMap<Local, Copy> copies = new ScopedMap<>();
        private final ScopedMap<Local, Integer> versions = new ScopedMap<>();
        private int assignments;

        private final ExprFold<Expr> fold = new ExprFold<>() {
            @Override
            Expr combine(Expr expression, List<Expr> operands) {
                return expression instanceof Expr.Read read ? original(read) : Operands.replace(expression, operands);
            }
        };

        /** Notes the data that are for ever copies of other data, or constants. */
        void assumeDataOf(Procedure bind) {
            Effects effects = Effects.of(bind.body());
            for (Stmt statement : bind.body()) {
                if (statement instanceof Stmt.Assign a && isSettled(a.target(), effects)) {
                    Expr original = expr(a.value());
                    boolean isSettledRead = original instanceof Expr.Read r && isSettled(r.local(), effects);
                    if (isSettledRead || isConstant(original)) {
                        copies.put(a.target(), new Copy(original, 0));
                    }
                }
            }
        }

        private static boolean isSettled(Local local, Effects bind) {
            return local.storage() == Storage.DATA && bind.assignments(local) == 1;
        }

        private static boolean isConstant(Expr expression) {
            return expression instanceof Expr.IntConstant || expression instanceof Expr.RealConstant;
        }

        @Override
        Expr expr(Expr expression) {
            return fold.apply(expression);
        }

        private Expr original(Expr.Read read) {
            return copies.get(read.local())
                    .filter(copy -> copy.version() == version(copy.original()))
                    .map(Copy::original)
                    .orElse(read);
        }

        private int version(Expr original) {
            return original instanceof Expr.Read r ? versions.get(r.local()).orElse(0) : 0;
        }

        @Override
        public void assign(Stmt.Assign s) {
            Expr value = expr(s.value());
            emit(new Stmt.Assign(s.target(), value, s.span()));
            if (value instanceof Expr.Read r && r.local() == s.target()) {
                return;
            }
            forget(s.target());
            if (value instanceof Expr.Read || isConstant(value)) {
                copies.put(s.target(), new Copy(value, version(value)));
            }
        }

        @Override
        void forget(Local local) {
            copies.remove(local);
            versions.put(local, ++assignments);
        }

        @Override
        void forget(Buffer buffer) {}

        @Override
        void forgetBuffers() {}

        @Override
        void open() {
            copies.open();
            versions.open();
        }

        @Override
        void close() {
            copies.close();
            versions.close();
        }
    }
}
