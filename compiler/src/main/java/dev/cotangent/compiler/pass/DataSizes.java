package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sizes of the buffers that hold data once the bind procedure has ended, where they are made of constants and data. */
final class DataSizes {

    private final Map<Buffer, Expr> sizes = new HashMap<>();
    private final Set<Buffer> allocated = new HashSet<>();
    private final Effects effects;

    private DataSizes(Effects effects) {
        this.effects = effects;
    }

    static DataSizes of(Procedure bind) {
        DataSizes sizes = new DataSizes(Effects.of(bind.body()));
        sizes.new Search().block(bind.body());
        return sizes;
    }

    /** The size of a buffer; empty if it is not known. */
    Optional<Expr> of(Buffer buffer) {
        return Optional.ofNullable(sizes.get(buffer));
    }

    void put(Buffer buffer, Expr size) {
        sizes.put(buffer, size);
    }

    private void note(Buffer buffer, Expr size) {
        boolean isFirst = allocated.add(buffer);
        if (isFirst && buffer.storage() == Storage.DATA && isSettled(size)) {
            sizes.put(buffer, size);
        } else {
            sizes.remove(buffer);
        }
    }

    /** True if an expression has the same value at the end of the bind procedure and after it. */
    private boolean isSettled(Expr size) {
        Effects read = Effects.of(size);
        return read.loaded().isEmpty()
                && read.reads().stream()
                        .allMatch(local -> local.storage() == Storage.DATA && effects.assignments(local) == 1);
    }

    private static Expr product(List<Expr> factors) {
        return factors.stream()
                .reduce((a, b) -> Expr.of(Operator.MULTIPLY, a, b))
                .orElse(Expr.integer(1));
    }

    private final class Search extends Rewriter {

        @Override
        Expr expr(Expr expression) {
            return expression;
        }

        @Override
        public void allocate(Stmt.Allocate s) {
            note(s.buffer(), s.size());
        }

        @Override
        public void readContainer(Stmt.ReadContainer s) {
            note(s.target(), product(s.sizes()));
        }
    }
}
