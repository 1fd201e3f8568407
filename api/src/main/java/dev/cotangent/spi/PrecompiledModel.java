package dev.cotangent.spi;

import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.runtime.model.CompiledProgram;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A model whose class is in a jar; what its companion is made of. Not to be called by hand. */
public final class PrecompiledModel implements ModelFactory {

    private final String name;
    private final String hash;
    private final List<BoundModel.Output> outputs;
    private final MethodHandle constructor;

    private PrecompiledModel(String name, String hash, List<BoundModel.Output> outputs, MethodHandle constructor) {
        this.name = name;
        this.hash = hash;
        this.outputs = outputs;
        this.constructor = constructor;
    }

    /**
     * The model of a class.
     *
     * @param lookup the companion's, so that its package need not be open to anybody
     * @param program qualified name of the class
     * @param outputs one text a variable, as {@link #describe} makes it
     */
    public static ModelFactory of(
            MethodHandles.Lookup lookup, String program, String name, String hash, String... outputs) {
        try {
            MethodHandle constructor = lookup.findConstructor(
                            lookup.findClass(program), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(CompiledProgram.class));
            List<BoundModel.Output> read =
                    Arrays.stream(outputs).map(PrecompiledModel::output).toList();
            return new PrecompiledModel(name, hash, read, constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the class " + program + " of the model " + name + " is missing, or of another version", e);
        }
    }

    /** An output variable as a text without spaces in its parts: {@code theta PARAMETERS REAL 1/2}. */
    public static String describe(BoundModel.Output output) {
        StringBuilder text = new StringBuilder();
        text.append(output.name())
                .append(' ')
                .append(output.block())
                .append(' ')
                .append(output.element());
        output.path()
                .forEach(step ->
                        text.append(' ').append(step.dimensions()).append('/').append(step.component()));
        return text.toString();
    }

    private static BoundModel.Output output(String text) {
        String[] parts = text.split(" ");
        List<BoundModel.Step> path = new ArrayList<>();
        for (int k = 3; k < parts.length; k++) {
            String[] step = parts[k].split("/");
            path.add(new BoundModel.Step(Integer.parseInt(step[0]), Integer.parseInt(step[1])));
        }
        return new BoundModel.Output(parts[0], Layout.Block.valueOf(parts[1]), Layout.Element.valueOf(parts[2]), path);
    }

    /**
     * The size of an array in data, if it is what another variable says.
     *
     * @throws IllegalArgumentException if not
     */
    public static void requireSize(String variable, int found, String size, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    variable + " has " + found + " elements, but " + size + " is " + expected);
        }
    }

    /**
     * A value that a builder was given.
     *
     * @throws IllegalStateException if it was not
     */
    public static <T> T required(String variable, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException(variable + " has no value"));
    }

    /** A copy of an array of any number of dimensions. */
    @SuppressWarnings("unchecked")
    public static <T> T copy(T array) {
        if (array instanceof int[] integers) {
            return (T) integers.clone();
        }
        if (array instanceof double[] reals) {
            return (T) reals.clone();
        }
        Object[] rows = ((Object[]) array).clone();
        for (int k = 0; k < rows.length; k++) {
            rows[k] = copy(rows[k]);
        }
        return (T) rows;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String hash() {
        return hash;
    }

    @Override
    public Model bind(DataSource data, BindOptions options) {
        return BoundModel.bind(name, newProgram(), outputs, data, options);
    }

    private CompiledProgram newProgram() {
        try {
            return (CompiledProgram) constructor.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the constructor of a model throws nothing", e);
        }
    }
}
