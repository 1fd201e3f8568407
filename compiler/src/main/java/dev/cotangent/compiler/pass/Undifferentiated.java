package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Derivative;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import java.util.Optional;

/** The rules of a primitive in code that nothing differentiates: of the bind procedure, or behind the last pass. */
final class Undifferentiated implements Derivative {

    @Override
    public boolean isDifferentiable(int argument) {
        return false;
    }

    @Override
    public Expr partial(int argument, List<Expr> arguments, Emitter emitter) {
        throw new CompilerBug("code that is not differentiated was");
    }

    @Override
    public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
        throw new CompilerBug("code that is not differentiated was");
    }

    @Override
    public void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter) {
        throw new CompilerBug("code that is not differentiated was");
    }
}
