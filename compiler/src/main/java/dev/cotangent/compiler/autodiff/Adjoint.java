package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.List;
import java.util.Map;

/**
 * Mixed mode: adjoints across statements, accumulated at once where a statement or a loop contributes only to the
 * result.
 *
 * <p>The procedure first runs forward. Where nothing overwrites the inputs later, partial derivatives go to the adjoints
 * in the same loop body ({@link Scopes}). The rest is reversed behind it, statement by statement. The reverse reads
 * nothing that may have been overwritten: operands are settled copies, and a block that runs again records what its
 * reverse needs ({@link Recording}), so no variable is ever restored.
 */
public final class Adjoint {

    private Adjoint() {}

    /**
     * The gradient of a log density.
     *
     * @param logDensity of a position (its one buffer) to a real (its one result)
     * @param dimension size of the position
     * @return of a position and where to write the gradient (two buffers) to the value; the gradient is overwritten
     * @throws NotDifferentiable if an argument that depends on the position has no derivative rule
     */
    public static Procedure gradient(Procedure logDensity, Expr dimension, Names names) {
        Buffer position = logDensity.buffers().get(0);
        Buffer gradient = new Buffer(names.fresh("gradient"), ScalarType.REAL, Storage.ARGUMENT);
        Emitter emitter = new Emitter(names, null);
        List<Stmt> body = emitter.block(() -> {
            Slice all = new Slice(gradient, Expr.integer(0), List.of(dimension));
            Loops.fill(all, Algebra.ZERO, emitter);
            new Reversal(logDensity, List.of(position), names)
                    .both(logDensity, Map.of(position, gradient))
                    .forEach(emitter::emit);
        });
        String name = names.fresh(logDensity.name() + "_gradient");
        return new Procedure(name, List.of(), List.of(position, gradient), logDensity.results(), body);
    }
}
