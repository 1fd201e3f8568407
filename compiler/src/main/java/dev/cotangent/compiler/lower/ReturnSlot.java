package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.typed.Type;
import java.util.Optional;

/** Where a function's {@code return} goes. */
final class ReturnSlot {

    private final Context context;
    private final Elements elements;
    private final Type type;
    private final boolean shared;
    private final Optional<Local> returned;
    private Local scalar;
    private ContainerResult container;
    private Value value;
    private boolean parameter;

    /**
     * Creates a slot.
     *
     * @param shared true if several statements return, so that the result needs a place of its own
     * @param returned set to 1 by every return, if something must be skipped after one
     */
    ReturnSlot(Context context, Elements elements, Type type, boolean shared, Optional<Local> returned) {
        this.context = context;
        this.elements = elements;
        this.type = type;
        this.shared = shared;
        this.returned = returned;
        if (shared && type.isScalar()) {
            scalar = context.emitter().local("result", type == Type.INT ? ScalarType.INT : ScalarType.REAL);
        } else if (shared && type.isContainer()) {
            container = new ContainerResult(context, elements, "result", type);
        }
    }

    Optional<Local> returned() {
        return returned;
    }

    /** Lowers a return of a value. */
    void give(Value result) {
        parameter |= result.parameter();
        if (scalar != null) {
            context.emitter().assign(scalar, ((Value.Scalar) result).expr());
        } else if (container != null) {
            container.assign((Value.Container) result);
        } else {
            value = result;
        }
        leave();
    }

    /** Lowers a return without a value, or what follows the value. */
    void leave() {
        Emitter emitter = context.emitter();
        returned.ifPresent(flag -> emitter.assign(flag, Arithmetic.ONE));
    }

    /** The function's result. */
    Value result() {
        if (scalar != null) {
            return new Value.Scalar(Expr.read(scalar), parameter && type != Type.INT);
        }
        if (container != null) {
            return container.value(parameter);
        }
        if (value == null && type != Type.VOID) {
            throw new CompilerBug("a function of type " + type + " returned nothing");
        }
        return value;
    }
}
