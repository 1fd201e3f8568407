package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Variables that may be read before anything was assigned to them. An assignment to a part counts as one to the whole, even
 * in a branch, and the body of a loop as run, so that filling a container in a loop is no alarm.
 */
final class InitializationRule {

    private final TypedProgram program;
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Variable> reported = Collections.newSetFromMap(new IdentityHashMap<>());

    InitializationRule(TypedProgram program) {
        this.program = program;
    }

    List<Diagnostic> review() {
        for (Function function : program.functions()) {
            if (function.hasBody() && function.body() instanceof Function.Code code) {
                run(List.of(code.block()), new HashSet<>());
            }
        }
        Set<Variable> unset = new HashSet<>();
        run(program.transformedData(), unset);
        run(program.transformedParameters(), unset);
        run(program.model(), new HashSet<>(unset));
        run(program.generatedQuantities(), unset);
        return found;
    }

    /** False if what follows is never reached. {@code unset} are the variables without a value, before and after. */
    private boolean run(List<TypedStmt> statements, Set<Variable> unset) {
        for (TypedStmt statement : statements) {
            if (!run(statement, unset)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(TypedStmt statement, Set<Variable> unset) {
        if (statement instanceof TypedStmt.Block s) {
            return run(s.statements(), unset);
        }
        if (statement instanceof TypedStmt.If s) {
            return branch(s, unset);
        }
        if (statement instanceof TypedStmt.For s) {
            read(s.from(), unset);
            read(s.to(), unset);
            run(s.body(), unset);
            return true;
        }
        if (statement instanceof TypedStmt.ForEach s) {
            read(s.container(), unset);
            run(s.body(), unset);
            return true;
        }
        if (statement instanceof TypedStmt.While s) {
            read(s.condition(), unset);
            run(s.body(), unset);
            return true;
        }
        return simple(statement, unset);
    }

    private boolean branch(TypedStmt.If s, Set<Variable> unset) {
        read(s.condition(), unset);
        Set<Variable> otherwise = new HashSet<>(unset);
        boolean ends = run(s.whenTrue(), unset);
        boolean otherwiseEnds = s.whenFalse().map(f -> run(f, otherwise)).orElse(true);
        if (!ends) {
            unset.clear();
        }
        if (otherwiseEnds) {
            unset.addAll(otherwise);
        }
        TypedTree.all(List.of(s), TypedStmt.Assign.class).stream()
                .filter(assigned -> !assigned.indices().isEmpty())
                .forEach(assigned -> unset.remove(assigned.variable()));
        return ends || otherwiseEnds;
    }

    private boolean simple(TypedStmt statement, Set<Variable> unset) {
        for (Object child : TypedTree.children(statement)) {
            read(child, unset);
        }
        if (statement instanceof TypedStmt.Declare s && s.initializer().isEmpty() && hasValues(s.variable())) {
            unset.add(s.variable());
        } else if (statement instanceof TypedStmt.Assign s) {
            if (s.operator().isPresent() && unset.contains(s.variable())) {
                report(s.variable(), new TypedExpr.Read(s.variable(), s.span()));
            }
            unset.remove(s.variable());
        } else if (statement instanceof TypedStmt.Unpack s) {
            TypedTree.all(List.of(s), TypedStmt.Destination.Part.class).forEach(p -> unset.remove(p.variable()));
        }
        return !(statement instanceof TypedStmt.Return
                || statement instanceof TypedStmt.Reject
                || statement instanceof TypedStmt.Break
                || statement instanceof TypedStmt.Continue);
    }

    /** Containers may be of size zero, and then have nothing to assign. */
    private static boolean hasValues(Variable variable) {
        return variable.sizes().stream()
                .noneMatch(size -> size instanceof TypedExpr.IntLiteral literal && literal.value() == 0);
    }

    private void read(Object node, Set<Variable> unset) {
        if (node instanceof TypedExpr.Read read && unset.contains(read.variable())) {
            report(read.variable(), read);
        }
        boolean shape =
                node instanceof TypedExpr.IntrinsicCall call && call.intrinsic().isShape();
        if (!shape) {
            TypedTree.children(node).forEach(child -> read(child, unset));
        }
    }

    private void report(Variable variable, TypedExpr.Read read) {
        if (reported.add(variable)) {
            found.add(Diagnostic.warning(
                            Code.UNINITIALIZED,
                            read.span(),
                            "`" + variable + "` may have no value yet when it is used here")
                    .withNote("declared at line " + variable.span().line()));
        }
    }
}
