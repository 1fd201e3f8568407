package dev.cotangent.runtime.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Hamiltonian;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.CurvedBanana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Target;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.hamiltonian.HamiltonianKernel;
import dev.cotangent.runtime.sampler.nuts.NoUTurn;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.sampler.nuts.SingleStep;
import dev.cotangent.runtime.sampler.nuts.Stride;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract refuses each kernel, stride and integrator with a bug, and accepts the same without: so its claims can fail,
 * and do for these bugs. A claim is named where a bug is caught by it; most are caught by several.
 */
class BrokenKernelTest {

    private static final Target BANANA = new Banana();
    private static final Target NORMAL = Gaussian.autoregressive(2, 0.7);

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(
            value = BrokenHmc.Bug.class,
            names = {
                "ACCEPTS_TOO_OFTEN",
                "FORGETS_KINETIC_ENERGY",
                "DRAWS_WIDE_MOMENTUM",
                "DRAWS_MOMENTUM_OF_THE_INVERSE_MASS",
                "ADAPTS_STEP_SIZE_TO_THE_POSITION",
                "KEEPS_GRADIENT_OF_REJECTED_STATE"
            })
    void stationarityRefusesHmcThat(BrokenHmc.Bug bug) {
        refuses(() -> KernelContract.isStationary(hmc(bug), BANANA, 1));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(
            value = BrokenHmc.Bug.class,
            names = {
                "ACCEPTS_ALWAYS",
                "ACCEPTS_TOO_OFTEN",
                "FORGETS_KINETIC_ENERGY",
                "DRAWS_WIDE_MOMENTUM",
                "DRAWS_MOMENTUM_OF_THE_INVERSE_MASS",
                "ADAPTS_STEP_SIZE_TO_THE_POSITION"
            })
    void jointTestRefusesHmcThat(BrokenHmc.Bug bug) {
        refuses(() -> KernelContract.passesJointTest(hmc(bug), 1));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(value = BrokenNuts.Bug.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void stationarityRefusesNutsThat(BrokenNuts.Bug bug) {
        refuses(() -> KernelContract.isStationary(nuts(bug), NORMAL, 1));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(value = BrokenSelection.Bug.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void stationarityRefusesSelectionThat(BrokenSelection.Bug bug) {
        refuses(() -> KernelContract.isStationary(nuts(new SingleStep(), bug, 0.6), NORMAL, 1));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(
            value = BrokenRiemannian.Bug.class,
            names = {"NONE", "NONE_WITH_COPIES"},
            mode = EnumSource.Mode.EXCLUDE)
    void jointTestRefusesRiemannianKernelsThat(BrokenRiemannian.Bug bug) {
        refuses(() -> KernelContract.passesJointTest(riemannian(bug), 1));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(
            value = BrokenStride.Bug.class,
            names = {"TESTS_NO_WAY_BACK", "TESTS_THE_WAY_FORWARD"})
    void stationarityRefusesStrideThat(BrokenStride.Bug bug) {
        refuses(() -> KernelContract.isStationary(walnuts(bug), BANANA, 1));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(
            value = BrokenStride.Bug.class,
            names = {"TESTS_NO_WAY_BACK", "TESTS_THE_WAY_FORWARD"})
    void jointTestRefusesStrideThat(BrokenStride.Bug bug) {
        refuses(() -> KernelContract.passesJointTest(walnuts(bug), 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = BrokenHmc.Bug.class,
            names = {"KEEPS_GRADIENT_OF_REJECTED_STATE", "KEEPS_DENSITY_OF_REJECTED_STATE"})
    void consistencyRefusesHmcThat(BrokenHmc.Bug bug) {
        refuses(() -> KernelContract.keepsStateConsistent(hmc(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(value = BrokenHmc.Bug.class, names = "HAS_RANDOMNESS_OF_ITS_OWN")
    void determinismRefusesHmcThat(BrokenHmc.Bug bug) {
        refuses(() -> KernelContract.isDeterministic(hmc(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(value = BrokenHmc.Bug.class, names = "ALLOCATES")
    void allocationRefusesHmcThat(BrokenHmc.Bug bug) {
        refuses(() -> KernelContract.allocatesNothing(hmc(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(value = BrokenHmc.Bug.class, names = "COUNTS_NO_FAILED_STEPS")
    void countRefusesHmcThat(BrokenHmc.Bug bug) {
        refuses(() -> KernelContract.countsEveryGradient(hmc(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(value = BrokenStride.Bug.class, names = "COUNTS_NO_FAILED_TRIES")
    void countRefusesStrideThat(BrokenStride.Bug bug) {
        refuses(() -> KernelContract.countsEveryGradient(walnuts(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(value = BrokenHmc.Bug.class, names = "REPORTS_THE_ENERGY_OF_THE_START")
    void energyRefusesHmcThat(BrokenHmc.Bug bug) {
        refuses(() -> KernelContract.reportsTheEnergyOfTheSelectedPoint(hmc(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(
            value = BrokenStride.Bug.class,
            names = {"TESTS_NO_WAY_BACK", "TESTS_THE_WAY_FORWARD", "TESTS_ONE_DIVISION"})
    void reversibilityRefusesStrideThat(BrokenStride.Bug bug) {
        Flow flow = Flow.leapfrog(BANANA, new UnitMetric(2), 0.8);
        refuses(() -> StrideContract.isReversible(new BrokenStride(bug, 2, 0.3), flow, BANANA));
    }

    @ParameterizedTest
    @EnumSource(
            value = BrokenIntegrator.Bug.class,
            names = {"KICKS_ONCE", "KICKS_WITH_AN_OLD_GRADIENT", "HAS_FRICTION", "DRIFTS_FORWARD_ONLY"})
    void reversibilityRefusesIntegratorThat(BrokenIntegrator.Bug bug) {
        refuses(() -> StrideContract.isReversible(new SingleStep(), flow(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(
            value = BrokenIntegrator.Bug.class,
            names = {"KICKS_WITH_AN_OLD_GRADIENT", "HAS_FRICTION"})
    void volumeRefusesIntegratorThat(BrokenIntegrator.Bug bug) {
        refuses(() -> StrideContract.preservesVolume(new SingleStep(), flow(bug), BANANA));
    }

    @ParameterizedTest
    @EnumSource(
            value = BrokenIntegrator.Bug.class,
            names = {"KICKS_ONCE", "KICKS_WITH_AN_OLD_GRADIENT", "HAS_FRICTION", "DRIFTS_TOO_FAR"})
    void orderRefusesIntegratorThat(BrokenIntegrator.Bug bug) {
        refuses(() -> StrideContract.hasErrorOfSecondOrder(flow(bug), BANANA));
    }

    /** What differs from the broken ones by the bug alone. */
    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void soundOnesPass(Sound sound) {
        assertThatCode(() -> KernelContract.isStationary(sound.kernels, sound.target, 1))
                .doesNotThrowAnyException();
        assertThatCode(() -> KernelContract.passesJointTest(sound.kernels, 1)).doesNotThrowAnyException();
    }

    private enum Sound {
        HMC(hmc(BrokenHmc.Bug.NONE), BANANA),
        NUTS(nuts(BrokenNuts.Bug.NONE), NORMAL),
        SELECTION(nuts(new SingleStep(), BrokenSelection.Bug.NONE, 0.6), NORMAL),
        STRIDE(walnuts(BrokenStride.Bug.NONE), BANANA),
        IMPLICIT(riemannian(BrokenRiemannian.Bug.NONE), new CurvedBanana()),
        COPIES(riemannian(BrokenRiemannian.Bug.NONE_WITH_COPIES), new CurvedBanana());

        private final Function<LogDensity, Kernel> kernels;
        private final Target target;

        Sound(Function<LogDensity, Kernel> kernels, Target target) {
            this.kernels = kernels;
            this.target = target;
        }
    }

    private static Function<LogDensity, Kernel> hmc(BrokenHmc.Bug bug) {
        return target -> new BrokenHmc(bug, target, 0.35);
    }

    private static Function<LogDensity, Kernel> nuts(BrokenNuts.Bug bug) {
        return target -> new BrokenNuts(bug, target, 0.6);
    }

    private static Function<LogDensity, Kernel> riemannian(BrokenRiemannian.Bug bug) {
        return target -> BrokenRiemannian.of(bug, (Curved) target);
    }

    private static Function<LogDensity, Kernel> walnuts(BrokenStride.Bug bug) {
        return target -> nuts(new BrokenStride(bug, 2, 0.3), BrokenSelection.Bug.NONE, 0.5)
                .apply(target);
    }

    private static Function<LogDensity, Kernel> nuts(Stride stride, BrokenSelection.Bug bug, double stepSize) {
        return target -> new HamiltonianKernel(
                Flow.leapfrog(target, new UnitMetric(2), stepSize),
                new NoUTurn(NutsKernel.STATISTICS, 2, 10, stride, new BrokenSelection(bug)),
                0);
    }

    private static Flow flow(BrokenIntegrator.Bug bug) {
        return new Flow(new Hamiltonian(BANANA, new UnitMetric(2)), new BrokenIntegrator(bug), 0.4);
    }

    private static void refuses(ThrowingCallable claim) {
        assertThatThrownBy(claim).isInstanceOf(AssertionError.class);
    }
}
