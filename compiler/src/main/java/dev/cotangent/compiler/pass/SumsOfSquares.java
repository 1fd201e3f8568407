package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces loops that sum squares of affine forms, with data as columns, by what the sum is in terms of sufficient
 * statistics: {@code sum (y[i] - a - b x[i])² = |R (1, -a, -b)|²}, with R the triangular factor of the columns
 * (y, 1, x), computed at bind. A normal regression then costs the square of the number of its coefficients, whatever the
 * number of observations. The loop stays for data with few rows or that are not finite.
 */
public final class SumsOfSquares implements Pass {

    @Override
    public String name() {
        return "sums-of-squares";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return context.bind()
                .map(bind -> DataSizes.of(Pipeline.extended(bind, context.additions())))
                .map(sizes -> new Outermost(procedure, context, sizes).rewrite(procedure))
                .orElse(procedure);
    }

    /** Rewrites loops that are in no other. */
    private static final class Outermost extends Rewriter {

        private static final List<Primitive.Kind> MATRIX_AND_VECTOR =
                List.of(Primitive.Kind.REAL_MATRIX, Primitive.Kind.REAL_SEQUENCE);

        private final Procedure procedure;
        private final PassContext context;
        private final DataSizes sizes;
        private final Set<Local> blockLocals;

        Outermost(Procedure procedure, PassContext context, DataSizes sizes) {
            this.procedure = procedure;
            this.context = context;
            this.sizes = sizes;
            this.blockLocals = BlockLocals.of(procedure);
        }

        @Override
        Expr expr(Expr expression) {
            return expression;
        }

        @Override
        List<Stmt> block(List<Stmt> statements) {
            Map<Stmt, SquaredLoop> found = new IdentityHashMap<>();
            Map<Stmt, SquaredLoop> moved = new IdentityHashMap<>();
            Map<Buffer, Stmt.Kernel> products = new HashMap<>();
            for (Stmt statement : statements) {
                if (statement instanceof Stmt.For loop && areData(List.of(loop.from(), loop.to()))) {
                    search(loop, products).ifPresent(squared -> {
                        found.put(loop, squared);
                        producers(squared, statements, products.values()).forEach(s -> moved.put(s, squared));
                    });
                }
                Effects effects = Effects.of(statement);
                products.values().removeIf(product -> isChanged(product, effects));
                if (statement instanceof Stmt.Kernel kernel && isProductOfData(kernel)) {
                    products.put(kernel.result().buffer(), kernel);
                }
            }
            return block(() -> statements.forEach(statement -> {
                if (found.containsKey(statement)) {
                    SquaredLoop squared = found.get(statement);
                    replacement(
                            squared,
                            statements.stream()
                                    .filter(s -> moved.get(s) == squared)
                                    .toList());
                } else if (!moved.containsKey(statement)) {
                    visit(statement);
                }
            }));
        }

        private void replacement(SquaredLoop squared, List<Stmt> producers) {
            squared.rest().ifPresent(this::emit);
            List<Stmt> byRows = new ArrayList<>(producers);
            byRows.add(squared.summing());
            emit(new SufficientStatistics(squared, context, sizes).instead(byRows));
        }

        private Optional<SquaredLoop> search(Stmt.For loop, Map<Buffer, Stmt.Kernel> products) {
            RoundForms forms = new RoundForms(loop, blockLocals, products, sizes, context.names());
            return SquaredLoop.of(loop, blockLocals, forms);
        }

        /** Loops within are left alone. */
        @Override
        public void forLoop(Stmt.For s) {
            emit(s);
        }

        @Override
        public void whileLoop(Stmt.While s) {
            emit(s);
        }

        /** True of a matrix of data times a vector, into the whole of a buffer. */
        private static boolean isProductOfData(Stmt.Kernel kernel) {
            return kernel.primitive().name().equals("multiply")
                    && kernel.primitive().parameters().equals(MATRIX_AND_VECTOR)
                    && kernel.arguments().get(0) instanceof Slice matrix
                    && matrix.buffer().storage() == Storage.DATA
                    && areData(matrix.sizes())
                    && areData(List.of(matrix.offset()))
                    && kernel.result().offset().equals(Expr.integer(0));
        }

        private static boolean areData(List<Expr> expressions) {
            Effects read = Effects.of(expressions.toArray(Expr[]::new));
            return read.loaded().isEmpty() && read.reads().stream().allMatch(local -> local.storage() == Storage.DATA);
        }

        private static boolean isChanged(Stmt.Kernel product, Effects effects) {
            return effects.writes(product.result().buffer())
                    || effects.writes(((Slice) product.arguments().get(1)).buffer());
        }

        /** The products, and their allocations, of which nothing but the sums of a loop read the result. */
        private List<Stmt> producers(SquaredLoop squared, List<Stmt> block, Collection<Stmt.Kernel> products) {
            Set<Buffer> loaded = Effects.of(squared.summing()).loaded();
            Set<Buffer> results = new HashSet<>();
            for (Stmt.Kernel product : products) {
                Buffer result = product.result().buffer();
                if (loaded.contains(result) && !isLoadedBeside(result, squared)) {
                    results.add(result);
                }
            }
            return block.stream()
                    .filter(s -> s instanceof Stmt.Allocate a && results.contains(a.buffer())
                            || s instanceof Stmt.Kernel k
                                    && results.contains(k.result().buffer()))
                    .toList();
        }

        private boolean isLoadedBeside(Buffer buffer, SquaredLoop squared) {
            if (squared.rest().filter(rest -> Effects.of(rest).loads(buffer)).isPresent()) {
                return true;
            }
            Rewriter others = new Rewriter() {
                @Override
                Expr expr(Expr expression) {
                    return expression;
                }

                @Override
                public void forLoop(Stmt.For s) {
                    if (s != squared.loop()) {
                        super.forLoop(s);
                    }
                }
            };
            return Effects.of(others.block(procedure.body())).loads(buffer);
        }
    }
}
