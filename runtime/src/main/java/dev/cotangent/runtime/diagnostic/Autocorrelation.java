package dev.cotangent.runtime.diagnostic;

import java.util.Arrays;

/**
 * Autocorrelation of several chains of n draws together: {@code rho_t = 1 - (W - mean acov_t) / var⁺}, with W the mean
 * within-chain variance and var⁺ the estimate of the marginal variance.
 *
 * <p>Lags are computed as they are asked for: Geyer's truncation needs few unless chains hardly mix. Then all of them come
 * from a Fourier transform.
 *
 * @see <a href="https://doi.org/10.1214/ss/1177011137">Geyer (1992), Practical Markov chain Monte Carlo</a>
 */
final class Autocorrelation {

    /** Lags up to here are summed directly, which is as fast as a transform of chains of this length or longer. */
    private static final int DIRECT_LAGS = 256;

    /** Deviations from each chain's mean, shape [chains][n]. */
    private final double[][] deviations;

    private final int draws;
    private final double within;
    private final double marginal;

    /** Autocovariances at all lags once they are needed. */
    private double[] transformed = {};

    Autocorrelation(double[][] chains) {
        draws = chains[0].length;
        deviations = new double[chains.length][];
        double[] means = new double[chains.length];
        for (int k = 0; k < chains.length; k++) {
            double mean = Moments.mean(chains[k]);
            means[k] = mean;
            deviations[k] = Arrays.stream(chains[k]).map(x -> x - mean).toArray();
        }
        double biased = autocovariance(0);
        within = biased * draws / (draws - 1);
        double between = chains.length > 1 ? Moments.variance(means) : 0;
        marginal = within * (draws - 1) / draws + between;
    }

    /** Mean over chains of the autocovariance at a lag, with divisor n. */
    double autocovariance(int lag) {
        if (lag > DIRECT_LAGS) {
            if (transformed.length == 0) {
                transformed = transformed();
            }
            return transformed[lag];
        }
        double sum = 0;
        for (double[] chain : deviations) {
            for (int i = lag; i < draws; i++) {
                sum += chain[i] * chain[i - lag];
            }
        }
        return sum / draws / deviations.length;
    }

    /** Autocovariances from the power spectrum of the chains, padded with zeros so that their ends do not meet. */
    private double[] transformed() {
        int size = Integer.highestOneBit(Math.max(1, 2 * draws - 1)) << 1;
        FourierTransform fourier = new FourierTransform(size);
        double[] power = new double[size];
        double[] real = new double[size];
        double[] imaginary = new double[size];
        for (double[] chain : deviations) {
            Arrays.fill(real, 0);
            Arrays.fill(imaginary, 0);
            System.arraycopy(chain, 0, real, 0, draws);
            fourier.transform(real, imaginary);
            for (int k = 0; k < size; k++) {
                power[k] += real[k] * real[k] + imaginary[k] * imaginary[k];
            }
        }
        Arrays.fill(imaginary, 0);
        // the spectrum is even, so its transform is its inverse transform
        fourier.transform(power, imaginary);
        return Arrays.stream(power, 0, draws)
                .map(sum -> sum / size / draws / deviations.length)
                .toArray();
    }

    private double at(int lag) {
        return 1 - (within - autocovariance(lag)) / marginal;
    }

    /**
     * Integrated autocorrelation time {@code 1 + 2 sum rho_t}, truncated by Geyer's initial positive sequence and smoothed
     * to his initial monotone sequence: sums of pairs {@code rho_2k + rho_2k+1} may not be negative, nor increase. After
     * the last pair, a positive even term is counted once, which lowers the variance for antithetic chains.
     */
    double integratedTime() {
        double[] rho = new double[draws + 1];
        double even = 1;
        double odd = at(1);
        rho[0] = even;
        rho[1] = odd;
        int end = 0;
        while (end < draws - 5 && even + odd > 0) {
            end += 2;
            even = at(end);
            odd = at(end + 1);
            if (even + odd >= 0) {
                rho[end] = even;
                rho[end + 1] = odd;
            }
        }
        if (even > 0) {
            rho[end] = even;
        }
        makeMonotone(rho, end);
        return truncatedSum(rho, end);
    }

    private static void makeMonotone(double[] rho, int end) {
        for (int t = 2; t <= end - 2; t += 2) {
            double previous = rho[t - 2] + rho[t - 1];
            if (rho[t] + rho[t + 1] > previous) {
                rho[t] = previous / 2;
                rho[t + 1] = previous / 2;
            }
        }
    }

    private static double truncatedSum(double[] rho, int end) {
        // with no pair at all, the term of lag 0 stands for them, as in R's posterior
        double sum = end == 0 ? rho[0] : 0;
        for (int t = 0; t < end; t++) {
            sum += rho[t];
        }
        return -1 + 2 * sum + rho[end];
    }
}
