package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** The real parameters of procedures. */
final class Variables {

    private Variables() {}

    static List<Local> realScalars(List<Local> locals) {
        return locals.stream().filter(local -> local.type() == ScalarType.REAL).toList();
    }

    static List<Buffer> realBuffers(List<Buffer> buffers) {
        return buffers.stream()
                .filter(buffer -> buffer.element() == ScalarType.REAL)
                .toList();
    }

    /** What a procedure can be differentiated in. */
    static List<Object> inputs(Procedure procedure) {
        List<Object> inputs = new ArrayList<>(realScalars(procedure.scalars()));
        inputs.addAll(realBuffers(procedure.buffers()));
        return inputs;
    }
}
