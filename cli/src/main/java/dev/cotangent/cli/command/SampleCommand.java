package dev.cotangent.cli.command;

import dev.cotangent.CompiledModel;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.Version;
import dev.cotangent.cli.report.ProgressDisplay;
import dev.cotangent.cli.report.RunSummary;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.output.CsvSink;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.output.RunManifest;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Draws;
import dev.cotangent.runtime.run.MemorySink;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent sample}: draws from the posterior of a model, writes the draws and prints their summary. */
@Command(
        name = "sample",
        description = {
            "Draw from the posterior of a model.",
            "Writes chain-1.csv, chain-2.csv ... and run.json, and prints a summary."
                    + " The same seed, model and data give the same draws."
        })
public final class SampleCommand implements Callable<Integer> {

    /** Rows of the summary that are printed; {@code cotangent summary} prints all. */
    private static final int ROWS_SHOWN = 40;

    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private DataOption data;

    @Mixin
    private SamplerArguments sampler;

    @Mixin
    private CompileArguments arguments;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: runs/MODEL-1, -2 and so on.")
    private Optional<Path> out;

    @Option(names = "--force", description = "Overwrite a run that --out holds already.")
    private boolean force;

    @Option(names = "--quiet", description = "Show the summary only: no progress and no notes.")
    private boolean quiet;

    public SampleCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Optional<RunDirectory> named = out.map(this::named);
        SamplerOptions options = sampler.options(environment, quiet ? 0 : 1);
        CompiledModel compiled = ModelFile.read(environment, file).compile(environment, arguments);
        DataOption.Content content = data.read(environment);
        Model model = compiled.bind(content.source(), options.seed()).model();
        RunDirectory directory = named.orElseGet(() -> RunDirectory.next(environment, compiled.name()));
        directory.create();
        note(compiled.name() + ": " + options.chains() + " chains, seed " + options.seed() + ", writing to "
                + directory.shown());
        return sample(model, options, directory, new Provenance(Version.text(), compiled.hash(), content.hash()));
    }

    private RunDirectory named(Path given) {
        return force ? RunDirectory.overwritten(environment, given) : RunDirectory.unused(environment, given);
    }

    private int sample(Model model, SamplerOptions options, RunDirectory directory, Provenance provenance) {
        MemorySink memory = new MemorySink();
        DrawSink sinks = DrawSink.all(List.of(
                memory, new CsvSink(directory.path(), provenance), new RunManifest(directory.path(), provenance)));
        try (Interruption interruption = Interruption.listen()) {
            RunReport report = run(model, options, sinks, interruption);
            summarise(memory, report, directory);
            return report.status() == RunStatus.COMPLETE ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (RuntimeException e) {
            keepOrDiscard(memory, directory);
            throw e;
        }
    }

    private void keepOrDiscard(MemorySink memory, RunDirectory directory) {
        Draws draws = memory.draws();
        if (IntStream.range(0, draws.chains()).anyMatch(chain -> draws.size(chain) > 0)) {
            note("what was drawn before the error is in " + directory.shown());
        } else {
            directory.discard();
        }
    }

    private RunReport run(Model model, SamplerOptions options, DrawSink sinks, Interruption interruption) {
        try (ProgressDisplay progress =
                quiet ? ProgressDisplay.silent() : ProgressDisplay.of(environment, options.chains())) {
            return Sampler.run(model, options, sinks, progress, interruption.cancellation());
        }
    }

    private void summarise(MemorySink memory, RunReport report, RunDirectory directory) {
        if (report.status() == RunStatus.CANCELLED) {
            note("stopped early; the draws so far are in " + directory.shown());
        }
        RunSummary.of(memory.draws(), report.header().options()).print(environment.out(), ROWS_SHOWN);
        report.chains()
                .forEach(chain -> chain.rejections().stream()
                        .limit(1)
                        .forEach(rejection -> note("chain " + (chain.chain() + 1) + " rejected " + rejection)));
    }

    private void note(String text) {
        if (!quiet) {
            environment.err().println(text);
        }
    }
}
