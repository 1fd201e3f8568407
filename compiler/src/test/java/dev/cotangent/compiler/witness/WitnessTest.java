package dev.cotangent.compiler.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.pass.Pass;
import dev.cotangent.compiler.pass.Pipeline;
import dev.cotangent.runtime.model.LogDensity;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to evaluate a program agrees with every other: the interpreter of what lowering made, the generated class, the
 * interpreter of the gradient that the class was made from, mixed and forward mode, differences, and the class made without
 * one of the passes.
 */
class WitnessTest {

    private static final int POSITIONS = 4;
    private static final int MAX_TRIES = 200;

    /** The passes may share and move code, but not reassociate it; folding of constants may round once more. */
    private static final double SAME_ARITHMETIC = 1e-13;

    /** Two orders of summation of a few hundred terms. */
    private static final double SAME_DERIVATIVE = 1e-11;

    /**
     * Differences of fourth order: with a step of 1e-4 they truncate at (1e-4)^4 = 1e-16 times the fifth derivative, and
     * round at 2e-16 / 1e-4 = 2e-12 times the value. Ten thousand times that leaves room for values that themselves lost
     * digits.
     */
    private static final double DIFFERENCES = 2e-8;

    private static final double STEP = 1e-4;

    static Stream<WitnessProgram> programs() {
        return WitnessProgram.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void classAgreesWithInterpreterOfLoweredProgram(WitnessProgram program) {
        LogDensity lowered = Evaluators.lowered(program);
        LogDensity bytecode = Evaluators.bytecode(program, Autodiff.MIXED, Set.of());
        assertThat(bytecode.dimension()).isEqualTo(lowered.dimension());
        for (double[] q : positions(program, lowered)) {
            double value = bytecode.value(q);
            assertThat(value).isCloseTo(lowered.value(q), within(SAME_ARITHMETIC * scale(value)));
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void classAgreesBitwiseWithInterpreterOfItsGradient(WitnessProgram program) {
        for (Autodiff autodiff : List.of(Autodiff.MIXED, Autodiff.FORWARD)) {
            Compiler compiler = Evaluators.compiler(program, autodiff, Set.of());
            Compiler.Differentiated model = compiler.differentiate();
            LogDensity interpreted = Evaluators.interpreted(program, model);
            LogDensity bytecode = Evaluators.bytecode(program, compiler, model);
            for (double[] q : positions(program, interpreted)) {
                double[] expected = new double[q.length];
                double[] found = new double[q.length];
                double value = interpreted.gradient(q, expected);
                assertThat(bytecode.gradient(q, found)).isEqualTo(value);
                assertThat(found).isEqualTo(expected);
                assertThat(bytecode.value(q)).isEqualTo(interpreted.value(q));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void outputsAgreeWithInterpreters(WitnessProgram program) {
        Compiler compiler = Evaluators.compiler(program, Autodiff.MIXED, Set.of());
        Compiler.Differentiated model = compiler.differentiate();
        LogDensity density = Evaluators.bytecode(program, compiler, model);
        double[] q = positions(program, density).get(0);
        double[] row = Evaluators.draw(program, compiler, model, q);
        assertThat(Evaluators.draw(program, model.program(), q, row.length)).isEqualTo(row);
        assertThat(Evaluators.draw(program, compiler.lower(), q, row.length))
                .containsExactly(row, within(SAME_ARITHMETIC * scale(row)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void mixedModeAgreesWithForwardModeAndDifferences(WitnessProgram program) {
        LogDensity mixed = Evaluators.bytecode(program, Autodiff.MIXED, Set.of());
        LogDensity forward = Evaluators.bytecode(program, Autodiff.FORWARD, Set.of());
        for (double[] q : positions(program, mixed)) {
            double[] gradient = new double[q.length];
            double value = mixed.gradient(q, gradient);
            assertThat(mixed.value(q)).isCloseTo(value, within(SAME_ARITHMETIC * scale(value)));
            double[] other = new double[q.length];
            forward.gradient(q, other);
            assertThat(other).containsExactly(gradient, within(SAME_DERIVATIVE * scale(gradient)));
            assertThat(differences(mixed, q))
                    .containsExactly(gradient, within(DIFFERENCES * Math.max(scale(gradient), scale(value))));
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void noPassChangesValueOrGradient(WitnessProgram program) {
        LogDensity all = Evaluators.bytecode(program, Autodiff.MIXED, Set.of());
        List<double[]> positions = positions(program, all);
        Stream.of(Pipeline.standardPasses(), Pipeline.densityPasses(), Pipeline.lastPasses())
                .flatMap(List::stream)
                .map(Pass::name)
                .distinct()
                .forEach(pass -> {
                    LogDensity without = Evaluators.bytecode(program, Autodiff.MIXED, Set.of(pass));
                    for (double[] q : positions) {
                        double[] expected = new double[q.length];
                        double value = all.gradient(q, expected);
                        double[] found = new double[q.length];
                        assertThat(without.gradient(q, found))
                                .as("value without %s", pass)
                                .isCloseTo(value, within(SAME_ARITHMETIC * scale(value)));
                        assertThat(found)
                                .as("gradient without %s", pass)
                                .containsExactly(expected, within(SAME_ARITHMETIC * scale(expected)));
                    }
                });
    }

    /** Random positions at which a program has mass; a program that has none at 200 positions is badly chosen. */
    private static List<double[]> positions(WitnessProgram program, LogDensity density) {
        Random random = new Random(program.name().hashCode());
        List<double[]> positions = Stream.generate(
                        () -> random.doubles(density.dimension(), -1.3, 1.3).toArray())
                .limit(MAX_TRIES)
                .filter(q -> Double.isFinite(density.value(q)))
                .limit(POSITIONS)
                .toList();
        assertThat(positions).hasSize(POSITIONS);
        return positions;
    }

    private static double[] differences(LogDensity density, double[] q) {
        double[] slopes = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            double near = density.value(moved(q, i, STEP)) - density.value(moved(q, i, -STEP));
            double far = density.value(moved(q, i, 2 * STEP)) - density.value(moved(q, i, -2 * STEP));
            slopes[i] = (8 * near - far) / (12 * STEP);
        }
        return slopes;
    }

    private static double[] moved(double[] q, int i, double by) {
        double[] moved = q.clone();
        moved[i] += by;
        return moved;
    }

    private static double scale(double... values) {
        double scale = 1;
        for (double value : values) {
            scale = Double.isFinite(value) ? Math.max(scale, Math.abs(value)) : scale;
        }
        return scale;
    }
}
