package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values without a type of their own: maps by name, collections, strings, numbers, booleans and nulls. */
public final class JsonTree {

    private JsonTree() {}

    /**
     * Writes a value, indented by two spaces.
     *
     * @param writer not closed
     * @throws IllegalArgumentException if it holds what JSON has no form for
     */
    public static void write(Object value, Writer writer) throws IOException {
        try (JsonGenerator json = JsonText.generator(writer)) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            json.setPrettyPrinter(printer);
            write(value, json);
        }
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> several) {
            json.writeStartArray();
            for (Object element : several) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof double[] numbers) {
            json.writeArray(numbers, 0, numbers.length);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value == null) {
            json.writeNull();
        } else {
            throw new IllegalArgumentException("JSON has no form for " + value.getClass());
        }
    }

    /**
     * Reads a text that holds one value: objects become maps in the order of writing, lists lists, whole numbers longs, and
     * other numbers doubles.
     *
     * @param in not closed
     * @throws IOException if it cannot be read, or is not JSON
     */
    public static Object read(InputStream in) throws IOException {
        try (JsonParser json = JsonText.parser(in)) {
            json.nextToken();
            return value(json);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("the text ends where a value should be");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    private static List<Object> list(JsonParser json) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(json));
        }
        return elements;
    }

    /** The values that are no maps and no lists, by their path, {@code adaptation.gamma}, {@code chains.0.status}. */
    static Map<String, Object> flat(Map<?, ?> tree) {
        Map<String, Object> flat = new LinkedHashMap<>();
        tree.forEach((name, value) -> flatten(name.toString(), value, flat));
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> flatten(path + "." + name, member, flat));
        } else if (value instanceof List<?> list) {
            for (int k = 0; k < list.size(); k++) {
                flatten(path + "." + k, list.get(k), flat);
            }
        } else {
            flat.put(path, value instanceof Integer number ? Long.valueOf(number) : value);
        }
    }
}
