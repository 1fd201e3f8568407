package dev.cotangent.runtime.data;

import dev.cotangent.runtime.model.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Unconstrained positions in JSON: {@code {"points": [[0.1, -2], [0, 0]]}}, one row a point. */
public final class PointFile {

    private static final String MEMBER = "points";

    private PointFile() {}

    /**
     * Reads positions.
     *
     * @param origin name of the source in messages
     * @param dimension coordinates a point
     * @return shape [points][dimension]
     * @throws DataException if the file is not as described, or a point has another number of coordinates
     * @throws IOException if the file cannot be read
     */
    public static double[][] read(Path file, String origin, int dimension) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Entry entry = JsonReader.read(in, origin).get(MEMBER);
            if (entry instanceof NumberArray array) {
                return rows(array, origin, dimension);
            }
            if (entry instanceof Unusable unusable) {
                throw new DataException(origin + unusable.at() + ": found " + unusable.found() + " in the points");
            }
            throw new DataException(origin + ": no points; expected {\"points\": [[...], ...]}");
        }
    }

    private static double[][] rows(NumberArray array, String origin, int dimension) {
        int[] extents = array.extents();
        if (extents.length == 1 && extents[0] == 0) {
            return new double[0][];
        }
        if (extents.length != 2 || extents[1] != dimension) {
            throw new DataException(origin + array.at() + ": expected points of " + dimension + " coordinates, found "
                    + array.description());
        }
        return rows(array.values(), extents[0], dimension);
    }

    private static double[][] rows(double[] values, int count, int dimension) {
        double[][] points = new double[count][];
        for (int k = 0; k < count; k++) {
            points[k] = Arrays.copyOfRange(values, k * dimension, (k + 1) * dimension);
        }
        return points;
    }
}
