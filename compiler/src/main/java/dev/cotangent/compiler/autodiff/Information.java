package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.ir.TangentMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Derivatives of the quadratic form of a Fisher metric, {@code Q = sum over directions of w u' G(q) u}: in the directions
 * they are the metric's columns, {@code 2 w G u}; in the position they are what Riemannian dynamics needs of the metric's
 * own derivatives. Neither the metric nor a Jacobian is ever formed, so both cost a few gradients.
 */
public final class Information {

    private Information() {}

    /**
     * The quadratic form with tangents in the place of marks.
     *
     * @param marked of position and weights (two buffers) to the form (its one result)
     * @return of position, directions and weights (buffers) to the form
     * @throws NotDifferentiable if an argument of a density has no derivative
     */
    public static Procedure form(Procedure marked, Names names) {
        Curvature.requireSmooth(marked);
        Buffer position = marked.buffers().get(0);
        Tangents tangents = new Tangents(TangentMark.DIRECTIONS, names);
        Procedure whole = Tangent.of(marked, List.of(position), marks(marked), tangents);
        List<Buffer> buffers = new ArrayList<>(List.of(position));
        buffers.addAll(tangents.all(position));
        buffers.add(marked.buffers().get(1));
        return new Procedure(names.fresh("form"), List.of(), buffers, marked.results(), whole.body());
    }

    /** What tangents are asked for. */
    private static List<Local> marks(Procedure marked) {
        List<Local> marks = new ArrayList<>();
        Access.walk(marked.body(), statement -> {
            if (statement instanceof Stmt.Assign s
                    && TangentMark.direction(s.value()).isPresent()) {
                marks.add(s.target());
            }
        });
        return marks;
    }

    /**
     * The form's derivatives in the directions.
     *
     * @param form as {@link #form} returns it
     * @return of the form's buffers, and, behind them, where to write the derivatives, one buffer a direction
     */
    public static Procedure inDirections(Procedure form, Expr dimension, Names names) {
        return derivatives(form, form.buffers().subList(1, 1 + TangentMark.DIRECTIONS), dimension, names);
    }

    /**
     * The form's derivatives in the position.
     *
     * @param form as {@link #form} returns it
     * @return of the form's buffers, and, behind them, where to write the derivatives
     */
    public static Procedure inPosition(Procedure form, Expr dimension, Names names) {
        return derivatives(form, form.buffers().subList(0, 1), dimension, names);
    }

    private static Procedure derivatives(Procedure form, List<Buffer> inputs, Expr dimension, Names names) {
        Map<Buffer, Buffer> adjoints = new LinkedHashMap<>();
        for (Buffer input : inputs) {
            adjoints.put(input, new Buffer(names.fresh(input.name() + "_adjoint"), ScalarType.REAL, Storage.ARGUMENT));
        }
        Emitter emitter = new Emitter(names, null);
        List<Stmt> body = emitter.block(() -> {
            adjoints.values()
                    .forEach(a -> Loops.fill(new Slice(a, Expr.integer(0), List.of(dimension)), Algebra.ZERO, emitter));
            new Reversal(form, inputs, names).both(form, adjoints).forEach(emitter::emit);
        });
        List<Buffer> buffers = new ArrayList<>(form.buffers());
        buffers.addAll(adjoints.values());
        return new Procedure(names.fresh(form.name() + "_gradient"), List.of(), buffers, form.results(), body);
    }
}
