package dev.cotangent.runtime.data;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Data in Stan's JSON format: one object with a member per variable. Immutable.
 *
 * <p>Numbers without decimal point and exponent that fit in 32 bits are integers, all others are real; integers are
 * accepted where reals are declared. Vectors are flat lists, matrices lists of rows, arrays nest with the outermost
 * dimension first, and {@code []} stands for a container without elements, whatever its number of dimensions.
 * {@code NaN}, {@code Infinity} and {@code -Infinity} may be written bare or as strings, {@code "Inf"} and {@code
 * "-Inf"} as strings. Booleans, null, other strings, objects and ragged lists are rejected when a model asks for them;
 * members that the model does not declare are ignored.
 *
 * @see <a href="https://mc-stan.org/docs/cmdstan-guide/json_apdx.html">CmdStan guide, JSON format</a>
 */
public final class JsonData implements DataSource {

    private final VariableTable table;

    private JsonData(VariableTable table) {
        this.table = table;
    }

    /**
     * Reads a file.
     *
     * @throws DataException if the file cannot be read or is not JSON, or defines a variable twice
     */
    public static JsonData read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a stream of UTF-8 to its end. Does not close it.
     *
     * @param origin name of the source in messages
     * @throws DataException as {@link #read(Path)}
     */
    public static JsonData read(InputStream in, String origin) {
        return new JsonData(new VariableTable(origin, JsonReader.read(in, origin)));
    }

    /**
     * Reads a text.
     *
     * @param origin name of the source in messages
     * @throws DataException as {@link #read(Path)}
     */
    public static JsonData parse(String text, String origin) {
        return new JsonData(new VariableTable(origin, JsonReader.read(new StringReader(text), origin)));
    }

    /** Names of the members, in order of writing. */
    @Override
    public Set<String> names() {
        return table.names();
    }

    @Override
    public boolean has(String name) {
        return table.has(name);
    }

    @Override
    public int integer(String name) {
        return table.integer(name);
    }

    @Override
    public double real(String name) {
        return table.real(name);
    }

    @Override
    public int[] integers(String name, int[] shape) {
        return table.integers(name, shape);
    }

    @Override
    public double[] reals(String name, int[] shape, boolean matrix) {
        return table.reals(name, shape, matrix);
    }
}
