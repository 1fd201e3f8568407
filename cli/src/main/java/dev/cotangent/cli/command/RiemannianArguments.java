package dev.cotangent.cli.command;

import dev.cotangent.runtime.geometry.CopiedPhaseSpace;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.IntegratorOptions;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.run.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of Riemannian HMC alone. */
final class RiemannianArguments {

    /** Names of integrators. */
    enum IntegratorName {
        IMPLICIT,
        EXPLICIT
    }

    @Option(
            names = "--integrator",
            paramLabel = "NAME",
            description =
                    "rmhmc: implicit, the generalised leapfrog, or explicit, with copies of position and momentum."
                            + " Default: implicit.")
    private Optional<IntegratorName> integrator;

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            description =
                    "rmhmc, explicit: projected, copies are brought together after every step; auxiliary, copies are"
                            + " variables of their own; or, not exact, paper or midpoint. Default: projected.")
    private Optional<CopyRule> rule;

    @Option(names = "--steps", paramLabel = "N", description = "rmhmc: steps a trajectory. Default: tuned in warmup.")
    private Optional<Integer> steps;

    @Option(
            names = "--binding",
            paramLabel = "OMEGA",
            description =
                    "rmhmc, explicit, but not projected: strength of the binding of copies. Default: tuned in warmup.")
    private Optional<Double> binding;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            description = "rmhmc, softabs: sharpness of the smooth absolute value. Default: 1000.")
    private Optional<Double> alpha;

    @Option(
            names = "--renewal",
            paramLabel = "N",
            description =
                    "rmhmc, auxiliary: steps between two draws of copies; 0 for one draw a trajectory. Default: 1.")
    private Optional<Integer> renewal;

    @Option(
            names = "--spread",
            paramLabel = "SD",
            description = "rmhmc, auxiliary: standard deviation of copies in units of the metric. Default: 0.05.")
    private Optional<Double> spread;

    @Option(
            names = "--reversal-tolerance",
            paramLabel = "DISTANCE",
            description =
                    "rmhmc, implicit or projected: how far the way back of a trajectory may miss its start, in units of"
                            + " the metric; 0 for no way back. Default: 1e-6.")
    private Optional<Double> reversalTolerance;

    /** Which options were given, by name. */
    private Map<String, Boolean> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--integrator", integrator.isPresent());
        given.put("--rule", rule.isPresent());
        given.put("--steps", steps.isPresent());
        given.put("--binding", binding.isPresent());
        given.put("--alpha", alpha.isPresent());
        given.put("--renewal", renewal.isPresent());
        given.put("--spread", spread.isPresent());
        given.put("--reversal-tolerance", reversalTolerance.isPresent());
        return given;
    }

    /**
     * Makes sure that no option was given.
     *
     * @throws IllegalArgumentException if one was
     */
    void reject() {
        OptionOwner.require("--method=rmhmc", given());
    }

    /**
     * The method.
     *
     * @param metric empty if it is to be chosen
     * @throws IllegalArgumentException if options are outside their domain, or do not go together
     */
    Method.Riemannian method(Optional<LocalMetricKind> metric) {
        if (alpha.isPresent() && metric.isPresent() && !metric.get().isSoftAbs()) {
            throw new IllegalArgumentException(
                    "--alpha is an option of --metric=softabs and diagonal-softabs, not of " + metric.get());
        }
        IntegratorOptions options = integrator();
        if (binding.isPresent() && !options.hasBinding()) {
            throw new IllegalArgumentException(
                    "--binding is an option of --integrator=explicit with --rule=auxiliary, paper or midpoint");
        }
        return new Method.Riemannian(
                metric.orElse(LocalMetricKind.SOFTABS),
                alpha.orElse(Method.Riemannian.DEFAULT_ALPHA),
                options,
                steps,
                binding);
    }

    private IntegratorOptions integrator() {
        boolean isExplicit =
                integrator.filter(name -> name == IntegratorName.EXPLICIT).isPresent();
        if (!isExplicit) {
            OptionOwner.require("--integrator=explicit", rule, "--rule");
        }
        CopyRule copies = rule.orElse(CopyRule.PROJECTED);
        IntegratorOptions options = isExplicit ? IntegratorOptions.explicit(copies) : IntegratorOptions.implicit();
        if (isExplicit && copies == CopyRule.AUXILIARY) {
            OptionOwner.require(
                    "--integrator=implicit and --rule=projected", reversalTolerance, "--reversal-tolerance");
            int steps = renewal.orElse(options.renewal());
            if (steps < 0) {
                throw new IllegalArgumentException("--renewal must not be negative, but is " + steps);
            }
            return options.withCopies(steps == 0 ? CopiedPhaseSpace.ONCE : steps, spread.orElse(options.spread()));
        }
        OptionOwner.require("--rule=auxiliary", renewal, "--renewal");
        OptionOwner.require("--rule=auxiliary", spread, "--spread");
        if (options.hasBinding()) {
            OptionOwner.require(
                    "--integrator=implicit and --rule=projected", reversalTolerance, "--reversal-tolerance");
        }
        return reversalTolerance
                .map(RiemannianArguments::tolerance)
                .map(options::withReversalTolerance)
                .orElse(options);
    }

    private static double tolerance(double given) {
        if (!(given >= 0)) {
            throw new IllegalArgumentException("--reversal-tolerance must not be negative, but is " + given);
        }
        return given == 0 ? Double.POSITIVE_INFINITY : given;
    }

    /** What people are told of a run. */
    static String described(Method.Riemannian method) {
        String metric = method.metric().isSoftAbs()
                ? method.metric() + " (alpha " + shortest(method.alpha()) + ")"
                : method.metric().text();
        String inexact = method.integrator()
                .rule()
                .filter(copies -> !copies.isExact())
                .map(copies -> "; this rule is not exact")
                .orElse("");
        return "metric " + metric + ", " + method.integrator().text() + inexact;
    }

    private static String shortest(double value) {
        return value == Math.rint(value) && value < 1e9 ? String.format(Locale.ROOT, "%.0f", value) : "" + value;
    }
}
