package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import java.util.Map;

/**
 * In sums over the rounds of a loop, multiplies what logarithms are taken of, and takes the logarithm of the product: of
 * {@code sum = sum - (a + log1p(b))}, {@code sum = sum - a} and {@code product = product * (1 + b)} remain. Where the product
 * would leave a range that is far from overflow, or is not a positive number, the terms are added as before. Only for terms
 * that nothing else reads, so after differentiation: derivatives of logarithms do not read them.
 */
public final class LogProducts implements Pass {

    @Override
    public String name() {
        return "log-products";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return procedure.results().isEmpty() || context.bind().isEmpty()
                ? procedure
                : new Outermost(procedure, context.names()).rewrite(procedure);
    }

    /** Finds the outermost loops in which a local is nothing but a sum. */
    private static final class Outermost extends Rewriter {

        private final Effects procedure;
        private final Names names;
        private final LogTerms terms;

        Outermost(Procedure procedure, Names names) {
            this.procedure = Effects.of(procedure.body());
            this.names = names;
            this.terms = new LogTerms(this.procedure, procedure.results());
        }

        @Override
        Expr expr(Expr expression) {
            return expression;
        }

        @Override
        public void forLoop(Stmt.For s) {
            Map<Local, LogTerms.Role> roles = terms.of(s);
            if (roles.isEmpty()) {
                super.forLoop(s);
                return;
            }
            Products products = new Products(roles, procedure, names);
            List<Stmt> body = products.block(s.body());
            products.starts(s.span()).forEach(this::emit);
            emit(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), body, s.span()));
            products.ends(s.span()).forEach(this::emit);
        }
    }
}
