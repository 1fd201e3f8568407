package dev.cotangent.runtime.output;

import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.IntegratorOptions;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.run.StochasticOptions;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The options of a run by their names in {@code run.json}. */
final class OptionsTree {

    private OptionsTree() {}

    static Map<String, Object> of(SamplerOptions options) {
        Map<String, Object> tree = new LinkedHashMap<>();
        addMethod(options.method(), tree);
        tree.put("chains", options.chains());
        tree.put("warmup", options.warmup());
        tree.put("draws", options.draws());
        tree.put("thin", options.thin());
        tree.put("saveWarmup", options.saveWarmup());
        if (!options.select().isEmpty()) {
            tree.put("select", options.select());
        }
        tree.put("seed", options.seed());
        tree.put("threads", options.threads());
        if (options.method() instanceof Method.Riemannian riemannian) {
            addRiemannian(riemannian, tree);
        } else {
            tree.put("metric", options.metricKind().text());
        }
        tree.put("stepSize", options.stepSize());
        tree.put("stepSizeJitter", options.stepSizeJitter());
        tree.put("adaptation", adaptation(options.adaptation()));
        addInitialisation(options.initialisation(), tree);
        return tree;
    }

    private static void addMethod(Method method, Map<String, Object> tree) {
        if (method instanceof Method.Nuts nuts) {
            tree.put("method", "nuts");
            tree.put("maxDepth", nuts.maxDepth());
        } else if (method instanceof Method.Walnuts walnuts) {
            tree.put("method", "walnuts");
            tree.put("maxDepth", walnuts.maxDepth());
            tree.put("maxError", walnuts.maxError());
            tree.put("maxHalvings", walnuts.maxHalvings());
        } else if (method instanceof Method.StaticHmc hmc) {
            tree.put("method", "hmc");
            tree.put("integrationTime", hmc.integrationTime());
        } else if (method instanceof Method.Riemannian) {
            tree.put("method", "rmhmc");
        } else if (method instanceof Method.Stochastic stochastic) {
            addStochastic(stochastic.options(), tree);
        } else if (method instanceof Method.Populations populations) {
            tree.putAll(PopulationOptions.of(populations));
        }
    }

    private static void addRiemannian(Method.Riemannian method, Map<String, Object> tree) {
        tree.put("metric", method.metric().text());
        if (method.metric().isSoftAbs()) {
            tree.put("alpha", method.alpha());
        }
        IntegratorOptions integrator = method.integrator();
        tree.put("integrator", integrator.rule().isPresent() ? "explicit" : "implicit");
        integrator.rule().ifPresent(rule -> tree.put("rule", rule.text()));
        if (integrator.rule().filter(rule -> rule == CopyRule.AUXILIARY).isPresent()) {
            tree.put("renewal", integrator.renewal());
            tree.put("spread", integrator.spread());
        } else if (!integrator.hasBinding()) {
            double tolerance = integrator.reversalTolerance();
            tree.put("reversalTolerance", tolerance == Double.POSITIVE_INFINITY ? 0 : tolerance);
        }
        method.steps().ifPresent(steps -> tree.put("steps", steps));
        method.binding().ifPresent(binding -> tree.put("binding", binding));
    }

    private static void addStochastic(StochasticOptions options, Map<String, Object> tree) {
        tree.put("method", options.dynamics().text());
        tree.put("approximate", true);
        tree.put("batch", options.batch());
        tree.put("batchOrder", options.order().text());
        tree.put("controlVariates", options.controlVariates());
        tree.put("refreshAnchor", options.refresh());
        if (options.stepIsGiven()) {
            tree.put("langevinStep", options.step().size());
        }
        tree.put("stepDecay", options.step().power());
        tree.put("stepDelay", options.step().delay());
        if (options.dynamics().isKinetic()) {
            tree.put("friction", options.friction());
        }
        if (options.dynamics().isFederated()) {
            StochasticOptions.Federation federation = options.federation();
            tree.put("localSteps", federation.localUpdates());
            if (!federation.probabilities().isEmpty()) {
                tree.put("shardProbabilities", federation.probabilities());
            }
            tree.put("surrogate", federation.fit().text());
            tree.put("surrogateShape", federation.shape().text());
            tree.put("noiseCorrelation", federation.correlation());
            federation.participants().ifPresent(participants -> tree.put("participants", participants));
        }
    }

    private static Map<String, Object> adaptation(AdaptationOptions options) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("scheme", options.scheme().name().toLowerCase(Locale.ROOT));
        tree.put("targetAccept", options.targetAccept());
        tree.put("gamma", options.gamma());
        tree.put("kappa", options.kappa());
        tree.put("t0", options.t0());
        tree.put("initBuffer", options.initBuffer());
        tree.put("termBuffer", options.termBuffer());
        tree.put("baseWindow", options.baseWindow());
        return tree;
    }

    private static void addInitialisation(Initialisation initialisation, Map<String, Object> tree) {
        if (initialisation instanceof Initialisation.Climbed climbed) {
            tree.put("initial", "climbed");
            tree.put("initialRadius", climbed.radius());
            tree.put("climbs", climbed.climbs());
        } else if (initialisation instanceof Initialisation.Uniform uniform) {
            tree.put("initialRadius", uniform.radius());
        } else if (initialisation instanceof Initialisation.Values values) {
            tree.put("initial", "values");
            tree.put("initialRadius", values.radius());
        } else if (initialisation instanceof Initialisation.Pathfinder pathfinder) {
            tree.put("initial", "pathfinder");
            tree.put("initialRadius", pathfinder.radius());
            tree.put("initialPaths", pathfinder.paths());
        } else if (initialisation instanceof Initialisation.WarmStart) {
            tree.put("initial", "warm start");
        } else {
            tree.put("initial", "positions");
        }
    }
}
