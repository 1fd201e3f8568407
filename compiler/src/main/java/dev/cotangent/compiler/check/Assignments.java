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
import dev.cotangent.compiler.typed.TypedStmt.Destination;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks assignments. */
final class Assignments {

    private final Context context;
    private final ExpressionChecker expressions;

    Assignments(Context context, ExpressionChecker expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    TypedStmt check(Statement.Assignment s) {
        if (s.target() instanceof Expression.TupleLiteral targets) {
            return unpack(s, targets);
        }
        Destination.Part target = target(s.target());
        requireNotRead(target.variable(), target.indices(), s.target().span());
        TypedExpr value = expressions.check(s.value());
        if (s.operator().isEmpty()) {
            warnOfSelf(s);
            TypedExpr converted = Conversions.require(value, target.type(), place(target));
            return new TypedStmt.Assign(target.variable(), target.indices(), Optional.empty(), converted, s.span());
        }
        return compound(s, target, value);
    }

    private void warnOfSelf(Statement.Assignment s) {
        String target = ExpressionPrinter.print(s.target());
        if (ExpressionPrinter.print(s.value()).equals(target)) {
            context.warn(Diagnostic.warning(Code.SELF_ASSIGNMENT, s.span(), "`" + target + "` is assigned to itself"));
        }
    }

    private TypedStmt unpack(Statement.Assignment s, Expression.TupleLiteral targets) {
        if (s.operator().isPresent()) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_OPERANDS, targets.span(), "there is no compound assignment to several variables")
                    .withHint("assign them one by one"));
        }
        warnOfSelf(s);
        Destination.Nested destinations = nested(targets);
        new Unpacking(targets.span()).check(destinations);
        TypedExpr value = expressions.check(s.value());
        TypedExpr converted = Conversions.require(value, destinations.type(), "what is unpacked here");
        return new TypedStmt.Unpack(destinations.destinations(), converted, s.span());
    }

    private Destination.Nested nested(Expression.TupleLiteral targets) {
        List<Destination> destinations = new ArrayList<>();
        for (Expression target : targets.components()) {
            destinations.add(target instanceof Expression.TupleLiteral inner ? nested(inner) : target(target));
        }
        return new Destination.Nested(destinations);
    }

    private Destination.Part target(Expression target) {
        if (target instanceof Expression.Indexed indexed) {
            Destination.Part base = target(indexed.base());
            if (!base.indices().stream().allMatch(ExpressionChecker::isSingle)) {
                throw new CompileException(Diagnostic.error(
                                Code.WRONG_INDEX, target.span(), "a part of several elements can't be assigned so")
                        .withHint("write all indices in one pair of brackets, as `x[1:2, 3]`"));
            }
            List<TypedExpr.Index> own = expressions.indices(indexed.indices());
            Type type = Indexing.type(base.type(), own, target.span());
            List<TypedExpr.Index> indices = new ArrayList<>(base.indices());
            indices.addAll(own);
            return new Destination.Part(base.variable(), indices, type);
        }
        if (target instanceof Expression.Component component) {
            Destination.Part base = target(component.base());
            int index = Tuples.index(base.type(), component);
            Type type = base.type().components().get(index);
            return new Destination.Part(base.variable().components().get(index), base.indices(), type);
        }
        Variable variable = ((TypedExpr.Read) expressions.check(target)).variable();
        requireWritable(variable, target.span());
        return new Destination.Part(variable, List.of(), variable.type());
    }

    private static void requireNotRead(Variable variable, List<TypedExpr.Index> indices, Span span) {
        boolean reads = indices.stream().flatMap(Qualifiers::expressions).anyMatch(e -> Qualifiers.reads(e, variable));
        if (reads) {
            throw new CompileException(Diagnostic.error(
                            Code.READ_ONLY, span, "`" + variable + "` is assigned and read on the same left side")
                    .withHint("copy the index to a local variable first"));
        }
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
    private TypedStmt compound(Statement.Assignment s, Destination.Part target, TypedExpr value) {
        BinaryOperator operator = s.operator().orElseThrow();
        TypedExpr read = new TypedExpr.Read(target.variable(), s.target().span());
        TypedExpr part = target.indices().isEmpty()
                ? read
                : new TypedExpr.Indexed(
                        read, target.indices(), target.type(), s.target().span());
        requireContainer(operator, target.type(), s.span());
        TypedExpr result = expressions.operators().binary(operator, part, value, s.span(), s.span());
        if (!result.type().equals(target.type())) {
            throw new CompileException(Diagnostic.error(
                    Code.TYPE_MISMATCH,
                    s.value().span(),
                    place(target) + " is " + Conversions.article(target.type()) + ", but the result would be "
                            + Conversions.article(result.type())));
        }
        boolean elementwise =
                result instanceof TypedExpr.Binary && !target.type().isStructured();
        Optional<TypedExpr.BinaryOperator> compound =
                elementwise ? Optional.of(((TypedExpr.Binary) result).operator()) : Optional.empty();
        TypedExpr assigned = elementwise ? ((TypedExpr.Binary) result).right() : result;
        return new TypedStmt.Assign(target.variable(), target.indices(), compound, assigned, s.span());
    }

    private static void requireContainer(BinaryOperator operator, Type type, Span span) {
        boolean elementwise =
                operator == BinaryOperator.ELEMENTWISE_MULTIPLY || operator == BinaryOperator.ELEMENTWISE_DIVIDE;
        if (elementwise && type.isScalar()) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_OPERANDS,
                            span,
                            "`" + operator.symbol() + "=` is for containers, but this is " + Conversions.article(type))
                    .withHint("write `" + operator.symbol().substring(1) + "=`"));
        }
    }

    private static String place(Destination.Part target) {
        return target.indices().isEmpty() ? "`" + target.variable() + "`" : "the part of `" + target.variable() + "`";
    }
}
