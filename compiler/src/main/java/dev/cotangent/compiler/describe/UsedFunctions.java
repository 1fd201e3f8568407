package dev.cotangent.compiler.describe;

import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The library's functions that a program calls by name. As stanc3 tells them apart, those are distributions whose outcome
 * stands before a bar, or that {@code ~} names, which are listed as the unnormalised functions that it means.
 */
final class UsedFunctions {

    /** A call as written: operators call functions of the library too, and are none. */
    private static final Pattern CALL = Pattern.compile("([A-Za-z]\\w*)\\s*\\(");

    private static final Pattern CONDITIONAL = Pattern.compile(".*_(lpdf|lpmf|lupdf|lupmf|cdf|lcdf|lccdf)");

    private final SortedSet<String> functions = new TreeSet<>();
    private final SortedSet<String> distributions = new TreeSet<>();

    UsedFunctions(TypedProgram program) {
        Set<String> own = program.functions().stream().map(Function::name).collect(Collectors.toSet());
        List<TypedStmt> statements = statements(program);
        TypedTree.all(statements, TypedExpr.class).forEach(e -> addCall(e, own));
        for (TypedStmt statement : TypedTree.all(statements, TypedStmt.class)) {
            addStatement(statement, own);
        }
    }

    List<String> functions() {
        return List.copyOf(functions);
    }

    List<String> distributions() {
        return List.copyOf(distributions);
    }

    private static List<TypedStmt> statements(TypedProgram program) {
        List<TypedStmt> all = new ArrayList<>();
        for (Function function : program.functions()) {
            if (function.hasBody() && function.body() instanceof Function.Code code) {
                all.add(code.block());
            }
        }
        Stream.of(
                        program.transformedData(),
                        program.transformedParameters(),
                        program.model(),
                        program.generatedQuantities())
                .forEach(all::addAll);
        return all;
    }

    private void addCall(TypedExpr expression, Set<String> own) {
        Matcher call = CALL.matcher(expression.span().text());
        if (call.lookingAt() && !own.contains(call.group(1).replaceFirst("_lup([dm]f)$", "_lp$1"))) {
            String name = call.group(1);
            (CONDITIONAL.matcher(name).matches() ? distributions : functions).add(name);
        }
    }

    private void addStatement(TypedStmt statement, Set<String> own) {
        if (statement instanceof TypedStmt.Print) {
            functions.add("print");
        } else if (statement instanceof TypedStmt.Reject) {
            functions.add(CALL.matcher(statement.span().text())
                    .results()
                    .findFirst()
                    .map(m -> m.group(1))
                    .orElse("reject"));
        } else if (statement instanceof TypedStmt.IncrementTarget target && target.tilde()) {
            TypedTree.all(List.of(target.value()), TypedExpr.Call.class).stream()
                    .filter(c -> c.function().isDensity() && c.span().equals(target.span()))
                    .map(c -> c.function().name())
                    .filter(name -> !own.contains(name))
                    .forEach(name -> distributions.add(name.replaceFirst("_lp([dm]f)$", "_lup$1")));
        }
    }
}
