package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Branches and loops whose course depends on parameters, in blocks, and in functions that are called from blocks with values
 * that depend on parameters. Functions that only functions call are not looked at.
 */
final class ControlFlowRules {

    private static final String HINT =
            "where the course changes, the density or its slope may jump, which slows samplers down";

    private final TypedProgram program;
    private final Facts facts;

    ControlFlowRules(TypedProgram program, Facts facts) {
        this.program = program;
        this.facts = facts;
    }

    List<Diagnostic> review() {
        List<Diagnostic> found = new ArrayList<>();
        for (TypedStmt statement : facts.controlFlow()) {
            Set<Variable> parameters = facts.parameters(facts.conditionOf(statement));
            if (!parameters.isEmpty()) {
                found.add(warning(head(statement), "the course of this statement depends on " + list(parameters)));
            }
        }
        calls(found);
        return found;
    }

    private void calls(List<Diagnostic> found) {
        List<TypedStmt> blocks = new ArrayList<>(program.transformedParameters());
        blocks.addAll(program.model());
        for (TypedExpr.Call call : TypedTree.all(blocks, TypedExpr.Call.class)) {
            if (!call.function().isLibrary()
                    && call.function().hasBody()
                    && call.function().body() instanceof Function.Code code) {
                within(call, code, found);
            }
        }
    }

    private void within(TypedExpr.Call call, Function.Code code, List<Diagnostic> found) {
        Facts inner = new Facts(new TypedProgram(
                program.source(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(code.block()),
                List.of()));
        List<Variable> parameters = call.function().parameters();
        for (TypedStmt statement : inner.controlFlow()) {
            Set<Variable> reads = inner.all(inner.conditionOf(statement));
            for (int i = 0; i < parameters.size(); i++) {
                Set<Variable> causes = reads.contains(parameters.get(i))
                        ? facts.parameters(call.arguments().get(i))
                        : Set.of();
                if (!causes.isEmpty()) {
                    found.add(warning(
                            head(statement),
                            "the course of this statement depends on the argument `" + parameters.get(i)
                                    + "`, which at line " + call.span().line() + " depends on " + list(causes)));
                    break;
                }
            }
        }
    }

    private static Span head(TypedStmt statement) {
        if (statement instanceof TypedStmt.If s) {
            return s.condition().span();
        }
        if (statement instanceof TypedStmt.While s) {
            return s.condition().span();
        }
        return statement instanceof TypedStmt.For s ? s.from().span().to(s.to().span()) : statement.span();
    }

    private static Diagnostic warning(Span span, String found) {
        return Diagnostic.warning(Code.PARAMETER_IN_CONTROL_FLOW, span, found).withHint(HINT);
    }

    private static String list(Set<Variable> parameters) {
        return parameters.stream().map(p -> "`" + p + "`").sorted().collect(Collectors.joining(", "));
    }
}
