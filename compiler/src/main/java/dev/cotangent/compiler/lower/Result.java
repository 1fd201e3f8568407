package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.typed.Type;
import java.util.List;
import java.util.stream.IntStream;

/** A place for a value that several paths assign. */
sealed interface Result {

    /** A fresh place for values of a type. */
    static Result of(Context context, Elements elements, String hint, Type type) {
        if (type.isStructured()) {
            return new Components(
                    type,
                    type.components().stream()
                            .map(t -> of(context, elements, hint, t))
                            .toList());
        }
        if (type.isContainer()) {
            return new OfContainer(new ContainerResult(context, elements, hint, type));
        }
        ScalarType scalar = type == Type.INT ? ScalarType.INT : ScalarType.REAL;
        return new OfScalar(context, context.emitter().local(hint, scalar));
    }

    void assign(Value value);

    /** What has been assigned; {@code parameter} says that it is of autodiff type, unless it is an integer. */
    Value value(boolean parameter);

    /** A number. */
    record OfScalar(Context context, Local local) implements Result {

        @Override
        public void assign(Value value) {
            context.emitter().assign(local, ((Value.Scalar) value).expr());
        }

        @Override
        public Value value(boolean parameter) {
            return new Value.Scalar(Expr.read(local), parameter && local.type() != ScalarType.INT);
        }
    }

    /** A container. */
    record OfContainer(ContainerResult container) implements Result {

        @Override
        public void assign(Value value) {
            container.assign((Value.Container) value);
        }

        @Override
        public Value value(boolean parameter) {
            return container.value(parameter);
        }
    }

    /** A structured value. */
    record Components(Type type, List<Result> components) implements Result {

        @Override
        public void assign(Value value) {
            List<Value> given = ((Value.Compound) value).components();
            IntStream.range(0, components.size()).forEach(k -> components.get(k).assign(given.get(k)));
        }

        @Override
        public Value value(boolean parameter) {
            return new Value.Compound(
                    type, components.stream().map(c -> c.value(parameter)).toList());
        }
    }
}
