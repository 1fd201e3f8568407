package dev.cotangent.runtime.geometry;

import dev.cotangent.runtime.fixture.CurvedPolynomial;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.FisherInformation;

/** Metrics for tests. */
public final class LocalMetrics {

    private LocalMetrics() {}

    /** The metric of a kind; the target must be able to give its information for that of Fisher. */
    public static LocalMetric of(LocalMetricKind kind, Curved target, double alpha) {
        return switch (kind) {
            case FISHER -> CholeskyMetric.ofInformation((FisherInformation) target);
            case HESSIAN -> CholeskyMetric.ofHessian(target);
            case SOFTABS -> new SoftAbsMetric(target, new SoftAbs(alpha));
            case DIAGONAL_SOFTABS -> new DiagonalSoftAbsMetric(target, new SoftAbs(alpha));
        };
    }

    /** A function whose Hessian at the origin is minus a diagonal. */
    static CurvedPolynomial polynomial(double... negativeHessian) {
        double[] h = negativeHessian.clone();
        for (int i = 0; i < h.length; i++) {
            h[i] = -h[i];
        }
        return new CurvedPolynomial(h, 0.7);
    }
}
