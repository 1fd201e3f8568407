package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.ExpressionPrinter;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks assignments. */
final class Assignments {

    private final Context context;
    private final Scope scope;
    private final ExpressionChecker expressions;

    Assignments(Context context, Scope scope, ExpressionChecker expressions) {
        this.context = context;
        this.scope = scope;
        this.expressions = expressions;
    }

    TypedStmt check(Statement.Assignment s) {
        List<TypedExpr.Index> indices = new ArrayList<>();
        Variable variable = target(s.target(), indices);
        Type type = indices.isEmpty()
                ? variable.type()
                : Indexing.type(variable.type(), indices, s.target().span());
        TypedExpr value = expressions.check(s.value());
        if (s.operator().isEmpty()) {
            warnOfSelf(s);
            TypedExpr converted = Conversions.require(value, type, place(variable, indices));
            return new TypedStmt.Assign(variable, indices, Optional.empty(), converted, s.span());
        }
        return compound(s, variable, indices, type, value);
    }

    private void warnOfSelf(Statement.Assignment s) {
        String target = ExpressionPrinter.print(s.target());
        if (ExpressionPrinter.print(s.value()).equals(target)) {
            context.warn(Diagnostic.warning(Code.SELF_ASSIGNMENT, s.span(), "`" + target + "` is assigned to itself"));
        }
    }

    private Variable target(Expression target, List<TypedExpr.Index> indices) {
        if (target instanceof Expression.Indexed indexed) {
            Variable variable = target(indexed.base(), indices);
            if (!indices.stream().allMatch(ExpressionChecker::isSingle)) {
                throw new CompileException(
                        Diagnostic.notSupported(target.span(), "assignment to a part of several elements is"));
            }
            indices.addAll(expressions.indices(indexed.indices()));
            return variable;
        }
        Variable variable = ((TypedExpr.Read) expressions.check(target)).variable();
        requireWritable(variable, target.span());
        return variable;
    }

    private void requireWritable(Variable variable, Span span) {
        boolean writable = switch (variable.scope()) {
            case DATA, PARAMETER, FUNCTION_PARAMETER, LOOP -> false;
            case TRANSFORMED_DATA -> context.block() == Context.Block.TRANSFORMED_DATA;
            case TRANSFORMED_PARAMETER -> context.block() == Context.Block.TRANSFORMED_PARAMETERS;
            case MODEL, GENERATED_QUANTITY, LOCAL -> true;
        };
        if (!writable) {
            throw new CompileException(Diagnostic.error(
                            Code.READ_ONLY, span, "`" + variable + "` is " + kind(variable) + " and can't be assigned")
                    .withNote(Diagnostics.declaredAt(variable))
                    .withHint("assign a local variable"));
        }
    }

    private static String kind(Variable variable) {
        return switch (variable.scope()) {
            case DATA -> "data";
            case PARAMETER -> "a parameter";
            case FUNCTION_PARAMETER -> "an argument of the function";
            case LOOP -> "the variable of a loop";
            case TRANSFORMED_DATA -> "transformed data";
            case TRANSFORMED_PARAMETER -> "a transformed parameter";
            case MODEL, GENERATED_QUANTITY, LOCAL -> "a variable";
        };
    }

    /** Elementwise operators stay compound; a product of matrices is written out. */
    private TypedStmt compound(
            Statement.Assignment s, Variable variable, List<TypedExpr.Index> indices, Type type, TypedExpr value) {
        BinaryOperator operator = s.operator().orElseThrow();
        TypedExpr read = new TypedExpr.Read(variable, s.target().span());
        TypedExpr part = indices.isEmpty()
                ? read
                : new TypedExpr.Indexed(read, indices, type, s.target().span());
        TypedExpr result = expressions.operators().binary(operator, part, value, s.span(), s.span());
        if (!result.type().equals(type)) {
            String place = place(variable, indices);
            throw new CompileException(Diagnostic.error(
                    Code.TYPE_MISMATCH,
                    s.value().span(),
                    place + " is " + Conversions.article(type) + ", but the result would be "
                            + Conversions.article(result.type())));
        }
        if (result instanceof TypedExpr.Binary binary) {
            return new TypedStmt.Assign(variable, indices, Optional.of(binary.operator()), binary.right(), s.span());
        }
        return new TypedStmt.Assign(variable, indices, Optional.empty(), result, s.span());
    }

    private static String place(Variable variable, List<TypedExpr.Index> indices) {
        return indices.isEmpty() ? "`" + variable + "`" : "the part of `" + variable + "`";
    }
}
