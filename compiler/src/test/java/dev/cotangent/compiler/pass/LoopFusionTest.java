package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.exp;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.multiply;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static dev.cotangent.compiler.pass.Code.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.runtime.model.ModelFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopFusionTest {

    private final Code code = new Code();
    private final Local n = code.integer("n");
    private final Local m = code.integer("m");
    private final Buffer a = code.reals("a");
    private final Buffer b = code.reals("b");

    private Expr last() {
        return subtract(read(code.rows), integer(1));
    }

    private Procedure producerAndConsumer() {
        return code.procedure(() -> {
            code.assign(code.result, real(0));
            code.allocate(a, read(code.rows), Stmt.Fill.UNDEFINED);
            code.loop(
                    n,
                    integer(0),
                    last(),
                    () -> code.store(a, read(n), multiply(load(code.q, integer(0)), load(code.x, read(n)))));
            code.allocate(b, read(code.rows), Stmt.Fill.UNDEFINED);
            code.loop(m, integer(0), last(), () -> code.store(b, read(m), exp(load(a, read(m)))));
            code.loop(n, integer(0), last(), () -> {
                code.check(less(load(b, read(n)), real(100)));
                code.assign(code.result, add(read(code.result), load(b, read(n))));
            });
        });
    }

    @Test
    void joinsProducersAndConsumers() {
        Golden.verify("producers", new LoopFusion(), code, producerAndConsumer());
    }

    @Test
    void leavesNoBufferBehindWhenAllPassesHaveRun() {
        PassContext context = PassContext.ofBind(code.names);
        Procedure result =
                new Pipeline(Pipeline.standardPasses(), (pass, made) -> {}).optimise(producerAndConsumer(), context);
        assertThat(Effects.of(result.body()).written()).isEmpty();
    }

    @Test
    void keepsApartWhatReadsTheNeighboursElement() {
        assertUnfused(
                () -> code.store(a, read(n), load(code.x, read(n))),
                () -> code.store(b, read(m), load(a, subtract(integer(7), read(m)))));
    }

    @Test
    void keepsApartWhatReadsTheOthersSum() {
        assertUnfused(
                () -> code.assign(code.result, add(read(code.result), load(a, read(n)))),
                () -> code.store(a, read(m), read(code.result)));
    }

    @Test
    void joinsSumsIntoOneAccumulator() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.loop(n, integer(0), integer(7), () -> {
                code.check(less(load(code.q, read(n)), real(5)));
                code.assign(code.result, add(read(code.result), load(code.q, read(n))));
            });
            code.check(less(load(code.q, integer(0)), real(5)));
            code.loop(m, integer(0), integer(7), () -> {
                code.check(less(load(code.q, read(m)), real(6)));
                code.assign(code.result, subtract(read(code.result), exp(load(code.q, read(m)))));
            });
        });
        Procedure fused = new LoopFusion().run(procedure, PassContext.ofBind(code.names));
        assertThat(fused.body()).filteredOn(Stmt.For.class::isInstance).hasSize(1);
        double before = Double.longBitsToDouble(
                Outcome.of(code.bind(8), procedure).bits().get(0));
        double after =
                Double.longBitsToDouble(Outcome.of(code.bind(8), fused).bits().get(0));
        // 16 terms below 4 in magnitude, added in another order: at most 16 roundings of sums below 32.
        assertThat(after).isCloseTo(before, within(16 * Math.ulp(32.0)));
    }

    @Test
    void keepsApartScattersIntoOneBuffer() {
        assertUnfused(
                () -> code.increment(a, load(code.group, read(n)), load(code.x, read(n))),
                () -> code.increment(a, load(code.group, read(m)), load(code.q, read(m))));
    }

    @Test
    void keepsApartALoopThatPrintsAndOneThatFails() {
        Stmt print = new Stmt.Print(List.of(new Stmt.Part.Value(load(code.x, read(n)))), code.span());
        assertUnfused(() -> code.emit(print), () -> code.check(less(load(code.x, read(m)), real(0))));
    }

    @Test
    void letsAQuietLoopFallBehindWhatFails() {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.allocate(a, integer(8), Stmt.Fill.ZERO);
            code.loop(n, integer(0), integer(7), () -> code.store(a, read(n), exp(load(code.q, read(n)))));
            code.emit(new Stmt.Check(less(load(code.q, integer(0)), real(5)), Kind.INDEX, List.of(), code.span()));
            code.loop(m, integer(0), integer(7), () -> code.store(code.out, read(m), load(a, read(m))));
        });
        Golden.verify("behind", new LoopFusion(), code, procedure);
    }

    private void assertUnfused(Runnable first, Runnable second) {
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, real(0));
            code.allocate(a, integer(8), Stmt.Fill.ZERO);
            code.allocate(b, integer(8), Stmt.Fill.ZERO);
            code.loop(n, integer(0), integer(7), first);
            code.loop(m, integer(0), integer(7), second);
        });
        List<Stmt> body =
                new LoopFusion().run(procedure, PassContext.ofBind(code.names)).body();
        assertThat(body).isEqualTo(procedure.body());
    }
}
