package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.typed.Type;
import java.util.List;
import java.util.stream.IntStream;

/** A container that several paths assign, each with sizes of its own. */
final class ContainerResult {

    private final Elements elements;
    private final Emitter emitter;
    private final Type type;
    private final Buffer buffer;
    private final List<Local> sizes;

    ContainerResult(Context context, Elements elements, String hint, Type type) {
        this.elements = elements;
        this.emitter = context.emitter();
        this.type = type;
        this.buffer = emitter.buffer(hint, type.scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL);
        this.sizes = IntStream.range(0, type.rank())
                .mapToObj(d -> emitter.local(hint + "_size", ScalarType.INT))
                .toList();
    }

    void assign(Value.Container value) {
        for (int d = 0; d < sizes.size(); d++) {
            emitter.assign(sizes.get(d), value.sizes().get(d));
        }
        elements.copy(buffer, value);
    }

    Value.Stored value(boolean parameter) {
        List<Expr> shape = sizes.stream().map(Expr::read).toList();
        return new Value.Stored(type, buffer, Arithmetic.ZERO, shape, parameter, true);
    }
}
