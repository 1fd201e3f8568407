package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.sampler.ensemble.FeynmanKac;
import dev.cotangent.runtime.sampler.ensemble.PopulationSampler;
import dev.cotangent.runtime.sampler.ensemble.ScoreDiffusion;
import dev.cotangent.runtime.sampler.ensemble.TemperedSmc;
import dev.cotangent.runtime.sampler.ensemble.TwistedSmc;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The options of a method of populations, by their names in {@code run.json}. */
final class PopulationOptions {

    private PopulationOptions() {}

    static Map<String, Object> of(Method.Populations method) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (method instanceof Method.Stretch stretch) {
            tree.put("method", "stretch");
            stretch.walkers().ifPresent(walkers -> tree.put("walkers", walkers));
        } else if (method instanceof Method.Particles particles) {
            addSampler(particles.sampler(), tree);
        }
        tree.put("onFailure", name(method.onFailure()));
        return tree;
    }

    private static void addSampler(PopulationSampler sampler, Map<String, Object> tree) {
        if (sampler instanceof TemperedSmc smc) {
            tree.put("method", "smc");
            tree.put("essFraction", smc.effectiveFraction());
            tree.put("moves", smc.moves());
            tree.put("moveKind", name(smc.kind()));
        } else if (sampler instanceof ScoreDiffusion diffusion) {
            boolean reverse = diffusion.kind() == ScoreDiffusion.Kind.REVERSE;
            tree.put("method", reverse ? "ensemble" : "follmer");
            if (reverse) {
                tree.put("scheme", "reverse");
            }
            tree.put("steps", diffusion.steps());
            tree.put("smoothing", name(diffusion.smoothing()));
            tree.put("correction", name(diffusion.correction()));
            tree.put("moves", diffusion.moves());
        } else if (sampler instanceof TwistedSmc twisted) {
            tree.put("method", "ensemble");
            tree.put("scheme", "twisted");
            tree.put("steps", twisted.steps());
        } else if (sampler instanceof FeynmanKac feynmanKac) {
            tree.put("method", "ensemble");
            tree.put("scheme", "feynman-kac");
            tree.put("steps", feynmanKac.steps());
            tree.put("tilt", feynmanKac.tilt());
        }
        tree.put("particles", sampler.particles());
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
