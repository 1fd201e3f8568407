package dev.cotangent.compiler.codegen;

import static dev.cotangent.compiler.codegen.Subject.*;
import static dev.cotangent.compiler.ir.Operator.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.runtime.model.CompiledProgram;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelClassTest {

    private static final double[] Q = {0.3, -1.7, 2.5, 1};

    private final Subject s = new Subject();
    private final Local i = s.count("i");

    private Expr q(int index) {
        return load(s.q, integer(index));
    }

    private Stmt check(ModelFailure.Kind kind) {
        List<Stmt.Part> message = List.of(
                new Stmt.Part.Text("q is "),
                new Stmt.Part.Value(q(0)),
                new Stmt.Part.Text(" of "),
                Stmt.Part.Array.BEGIN,
                new Stmt.Part.Elements(slice(s.q, integer(0), integer(2)), false),
                Stmt.Part.Array.END);
        return new Stmt.Check(of(LESS, q(0), number(1)), kind, message, s.span());
    }

    @Test
    void aRejectedPointHasNoMassAndTellsWhy() {
        s.add(check(ModelFailure.Kind.REJECTION));
        LogDensity density = bound(s.bytes(), noData(), text -> {}).newLogDensity();
        assertThat(run(density, 2, 3, 0, 0)[OUTPUTS]).isEqualTo(Double.NEGATIVE_INFINITY);
        ModelFailure failure = ((ExplainsRejection) density).rejection().orElseThrow();
        assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.REJECTION);
        assertThat(failure).hasMessage("q is 2 of [2,3]");
        assertThat(failure.location()).isEqualTo("subject.model:3:3");
        run(density, Q);
        assertThat(((ExplainsRejection) density).rejection()).isEmpty();
    }

    @Test
    void anIndexOutOfRangeStops() {
        s.add(check(ModelFailure.Kind.INDEX));
        LogDensity density = bound(s.bytes(), noData(), text -> {}).newLogDensity();
        assertThatThrownBy(() -> run(density, 2, 3, 0, 0))
                .isInstanceOfSatisfying(
                        ModelFailure.class, f -> assertThat(f.kind()).isEqualTo(ModelFailure.Kind.INDEX));
    }

    @Test
    void stackTracesShowTheModelsLines() {
        s.add(s.assign(s.result, q(0)), s.assign(s.result, call(Primitives.FAILING, q(1))));
        LogDensity density = bound(s.bytes(), noData(), text -> {}).newLogDensity();
        assertThatThrownBy(() -> run(density, Q))
                .isInstanceOfSatisfying(
                        ArithmeticException.class,
                        failure -> assertThat(failure.getStackTrace()[1])
                                .hasToString("model//dev.cotangent.generated.subject.gradient(subject.model:4)"));
    }

    @Test
    void evaluationAllocatesNothingOnceWarm() {
        Buffer a = s.reals("a");
        Buffer c = s.counts("c");
        Local x = s.real("x");
        s.add(
                s.allocate(a, integer(100), Stmt.Fill.ZERO),
                s.allocate(c, integer(50), Stmt.Fill.UNDEFINED),
                s.loop(i, integer(0), integer(99), new Stmt.Push(q(1), s.span()), s.increment(a, read(i), q(2))),
                s.loop(i, integer(0), integer(99), new Stmt.Pop(x, s.span()), s.plus(s.result, read(x))),
                s.kernel(Primitives.SUM, slice(a, integer(0)), slice(s.q, integer(0), integer(4))),
                check(ModelFailure.Kind.REJECTION));
        for (int target : new int[] {4000, 40}) {
            LogDensity density = bound(s.bytes(target), noData(), text -> {}).newLogDensity();
            assertThat(bytesAllocated(density))
                    .as("methods of %s bytes", target)
                    .isZero();
        }
    }

    private static long bytesAllocated(LogDensity density) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] out = new double[OUTPUTS];
        density.gradient(Q, out);
        thread.getCurrentThreadAllocatedBytes();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < 200; run++) {
            density.gradient(Q, out);
        }
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void anUnreachableModelUnloads() throws InterruptedException {
        WeakReference<ClassLoader> loader = loaderOfAModelThatRan();
        for (int attempt = 0; attempt < 50 && loader.get() != null; attempt++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    private WeakReference<ClassLoader> loaderOfAModelThatRan() {
        s.add(s.assign(s.result, q(0)));
        CompiledProgram program = ModelClass.define(s.bytes()).newInstance();
        BoundModel model = BoundModel.bind("subject", program, List.of(), noData(), null, text -> {});
        assertThat(run(model.newLogDensity(), Q)[OUTPUTS]).isEqualTo(0.3);
        return new WeakReference<>(program.getClass().getClassLoader());
    }

    @Test
    void twoModelsOfOneNameLiveSideBySide() {
        s.add(s.assign(s.result, q(0)));
        Subject other = new Subject();
        other.add(other.assign(other.result, load(other.q, integer(1))));
        LogDensity first = bound(s.bytes(), noData(), text -> {}).newLogDensity();
        LogDensity second = bound(other.bytes(), noData(), text -> {}).newLogDensity();
        assertThat(run(first, Q)[OUTPUTS]).isEqualTo(0.3);
        assertThat(run(second, Q)[OUTPUTS]).isEqualTo(-1.7);
    }

    @Test
    void evaluatorsDoNotShareScratch() {
        Buffer a = s.reals("a");
        s.add(
                s.allocate(a, integer(1), Stmt.Fill.NONE),
                s.store(a, integer(0), q(0)),
                new Stmt.Print(List.of(new Stmt.Part.Value(load(a, integer(0)))), s.span()),
                s.assign(s.result, load(a, integer(0))));
        byte[] bytes = s.bytes();
        LogDensity[] second = new LogDensity[1];
        boolean[] entered = new boolean[1];
        BoundModel model = bound(bytes, noData(), text -> {
            if (!entered[0]) {
                entered[0] = true;
                run(second[0], 99, 0, 0, 0);
            }
        });
        second[0] = model.newLogDensity();
        assertThat(run(model.newLogDensity(), Q)[OUTPUTS]).isEqualTo(0.3);
    }
}
