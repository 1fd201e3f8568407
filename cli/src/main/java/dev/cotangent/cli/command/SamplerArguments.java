package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.AdaptationScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what to sample, and how. */
final class SamplerArguments {

    /** Names of the samplers. */
    enum MethodName {
        NUTS,
        WALNUTS,
        HMC,
        RMHMC,
        SMC,
        FOLLMER,
        ENSEMBLE,
        STRETCH,
        SGLD,
        SGLD_CV,
        SGHMC,
        BAOAB,
        ABOBA,
        LIE_TROTTER,
        DSGLD,
        FSGLD,
        FALD;

        /** True if it has populations of particles instead of chains with a metric. */
        boolean isOfPopulations() {
            return this == SMC || this == FOLLMER || this == ENSEMBLE || this == STRETCH;
        }

        /** True for the samplers on batches of rows. */
        boolean isStochastic() {
            return ordinal() >= SGLD.ordinal();
        }

        /** True for the samplers over shards. */
        boolean isFederated() {
            return ordinal() >= DSGLD.ordinal();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int WARM_WARMUP = 100;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            converter = MethodNameText.class,
            defaultValue = "nuts",
            description =
                    "Sampler: nuts, walnuts (steps are halved within the orbit), hmc with a fixed integration time, or"
                            + " rmhmc with a metric that depends on the position. Without gradients: smc,"
                            + " follmer, ensemble or stretch. On batches of rows, and approximate: sgld,"
                            + " sgld-cv, sghmc, baoab, aboba, lie-trotter; over shards: dsgld, fsgld, fald. Default: nuts.")
    private MethodName method;

    @Option(names = "--chains", paramLabel = "N", description = "Number of chains. Default: ${DEFAULT-VALUE}.")
    private int chains = 4;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Iterations a chain that adapt and are not draws. Default: 600.")
    private Optional<Integer> warmup;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Iterations a chain after warmup. Default: ${DEFAULT-VALUE}.")
    private int draws = 1000;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers. Default: a new one, shown.")
    private Optional<Long> seed;

    @Option(
            names = "--target-accept",
            paramLabel = "RATE",
            description = "Acceptance rate that the step size aims at, in (0, 1). Default: 0.9; 0.8 with"
                    + " --adaptation=windows.")
    private Optional<Double> targetAccept;

    @Option(
            names = "--max-depth",
            paramLabel = "N",
            description = "nuts, walnuts: limit of doublings a trajectory. Default: 10.")
    private Optional<Integer> maxDepth;

    @Option(
            names = "--max-error",
            paramLabel = "NATS",
            description = "walnuts: largest range of the energy along a step. Default: 0.5.")
    private Optional<Double> maxError;

    @Option(
            names = "--max-halvings",
            paramLabel = "N",
            description = "walnuts: limit of halvings of a step. Default: 10.")
    private Optional<Integer> maxHalvings;

    @Option(names = "--integration-time", paramLabel = "T", description = "hmc: length of a trajectory. Default: 2 pi.")
    private Optional<Double> integrationTime;

    @Option(
            names = "--metric",
            paramLabel = "SHAPE",
            description =
                    "Shape of the mass matrix: unit, diagonal, low-rank or dense. Default: low-rank; diagonal with"
                            + " --adaptation=windows. rmhmc: auto, fisher, softabs, hessian or diagonal-softabs."
                            + " Default: auto, which is fisher if every statement has one, and else softabs.")
    private Optional<String> metric;

    @Option(
            names = "--adaptation",
            paramLabel = "NAME",
            defaultValue = "fisher",
            description = "What warmup estimates the mass matrix from: fisher, draws and their gradients; windows, the"
                    + " variances of draws in Stan's windows. Default: fisher.")
    private AdaptationScheme adaptation;

    @Option(
            names = "--step-size",
            paramLabel = "SIZE",
            description =
                    "Step size to start from, default 1. On batches of rows: the step size, or auto to find the one"
                            + " with the least kernel Stein discrepancy, which is the default.")
    private Optional<String> stepSize;

    @Option(
            names = "--step-size-jitter",
            paramLabel = "FRACTION",
            description = "Make each trajectory's step size uniform within this fraction of the adapted one, in [0, 1)."
                    + " Default: ${DEFAULT-VALUE}.")
    private double stepSizeJitter;

    @Mixin
    private RiemannianArguments riemannian;

    @Mixin
    private StochasticArguments stochastic;

    @Mixin
    private PopulationArguments population;

    @Mixin
    private StartArguments start;

    @Option(names = "--thin", paramLabel = "N", description = "Keep one iteration in N. Default: ${DEFAULT-VALUE}.")
    private int thin = 1;

    @Option(
            names = "--select",
            paramLabel = "NAMES",
            split = ",(?![^\\[]*])",
            description = "Variables to write, separated by commas: theta, theta[1] or theta.1 for one element, the*"
                    + " for all that begin so. Default: all.")
    private List<String> select = List.of();

    @Option(names = "--save-warmup", description = "Keep warmup iterations too.")
    private boolean saveWarmup;

    /**
     * What was chosen.
     *
     * @param inputs hashes of files that the options name, by what they are for
     * @param local the metric of Riemannian HMC; empty if it is to be chosen, or for another method
     */
    record Chosen(SamplerOptions options, Map<String, String> inputs, Optional<LocalMetricKind> local) {}

    /**
     * The options as given, with a new seed if none was.
     *
     * @param control says how many threads there are, and whether anybody looks
     * @throws ParameterException if an option is outside its domain
     */
    Chosen options(Environment environment, RunArguments control) {
        try {
            StartArguments.Starts starts = start.of(environment, chains);
            Optional<LocalMetricKind> local =
                    method == MethodName.RMHMC ? metric.flatMap(MetricNames::local) : Optional.empty();
            Method chosen = method(local);
            SamplerOptions.Builder options = SamplerOptions.builder()
                    .method(chosen)
                    .chains(chains)
                    .warmup(warmup.orElse(start.isWarm() ? WARM_WARMUP : SamplerOptions.DEFAULT_WARMUP))
                    .draws(draws)
                    .thin(thin)
                    .saveWarmup(saveWarmup)
                    .select(select)
                    .seed(seed.orElseGet(SamplerArguments::newSeed))
                    .refresh(control.isQuiet() ? 0 : 1)
                    .stepSize(givenStep().orElse(1.0))
                    .stepSizeJitter(stepSizeJitter)
                    .adaptation(AdaptationOptions.of(adaptation))
                    .initialisation(starts.initialisation());
            control.threads().ifPresent(options::threads);
            if (chosen instanceof Method.Riemannian other) {
                if (adaptation == AdaptationScheme.WINDOWS) {
                    throw new IllegalArgumentException(
                            "--adaptation is an option of --method=nuts, walnuts and hmc only");
                }
                options.targetAccept(
                        other.usualTarget(AdaptationOptions.of(adaptation).targetAccept()));
            } else if (method.isStochastic()) {
                checkStochastic();
                options.metric(metric.map(given -> MetricNames.shape(given, method.toString()))
                        .orElse(MetricKind.DENSE));
            } else {
                String name = method.toString();
                starts.metricKind()
                        .or(() -> metric.map(given -> MetricNames.shape(given, name)))
                        .ifPresent(options::metric);
            }
            targetAccept.ifPresent(options::targetAccept);
            return new Chosen(options.build(), starts.inputs(), local);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), asOption(String.valueOf(e.getMessage())), e);
        }
    }

    /** Names the option instead of the property: {@code --max-depth must be ...} for {@code maxDepth must be ...}. */
    private static String asOption(String message) {
        String property = message.substring(0, Math.max(message.indexOf(' '), 0));
        if (property.startsWith("--")) {
            return message;
        }
        String option = property.equals("radius")
                ? "init"
                : property.replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
        return "--" + option + message.substring(property.length());
    }

    /** The step size that was given as a number. */
    private Optional<Double> givenStep() {
        if (stepSize.isEmpty() || method.isStochastic() && stepSize.get().equals("auto")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.valueOf(stepSize.get()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--step-size takes a number" + (method.isStochastic() ? " or auto" : "") + ", not '"
                            + stepSize.get() + "'",
                    e);
        }
    }

    /** Options of other samplers would be left unheeded. */
    private void checkStochastic() {
        String others = "nuts, walnuts, hmc and rmhmc";
        reject(targetAccept, "--target-accept", others);
        reject(maxDepth, "--max-depth", "nuts and --method=walnuts");
        reject(Optional.of(stepSizeJitter).filter(jitter -> jitter != 0), "--step-size-jitter", others);
        reject(
                Optional.of(adaptation).filter(AdaptationScheme.WINDOWS::equals),
                "--adaptation",
                "nuts, walnuts and hmc");
        if (start.isWarm()) {
            throw new IllegalArgumentException("--warm-start is an option of --method=nuts, walnuts and hmc only");
        }
        if (metric.filter("low-rank"::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "--metric must be unit, diagonal or dense with --method=" + method + ", but is low-rank");
        }
    }

    /** The sampler's name if it works on batches of rows. */
    Optional<MethodName> stochasticMethod() {
        return Optional.of(method).filter(MethodName::isStochastic);
    }

    private Method method(Optional<LocalMetricKind> local) {
        if (!method.isStochastic()) {
            stochastic.reject();
        }
        if (method != MethodName.RMHMC) {
            riemannian.reject();
        }
        if (!method.isOfPopulations()) {
            population.reject();
        } else {
            rejectOptionsOfChains();
        }
        if (method != MethodName.HMC) {
            reject(integrationTime, "--integration-time", "hmc");
        }
        if (method != MethodName.WALNUTS) {
            reject(maxError, "--max-error", "walnuts");
            reject(maxHalvings, "--max-halvings", "walnuts");
        }
        return switch (method) {
            case NUTS -> maxDepth.<Method>map(Method.Nuts::new).orElseGet(Method::nuts);
            case WALNUTS -> walnuts();
            case HMC -> {
                reject(maxDepth, "--max-depth", "nuts and --method=walnuts");
                yield integrationTime.<Method>map(Method.StaticHmc::new).orElseGet(Method::hmc);
            }
            case RMHMC -> {
                reject(maxDepth, "--max-depth", "nuts and --method=walnuts");
                yield riemannian.method(local);
            }
            case SMC -> population.smc();
            case FOLLMER -> population.follmer();
            case ENSEMBLE -> population.ensemble();
            case STRETCH -> population.stretch();
            default -> new Method.Stochastic(stochastic.options(method, givenStep()));
        };
    }

    private void rejectOptionsOfChains() {
        String owner = "nuts, walnuts, hmc or rmhmc";
        reject(maxDepth, "--max-depth", "nuts or walnuts");
        reject(targetAccept, "--target-accept", owner);
        reject(metric, "--metric", owner);
        if (method != MethodName.STRETCH) {
            reject(warmup, "--warmup", owner + ", or stretch");
            if (thin != 1) {
                throw new IllegalArgumentException("--thin is an option of --method=" + owner + ", or stretch only");
            }
        }
        if (saveWarmup) {
            throw new IllegalArgumentException("--save-warmup is an option of --method=" + owner + " only");
        }
        start.rejectGiven("--method=" + owner);
    }

    private Method walnuts() {
        Method.Walnuts usual = Method.walnuts();
        return new Method.Walnuts(
                maxDepth.orElse(usual.maxDepth()),
                maxError.orElse(usual.maxError()),
                maxHalvings.orElse(usual.maxHalvings()));
    }

    private static void reject(Optional<?> value, String option, String owner) {
        OptionOwner.require("--method=" + owner, value, option);
    }

    /** True if the seed is given, and not new. */
    boolean hasSeed() {
        return seed.isPresent();
    }

    /** A seed that is short enough to be typed again. */
    static long newSeed() {
        return new SplittableRandom().nextInt(1, Integer.MAX_VALUE);
    }
}
