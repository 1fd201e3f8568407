package dev.cotangent.runtime.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.cotangent.runtime.model.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a JSON object of variables as a stream, each variable into one flat array. */
final class JsonReader {

    // Bounds for text that may come from strangers: no data have nests this deep or numbers this long.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(1000)
                    .maxStringLength(1_000_000)
                    .build())
            .build();

    private final JsonParser parser;
    private final String origin;

    private JsonReader(JsonParser parser, String origin) {
        this.parser = parser;
        this.origin = origin;
    }

    static Map<String, Entry> read(InputStream in, String origin) {
        return read(() -> FACTORY.createParser(in), origin);
    }

    static Map<String, Entry> read(Reader in, String origin) {
        return read(() -> FACTORY.createParser(in), origin);
    }

    private interface Opening {
        JsonParser open() throws IOException;
    }

    private static Map<String, Entry> read(Opening opening, String origin) {
        try (JsonParser parser = opening.open()) {
            return new JsonReader(parser, origin).members();
        } catch (JsonProcessingException e) {
            throw new DataException(
                    origin + at(e.getLocation()) + ": not valid JSON: " + plain(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new DataException(origin + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<String, Entry> members() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw error("expected an object of variables, as in {\"N\": 3, \"y\": [1, 2, 3]}");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (entries.containsKey(name)) {
                throw error("variable '" + name + "' is defined twice");
            }
            parser.nextToken();
            for (Map.Entry<String, Entry> read :
                    new ValueReader(parser, name).read().entrySet()) {
                if (entries.putIfAbsent(read.getKey(), read.getValue()) != null) {
                    throw error("variable '" + read.getKey() + "' is defined twice");
                }
            }
        }
        if (parser.nextToken() != null) {
            throw error("expected the end after the object of variables");
        }
        return entries;
    }

    /** Without the second place that the parser adds in its own notation. */
    private static String plain(String message) {
        int place = message.indexOf(" (start marker");
        return place < 0 ? message : message.substring(0, place);
    }

    private DataException error(String message) {
        return new DataException(origin + at(parser.currentTokenLocation()) + ": " + message);
    }

    /** {@code :line:column}, or empty where unknown. */
    static String at(JsonLocation location) {
        return location == null || location.getLineNr() < 0
                ? ""
                : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }
}
