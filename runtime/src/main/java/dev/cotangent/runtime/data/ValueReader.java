package dev.cotangent.runtime.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the value of one variable. Keeps the first fault and reads on, since only used variables must be right.
 *
 * <p>An object is a tuple. Each of its members is read by a reader of its own, which goes on with the same member of the
 * next object, so that an array of tuples becomes one array a component.
 */
final class ValueReader {

    private static final int UNKNOWN = -1;
    private static final Map<String, Double> SPECIAL = Map.of(
            "NaN", Double.NaN,
            "Inf", Double.POSITIVE_INFINITY,
            "Infinity", Double.POSITIVE_INFINITY,
            "-Inf", Double.NEGATIVE_INFINITY,
            "-Infinity", Double.NEGATIVE_INFINITY);

    private final JsonParser parser;
    private final String name;
    private double[] values = new double[8];
    private int size;
    private int depth;
    private int numberDepth = UNKNOWN;
    private int[] counts = new int[4];
    private int[] extents = {};
    private Optional<NumberArray.Real> firstReal = Optional.empty();
    private Optional<Unusable> fault = Optional.empty();
    private final Map<String, ValueReader> components = new LinkedHashMap<>();
    /** Place of the first token; empty before it is read. */
    private String start = "";

    private int roots;
    private int tuples;

    /** Reads from the value's first token, which is the parser's current one. */
    ValueReader(JsonParser parser, String name) {
        this.parser = parser;
        this.name = name;
    }

    /**
     * The value, by the variable's name; a tuple's components are there too, as {@code name.1}, {@code name.2}, with the
     * dimensions of arrays of tuples in front of their own.
     */
    Map<String, Entry> read() throws IOException {
        start = at();
        readOne();
        Map<String, Entry> entries = new LinkedHashMap<>();
        addTo(entries, new int[0], 1);
        return entries;
    }

    /** Reads a value from the parser's current token; one more, if there have been some. */
    private void readOne() throws IOException {
        roots++;
        token(parser.currentToken());
        while (depth > 0) {
            token(parser.nextToken());
        }
    }

    private void addTo(Map<String, Entry> entries, int[] outer, int expected) {
        if (roots != expected && fault.isEmpty()) {
            fault = Optional.of(new Unusable(start, roots + " values for " + expected + " tuples", ""));
        }
        int[] all = Arrays.copyOf(outer, outer.length + extents.length);
        System.arraycopy(extents, 0, all, outer.length, extents.length);
        if (fault.isPresent()) {
            entries.put(name, fault.get());
        } else if (tuples > 0 && size > 0) {
            entries.put(name, new Unusable(start, "numbers among objects", ""));
        } else if (tuples > 0) {
            entries.put(name, new Unusable(start, "an object", ""));
            components.values().forEach(c -> c.addTo(entries, all, tuples));
        } else {
            entries.put(name, new NumberArray(start, Arrays.copyOf(values, size), all, firstReal));
        }
    }

    private void token(JsonToken token) throws IOException {
        if (token != JsonToken.END_ARRAY && depth > 0) {
            counts[depth]++;
        }
        switch (token) {
            case START_ARRAY -> open();
            case END_ARRAY -> close();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
            case VALUE_STRING -> string();
            case VALUE_TRUE, VALUE_FALSE -> unusable(parser.getText(), "a boolean is written as 1 or 0");
            case VALUE_NULL -> unusable("null", "Stan's JSON has no missing values; NaN is written NaN or \"NaN\"");
            default -> tuple();
        }
    }

    private void tuple() throws IOException {
        if (extents.length > depth) {
            unusable("an object among arrays", "");
        }
        tuples++;
        numberDepth = depth;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String component = parser.currentName();
            parser.nextToken();
            ValueReader reader = components.computeIfAbsent(component, c -> new ValueReader(parser, name + "." + c));
            reader.start = reader.start.isEmpty() ? at() : reader.start;
            reader.readOne();
        }
    }

    private void open() {
        if (numberDepth != UNKNOWN && depth >= numberDepth) {
            unusable("an array among " + (tuples > 0 ? "objects" : "numbers"), "");
        }
        depth++;
        if (depth == counts.length) {
            counts = Arrays.copyOf(counts, 2 * depth);
        }
        counts[depth] = 0;
        if (extents.length < depth) {
            extents = Arrays.copyOf(extents, depth);
            extents[depth - 1] = UNKNOWN;
        }
    }

    private void close() {
        int expected = extents[depth - 1];
        int found = counts[depth];
        depth--;
        if (expected == UNKNOWN) {
            extents[depth] = found;
        } else if (expected != found) {
            unusable(found + " elements where " + expected + " came before", "all rows must have the same length");
        }
    }

    private void number(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            boolean integer = parser.getNumberType() == JsonParser.NumberType.INT;
            add(parser.getDoubleValue(), integer);
        } else if (parser.isNaN() && !SPECIAL.containsKey(parser.getText())) {
            unusable(parser.getText(), "infinity is written Infinity");
        } else if (!parser.isNaN() && Double.isInfinite(parser.getDoubleValue())) {
            unusable(parser.getText() + ", which is too large for a real", "");
        } else {
            add(parser.getDoubleValue(), false);
        }
    }

    private void string() throws IOException {
        Double special = SPECIAL.get(parser.getText());
        if (special == null) {
            unusable("string \"" + parser.getText() + "\"", "numbers are written without quotes");
        } else {
            add(special, false);
        }
    }

    private void add(double value, boolean integer) throws IOException {
        if (extents.length > depth) {
            unusable("a number among arrays", "");
        }
        numberDepth = depth;
        if (!integer && firstReal.isEmpty()) {
            firstReal = Optional.of(new NumberArray.Real(at(), size, parser.getText()));
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    private void unusable(String found, String hint) {
        if (fault.isEmpty()) {
            fault = Optional.of(new Unusable(at(), found + place(), hint));
        }
    }

    private String place() {
        if (depth == 0) {
            return "";
        }
        String subscripts = Arrays.stream(counts, 1, depth + 1)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "[", "]"));
        return " at " + name + subscripts;
    }

    private String at() {
        return JsonReader.at(parser.currentTokenLocation());
    }
}
