package dev.cotangent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.fixture.NormalFactory;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.SamplerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundModelTest {

    private static final CompiledModel COMPILED = CompiledModel.of(new NormalFactory());

    private static BoundModel prepared() {
        return COMPILED.bind(Data.builder().put("mu", 3.0).build());
    }

    @Test
    void evaluatesDensityAndGradient() {
        LogDensity density = prepared().newLogDensity();
        double[] gradient = new double[4];

        assertThat(density.gradient(new double[] {3, 2, 5, 3}, gradient)).isEqualTo(-2.5);
        assertThat(gradient).containsExactly(0, 1, -2, 0);
    }

    @Test
    void givesEachCallerItsOwnEvaluator() {
        BoundModel model = prepared();

        assertThat(model.newLogDensity()).isNotSameAs(model.newLogDensity());
    }

    @Test
    void unconstrainsParametersAndLeavesOthersAtZero() {
        double[][] theta = {{1, 2}, {3, 4}};

        assertThat(prepared().unconstrain(Data.builder().put("theta", theta).build()))
                .containsExactly(1, 3, 2, 4);
        assertThat(prepared().unconstrain(Data.none())).containsExactly(0, 0, 0, 0);
    }

    @Test
    void passesOnWhatIsWrongWithTheData() {
        assertThatThrownBy(() -> COMPILED.bind(Data.none()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("mu");
    }

    @Test
    void keepsTheDrawsOfACancelledRun() {
        Fit fit = prepared()
                .sample(
                        SamplerOptions.builder().chains(1).draws(50).build(),
                        RunObserver.SILENT,
                        Cancellation.after(Duration.ZERO));

        assertThat(fit.report().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(fit.draws("theta.1.1")).hasSizeLessThan(50);
    }
}
