package dev.cotangent.runtime.data;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries by name, checked against what a model asks for. Immutable. */
final class VariableTable implements DataSource {

    private final String origin;
    private final Map<String, Entry> entries;

    /**
     * @param origin name of the source in messages
     * @param entries entries by name, in order of writing
     */
    VariableTable(String origin, Map<String, Entry> entries) {
        this.origin = origin;
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Set<String> names() {
        return entries.keySet();
    }

    @Override
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    @Override
    public int integer(String name) {
        return (int) find(name, Declared.single(true)).values()[0];
    }

    @Override
    public double real(String name) {
        return find(name, Declared.single(false)).values()[0];
    }

    @Override
    public int[] integers(String name, int[] shape) {
        double[] values = find(name, new Declared(true, shape, false)).values();
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (int) values[i];
        }
        return integers;
    }

    @Override
    public double[] reals(String name, int[] shape, boolean matrix) {
        Declared declared = new Declared(false, shape, matrix);
        return declared.toStorageOrder(find(name, declared).values());
    }

    private NumberArray find(String name, Declared declared) {
        Entry entry = Optional.ofNullable(entries.get(name))
                .or(() -> emptyAround(name))
                .orElseThrow(() -> missing(name, declared));
        if (entry instanceof Unusable unusable) {
            throw mismatch(unusable.at(), name, unusable.found(), declared, unusable.hint());
        }
        NumberArray value = (NumberArray) entry;
        if (!value.fits(declared.shape())) {
            String hint = ShapeHint.of(name, value, declared);
            throw mismatch(value.at(), name, value.description(), declared, hint);
        }
        if (declared.integer() && value.firstReal().isPresent()) {
            throw notAnInteger(name, value, declared, value.firstReal().get());
        }
        return value;
    }

    /** The empty array of tuples, if there is one, that a component belongs to: it shows no components. */
    private Optional<Entry> emptyAround(String component) {
        int dot = component.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String tuple = component.substring(0, dot);
        return entries.get(tuple) instanceof NumberArray array && array.values().length == 0
                ? Optional.of(array)
                : emptyAround(tuple);
    }

    private DataException missing(String name, Declared declared) {
        String hint = NearestName.of(name, entries.keySet())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("");
        return new DataException(origin + ": variable '" + name + "' is missing: the model declares it as "
                + declared.type() + line(hint));
    }

    private DataException notAnInteger(String name, NumberArray value, Declared declared, NumberArray.Real real) {
        double x = value.values()[real.index()];
        String element = value.elementName(name, real.index());
        String found = "real " + real.text() + (element.equals(name) ? "" : " at " + element);
        String hint = "";
        if (x == Math.rint(x) && !Double.isInfinite(x)) {
            hint = x == (int) x
                    ? "an int is written without decimal point or exponent: " + (int) x
                    : "an int lies between -2147483648 and 2147483647";
        }
        return mismatch(real.at(), name, found, declared, hint);
    }

    private DataException mismatch(String at, String name, String found, Declared declared, String hint) {
        return new DataException(origin + at + ": variable '" + name + "' is declared as " + declared.type()
                + ", found " + found + line(hint));
    }

    private static String line(String hint) {
        return hint.isEmpty() ? "" : "\n  hint: " + hint;
    }
}
