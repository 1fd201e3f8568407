package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.Version;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.output.StoredManifest;
import dev.cotangent.runtime.run.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent resume}: goes on with a run that was stopped, however it was, or draws on from its end. */
@Command(
        name = "resume",
        description = {
            "Go on with a run that was stopped by Ctrl-C, a deadline, an error or the death of its process.",
            "It ends with the very draws that it would have had. With --draws, a complete run goes on too."
        })
public final class ResumeCommand implements Callable<Integer> {

    private static final String COMPLETE = "complete";

    private final Environment environment;

    @Parameters(paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Draws a chain in all, if they are to be more than before.")
    private Optional<Integer> draws;

    @Option(names = "--model", paramLabel = "FILE", description = "File of the model, if it is not where it was.")
    private Optional<Path> model;

    @Option(names = "--data", paramLabel = "FILE", description = "File of the data, if it is not where it was.")
    private Optional<Path> data;

    @Mixin
    private RunArguments control;

    public ResumeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        RunDirectory directory = RunDirectory.named(environment, folder);
        StoredManifest stored = read(directory);
        int wanted = draws.orElseGet(stored::draws);
        if (wanted < stored.draws()) {
            throw new UserError("--draws is the number of draws a chain in all: at least " + stored.draws()
                    + ", as the run was to have, but found " + wanted);
        }
        if (stored.status().equals(COMPLETE) && wanted == stored.draws()) {
            control.note(
                    environment,
                    "nothing to do: " + folder + " is complete with " + wanted
                            + " draws a chain; --draws asks for more");
            return ExitCode.OK;
        }
        try (Interruption interruption = control.listen()) {
            PreparedRun run = prepare(stored, wanted);
            control.note(
                    environment,
                    run.model().name() + ": going on with " + run.options().chains() + " chains in " + folder);
            return new RunSession(environment, control, interruption).resume(run, directory);
        }
    }

    private StoredManifest read(RunDirectory directory) {
        if (!Files.isDirectory(directory.path())) {
            throw new UserError("cannot resume " + folder + ": no such folder");
        }
        try {
            return StoredManifest.read(directory.path());
        } catch (IOException e) {
            throw UserError.unreadable(folder.resolve("run.json"), e);
        }
    }

    private PreparedRun prepare(StoredManifest stored, int wanted) {
        Provenance.Command command = stored.command()
                .orElseThrow(() -> new UserError(folder
                        + " does not say which command began the run: only what cotangent sample began is resumed"));
        List<String> changes = new ArrayList<>(List.of("--draws=" + wanted));
        control.threads().ifPresent(threads -> changes.add("--threads=" + threads));
        data.ifPresent(moved -> changes.add("--data=" + absolute(moved)));
        if (control.isQuiet()) {
            changes.add("--quiet");
        }
        PreparedRun run = SampleCommand.again(environment, command, model.map(this::absolute), changes);
        check(stored, run);
        return run;
    }

    private Path absolute(Path moved) {
        return environment.directory().resolve(moved).toAbsolutePath();
    }

    /** Makes sure that the draws will be those that the run would have had. */
    private void check(StoredManifest stored, PreparedRun run) {
        Provenance now = run.provenance();
        if (!stored.dataHash().equals(now.dataHash())) {
            throw changed("the data have changed since the run began; put the old file back, or name it with --data");
        }
        if (!stored.modelHash().equals(now.modelHash())) {
            throw changed(
                    stored.version().equals(Version.text())
                            ? "the model, or a text that it includes, has changed since the run began;"
                                    + " put the old one back, or name it with --model"
                            : "version " + stored.version() + " began the run, and this is version " + Version.text()
                                    + ", which makes other code of the model");
        }
        stored.inputsThatDiffer(now).ifPresent(purpose -> {
            throw changed("the file of " + purpose + " has changed since the run began; put the old one back");
        });
        stored.difference(Sampler.header(run.model(), run.options())).ifPresent(option -> {
            throw changed("the option " + option + "; use the version that began the run, " + stored.version());
        });
    }

    private UserError changed(String what) {
        return new UserError("cannot resume " + folder + ": " + what);
    }
}
