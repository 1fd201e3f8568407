package dev.cotangent.bench;

import dev.cotangent.runtime.model.LogDensity;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one gradient, each form in a process of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
public class GradientBenchmark {

    @Param
    public Workload workload;

    @Param
    public Form form;

    private LogDensity density;
    private double[] q;
    private double[] gradient;

    /** Builds the evaluator. */
    @Setup
    public void build() {
        density = workload.newLogDensity(form);
        q = Workload.position(density.dimension());
        gradient = new double[density.dimension()];
    }

    @Benchmark
    public double gradient() {
        return density.gradient(q, gradient);
    }
}
