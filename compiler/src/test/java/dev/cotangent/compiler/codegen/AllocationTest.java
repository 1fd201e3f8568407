package dev.cotangent.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.cotangent.Autodiff;
import dev.cotangent.compiler.witness.Evaluators;
import dev.cotangent.compiler.witness.WitnessProgram;
import dev.cotangent.runtime.model.LogDensity;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {

    private static final int WARM_UP = 300;
    private static final int MEASURED = 200;
    private static final int ROUNDS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A sum over groups, a product with a matrix, recurrences with a tape, a Cholesky factor. */
    @ParameterizedTest
    @ValueSource(strings = {"discrete", "regression", "garch", "nested_while", "gaussian_process", "transforms"})
    void gradientsAllocateNothingOnceWarm(String name) {
        WitnessProgram program = WitnessProgram.all()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (Autodiff autodiff : new Autodiff[] {Autodiff.MIXED, Autodiff.FORWARD}) {
            LogDensity density = Evaluators.bytecode(program, autodiff, Set.of());
            double[] q = position(density);
            double[] gradient = new double[q.length];
            run(density, q, gradient, WARM_UP);
            // The virtual machine itself allocates now and then while it compiles: of several rounds the least counts.
            long least = Stream.generate(() -> bytes(density, q, gradient))
                    .limit(ROUNDS)
                    .min(Long::compare)
                    .orElseThrow();
            assertThat(least).as("bytes in %d gradients", MEASURED).isZero();
        }
    }

    private static long bytes(LogDensity density, double[] q, double[] gradient) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(density, q, gradient, MEASURED);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static double[] position(LogDensity density) {
        Random random = new Random(3);
        double[] q;
        do {
            q = random.doubles(density.dimension(), -1, 1).toArray();
        } while (!Double.isFinite(density.value(q)));
        return q;
    }

    private static void run(LogDensity density, double[] q, double[] gradient, int times) {
        for (int k = 0; k < times; k++) {
            density.gradient(q, gradient);
        }
    }
}
