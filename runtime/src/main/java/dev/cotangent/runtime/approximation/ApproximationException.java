package dev.cotangent.runtime.approximation;

import java.util.List;

/** No path led to an approximation; the message tells users why. */
public final class ApproximationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ApproximationException(List<String> reasons) {
        super(
                reasons.isEmpty()
                        ? "no path led to an approximation with mass in the model"
                        : "no path led to an approximation:" + System.lineSeparator() + "  "
                                + String.join(System.lineSeparator() + "  ", reasons));
    }
}
