package dev.cotangent.cli.command;

import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.cli.Version;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.parallel.RowParallelModel;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cotangent sample}: draws from the posterior of a model, writes the draws and prints their summary. */
@Command(
        name = "sample",
        description = {
            "Draw from the posterior of a model.",
            "Writes chain-1.csv, chain-2.csv ... and run.json, and prints a summary."
                    + " The same seed, model and data give the same draws.",
            "Ctrl-C stops and keeps the draws so far, and a second one stops at once; cotangent resume goes on."
        })
public final class SampleCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Mixin
    private DataOption data;

    @Mixin
    private RowOptions rows;

    @Mixin
    private SamplerArguments sampler;

    @Mixin
    private CompileArguments arguments;

    @Mixin
    private PriorArguments prior;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: runs/MODEL-1, -2 and so on.")
    private Optional<Path> out;

    @Option(names = "--force", description = "Overwrite a run that --out holds already.")
    private boolean force;

    @Option(
            names = "--threads-per-chain",
            paramLabel = "N",
            description = "Threads that sum one log density over rows of data, for nuts, hmc and walnuts;"
                    + " does not change the draws. Default: the density is not summed by rows.")
    private Optional<Integer> threadsPerChain;

    @Mixin
    private RunArguments control;

    public SampleCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Interruption interruption = control.listen()) {
            Optional<RunDirectory> named = out.map(this::named);
            PreparedRun run = prepare(givenArguments());
            RunDirectory directory = named.orElseGet(
                    () -> RunDirectory.next(environment, run.model().name()));
            control.note(
                    environment,
                    run.model().name() + ": " + run.options().chains() + " chains, seed "
                            + run.options().seed() + ", writing to " + directory.shown());
            return new RunSession(environment, control, interruption).begin(run, directory);
        }
    }

    private RunDirectory named(Path given) {
        return force ? RunDirectory.named(environment, given) : RunDirectory.unused(environment, given);
    }

    /** What the user typed behind the name of the command, but for what is of no concern when a run goes on. */
    private List<String> givenArguments() {
        List<String> given =
                new ArrayList<>(spec.root().commandLine().getParseResult().expandedArgs());
        given.remove(spec.name());
        given.removeIf("--debug"::equals);
        return given;
    }

    /**
     * Reads what is to be run.
     *
     * @param given what the user typed
     */
    private PreparedRun prepare(List<String> given) {
        SamplerArguments.Chosen chosen = sampler.options(environment, control);
        rows.check(sampler.stochasticMethod());
        Compiled ready = compile(chosen);
        SamplerOptions options = ready.options();
        Model model = ready.model();
        // What is wrong with these is told before anything is written.
        Sampler.header(model, options);
        checkWarmStart(options.initialisation(), model);
        List<String> command = new ArrayList<>(given);
        if (!sampler.hasSeed()) {
            command.add("--seed=" + options.seed());
        }
        Provenance provenance = new Provenance(
                Version.text(),
                ready.code().hash(),
                ready.data().hash(),
                ready.inputs(),
                Optional.of(new Provenance.Command(
                        environment.directory().toAbsolutePath().normalize().toString(), command)));
        return new PreparedRun(model, options, provenance);
    }

    /** A model with its data, and what it is to be run with. */
    private record Compiled(
            CompiledModel code,
            DataOption.Content data,
            Model model,
            SamplerOptions options,
            Map<String, String> inputs) {}

    private Compiled compile(SamplerArguments.Chosen chosen) {
        ModelFile text = ModelFile.read(environment, file);
        if (chosen.options().method() instanceof Method.Populations) {
            if (threadsPerChain.isPresent()) {
                throw new UserError("--threads-per-chain is for methods with chains: populations use all --threads");
            }
            CompiledModel code = text.compile(environment, arguments, prior, CompileOptions::withGenerative);
            return bind(code, data.read(environment), chosen);
        }
        if (threadsPerChain.isPresent()) {
            CompiledModel code = text.compile(environment, arguments, prior, CompileOptions::withPlates);
            return inParallel(bind(code, data.read(environment), chosen), threadsPerChain.get());
        }
        if (!(chosen.options().method() instanceof Method.Riemannian method)) {
            boolean byRows = rows.isGiven() || chosen.options().method() instanceof Method.Stochastic;
            CompiledModel code = byRows
                    ? text.compile(environment, arguments, prior, CompileOptions::withPlates)
                    : text.compile(environment, arguments, prior);
            return bind(code, data.read(environment), chosen);
        }
        if (chosen.local().orElse(LocalMetricKind.FISHER) != LocalMetricKind.FISHER) {
            CompiledModel code = text.compile(environment, arguments, prior, CompileOptions::withCurvature);
            return noted(bind(code, data.read(environment), chosen), "");
        }
        CompiledModel code = text.compile(environment, arguments, prior, CompileOptions::withFisherMetric);
        Compiled compiled = bind(
                code,
                data.read(environment),
                chosen.options().withMethod(method.withMetric(LocalMetricKind.FISHER)),
                chosen.inputs());
        MetricChoice choice = MetricChoice.of(chosen.local(), compiled.model());
        if (choice.kind() != LocalMetricKind.FISHER) {
            // its warnings have been shown
            CompiledModel curved = text.compileSilently(
                    environment,
                    prior.applied(arguments.of(environment, text.folder()).withCurvature()));
            compiled = bind(
                    curved,
                    compiled.data(),
                    chosen.options().withMethod(method.withMetric(choice.kind())),
                    chosen.inputs());
        }
        return noted(compiled, chosen.local().isPresent() ? "" : ": " + choice.reason());
    }

    /** The same with a density that several threads sum over rows. */
    private static Compiled inParallel(Compiled compiled, int threads) {
        Method method = compiled.options().method();
        if (!(method instanceof Method.Nuts
                || method instanceof Method.StaticHmc
                || method instanceof Method.Walnuts)) {
            throw new UserError("--threads-per-chain is for the methods nuts, hmc and walnuts");
        } else if (threads < 1) {
            throw new UserError("--threads-per-chain must be at least 1, but is " + threads);
        } else if (compiled.model().plate().isEmpty()) {
            throw new UserError("--threads-per-chain needs a log density that is a sum over rows of data; "
                    + "cotangent check --emit=plates says why that of "
                    + compiled.model().name() + " is not");
        }
        return new Compiled(
                compiled.code(),
                compiled.data(),
                new RowParallelModel(compiled.model(), threads),
                compiled.options(),
                compiled.inputs());
    }

    /** Tells people which metric it is, and why. */
    private Compiled noted(Compiled compiled, String reason) {
        if (compiled.options().method() instanceof Method.Riemannian method) {
            control.note(environment, RiemannianArguments.described(method) + reason);
        }
        return compiled;
    }

    private Compiled bind(CompiledModel code, DataOption.Content content, SamplerArguments.Chosen chosen) {
        return bind(code, content, chosen.options(), chosen.inputs());
    }

    private Compiled bind(
            CompiledModel code, DataOption.Content content, SamplerOptions options, Map<String, String> inputs) {
        RowOptions.Bound bound = rows.bind(environment, code, content.source(), options.seed());
        Map<String, String> all = new TreeMap<>(inputs);
        all.putAll(bound.inputs());
        return new Compiled(code, content, bound.model(), options, all);
    }

    private static void checkWarmStart(Initialisation initialisation, Model model) {
        if (initialisation instanceof Initialisation.WarmStart warm) {
            int found = warm.perChain().get(0).position().length;
            int expected = model.layout().dimension();
            if (found != expected) {
                throw new UserError("--warm-start needs a run of a model with the same parameters: this one has "
                        + expected + " unconstrained coordinates, and that of the run had " + found);
            }
        }
    }

    /**
     * What an earlier command line asked for, with some of it otherwise.
     *
     * @param model file of the model, if it is not where it was
     * @param changes options that come after those of the command line and take their place
     */
    static PreparedRun again(
            Environment environment, Provenance.Command earlier, Optional<Path> model, List<String> changes) {
        SampleCommand command = new SampleCommand(new Environment(
                environment.out(),
                environment.err(),
                environment.terminal(),
                Path.of(earlier.directory()),
                environment.compiler()));
        List<String> all = new ArrayList<>(earlier.arguments());
        all.addAll(changes);
        new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .parseArgs(all.toArray(String[]::new));
        model.ifPresent(moved -> command.file = moved);
        return command.prepare(earlier.arguments());
    }
}
