package dev.cotangent.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.data.MapData;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class BoundModelTest {

    /** What a compiler could make of a model with one datum, which fails as its parameter says. */
    private static final class Written extends CompiledProgram {

        private double datum;

        @Override
        protected void bind() {
            datum = source.real("datum");
        }

        @Override
        protected int dimension() {
            return 1;
        }

        @Override
        protected int[][] outputSizes() {
            return new int[][] {{}, {2, 3}};
        }

        @Override
        protected double value(double[] q) {
            if (q[0] == 1) {
                throw new ModelFailure(ModelFailure.Kind.REJECTION, "m.model:1:2", "no");
            } else if (q[0] == 2) {
                throw new ModelFailure(ModelFailure.Kind.SIZE, "m.model:3:4", "sizes");
            }
            push(q[0]);
            push(7);
            return popReal() + popInteger() + datum;
        }

        @Override
        protected double gradient(double[] q, double[] gradient) {
            gradient[0] = 1;
            return value(q);
        }

        @Override
        protected void draw(double[] q, double[] row) {
            row[0] = value(q) + random.nextDouble();
        }

        @Override
        protected void unconstrain(double[] q) {
            q[0] = source.has("x") ? source.real("x") : q[0];
        }

        @Override
        protected CompiledProgram fork() {
            Written copy = new Written();
            copy.datum = datum;
            return copy;
        }
    }

    private static BoundModel model() {
        List<BoundModel.Output> outputs = List.of(
                new BoundModel.Output("x", Layout.Block.PARAMETERS, Layout.Element.REAL, List.of()),
                new BoundModel.Output("y", Layout.Block.GENERATED_QUANTITIES, Layout.Element.INTEGER, List.of()));
        MapData data = MapData.builder().put("datum", 0.5).build();
        return BoundModel.bind("written", new Written(), outputs, data, random(), line -> {});
    }

    private static UniformRandomProvider random() {
        return RandomSource.L64_X128_MIX.create(5L);
    }

    @Test
    void theLayoutHasTheSizesOfTheData() {
        assertThat(model().layout().dimension()).isEqualTo(1);
        assertThat(model().layout().columnNames()).hasSize(7).startsWith("x", "y.1.1", "y.2.1");
    }

    @Test
    void evaluatorsSeeTheData() {
        double[] gradient = new double[1];
        assertThat(model().newLogDensity().gradient(new double[] {3}, gradient)).isEqualTo(10.5);
        assertThat(gradient).containsExactly(1);
    }

    @Test
    void aRejectionIsMinusInfinityUntilTheNextEvaluation() {
        LogDensity density = model().newLogDensity();
        assertThat(density.value(new double[] {1})).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(((ExplainsRejection) density).rejection())
                .hasValueSatisfying(f -> assertThat(f).hasMessage("no"));
        assertThat(density.value(new double[] {Double.NaN})).isNaN();
        assertThat(((ExplainsRejection) density).rejection()).isEmpty();
    }

    @Test
    void aFaultOfTheModelIsThrown() {
        LogDensity density = model().newLogDensity();
        assertThatThrownBy(() -> density.value(new double[] {2})).isInstanceOf(ModelFailure.class);
    }

    @Test
    void aRejectedDrawIsThrown() {
        Model.DrawWriter writer = model().newDrawWriter();
        assertThatThrownBy(() -> writer.write(new double[] {1}, random(), new double[7]))
                .isInstanceOf(ModelFailure.class);
    }

    @Test
    void drawsUseTheGivenGenerator() {
        double[] row = new double[7];
        model().newDrawWriter().write(new double[] {3}, random(), row);
        assertThat(row[0]).isEqualTo(10.5 + random().nextDouble());
    }

    @Test
    void coordinatesWithoutValuesStay() {
        double[] q = {4};
        model().unconstrain(MapData.empty(), q);
        assertThat(q).containsExactly(4);
        model().unconstrain(MapData.builder().put("x", 6.0).build(), q);
        assertThat(q).containsExactly(6);
    }
}
