package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Log densities and gradients at some points.
 *
 * @param dimension coordinates a point
 * @param points what was found, in the order of the points
 */
public record LogDensityReport(int dimension, List<Evaluation> points) {

    public LogDensityReport {
        points = List.copyOf(points);
    }

    /**
     * What was found at a point.
     *
     * @param logDensity log density in nats
     * @param gradient its gradient, shape [dimension]; kept, not copied
     */
    public record Evaluation(double logDensity, double[] gradient) {}

    /**
     * Writes one JSON object, {@code {"dimension": D, "points": [{"log_density": x, "gradient": [...]}, ...]}}. Numbers
     * that are not finite become the strings "NaN", "Infinity" and "-Infinity".
     *
     * @param writer not closed
     */
    public void write(Writer writer) throws IOException {
        try (JsonGenerator json = JsonText.generator(writer)) {
            json.writeStartObject();
            json.writeNumberField("dimension", dimension);
            json.writeArrayFieldStart("points");
            for (Evaluation point : points) {
                json.writeStartObject();
                json.writeNumberField("log_density", point.logDensity());
                json.writeFieldName("gradient");
                json.writeArray(point.gradient(), 0, dimension);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
