package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Metrics;
import dev.cotangent.runtime.sampler.nuts.SingleStep;
import dev.cotangent.runtime.sampler.walnuts.HalvingStride;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every stride, and with the single step the integrator, with every metric. */
class StrideContractTest {

    private static final Banana BANANA = new Banana();

    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void singleStepsAreReversible(MetricKind metric) {
        StrideContract.isReversible(new SingleStep(), flow(metric, 0.3), BANANA);
    }

    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void singleStepsPreserveVolume(MetricKind metric) {
        StrideContract.preservesVolume(new SingleStep(), flow(metric, 0.3), BANANA);
    }

    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void halvedStepsAreReversible(MetricKind metric) {
        StrideContract.isReversible(new HalvingStride(2, 0.3, 6), flow(metric, 0.8), BANANA);
    }

    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void halvedStepsPreserveVolume(MetricKind metric) {
        StrideContract.preservesVolume(new HalvingStride(2, 0.3, 6), flow(metric, 0.8), BANANA);
    }

    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void energyErrorIsOfSecondOrder(MetricKind metric) {
        StrideContract.hasErrorOfSecondOrder(flow(metric, 1), BANANA);
    }

    private static Flow flow(MetricKind metric, double stepSize) {
        return Flow.leapfrog(BANANA, Metrics.ofTwoDimensions(metric), stepSize);
    }
}
