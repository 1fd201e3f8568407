package dev.cotangent.runtime.output;

import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.run.Column;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the Stan CSV file of one chain. */
final class CsvChainReader {

    private final Path file;
    private final Map<String, String> configuration = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private int lineNumber;
    private int warmupRows = -1;

    private CsvChainReader(Path file) {
        this.file = file;
    }

    static CsvChainReader read(Path file) throws IOException {
        CsvChainReader chain = new CsvChainReader(file);
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            chain.readLines(reader);
        }
        if (chain.columns.isEmpty()) {
            throw new IOException(file + " has no row of column names");
        }
        return chain;
    }

    private void readLines(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (line != null) {
            String next = reader.readLine();
            lineNumber++;
            if (next != null || !isCutOff(line)) {
                accept(line);
            }
            line = next;
        }
    }

    /** True if the last line of a file may lack its end, as the process died while it was written. */
    private boolean isCutOff(String lastLine) {
        boolean partial = file.getFileName().toString().endsWith(CsvSink.PARTIAL);
        return partial && !lastLine.startsWith("#");
    }

    private void accept(String line) throws IOException {
        if (line.startsWith("#")) {
            acceptComment(line);
        } else if (columns.isEmpty()) {
            for (String name : line.split(",")) {
                columns.add(column(name.strip()));
            }
        } else if (!line.isBlank()) {
            rows.add(numbers(line));
        }
    }

    private void acceptComment(String line) {
        if (line.contains("Adaptation terminated")) {
            warmupRows = rows.size();
        }
        int equals = line.indexOf('=');
        if (equals > 0) {
            String value = line.substring(equals + 1).replace("(Default)", "").strip();
            configuration.put(line.substring(1, equals).strip(), value);
        }
    }

    private static Column column(String name) {
        boolean integer = Arrays.stream(Statistic.values())
                .anyMatch(
                        statistic -> statistic.isInteger() && statistic.column().equals(name));
        return new Column(name, name.endsWith("__") ? Column.Role.STATISTIC : Column.Role.VARIABLE, integer);
    }

    private double[] numbers(String line) throws IOException {
        String[] fields = line.split(",", -1);
        if (fields.length != columns.size()) {
            throw new IOException(
                    file + ":" + lineNumber + ": expected " + columns.size() + " numbers, found " + fields.length);
        }
        double[] row = new double[fields.length];
        for (int k = 0; k < row.length; k++) {
            try {
                row[k] = NumberText.parse(fields[k]);
            } catch (NumberFormatException e) {
                throw new IOException(file + ":" + lineNumber + ": `" + fields[k] + "` is not a number", e);
            }
        }
        return row;
    }

    Map<String, String> configuration() {
        return configuration;
    }

    List<Column> columns() {
        return columns;
    }

    /** Kept warmup iterations, shape [columns][rows]. */
    double[][] warmup() {
        return byColumn(rows.subList(0, warmupCount()));
    }

    /** Draws after warmup, shape [columns][rows]. */
    double[][] draws() {
        return byColumn(rows.subList(warmupCount(), rows.size()));
    }

    /** Rows before the adaptation block; all rows if warmup was kept and never ended. */
    private int warmupCount() {
        if (warmupRows >= 0) {
            return warmupRows;
        }
        boolean stillInWarmup = "1".equals(configuration.get("save_warmup"))
                && !"0".equals(configuration.get("num_warmup"))
                && !"fixed_param".equals(configuration.get("algorithm"));
        return stillInWarmup ? rows.size() : 0;
    }

    private double[][] byColumn(List<double[]> selected) {
        double[][] values = new double[columns.size()][selected.size()];
        for (int i = 0; i < selected.size(); i++) {
            double[] row = selected.get(i);
            for (int k = 0; k < row.length; k++) {
                values[k][i] = row[k];
            }
        }
        return values;
    }
}
