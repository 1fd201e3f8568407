package dev.cotangent.runtime.loo;

/**
 * A sum over observations.
 *
 * @param value the sum
 * @param standardError by the variation of the terms: {@code sqrt(n var(terms))}; NaN of one observation
 */
public record Estimate(double value, double standardError) {

    static Estimate sum(double[] terms) {
        double sum = 0;
        for (double term : terms) {
            sum += term;
        }
        double mean = sum / terms.length;
        double squares = 0;
        for (double term : terms) {
            squares += (term - mean) * (term - mean);
        }
        double variance = terms.length < 2 ? Double.NaN : squares / (terms.length - 1);
        return new Estimate(sum, Math.sqrt(terms.length * variance));
    }

    Estimate times(double factor) {
        return new Estimate(factor * value, Math.abs(factor) * standardError);
    }
}
