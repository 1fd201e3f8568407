package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the Stan CSV files of a run, ours or CmdStan's. */
public final class CsvDraws {

    private CsvDraws() {}

    /**
     * Reads the chains of a run directory: {@code chain-1.csv}, {@code chain-2.csv} ..., or the partial file of a chain
     * that did not end.
     *
     * @throws IOException if there is no chain, or a file cannot be read
     */
    public static StoredRun read(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int chain = 1; ; chain++) {
            Path file = directory.resolve("chain-" + chain + ".csv");
            Path partial = directory.resolve("chain-" + chain + ".csv" + CsvSink.PARTIAL);
            if (Files.exists(file)) {
                files.add(file);
            } else if (Files.exists(partial)) {
                files.add(partial);
            } else {
                break;
            }
        }
        if (files.isEmpty()) {
            throw new IOException("no chain-1.csv in " + directory);
        }
        return read(files);
    }

    /**
     * Reads files, one a chain.
     *
     * @throws IOException if a file cannot be read, is not a table of numbers, or has other columns than the first
     */
    public static StoredRun read(List<Path> files) throws IOException {
        List<CsvChainReader> chains = new ArrayList<>();
        for (Path file : files) {
            CsvChainReader chain = CsvChainReader.read(file);
            if (!chains.isEmpty() && !chain.columns().equals(chains.get(0).columns())) {
                throw new IOException(file + " has other columns than " + files.get(0));
            }
            chains.add(chain);
        }
        List<Column> columns = chains.get(0).columns();
        double[][][] draws = chains.stream().map(CsvChainReader::draws).toArray(double[][][]::new);
        double[][][] warmup = chains.stream().map(CsvChainReader::warmup).toArray(double[][][]::new);
        return new StoredRun(
                Draws.of(columns, draws),
                Draws.of(columns, warmup),
                chains.stream().map(CsvChainReader::configuration).toList());
    }
}
