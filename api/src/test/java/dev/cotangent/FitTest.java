package dev.cotangent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.fixture.NormalFactory;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.run.SamplerOptions;
import org.junit.jupiter.api.Test;

class FitTest {

    private static final Fit FIT = CompiledModel.of(new NormalFactory())
            .bind(Data.builder().put("mu", 3.0).build())
            .sample(SamplerOptions.builder().chains(2).draws(500).seed(1).build());

    @Test
    void namesColumnsAsInFiles() {
        assertThat(FIT.columns())
                .startsWith("lp__", "accept_stat__")
                .endsWith("theta.1.1", "theta.2.1", "theta.1.2", "theta.2.2");
    }

    @Test
    void givesDrawsChainAfterChain() {
        double[][] byChain = FIT.drawsByChain("theta.2.1");

        assertThat(byChain).hasDimensions(2, 500);
        assertThat(FIT.draws("theta.2.1")).startsWith(byChain[0]).endsWith(byChain[1]);
    }

    @Test
    void givesAllElementsOfAVariable() {
        double[][] theta = FIT.drawsOf("theta");

        assertThat(theta).hasDimensions(1000, 4);
        assertThat(theta[7][1]).isEqualTo(FIT.draws("theta.2.1")[7]);
    }

    @Test
    void handsOutArraysThatCallersMayOverwrite() {
        double before = FIT.draws("theta.1.1")[0];
        FIT.draws("theta.1.1")[0] = Double.NaN;
        FIT.drawsByChain("theta.1.1")[0][0] = Double.NaN;

        assertThat(FIT.draws("theta.1.1")[0]).isEqualTo(before);
    }

    @Test
    void summarisesVariables() {
        VariableSummary theta = FIT.summary().variables().get(0);

        assertThat(theta.name()).isEqualTo("theta.1.1");
        // 1000 draws of a unit scale: 5 standard errors, one false alarm in 1.7 million seeds.
        assertThat(theta.mean()).isCloseTo(3, within(5 * theta.mcseMean()));
        assertThat(theta.mean()).isEqualTo(FIT.mean("theta.1.1"), within(1e-12));
    }

    @Test
    void tellsStepSizesAndDivergences() {
        assertThat(FIT.stepSizes()).hasSize(2);
        assertThat(FIT.stepSizes()[1]).isBetween(0.1, 3.0);
        assertThat(FIT.divergences()).isZero();
    }

    @Test
    void namesWhatThereIsWhenAskedForWhatThereIsNot() {
        assertThatThrownBy(() -> FIT.draws("mu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`mu`");
        assertThatThrownBy(() -> FIT.drawsOf("mu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no variable `mu`; there are [theta]");
    }
}
