package dev.cotangent.runtime.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.laplace.IndefiniteException;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Cancellation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaplaceRunTest {

    private final List<double[]> rows = new ArrayList<>();

    private LaplaceRun.Result run(Model model, double[] mode, int draws) {
        return LaplaceRun.run(model, mode, draws, 3, rows::add, Cancellation.onRequest());
    }

    @Test
    void ofANormalModelTheDensitiesAreEqual() {
        Model model = PlainModel.of(Gaussian.autoregressive(4, 0.5));
        LaplaceRun.Result result = run(model, new double[4], 300);
        assertThat(LaplaceRun.columns(model))
                .containsExactly("log_p__", "log_q__", "x.1", "x.2", "x.3", "x.4", "u", "k");
        assertThat(rows).hasSize(300).allSatisfy(row -> assertThat(row[0]).isCloseTo(row[1], within(1e-8)));
        assertThat(result.importance().effectiveSize()).isCloseTo(300, within(1e-3));
        assertThat(result.hessian().asymmetry()).isLessThan(1e-8);
    }

    @Test
    void ofABananaWeightsSayThatItIsNone() {
        LaplaceRun.Result result = run(PlainModel.of(new Banana()), new double[2], 1000);
        assertThat(result.importance().shape()).isGreaterThan(0.2);
        assertThat(result.importance().effectiveSize()).isLessThan(800);
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        run(PlainModel.of(new Banana()), new double[2], 20);
        List<double[]> first = List.copyOf(rows);
        rows.clear();
        run(PlainModel.of(new Banana()), new double[2], 20);
        assertThat(rows).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void aPointThatIsNoModeHasNone() {
        // The banana is convex in x where y is over x² + 1/8.
        assertThatExceptionOfType(IndefiniteException.class)
                .isThrownBy(() -> run(PlainModel.of(new Banana()), new double[] {0, 3}, 10));
        assertThat(rows).isEmpty();
    }
}
