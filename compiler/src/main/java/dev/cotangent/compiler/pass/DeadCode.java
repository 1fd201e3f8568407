package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;

/**
 * Removes what nothing observable depends on: assignments, stores and increments whose values only feed one another,
 * allocations of what is never read, loops and branches left empty, and assignments that the next one overwrites. Keeps
 * all checks, kernels and draws, which may fail or advance a generator, and every push with its pop.
 */
public final class DeadCode implements Pass {

    @Override
    public String name() {
        return "dead-code";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        Procedure current = Overwritten.remove(procedure);
        return new Sweep(Need.of(current)).rewrite(current);
    }

    private static final class Sweep extends Rewriter {

        private final Need need;

        Sweep(Need need) {
            this.need = need;
        }

        @Override
        Expr expr(Expr expression) {
            return expression;
        }

        @Override
        public void assign(Stmt.Assign s) {
            boolean isItself = s.value() instanceof Expr.Read r && r.local() == s.target();
            if (need.needs(s.target()) && !isItself) {
                emit(s);
            }
        }

        @Override
        public void store(Stmt.Store s) {
            if (need.needs(s.buffer())) {
                emit(s);
            }
        }

        @Override
        public void increment(Stmt.Increment s) {
            if (need.needs(s.buffer())) {
                emit(s);
            }
        }

        @Override
        public void allocate(Stmt.Allocate s) {
            if (need.needs(s.buffer())) {
                emit(s);
            }
        }

        @Override
        public void forLoop(Stmt.For s) {
            List<Stmt> body = block(s.body());
            if (!body.isEmpty()) {
                emit(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), body, s.span()));
            }
        }

        @Override
        public void whileLoop(Stmt.While s) {
            if (need.needs(s)) {
                super.whileLoop(s);
            }
        }

        @Override
        public void branch(Stmt.If s) {
            List<Stmt> whenTrue = block(s.whenTrue());
            List<Stmt> whenFalse = block(s.whenFalse());
            if (!whenTrue.isEmpty() || !whenFalse.isEmpty()) {
                emit(new Stmt.If(s.condition(), whenTrue, whenFalse, s.span()));
            }
        }
    }
}
