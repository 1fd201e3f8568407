package dev.cotangent;

import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.DataSource;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;

/** Where a model's data, or values of its parameters, come from. */
public final class Data {

    private Data() {}

    /** No values at all. */
    public static DataSource none() {
        return MapData.empty();
    }

    /** Values that a program holds: {@code Data.builder().put("N", 3).put("y", new double[] {1, 2, 4}).build()}. */
    public static MapData.Builder builder() {
        return MapData.builder();
    }

    /**
     * A file in Stan's JSON format.
     *
     * @throws dev.cotangent.runtime.model.DataException if it cannot be read or is not valid
     */
    public static DataSource json(Path file) {
        return JsonData.read(file);
    }

    /**
     * A text in Stan's JSON format.
     *
     * @throws dev.cotangent.runtime.model.DataException if it is not valid
     */
    public static DataSource json(String text) {
        return JsonData.parse(text, "data");
    }

    /**
     * Values by name.
     *
     * @param values numbers, arrays or lists of numbers, nested or not; an Integer, Long, Short or Byte is an integer, a Double
     *     or Float a real
     * @throws IllegalArgumentException if a value is something else, ragged, or an integer beyond 32 bits
     */
    public static DataSource of(Map<String, ?> values) {
        MapData.Builder builder = MapData.builder();
        values.forEach((name, value) -> ObjectValues.put(builder, name, value));
        return builder.build();
    }

    /**
     * The components of a record, by their names, as {@link #of(Map)} has them.
     *
     * @throws IllegalArgumentException if the record's module does not open its package, and as {@link #of(Map)}
     */
    public static DataSource of(Record values) {
        MapData.Builder builder = MapData.builder();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            ObjectValues.put(builder, component.getName(), ObjectValues.read(component, values));
        }
        return builder.build();
    }
}
