package dev.cotangent.runtime.diagnostic;

/**
 * Fast Fourier transform of a power of two of complex numbers, in place: decimation in time, radix 2. One instance serves
 * one size.
 */
final class FourierTransform {

    private final int size;
    private final double[] cosines;
    private final double[] sines;

    /** A transform of a power of two. */
    FourierTransform(int size) {
        this.size = size;
        cosines = new double[size / 2];
        sines = new double[size / 2];
        for (int k = 0; k < size / 2; k++) {
            double angle = -2 * Math.PI * k / size;
            cosines[k] = StrictMath.cos(angle);
            sines[k] = StrictMath.sin(angle);
        }
    }

    /**
     * Replaces values by their transform, without scaling.
     *
     * @param real real parts, shape [size]
     * @param imaginary imaginary parts, shape [size]
     */
    void transform(double[] real, double[] imaginary) {
        reverseBits(real, imaginary);
        for (int span = 1; span < size; span *= 2) {
            int stride = size / (2 * span);
            for (int start = 0; start < size; start += 2 * span) {
                for (int k = 0; k < span; k++) {
                    butterfly(real, imaginary, start + k, start + k + span, k * stride);
                }
            }
        }
    }

    private void butterfly(double[] real, double[] imaginary, int i, int j, int twiddle) {
        double cosine = cosines[twiddle];
        double sine = sines[twiddle];
        double re = real[j] * cosine - imaginary[j] * sine;
        double im = real[j] * sine + imaginary[j] * cosine;
        real[j] = real[i] - re;
        imaginary[j] = imaginary[i] - im;
        real[i] += re;
        imaginary[i] += im;
    }

    private void reverseBits(double[] real, double[] imaginary) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 0; i < size; i++) {
            int j = size == 1 ? 0 : Integer.reverse(i) >>> shift;
            if (j > i) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
