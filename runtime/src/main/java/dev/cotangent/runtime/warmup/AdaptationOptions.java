package dev.cotangent.runtime.warmup;

/**
 * How warmup adapts.
 *
 * @param scheme how the metric is estimated
 * @param targetAccept acceptance rate that the step size aims at, in (0, 1)
 * @param gamma regularisation scale of dual averaging, positive
 * @param kappa relaxation exponent of dual averaging, positive
 * @param t0 iteration offset of dual averaging, positive
 * @param initBuffer windows: iterations before the first metric window
 * @param termBuffer windows: iterations after the last metric window
 * @param baseWindow windows: length of the first metric window
 */
public record AdaptationOptions(
        AdaptationScheme scheme,
        double targetAccept,
        double gamma,
        double kappa,
        double t0,
        int initBuffer,
        int termBuffer,
        int baseWindow) {

    public AdaptationOptions {
        require(targetAccept > 0 && targetAccept < 1, "targetAccept must be in (0, 1)", targetAccept);
        require(gamma > 0, "gamma must be positive", gamma);
        require(kappa > 0, "kappa must be positive", kappa);
        require(t0 > 0, "t0 must be positive", t0);
        require(initBuffer >= 0, "initBuffer must not be negative", initBuffer);
        require(termBuffer >= 0, "termBuffer must not be negative", termBuffer);
        require(baseWindow > 0, "baseWindow must be positive", baseWindow);
    }

    /** The defaults of a scheme; those of {@link AdaptationScheme#WINDOWS} are Stan's. */
    public static AdaptationOptions of(AdaptationScheme scheme) {
        double targetAccept = scheme == AdaptationScheme.WINDOWS ? 0.8 : 0.9;
        return new AdaptationOptions(scheme, targetAccept, 0.05, 0.75, 10, 75, 50, 25);
    }

    public static AdaptationOptions defaults() {
        return of(AdaptationScheme.FISHER);
    }

    /** The same options with another target. */
    public AdaptationOptions withTargetAccept(double target) {
        return new AdaptationOptions(scheme, target, gamma, kappa, t0, initBuffer, termBuffer, baseWindow);
    }

    private static void require(boolean holds, String rule, double found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + found);
        }
    }
}
