package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.report.BiasReport;
import dev.cotangent.cli.report.ProgressDisplay;
import dev.cotangent.cli.report.RunSummary;
import dev.cotangent.runtime.output.CheckpointFiles;
import dev.cotangent.runtime.output.CsvDraws;
import dev.cotangent.runtime.output.CsvSink;
import dev.cotangent.runtime.output.ParticleFiles;
import dev.cotangent.runtime.output.RunIdentity;
import dev.cotangent.runtime.output.RunManifest;
import dev.cotangent.runtime.output.StoredRun;
import dev.cotangent.runtime.run.CheckpointStore;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.RunControl;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.Sampler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ExitCode;

/**
 * A run in a folder, from its first draw or from where it was stopped, to the summary of its draws.
 *
 * @param arguments how it goes about its work
 * @param interruption stops it
 */
record RunSession(Environment environment, RunArguments arguments, Interruption interruption) {

    /** Rows of the summary that are printed; {@code cotangent summary} prints all. */
    private static final int ROWS_SHOWN = 40;

    /** Begins a run, and returns the exit code. */
    int begin(PreparedRun run, RunDirectory directory) {
        directory.create();
        return directory.held(() -> {
            directory.clear();
            CsvSink csv = new CsvSink(directory.path(), run.provenance());
            CheckpointFiles checkpoints =
                    CheckpointFiles.beginning(directory.path(), identity(run), arguments.checkpointInterval());
            try {
                return run(run, directory, csv, checkpoints);
            } catch (RuntimeException e) {
                keepOrDiscard(directory);
                throw e;
            }
        });
    }

    /** Goes on with a run, and returns the exit code. */
    int resume(PreparedRun run, RunDirectory directory) {
        return directory.held(() -> {
            CsvSink csv = CsvSink.continuing(directory.path(), run.provenance());
            CheckpointFiles checkpoints =
                    CheckpointFiles.continuing(directory.path(), identity(run), arguments.checkpointInterval());
            return run(run, directory, csv, checkpoints);
        });
    }

    private static byte[] identity(PreparedRun run) {
        return RunIdentity.of(Sampler.header(run.model(), run.options()), run.provenance());
    }

    private int run(PreparedRun run, RunDirectory directory, CsvSink csv, CheckpointStore checkpoints) {
        DrawSink sinks = DrawSink.all(
                List.of(csv, new ParticleFiles(directory.path()), new RunManifest(directory.path(), run.provenance())));
        RunReport report;
        try (ProgressDisplay progress = arguments.isQuiet()
                ? ProgressDisplay.silent()
                : ProgressDisplay.of(environment, run.options().chains())) {
            RunControl control = new RunControl(progress, interruption.cancellation(), checkpoints);
            report = Sampler.run(run.model(), run.options(), sinks, control);
        }
        if (report.status() == RunStatus.CANCELLED) {
            boolean resumable = !checkpoints.interval().equals(Duration.ZERO);
            arguments.note(
                    environment,
                    "stopped early; the draws so far are in " + directory.shown()
                            + (resumable ? ": go on with cotangent resume " + directory.shown() : ""));
        }
        summarise(run, report, directory);
        return report.status() == RunStatus.COMPLETE ? ExitCode.OK : interruption.exitCode();
    }

    private void summarise(PreparedRun run, RunReport report, RunDirectory directory) {
        try {
            StoredRun stored = CsvDraws.read(directory.path());
            RunSummary.of(stored).print(environment.out(), ROWS_SHOWN);
            if (run.options().method() instanceof Method.Stochastic method
                    && stored.draws().size() > 1) {
                BiasReport bias = BiasReport.of(report, method, run.model(), stored.draws());
                bias.print(environment.out());
                bias.write(directory.path());
            }
        } catch (OutOfMemoryError e) {
            // The run is written and complete: only what is said about it is not.
            environment
                    .err()
                    .println("no summary: it takes more memory than the run did; see COTANGENT_JAVA_OPTIONS=-Xmx4g"
                            + " cotangent summary " + directory.shown());
        } catch (FileNotFoundException e) {
            // stopped before the first chain had found its start
            environment.out().println("no draws");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        report.chains()
                .forEach(chain -> chain.rejections().stream()
                        .limit(1)
                        .forEach(rejection -> arguments.note(
                                environment, "chain " + (chain.chain() + 1) + " rejected " + rejection)));
    }

    private void keepOrDiscard(RunDirectory directory) {
        if (hasDraws(directory)) {
            arguments.note(environment, "what was drawn before the error is in " + directory.shown());
        } else {
            directory.discard();
        }
    }

    private static boolean hasDraws(RunDirectory directory) {
        try {
            var draws = CsvDraws.read(directory.path()).draws();
            for (int chain = 0; chain < draws.chains(); chain++) {
                if (draws.size(chain) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
