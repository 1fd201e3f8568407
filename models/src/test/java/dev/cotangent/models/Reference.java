package dev.cotangent.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known about a posterior.
 *
 * @param source where the figures come from
 * @param quantities figures by column name, as {@code theta.1}
 */
record Reference(String source, Map<String, Quantity> quantities) {

    /**
     * Figures of one scalar.
     *
     * @param mean posterior mean
     * @param sd posterior standard deviation
     * @param mcse Monte Carlo standard error of the mean; 0 if exact
     */
    record Quantity(double mean, double sd, double mcse) {

        /** Standard error of {@code sd}: that of the mean times 1/sqrt(2), as for a normal posterior. */
        double standardErrorOfSd() {
            return mcse / Math.sqrt(2);
        }
    }

    static Reference read(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            String source = "";
            Map<String, Quantity> quantities = new LinkedHashMap<>();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                parser.nextToken();
                if (member.equals("source")) {
                    source = parser.getText();
                } else {
                    readQuantities(parser, quantities);
                }
            }
            return new Reference(source, quantities);
        }
    }

    private static void readQuantities(JsonParser parser, Map<String, Quantity> quantities) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String column = parser.currentName();
            parser.nextToken();
            Map<String, Double> figures = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String figure = parser.currentName();
                parser.nextToken();
                figures.put(figure, parser.getDoubleValue());
            }
            quantities.put(column, new Quantity(figures.get("mean"), figures.get("sd"), figures.get("mcse")));
        }
    }
}
