package dev.cotangent.runtime.data.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.cotangent.runtime.model.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Files of rows. A CSV file has a header that names data variables, as {@code y} and {@code x.1}, and a number in every field; a packed
 * one is its binary form, see {@link PackedHeader}.
 */
public final class RowFiles {

    private static final String CSV = ".csv";
    private static final int LONGEST_NAME = 1000;

    private RowFiles() {}

    /** What was packed. */
    public record Packed(long rows, List<String> columns, long bytes) {}

    /**
     * Opens a file, a CSV file by way of a packed one in the folder for temporary files, which goes with the process.
     *
     * @param origin name of the file in messages
     * @throws DataException if it does not have the form described
     * @throws IOException if it cannot be read, or there is no room for the packed one
     */
    public static PackedRows open(Path file, String origin) throws IOException {
        if (!origin.toLowerCase(Locale.ROOT).endsWith(CSV)) {
            return PackedRows.open(file, origin);
        }
        Path packed = Files.createTempFile("cotangent-", ".rows");
        packed.toFile().deleteOnExit();
        try {
            write(file, origin, packed);
            return PackedRows.open(packed, origin);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(packed);
            throw e;
        }
    }

    /**
     * Packs a CSV file. The target is there as a whole or not at all.
     *
     * @param origin name of the CSV file in messages
     * @throws DataException if it does not have the form described
     * @throws IOException if one file cannot be read, or the other not be written
     */
    public static Packed pack(Path csv, String origin, Path target) throws IOException {
        Path folder = Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(Path.of(""));
        Path partial = Files.createTempFile(folder, target.getFileName() + ".", ".tmp");
        try {
            Packed packed = write(csv, origin, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            return packed;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Packed write(Path csv, String origin, Path target) throws IOException {
        List<PackedHeader.Column> columns = new ArrayList<>();
        // every column is one of integers until a value says otherwise, and then all begins again
        for (String name : header(csv, origin)) {
            columns.add(new PackedHeader.Column(name, true));
        }
        while (true) {
            Set<Integer> reals = new HashSet<>();
            try (PackedWriter writer = new PackedWriter(target, columns)) {
                if (isWritten(csv, origin, columns, writer, reals)) {
                    writer.finish();
                    return new Packed(
                            writer.rows(),
                            columns.stream().map(PackedHeader.Column::name).toList(),
                            Files.size(target));
                }
            }
            for (int k : reals) {
                columns.set(k, new PackedHeader.Column(columns.get(k).name(), false));
            }
        }
    }

    private static List<String> header(Path csv, String origin) throws IOException {
        try (CsvReader<CsvRecord> reader = builder().ofCsvRecord(csv)) {
            Optional<CsvRecord> first = reader.stream().findFirst();
            List<String> names = first.map(CsvRecord::getFields).orElse(List.of()).stream()
                    .map(String::strip)
                    .toList();
            if (names.isEmpty() || names.equals(List.of(""))) {
                throw new DataException(origin + ": empty: the first line must name data variables, as y,x.1,x.2");
            }
            check(names, origin);
            return names;
        } catch (CsvParseException e) {
            throw new DataException(origin + ": not comma-separated values: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw unwrapped(e, origin);
        }
    }

    /** Rows of another number of fields are for us to refuse, who know what to say. */
    private static CsvReader.CsvReaderBuilder builder() {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }

    private static void check(List<String> names, String origin) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.matches("[A-Za-z][A-Za-z0-9_]*(\\.[1-9][0-9]*)*") || name.length() > LONGEST_NAME) {
                throw new DataException(
                        origin + ":1: the first line must name data variables, as y or x.1, but has '" + name + "'");
            }
            if (!seen.add(name)) {
                throw new DataException(origin + ":1: column '" + name + "' is there twice");
            }
        }
    }

    /** Writes rows until the end, or until a value shows that columns are not of integers: then they are collected. */
    private static boolean isWritten(
            Path csv, String origin, List<PackedHeader.Column> columns, PackedWriter writer, Set<Integer> reals)
            throws IOException {
        double[] row = new double[columns.size()];
        try (CsvReader<CsvRecord> reader = builder().ofCsvRecord(csv)) {
            boolean first = true;
            for (CsvRecord line : reader) {
                if (first) {
                    first = false;
                    continue;
                }
                parse(line, origin, columns, row);
                for (int k = 0; k < row.length; k++) {
                    if (columns.get(k).integer() && row[k] != (int) row[k]) {
                        reals.add(k);
                    }
                }
                if (!reals.isEmpty()) {
                    return false;
                }
                writer.write(row);
            }
        } catch (CsvParseException e) {
            throw new DataException(origin + ": not comma-separated values: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw unwrapped(e, origin);
        }
        if (writer.rows() == 0) {
            throw new DataException(origin + ": no rows behind the line of names");
        }
        return true;
    }

    private static IOException unwrapped(UncheckedIOException e, String origin) {
        if (e.getCause() instanceof CharacterCodingException) {
            throw new DataException(origin + ": not UTF-8 text", e);
        }
        return Objects.requireNonNull(e.getCause());
    }

    private static void parse(CsvRecord line, String origin, List<PackedHeader.Column> columns, double[] row) {
        List<String> fields = line.getFields();
        if (fields.size() != row.length) {
            throw new DataException(origin + ":" + line.getStartingLineNumber() + ": has " + fields.size()
                    + (fields.size() == 1 ? " field" : " fields") + ", but the first line names " + row.length);
        }
        for (int k = 0; k < row.length; k++) {
            String text = fields.get(k).strip();
            row[k] = number(text);
            if (Double.isNaN(row[k]) && !text.equals("NaN") && !text.equals("nan")) {
                throw new DataException(origin + ":" + line.getStartingLineNumber() + ": "
                        + columns.get(k).name() + " must be a number, but is '" + text + "'");
            }
        }
    }

    /** The number, or NaN for what is none. */
    private static double number(String text) {
        switch (text) {
            case "Inf", "inf", "Infinity":
                return Double.POSITIVE_INFINITY;
            case "-Inf", "-inf", "-Infinity":
                return Double.NEGATIVE_INFINITY;
            default:
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
            if (!allowed) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
