package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.report.RunSummary;
import dev.cotangent.runtime.output.CsvDraws;
import dev.cotangent.runtime.output.StoredRun;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent summary}: summarises a run that was written before, with advice where it went badly. */
@Command(name = "summary", description = "Summarise the draws in a folder, and say what is wrong with them.")
public final class SummaryCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "DIR", description = "Folder with chain-1.csv, chain-2.csv and so on.")
    private Path directory;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    public SummaryCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        RunSummary summary = RunSummary.of(read());
        if (json) {
            summary.writeJson(environment.out());
            environment.out().println();
        } else {
            summary.print(environment.out(), Integer.MAX_VALUE);
        }
        return ExitCode.OK;
    }

    private StoredRun read() throws IOException {
        try {
            return CsvDraws.read(environment.directory().resolve(directory));
        } catch (FileSystemException e) {
            throw UserError.unreadable(directory, e);
        }
    }
}
