package dev.cotangent.cli.command;

import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.sampler.ensemble.Correction;
import dev.cotangent.runtime.sampler.ensemble.FeynmanKac;
import dev.cotangent.runtime.sampler.ensemble.MoveKind;
import dev.cotangent.runtime.sampler.ensemble.OnFailure;
import dev.cotangent.runtime.sampler.ensemble.PopulationSampler;
import dev.cotangent.runtime.sampler.ensemble.ScoreDiffusion;
import dev.cotangent.runtime.sampler.ensemble.Smoothing;
import dev.cotangent.runtime.sampler.ensemble.TemperedSmc;
import dev.cotangent.runtime.sampler.ensemble.TwistedSmc;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of samplers of many particles. */
final class PopulationArguments {

    /** Ways of the method called ensemble. */
    enum Scheme {
        REVERSE,
        TWISTED,
        FEYNMAN_KAC,
        AFDPS
    }

    private static final int PARTICLES = 1000;
    private static final int DIFFUSION_STEPS = 50;
    private static final int FEYNMAN_KAC_STEPS = 100;
    private static final int MOVES = 5;

    @Option(
            names = "--particles",
            paramLabel = "N",
            description = "smc, follmer, ensemble: particles a population. Default: 1000.")
    private Optional<Integer> particles;

    @Option(
            names = "--walkers",
            paramLabel = "N",
            description = "stretch: walkers, an even number. Default: 20, or twice the dimension and two more.")
    private Optional<Integer> walkers;

    @Option(
            names = "--scheme",
            paramLabel = "NAME",
            converter = SchemeName.class,
            description = "ensemble: reverse, paths of a diffusion whose drift the ensemble estimates; twisted, the"
                    + " prior's diffusion weighted on the way; feynman-kac or afdps, with gradients. Default: reverse.")
    private Optional<Scheme> scheme;

    @Option(
            names = "--path-steps",
            paramLabel = "N",
            description = "follmer, ensemble: steps of a path. Default: 50; the fewest for feynman-kac and afdps, 100.")
    private Optional<Integer> pathSteps;

    @Option(
            names = "--smoothing",
            paramLabel = "NAME",
            description =
                    "follmer, ensemble: what the ensemble is taken for: adaptive, a mixture as wide as predicts best;"
                            + " gaussian; or silverman, a mixture as wide as by rule. Default: adaptive.")
    private Optional<Smoothing> smoothing;

    @Option(
            names = "--correction",
            paramLabel = "NAME",
            description = "follmer, ensemble: weights; moves, weights and Metropolis moves; or none, approximate."
                    + " Default: weights.")
    private Optional<Correction> correction;

    @Option(
            names = "--moves",
            paramLabel = "N",
            description = "smc: moves a temperature; follmer, ensemble with --correction=moves: moves in the end."
                    + " Default: 5.")
    private Optional<Integer> moves;

    @Option(
            names = "--move-kind",
            paramLabel = "NAME",
            converter = MoveName.class,
            description = "smc: random-walk or stretch. Default: random-walk.")
    private Optional<MoveKind> moveKind;

    @Option(
            names = "--ess-fraction",
            paramLabel = "FRACTION",
            description = "smc: effective size of the weights at each temperature, in (0, 1). Default: 0.5.")
    private Optional<Double> essFraction;

    @Option(
            names = "--on-failure",
            paramLabel = "NAME",
            converter = FailureName.class,
            description =
                    "smc, follmer, ensemble, stretch: what becomes of a point at which a Java function of the model"
                            + " fails, or the likelihood is not a number: error, or zero-weight. Default: error.")
    private Optional<OnFailure> onFailure;

    private static final class SchemeName extends EnumText<Scheme> {
        SchemeName() {
            super(Scheme.class);
        }
    }

    private static final class MoveName extends EnumText<MoveKind> {
        MoveName() {
            super(MoveKind.class);
        }
    }

    private static final class FailureName extends EnumText<OnFailure> {
        FailureName() {
            super(OnFailure.class);
        }
    }

    /** Which options were given, by name. */
    private Map<String, Boolean> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--particles", particles.isPresent());
        given.put("--walkers", walkers.isPresent());
        given.put("--scheme", scheme.isPresent());
        given.put("--path-steps", pathSteps.isPresent());
        given.put("--smoothing", smoothing.isPresent());
        given.put("--correction", correction.isPresent());
        given.put("--moves", moves.isPresent());
        given.put("--move-kind", moveKind.isPresent());
        given.put("--ess-fraction", essFraction.isPresent());
        given.put("--on-failure", onFailure.isPresent());
        return given;
    }

    /** Makes sure that no option is given but some. */
    private void allow(String method, Set<String> allowed) {
        given().forEach((name, isGiven) -> {
            if (isGiven && !allowed.contains(name)) {
                throw new IllegalArgumentException(name + " is no option of " + method);
            }
        });
    }

    /** Makes sure that none is given, as the method has chains. */
    void reject() {
        OptionOwner.require("--method=smc, follmer, ensemble or stretch", given());
    }

    private OnFailure failing() {
        return onFailure.orElse(OnFailure.ERROR);
    }

    private int count() {
        return particles.orElse(PARTICLES);
    }

    Method smc() {
        allow("--method=smc", Set.of("--particles", "--moves", "--move-kind", "--ess-fraction", "--on-failure"));
        return particles(new TemperedSmc(
                count(), essFraction.orElse(0.5), moves.orElse(MOVES), moveKind.orElse(MoveKind.RANDOM_WALK)));
    }

    Method stretch() {
        allow("--method=stretch", Set.of("--walkers", "--on-failure"));
        return new Method.Stretch(walkers, failing());
    }

    Method follmer() {
        return diffusion("--method=follmer", ScoreDiffusion.Kind.FOLLMER, Set.of());
    }

    Method ensemble() {
        return switch (scheme.orElse(Scheme.REVERSE)) {
            case REVERSE -> diffusion("--scheme=reverse", ScoreDiffusion.Kind.REVERSE, Set.of("--scheme"));
            case TWISTED -> {
                allow("--scheme=twisted", Set.of("--particles", "--scheme", "--path-steps", "--on-failure"));
                yield particles(new TwistedSmc(count(), pathSteps.orElse(DIFFUSION_STEPS)));
            }
            case FEYNMAN_KAC -> feynmanKac("--scheme=feynman-kac", 0.5);
            case AFDPS -> feynmanKac("--scheme=afdps", 1);
        };
    }

    private Method feynmanKac(String name, double tilt) {
        allow(name, Set.of("--particles", "--scheme", "--path-steps", "--on-failure"));
        return particles(new FeynmanKac(count(), pathSteps.orElse(FEYNMAN_KAC_STEPS), tilt));
    }

    private Method diffusion(String name, ScoreDiffusion.Kind kind, Set<String> more) {
        Set<String> allowed = new HashSet<>(more);
        allowed.addAll(Set.of("--particles", "--path-steps", "--smoothing", "--correction", "--moves", "--on-failure"));
        allow(name, allowed);
        boolean moved = correction.orElse(Correction.WEIGHTS) == Correction.MOVES;
        if (!moved) {
            OptionOwner.require("--correction=moves", moves, "--moves");
        }
        return particles(new ScoreDiffusion(
                kind,
                count(),
                pathSteps.orElse(DIFFUSION_STEPS),
                smoothing.orElse(Smoothing.ADAPTIVE),
                correction.orElse(Correction.WEIGHTS),
                moved ? moves.orElse(MOVES) : 0));
    }

    private Method particles(PopulationSampler sampler) {
        return new Method.Particles(sampler, failing());
    }
}
