package dev.cotangent;

import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.DataSource;
import java.nio.file.Path;

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
}
