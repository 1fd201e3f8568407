package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.Column;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the Stan CSV files of a run, ours or CmdStan's. */
public final class CsvDraws {

    private static final Pattern CHAIN_FILE = Pattern.compile("chain-([1-9]\\d{0,8})\\.csv(\\.partial)?");

    private CsvDraws() {}

    /**
     * Reads the chains of a run directory: {@code chain-1.csv}, {@code chain-2.csv} ..., or the partial file of a chain
     * that did not end.
     *
     * @throws IOException if there is no chain, or a file cannot be read
     */
    public static StoredRun read(Path directory) throws IOException {
        TreeMap<Integer, Path> files = chainFiles(directory);
        if (files.isEmpty()) {
            throw new FileNotFoundException("no chain-1.csv in " + directory);
        }
        List<String> unfinished = new ArrayList<>();
        for (int chain = 1; chain <= files.lastKey(); chain++) {
            if (!files.containsKey(chain)) {
                unfinished.add("chain-" + chain + ".csv is missing");
            }
        }
        return read(List.copyOf(files.values()), unfinished);
    }

    /** Files by number of chain; the partial one only if there is no other. */
    private static TreeMap<Integer, Path> chainFiles(Path directory) throws IOException {
        TreeMap<Integer, Path> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                Matcher name = CHAIN_FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    boolean partial = name.group(2) != null;
                    files.merge(Integer.valueOf(name.group(1)), file, (old, found) -> partial ? old : found);
                }
            }
        }
        return files;
    }

    /**
     * Reads files, one a chain.
     *
     * @throws IOException if a file cannot be read, is not a table, or has other columns than the first
     */
    public static StoredRun read(List<Path> files) throws IOException {
        return read(files, List.of());
    }

    private static StoredRun read(List<Path> files, List<String> missing) throws IOException {
        List<CsvChain> chains = new ArrayList<>();
        List<String> unfinished = new ArrayList<>(missing);
        for (Path file : files) {
            CsvChain chain = CsvChain.scan(file);
            if (!chains.isEmpty()) {
                checkColumns(chain, chains.get(0));
            }
            chains.add(chain);
            addUnfinished(chain, unfinished);
        }
        return new StoredRun(
                files,
                new CsvColumns(chains, false),
                new CsvColumns(chains, true),
                chains.stream().map(CsvChain::configuration).toList(),
                unfinished);
    }

    private static void addUnfinished(CsvChain chain, List<String> unfinished) {
        if (chain.isPartial()) {
            unfinished.add(chain.file().getFileName() + " is of a chain that has not ended, or ended in an error");
        }
        chain.comments().stream()
                .filter(comment -> comment.startsWith("Stopped early"))
                .forEach(comment -> unfinished.add(chain.file().getFileName() + ": " + comment));
    }

    private static void checkColumns(CsvChain chain, CsvChain first) throws IOException {
        List<Column> found = chain.columns();
        List<Column> expected = first.columns();
        for (int k = 0; k < Math.max(found.size(), expected.size()); k++) {
            String here = k < found.size() ? "`" + found.get(k).name() + "`" : "missing";
            String there = k < expected.size() ? "`" + expected.get(k).name() + "`" : "missing";
            if (!here.equals(there)) {
                throw new IOException(chain.file() + " has other columns than " + first.file() + ": column " + (k + 1)
                        + " is " + here + " instead of " + there);
            }
        }
    }
}
