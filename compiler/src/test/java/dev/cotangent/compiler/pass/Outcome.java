package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.interpret.Interpreter;
import dev.cotangent.compiler.ir.interpret.World;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that a run of a procedure shows.
 *
 * @param bits of the result and of what was written; empty if it failed
 * @param printed the lines that it printed
 * @param failure kind, place and message of its failure
 */
record Outcome(List<Long> bits, List<String> printed, Optional<String> failure) {

    static Outcome of(Procedure bind, Procedure procedure) {
        Interpreter interpreter = new Interpreter(List.of(bind, procedure));
        interpreter.run(bind, new double[0], List.of(), World.NONE);
        double[] out = new double[Code.SIZE];
        List<String> printed = new ArrayList<>();
        World world = new World(Optional.empty(), Optional.empty(), printed::add);
        try {
            double[] result = interpreter.run(procedure, new double[0], List.of(position(), out), world);
            return new Outcome(bits(result, out), printed, Optional.empty());
        } catch (CompilerBug e) {
            return new Outcome(List.of(), printed, Optional.of(e.toString()));
        } catch (ModelFailure e) {
            return new Outcome(List.of(), printed, Optional.of(e.kind() + " " + e.location() + " " + e.getMessage()));
        }
    }

    /** The same, but of a rejection only that it is one. */
    Outcome withoutPlaceOfRejection() {
        return new Outcome(bits, printed, failure.map(text -> text.startsWith("REJECTION") ? "REJECTION" : text));
    }

    /** The same, with the values of another where they agree to a relative tolerance. */
    Outcome rounded(Outcome other, double tolerance) {
        List<Long> rounded = new ArrayList<>(bits);
        for (int i = 0; i < bits.size() && i < other.bits.size(); i++) {
            double value = Double.longBitsToDouble(bits.get(i));
            double target = Double.longBitsToDouble(other.bits.get(i));
            if (Math.abs(value - target) <= tolerance * Math.abs(target)) {
                rounded.set(i, other.bits.get(i));
            }
        }
        return new Outcome(rounded, printed, failure);
    }

    private static double[] position() {
        double[] q = new double[Code.SIZE];
        Arrays.setAll(q, i -> 0.3 * i - 1);
        q[2] = -0.0;
        return q;
    }

    private static List<Long> bits(double[] result, double[] out) {
        List<Long> bits = new ArrayList<>();
        bits.add(Double.doubleToLongBits(result[0]));
        for (double value : out) {
            bits.add(Double.doubleToLongBits(value));
        }
        return bits;
    }
}
