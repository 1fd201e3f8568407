package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** Finds where a chain, a path or a climb starts: a point with a finite log density and gradient. */
public final class StartingPoint {

    private static final int MAX_ATTEMPTS = 100;

    private final Model model;
    private final Initialisation initialisation;
    private final String kind;
    private final int number;
    private final double[] position;
    private final double[] gradient;
    private final RejectionTally reasons = new RejectionTally();

    /**
     * A search for the start of one of several.
     *
     * @param kind what starts, in messages: {@code chain}
     * @param number which of them, from 0
     * @throws dev.cotangent.runtime.model.DataException if a given value has a name that the model does not know
     */
    public StartingPoint(Model model, Initialisation initialisation, String kind, int number) {
        this.model = model;
        this.initialisation = initialisation;
        this.kind = kind;
        this.number = number;
        InitialNames.check(initialisation, model.layout());
        position = new double[model.layout().dimension()];
        gradient = new double[position.length];
    }

    /**
     * The starting point, shape [n].
     *
     * @throws InitialisationException if there is none in 100 attempts, or the only possible one is not finite
     */
    public double[] find(MonitoredDensity density, UniformRandomProvider random) {
        if (initialisation instanceof Initialisation.Pathfinder pathfinder) {
            return new PathfinderStart(pathfinder, density, random).find(() -> searched(density, random));
        }
        if (initialisation instanceof Initialisation.Climbed climbed) {
            return climbed(climbed.climbs(), density, random);
        }
        return searched(density, random);
    }

    private double[] climbed(int climbs, MonitoredDensity density, UniformRandomProvider random) {
        HeaviestClimb heaviest = new HeaviestClimb(density);
        for (int k = 0; k < climbs; k++) {
            heaviest.add(searched(density, random));
        }
        return heaviest.position();
    }

    private double[] searched(MonitoredDensity density, UniformRandomProvider random) {
        int attempts = isRandom() ? MAX_ATTEMPTS : 1;
        for (int attempt = 0; attempt < attempts; attempt++) {
            propose(random);
            Optional<String> defect = defect(density.gradient(position, gradient));
            if (defect.isEmpty()) {
                return position;
            }
            density.rejection().ifPresentOrElse(reasons::add, () -> reasons.add(defect.get()));
        }
        List<RejectionCount> counts = reasons.counts();
        throw new InitialisationException(message(attempts, counts), counts);
    }

    private boolean isRandom() {
        return radius() > 0;
    }

    private double radius() {
        if (initialisation instanceof Initialisation.Uniform uniform) {
            return uniform.radius();
        }
        if (initialisation instanceof Initialisation.Pathfinder pathfinder) {
            return pathfinder.radius();
        }
        if (initialisation instanceof Initialisation.Climbed climbed) {
            return climbed.radius();
        }
        return initialisation instanceof Initialisation.Values values ? values.radius() : 0;
    }

    private void propose(UniformRandomProvider random) {
        if (initialisation instanceof Initialisation.Positions positions) {
            copyGiven(Initialisation.ofChain(positions.perChain(), number));
            return;
        }
        if (initialisation instanceof Initialisation.WarmStart warm) {
            copyGiven(Initialisation.ofChain(warm.perChain(), number).position());
            return;
        }
        double radius = radius();
        for (int i = 0; i < position.length; i++) {
            position[i] = radius * (2 * random.nextDouble() - 1);
        }
        if (initialisation instanceof Initialisation.Values values) {
            unconstrain(Initialisation.ofChain(values.perChain(), number));
        }
    }

    private void copyGiven(double[] given) {
        if (given.length != position.length) {
            throw new IllegalArgumentException(
                    "an initial position must have " + position.length + " coordinates, but has " + given.length);
        }
        System.arraycopy(given, 0, position, 0, given.length);
    }

    private void unconstrain(DataSource values) {
        try {
            model.unconstrain(values, position);
        } catch (ModelFailure failure) {
            RejectionTally tally = new RejectionTally();
            tally.add(failure);
            throw new InitialisationException(
                    kind + " " + (number + 1) + ": the given initial values violate a constraint: "
                            + failure.getMessage() + " (" + failure.location() + ")",
                    tally.counts());
        }
    }

    private Optional<String> defect(double logDensity) {
        if (!Double.isFinite(logDensity)) {
            return Optional.of("the log density is " + spelled(logDensity));
        }
        for (int i = 0; i < gradient.length; i++) {
            if (!Double.isFinite(gradient[i])) {
                return Optional.of("the gradient of unconstrained coordinate " + (i + 1) + " of " + gradient.length
                        + " is " + spelled(gradient[i]));
            }
        }
        return Optional.empty();
    }

    private static String spelled(double value) {
        return Double.isNaN(value) ? "not a number" : value > 0 ? "+infinity" : "-infinity";
    }

    private String message(int attempts, List<RejectionCount> counts) {
        StringBuilder text =
                new StringBuilder(kind).append(' ').append(number + 1).append(": ");
        text.append(whatFailed(attempts));
        for (RejectionCount count : counts) {
            text.append(System.lineSeparator()).append("  ").append(count);
        }
        return text.toString();
    }

    private String whatFailed(int attempts) {
        if (initialisation instanceof Initialisation.Positions || initialisation instanceof Initialisation.WarmStart) {
            return "the given initial position is not a possible start:";
        }
        String range = radius() == 0 ? "0" : "uniform in (-" + radius() + ", " + radius() + ")";
        String start = initialisation instanceof Initialisation.Values
                ? " with the given initial values, other unconstrained coordinates being " + range
                : " with unconstrained coordinates " + range;
        return "no possible start in " + attempts + (attempts == 1 ? " attempt" : " attempts") + start + ":";
    }
}
