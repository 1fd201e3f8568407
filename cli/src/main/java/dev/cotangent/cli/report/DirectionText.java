package dev.cotangent.cli.report;

import dev.cotangent.runtime.laplace.IndefiniteException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Directions in words: the coordinates that take part most. */
public final class DirectionText {

    private static final int NAMES_SHOWN = 4;
    private static final double SMALL_PART = 0.1;

    private DirectionText() {}

    /**
     * Why a point is no mode, and what to do.
     *
     * @param names names of all coordinates
     */
    public static String indefinite(IndefiniteException failure, List<String> names) {
        double[] direction = failure.direction();
        String parts = IntStream.range(0, direction.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(direction[i])))
                .limit(NAMES_SHOWN)
                .filter(i -> Math.abs(direction[i]) >= SMALL_PART)
                .map(i -> names.get(i) + " (" + NumberFormat.digits(direction[i], 2) + ")")
                .collect(Collectors.joining(", "));
        return "no normal approximation: the log density is not curved downwards in every direction there. Its least"
                + " curvature is " + NumberFormat.digits(failure.curvature(), 3) + ", in the direction of " + parts
                + "." + System.lineSeparator()
                + "  hint: where that is nearly 0 the posterior is flat, and these parameters need priors; where it is"
                + " negative this is a saddle, and --starts 10 or another --init may find the mode. Or sample.";
    }
}
