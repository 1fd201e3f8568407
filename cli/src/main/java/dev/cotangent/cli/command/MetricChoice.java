package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.geometry.CholeskyMetric;
import dev.cotangent.runtime.geometry.LocalMetric;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Which metric {@code auto} is: Fisher's where every statement has one and their sum has full rank, or else SoftAbs.
 *
 * @param kind the metric
 * @param reason why, to be told
 */
record MetricChoice(LocalMetricKind kind, String reason) {

    private static final int TRIES = 20;
    private static final double RADIUS = 2;
    private static final int GAPS_SHOWN = 3;

    /**
     * Chooses for a model that was compiled with its Fisher metric, if it has one.
     *
     * @param given what the user asked for; empty to choose
     * @throws UserError if the Fisher metric was asked for, and there is none
     */
    static MetricChoice of(Optional<LocalMetricKind> given, Model model) {
        Optional<String> obstacle = obstacle(model);
        if (obstacle.isEmpty()) {
            return new MetricChoice(LocalMetricKind.FISHER, "every statement has a Fisher metric");
        }
        if (given.isPresent()) {
            throw new UserError("the model has no Fisher metric: " + obstacle.get() + System.lineSeparator()
                    + "--metric=softabs needs none");
        }
        return new MetricChoice(LocalMetricKind.SOFTABS, "there is no Fisher metric: " + obstacle.get());
    }

    private static Optional<String> obstacle(Model model) {
        List<FisherInformation.Gap> gaps = model.fisherGaps();
        if (!gaps.isEmpty()) {
            String shown = gaps.stream()
                    .limit(GAPS_SHOWN)
                    .map(gap -> gap.location() + ": `" + gap.statement() + "`: " + gap.reason())
                    .collect(Collectors.joining("; "));
            return Optional.of(
                    gaps.size() > GAPS_SHOWN ? shown + "; and " + (gaps.size() - GAPS_SHOWN) + " more" : shown);
        }
        Optional<FisherInformation> density = model.newFisherInformation();
        if (density.isEmpty()) {
            return Optional.of("the model has no statement with a distribution");
        }
        return hasFullRank(density.get())
                ? Optional.empty()
                : Optional.of("the sum over all statements is singular, as for parameters without a prior");
    }

    /** Whether it can be factorised at any of some points about the origin of the unconstrained scale. */
    private static boolean hasFullRank(FisherInformation density) {
        LocalMetric metric = CholeskyMetric.ofInformation(density);
        SplittableRandom random = new SplittableRandom(1);
        double[] q = new double[density.dimension()];
        for (int k = 0; k < TRIES; k++) {
            for (int i = 0; i < q.length; i++) {
                q[i] = random.nextDouble(-RADIUS, RADIUS);
            }
            if (metric.moveTo(q)) {
                return true;
            }
        }
        return q.length == 0;
    }
}
