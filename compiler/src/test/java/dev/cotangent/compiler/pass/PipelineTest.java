package dev.cotangent.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.IrVerifier;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineTest {

    private static final int SEEDS = 400;

    static List<Pass> passes() {
        return List.copyOf(Pipeline.standardPasses());
    }

    @ParameterizedTest
    @MethodSource("passes")
    void everyPassKeepsEveryBit(Pass pass) {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertSame(seed, List.of(pass));
        }
    }

    @Test
    void allPassesTogetherKeepEveryBit() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertSame(seed, Pipeline.standardPasses());
        }
    }

    private static void assertSame(int seed, List<Pass> passes) {
        RandomProgram program = new RandomProgram(seed);
        PassContext context = PassContext.afterBind(program.code.names, program.bind);
        Procedure optimised = new Pipeline(passes, (pass, result) -> {}).optimise(program.procedure, context);
        List<Stmt> bind = new ArrayList<>(program.bind.body());
        bind.addAll(context.additions());
        boolean isFusion = passes.stream().anyMatch(LoopFusion.class::isInstance);
        IrVerifier.verify(optimised);
        Outcome before = Outcome.of(program.bind, program.procedure);
        Outcome after = Outcome.of(program.bind.withBody(bind), optimised);
        assertThat(isFusion ? after.withoutPlaceOfRejection() : after)
                .as(() -> "seed " + seed + "\n" + IrPrinter.print(program.procedure) + "\nbecame\n"
                        + IrPrinter.print(optimised))
                .isEqualTo(isFusion ? before.withoutPlaceOfRejection() : before);
    }
}
