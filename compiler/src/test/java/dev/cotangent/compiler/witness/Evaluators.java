package dev.cotangent.compiler.witness;

import dev.cotangent.Autodiff;
import dev.cotangent.CompileOptions;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.check.Library;
import dev.cotangent.compiler.codegen.ModelClass;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.interpret.Interpreter;
import dev.cotangent.compiler.ir.interpret.World;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.simple.RandomSource;

/** The ways to evaluate a program, each as a {@link LogDensity}. */
public final class Evaluators {

    private static final long SEED = 20;
    private static final Library LIBRARY = Library.standard();

    private Evaluators() {}

    /** The generated class, of which passes are left out. */
    public static LogDensity bytecode(WitnessProgram witness, Autodiff autodiff, Set<String> without) {
        Compiler compiler = compiler(witness, autodiff, without);
        return bytecode(witness, compiler, compiler.differentiate());
    }

    /** The class generated from a program that a compiler differentiated. */
    public static LogDensity bytecode(WitnessProgram witness, Compiler compiler, Compiler.Differentiated model) {
        return model(witness, compiler, model).newLogDensity();
    }

    /** The generated class with derivatives of second and third order. */
    public static Curved curved(WitnessProgram witness, Autodiff autodiff) {
        CompileOptions options =
                CompileOptions.defaults().withAutodiff(autodiff).withCurvature();
        Compiler compiler = new Compiler(witness.source(), options);
        return model(witness, compiler, compiler.differentiate())
                .newCurvedDensity()
                .orElseThrow();
    }

    /** The generated class with its Fisher metric, if it has one. */
    public static Model withMetric(WitnessProgram witness) {
        Compiler compiler =
                new Compiler(witness.source(), CompileOptions.defaults().withFisherMetric());
        Compiler.Differentiated model = compiler.differentiate();
        List<FisherInformation.Gap> gaps = model.gaps().stream()
                .map(g -> new FisherInformation.Gap(
                        g.span().location(), g.density(), g.gap().orElseThrow()))
                .toList();
        return model(witness, compiler, model).withFisherGaps(gaps);
    }

    /** True if a program has a Fisher metric. */
    public static boolean hasMetric(WitnessProgram witness) {
        Compiler compiler =
                new Compiler(witness.source(), CompileOptions.defaults().withFisherMetric());
        return compiler.differentiate().gaps().isEmpty();
    }

    /** A row of output of the generated class. */
    static double[] draw(
            WitnessProgram witness, Compiler compiler, Compiler.Differentiated differentiated, double[] q) {
        Model model = model(witness, compiler, differentiated);
        double[] row = new double[model.layout().columnCount()];
        model.newDrawWriter().write(q, RandomSource.L64_X128_MIX.create(SEED), row);
        return row;
    }

    /** A row of output of a program, interpreted. */
    static double[] draw(WitnessProgram witness, Program program, double[] q, int size) {
        Interpreter interpreter = new Interpreter(List.of(program.bind(), program.draw()));
        interpreter.run(program.bind(), new double[0], List.of(), world(witness));
        double[] row = new double[size];
        interpreter.run(program.draw(), new double[0], List.of(q, row), world(witness));
        return row;
    }

    private static World world(WitnessProgram witness) {
        return new World(Optional.of(witness.data()), Optional.of(RandomSource.L64_X128_MIX.create(SEED)), line -> {});
    }

    private static BoundModel model(WitnessProgram witness, Compiler compiler, Compiler.Differentiated model) {
        return BoundModel.bind(
                witness.name(),
                ModelClass.define(compiler.generate(model)).newInstance(),
                model.program().outputs().stream().map(o -> o.declared()).toList(),
                witness.data(),
                RandomSource.L64_X128_MIX.create(SEED),
                line -> {});
    }

    public static Compiler compiler(WitnessProgram witness, Autodiff autodiff, Set<String> without) {
        return new Compiler(witness.source(), autodiff, LIBRARY, without);
    }

    /** The lowered program before any pass, interpreted; it has no gradient. */
    public static LogDensity lowered(WitnessProgram witness) {
        Program program = compiler(witness, Autodiff.MIXED, Set.of()).lower();
        return new Interpreted(program, Optional.empty(), witness);
    }

    /** The differentiated program that code is generated from, interpreted. */
    public static LogDensity interpreted(WitnessProgram witness, Compiler.Differentiated model) {
        return new Interpreted(model.program(), Optional.of(model.gradient()), witness);
    }

    private static final class Interpreted implements LogDensity {
        private final Interpreter interpreter;
        private final Program program;
        private final Optional<Procedure> gradient;

        Interpreted(Program program, Optional<Procedure> gradient, WitnessProgram witness) {
            this.program = program;
            this.gradient = gradient;
            this.interpreter = new Interpreter(gradient.map(g -> List.of(program.bind(), program.logDensity(), g))
                    .orElse(List.of(program.bind(), program.logDensity())));
            interpreter.run(program.bind(), new double[0], List.of(), world(witness));
        }

        @Override
        public int dimension() {
            return (int) interpreter.data(program.dimension());
        }

        @Override
        public double value(double[] q) {
            try {
                return interpreter.run(program.logDensity(), q);
            } catch (ModelFailure failure) {
                return rejected(failure);
            }
        }

        @Override
        public double gradient(double[] q, double[] result) {
            try {
                return interpreter.run(gradient.orElseThrow(), q, result);
            } catch (ModelFailure failure) {
                return rejected(failure);
            }
        }

        private static double rejected(ModelFailure failure) {
            if (!failure.isRecoverable()) {
                throw failure;
            }
            return Double.NEGATIVE_INFINITY;
        }
    }
}
