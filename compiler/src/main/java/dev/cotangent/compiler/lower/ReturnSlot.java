package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.typed.Type;
import java.util.Optional;

/** Where a function's {@code return} goes. */
final class ReturnSlot {

    private final Context context;
    private final Type type;
    private final Optional<Result> place;
    private final Optional<Local> returned;
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
        this.type = type;
        this.returned = returned;
        this.place = shared && type != Type.VOID
                ? Optional.of(Result.of(context, elements, "result", type))
                : Optional.empty();
    }

    Optional<Local> returned() {
        return returned;
    }

    /** Lowers a return of a value. */
    void give(Value result) {
        parameter |= result.parameter();
        place.ifPresentOrElse(p -> p.assign(result), () -> value = result);
        leave();
    }

    /** Lowers a return without a value, or what follows the value. */
    void leave() {
        Emitter emitter = context.emitter();
        returned.ifPresent(flag -> emitter.assign(flag, Arithmetic.ONE));
    }

    /** The function's result. */
    Value result() {
        if (place.isPresent()) {
            return place.get().value(parameter);
        }
        if (value == null && type != Type.VOID) {
            throw new CompilerBug("a function of type " + type + " returned nothing");
        }
        return value;
    }
}
