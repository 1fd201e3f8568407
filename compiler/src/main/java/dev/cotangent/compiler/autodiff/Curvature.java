package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.CallGraph;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;

/** Derivatives of a gradient: forward mode over whatever mode made it. */
public final class Curvature {

    /** What the library calls to take for constant what is so in first derivatives only. */
    private static final String FIRST_ORDER = "first_order";

    private Curvature() {}

    /**
     * The derivatives of a gradient in several directions.
     *
     * @param gradient of a position and where to write the gradient (two buffers) to the log density
     * @param lanes number of directions
     * @return of the gradient's buffers, the directions, the zeros behind them, where the derivatives go
     * @throws NotDifferentiable if the log density is differentiable once only
     */
    public static Procedure directional(Procedure gradient, int lanes, Names names) {
        requireSmooth(gradient);
        return Tangent.tangent(gradient, lanes, names);
    }

    /**
     * The second derivative of a gradient along a curve.
     *
     * @param gradient as for {@link #directional}
     * @return of position, gradient, direction and its derivative; direction and its derivative again; the change of the
     *     direction, and the second derivative
     * @throws NotDifferentiable if the log density is differentiable once only
     */
    public static Procedure secondDirectional(Procedure gradient, Names names) {
        requireSmooth(gradient);
        return Tangent.tangent(Tangent.tangent(gradient, 1, names), 1, names);
    }

    static void requireSmooth(Procedure gradient) {
        for (Procedure procedure : new CallGraph(List.of(gradient)).procedures()) {
            Access.walk(
                    procedure.body(),
                    statement -> Access.expressions(statement)
                            .forEach(expression -> Access.walk(expression, e -> requireSmooth(e, statement))));
        }
    }

    private static void requireSmooth(Expr expression, Stmt statement) {
        if (expression instanceof Expr.Call call && call.primitive().name().equals(FIRST_ORDER)) {
            throw new NotDifferentiable(
                    statement.span(),
                    FIRST_ORDER,
                    "this calls a solver of implicit equations, which has first derivatives only, but second and third ones"
                            + " are asked for");
        }
    }
}
