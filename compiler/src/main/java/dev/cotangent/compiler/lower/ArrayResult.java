package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An array of containers of one size, which the first of them tells. */
final class ArrayResult {

    private final Elements elements;
    private final Emitter emitter;
    private final Type type;
    private final Buffer buffer;
    private final List<Expr> outer;
    private final List<Local> inner;

    ArrayResult(Context context, Elements elements, Type type, List<Expr> outer) {
        this.elements = elements;
        this.emitter = context.emitter();
        this.type = type;
        this.outer = outer;
        this.buffer = emitter.buffer("elements", type.scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL);
        this.inner = IntStream.range(outer.size(), type.rank())
                .mapToObj(d -> emitter.local("element_size", ScalarType.INT))
                .toList();
    }

    /** Stores the first element, with which the sizes are known. */
    void first(Value.Container element) {
        allocate(element.sizes());
        elements.store(at(Arithmetic.ZERO), element);
    }

    /** Stores another, which has to be of the sizes of the first. */
    void next(Expr k, Value.Container element) {
        elements.requireSameSizes(
                element.sizes(), inner.stream().map(Expr::read).toList(), "elements of an array");
        elements.store(at(k), element);
    }

    /** There is no element. */
    void empty() {
        allocate(inner.stream().map(d -> Arithmetic.ZERO).toList());
    }

    private void allocate(List<Expr> sizes) {
        for (int d = 0; d < inner.size(); d++) {
            emitter.assign(inner.get(d), sizes.get(d));
        }
        elements.allocate(buffer, value(false).count(), Stmt.Fill.NONE);
    }

    private Value.Stored at(Expr k) {
        List<Expr> sizes = inner.stream().map(Expr::read).toList();
        Expr offset = Arithmetic.multiply(k, Arithmetic.product(sizes));
        return new Value.Stored(type.innermost(), buffer, offset, sizes, false, false);
    }

    Value.Stored value(boolean parameter) {
        List<Expr> sizes = new ArrayList<>(outer);
        inner.forEach(size -> sizes.add(Expr.read(size)));
        return new Value.Stored(type, buffer, Arithmetic.ZERO, sizes, parameter, true);
    }
}
