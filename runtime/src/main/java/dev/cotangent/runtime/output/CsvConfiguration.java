package dev.cotangent.runtime.output;

import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.run.StochasticOptions;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration that opens a Stan CSV file: comments {@code # key = value}, nested by two spaces, with CmdStan's keys.
 */
final class CsvConfiguration {

    /** Version of Stan whose CSV layout the files follow; readers look for it. */
    private static final int[] LAYOUT_VERSION = {2, 36, 0};

    private static final SamplerOptions DEFAULTS = SamplerOptions.builder().build();

    private final List<String> lines = new ArrayList<>();
    private final RunHeader header;
    private final SamplerOptions options;

    private CsvConfiguration(RunHeader header) {
        this.header = header;
        this.options = header.options();
    }

    /** The lines for a chain, each with its leading {@code #}. */
    static List<String> lines(RunHeader header, int chain, Provenance provenance) {
        CsvConfiguration configuration = new CsvConfiguration(header);
        configuration.addRun(provenance);
        configuration.addSample();
        configuration.add(0, "id", chain + 1, chain == 0);
        configuration.addInitialisation();
        configuration.add(0, "random");
        configuration.add(1, "seed", header.options().seed(), false);
        return configuration.lines;
    }

    private void addRun(Provenance provenance) {
        add(0, "stan_version_major", LAYOUT_VERSION[0], false);
        add(0, "stan_version_minor", LAYOUT_VERSION[1], false);
        add(0, "stan_version_patch", LAYOUT_VERSION[2], false);
        add(0, "cotangent_version", provenance.version(), false);
        add(0, "model", header.model() + "_model", false);
        if (!provenance.modelHash().isEmpty()) {
            add(0, "model_hash", provenance.modelHash(), false);
        }
    }

    private void addSample() {
        add(0, "method", "sample", true);
        add(1, "sample");
        add(2, "num_samples", options.draws(), options.draws() == DEFAULTS.draws());
        add(2, "num_warmup", options.warmup(), options.warmup() == DEFAULTS.warmup());
        add(2, "save_warmup", options.saveWarmup() ? 1 : 0, !options.saveWarmup());
        add(2, "thin", options.thin(), options.thin() == 1);
        if (options.method() instanceof Method.Stochastic stochastic && hasParameters()) {
            addStochastic(stochastic.options());
        } else if (options.method() instanceof Method.Populations populations) {
            addPopulations(populations);
        } else if (isFixed()) {
            add(2, "algorithm", "fixed_param", false);
        } else {
            addAdaptation();
            addAlgorithm();
        }
        add(2, "num_chains", options.chains(), options.chains() == 1);
    }

    /** A model without parameters has no energy. */
    private boolean isFixed() {
        return header.columns().stream().map(Column::name).noneMatch("energy__"::equals);
    }

    private boolean hasParameters() {
        return header.columns().stream().map(Column::name).anyMatch("stepsize__"::equals);
    }

    private void addStochastic(StochasticOptions stochastic) {
        add(2, "algorithm", stochastic.dynamics().text(), false);
        add(3, "approximate", 1, false);
        add(3, "batch", stochastic.batch(), false);
        add(3, "batch_order", stochastic.order().text(), false);
        add(3, "control_variates", stochastic.controlVariates() ? 1 : 0, false);
    }

    private void addPopulations(Method.Populations populations) {
        Map<String, Object> given = PopulationOptions.of(populations);
        add(2, "algorithm", String.valueOf(given.remove("method")), false);
        given.forEach(
                (name, value) -> add(3, name, value instanceof Double number ? NumberText.of(number) : value, false));
    }

    private void addAdaptation() {
        AdaptationOptions given = options.adaptation();
        AdaptationOptions usual = DEFAULTS.adaptation();
        add(2, "adapt");
        add(3, "engaged", options.warmup() > 0 ? 1 : 0, options.warmup() > 0);
        add(3, "gamma", NumberText.of(given.gamma()), given.gamma() == usual.gamma());
        add(3, "delta", NumberText.of(given.targetAccept()), given.targetAccept() == usual.targetAccept());
        add(3, "kappa", NumberText.of(given.kappa()), given.kappa() == usual.kappa());
        add(3, "t0", NumberText.of(given.t0()), given.t0() == usual.t0());
        add(3, "init_buffer", given.initBuffer(), given.initBuffer() == usual.initBuffer());
        add(3, "term_buffer", given.termBuffer(), given.termBuffer() == usual.termBuffer());
        add(3, "window", given.baseWindow(), given.baseWindow() == usual.baseWindow());
    }

    private void addAlgorithm() {
        add(2, "algorithm", "hmc", true);
        add(3, "hmc");
        if (options.method() instanceof Method.Nuts nuts) {
            add(4, "engine", "nuts", true);
            add(5, "nuts");
            add(6, "max_depth", nuts.maxDepth(), nuts.maxDepth() == 10);
        } else if (options.method() instanceof Method.Walnuts walnuts) {
            Method.Walnuts usual = Method.walnuts();
            add(4, "engine", "walnuts", false);
            add(5, "walnuts");
            add(6, "max_depth", walnuts.maxDepth(), walnuts.maxDepth() == usual.maxDepth());
            add(6, "max_error", NumberText.of(walnuts.maxError()), walnuts.maxError() == usual.maxError());
            add(6, "max_halvings", walnuts.maxHalvings(), walnuts.maxHalvings() == usual.maxHalvings());
        } else if (options.method() instanceof Method.StaticHmc hmc) {
            add(4, "engine", "static", false);
            add(5, "static");
            add(6, "int_time", NumberText.of(hmc.integrationTime()), hmc.equals(Method.hmc()));
        } else if (options.method() instanceof Method.Riemannian riemannian) {
            addRiemannian(riemannian);
            return;
        }
        add(4, "metric", metricName(), options.metricKind() == DEFAULTS.metricKind());
        addStepSize();
    }

    private void addRiemannian(Method.Riemannian method) {
        add(4, "engine", "riemannian", false);
        add(4, "metric", method.metric().text(), false);
        if (method.metric().isSoftAbs()) {
            add(4, "alpha", NumberText.of(method.alpha()), method.alpha() == Method.Riemannian.DEFAULT_ALPHA);
        }
        Optional<CopyRule> rule = method.integrator().rule();
        add(4, "integrator", rule.isPresent() ? "explicit" : "implicit", rule.isEmpty());
        rule.ifPresent(copies -> add(4, "rule", copies.text(), copies == CopyRule.PROJECTED));
        addStepSize();
    }

    private void addStepSize() {
        add(4, "stepsize", NumberText.of(options.stepSize()), options.stepSize() == DEFAULTS.stepSize());
        add(
                4,
                "stepsize_jitter",
                NumberText.of(options.stepSizeJitter()),
                options.stepSizeJitter() == DEFAULTS.stepSizeJitter());
    }

    private String metricName() {
        return switch (options.metricKind()) {
            case UNIT -> "unit_e";
            // what the file shows of a low-rank metric is its diagonal, and readers know three names
            case DIAGONAL, LOW_RANK -> "diag_e";
            case DENSE -> "dense_e";
        };
    }

    private void addInitialisation() {
        if (options.initialisation() instanceof Initialisation.Climbed climbed) {
            add(0, "init", NumberText.of(climbed.radius()), climbed.equals(DEFAULTS.initialisation()));
        } else if (options.initialisation() instanceof Initialisation.Uniform uniform) {
            add(0, "init", NumberText.of(uniform.radius()), uniform.equals(DEFAULTS.initialisation()));
        } else if (options.initialisation() instanceof Initialisation.Pathfinder) {
            add(0, "init", "pathfinder", false);
        } else {
            add(0, "init", "given", false);
        }
    }

    private void add(int depth, String group) {
        lines.add("# " + "  ".repeat(depth) + group);
    }

    private void add(int depth, String key, Object value, boolean isDefault) {
        add(depth, key + " = " + value + (isDefault ? " (Default)" : ""));
    }
}
