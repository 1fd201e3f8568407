package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * The pedantic mode: warnings about programs that are valid. The rules are those of stanc3's {@code --warn-pedantic}, made to
 * give fewer false alarms; where they look at less than stanc3 does, the class says so.
 */
public final class Pedantic {

    private Pedantic() {}

    /** What a reader of the program might ask its author. */
    public static List<Diagnostic> review(TypedProgram program) {
        Facts facts = new Facts(program);
        List<Diagnostic> found = new ArrayList<>();
        found.addAll(new ParameterRules(program, facts).review());
        found.addAll(new DensityRules(facts).review());
        found.addAll(new DomainRules(facts).review());
        found.addAll(new ControlFlowRules(program, facts).review());
        found.addAll(new InitializationRule(program).review());
        return found;
    }

    /** Parameters that are not bounded on all sides, and that no distribution and no other term is of. */
    public static List<Variable> withoutPrior(TypedProgram program) {
        return new ParameterRules(program, new Facts(program)).withoutPrior();
    }
}
