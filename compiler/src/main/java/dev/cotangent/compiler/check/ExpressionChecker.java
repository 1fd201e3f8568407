package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.diagnostic.Spelling;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks expressions. The first error in one ends its check, as a {@link CompileException}. */
final class ExpressionChecker {

    private final Context context;
    private final Scope scope;
    private final Calls calls;
    private final Operators operators;
    private final HigherOrder higherOrder;

    ExpressionChecker(Context context, Scope scope) {
        this.context = context;
        this.scope = scope;
        this.calls = new Calls(context);
        this.operators = new Operators(context, calls);
        this.higherOrder = new HigherOrder(context, scope, this, calls);
    }

    /** An expression with a value. */
    TypedExpr check(Expression e) {
        TypedExpr result = checkAny(e);
        if (result.type() == Type.VOID) {
            throw new CompileException(
                    Diagnostic.error(Code.TYPE_MISMATCH, e.span(), "this function returns nothing that could be used"));
        }
        return result;
    }

    /** An expression as a value of a type. */
    TypedExpr check(Expression e, Type type, String place) {
        return Conversions.require(check(e), type, place);
    }

    /** An int or a real, as a truth value. */
    TypedExpr condition(Expression e) {
        return Conversions.truth(check(e), "a condition");
    }

    /** A call, with or without a value. */
    TypedExpr checkAny(Expression e) {
        if (e instanceof Expression.IntLiteral literal) {
            return new TypedExpr.IntLiteral(literal.value(), literal.span());
        }
        if (e instanceof Expression.RealLiteral literal) {
            return new TypedExpr.RealLiteral(literal.value(), literal.span());
        }
        if (e instanceof Expression.ImaginaryLiteral literal) {
            TypedExpr zero = new TypedExpr.RealLiteral(0.0, literal.span());
            TypedExpr value = new TypedExpr.RealLiteral(literal.value(), literal.span());
            return new TypedExpr.Compound(List.of(zero, value), Type.COMPLEX, literal.span());
        }
        if (e instanceof Expression.Name name) {
            return name(name.name());
        }
        if (e instanceof Expression.Call call) {
            return call(call);
        }
        if (e instanceof Expression.Indexed indexed) {
            return indexed(indexed);
        }
        if (e instanceof Expression.Unary unary) {
            return operators.unary(unary.operator(), check(unary.operand()), unary.span());
        }
        if (e instanceof Expression.Binary b) {
            return operators.binary(b.operator(), check(b.left()), check(b.right()), b.operatorSpan(), b.span());
        }
        return composite(e);
    }

    private TypedExpr composite(Expression e) {
        if (e instanceof Expression.Conditional conditional) {
            return conditional(conditional);
        }
        if (e instanceof Expression.ArrayLiteral literal) {
            return arrayLiteral(literal);
        }
        if (e instanceof Expression.RowLiteral literal) {
            return rowLiteral(literal);
        }
        if (e instanceof Expression.TupleLiteral literal) {
            List<TypedExpr> components = checkAll(literal.components());
            Type type = new Type.Tuple(components.stream().map(TypedExpr::type).toList());
            return new TypedExpr.Compound(components, type, literal.span());
        }
        if (e instanceof Expression.Component component) {
            return component(component);
        }
        throw new CompilerBug("expression " + e.getClass().getSimpleName());
    }

    private TypedExpr name(Identifier name) {
        Optional<Variable> variable = scope.find(name.text());
        if (variable.isPresent()) {
            return new TypedExpr.Read(variable.get(), name.span());
        }
        if (name.text().equals("cotangent") && context.block() == Context.Block.RULE) {
            Type type = context.function().get().returnType();
            return new TypedExpr.Differential(
                    TypedExpr.Differential.Kind.COTANGENT, Optional.empty(), type, name.span());
        }
        if (context.functions().isOwn(name.text())) {
            throw new CompileException(Diagnostic.error(
                            Code.TYPE_MISMATCH, name.span(), "`" + name.text() + "` is a function, not a value")
                    .withHint("only functions like `ode_rk45` and `reduce_sum` take functions as arguments"));
        }
        throw new CompileException(unknown(name));
    }

    private Diagnostic unknown(Identifier name) {
        if (name.text().equals("target")) {
            return Diagnostic.error(Code.UNKNOWN_NAME, name.span(), "`target` is not a variable")
                    .withHint("`target += x` adds to the log density, `target()` reads it");
        }
        return Diagnostic.error(Code.UNKNOWN_NAME, name.span(), "`" + name.text() + "` is not declared")
                .withHint(Spelling.didYouMean(name.text(), scope.names()));
    }

    private TypedExpr call(Expression.Call call) {
        String name = call.function().text();
        if (name.equals("keep") && context.isDensity() && !context.functions().isOwn(name)) {
            return keep(call);
        }
        if (name.equals("tangent") && context.block() == Context.Block.RULE) {
            return tangent(call);
        }
        if (higherOrder.isCalled(name)) {
            return higherOrder.call(call);
        }
        if (scope.find(name).isPresent() && isNotLibrary(name)) {
            throw new CompileException(Diagnostic.error(
                            Code.UNKNOWN_FUNCTION,
                            call.function().span(),
                            "`" + name + "` is a variable, not a function")
                    .withNote(Diagnostics.declaredAt(scope.find(name).get())));
        }
        if (OperatorFunctions.isOperator(name)
                && !context.isLibrary()
                && !context.functions().isOwn(name)) {
            Optional<TypedExpr> operation = operation(call);
            if (operation.isPresent()) {
                return operation.get();
            }
        }
        return calls.call(call.function(), call.conditional(), checkAll(call.arguments()), call.span());
    }

    /** What a call by the name of an operator means. */
    private Optional<TypedExpr> operation(Expression.Call call) {
        String name = call.function().text();
        List<TypedExpr> operands = checkAll(call.arguments());
        Optional<TypedExpr> unary = OperatorFunctions.unary(name, operands.size())
                .map(operator -> operators.unary(operator, operands.get(0), call.span()));
        return unary.or(() -> OperatorFunctions.binary(name, operands.size())
                .map(operator -> operators.binary(
                        operator,
                        operands.get(0),
                        operands.get(1),
                        call.function().span(),
                        call.span())));
    }

    private boolean isNotLibrary(String name) {
        return !Intrinsics.isIntrinsic(name)
                && !OperatorFunctions.isOperator(name)
                && context.functions().library(name).isEmpty();
    }

    private TypedExpr keep(Expression.Call call) {
        TypedExpr operand = check(onlyArgument(call));
        return new TypedExpr.Keep(operand, operand.type(), call.span());
    }

    private TypedExpr tangent(Expression.Call call) {
        Expression argument = onlyArgument(call);
        Optional<Variable> variable =
                argument instanceof Expression.Name n ? scope.find(n.name().text()) : Optional.empty();
        if (variable.isEmpty()) {
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_RULE, argument.span(), "`tangent` is of an argument of the function"));
        }
        return new TypedExpr.Differential(
                TypedExpr.Differential.Kind.TANGENT, variable, variable.get().type(), call.span());
    }

    private static Expression onlyArgument(Expression.Call call) {
        if (call.arguments().size() != 1) {
            String found = "`" + call.function().text() + "` takes one argument";
            throw new CompileException(Diagnostic.error(Code.WRONG_ARGUMENTS, call.span(), found));
        }
        return call.arguments().get(0);
    }

    List<TypedExpr> checkAll(List<Expression> expressions) {
        return expressions.stream().map(this::check).toList();
    }

    /** Indices after single ones are merged: {@code x[i][j]} is {@code x[i, j]}. */
    private TypedExpr indexed(Expression.Indexed e) {
        TypedExpr base = check(e.base());
        List<TypedExpr.Index> indices = indices(e.indices());
        Type type = Indexing.type(base.type(), indices, e.span());
        if (base instanceof TypedExpr.Indexed inner && inner.indices().stream().allMatch(ExpressionChecker::isSingle)) {
            List<TypedExpr.Index> merged = new ArrayList<>(inner.indices());
            merged.addAll(indices);
            return new TypedExpr.Indexed(inner.base(), merged, type, e.span());
        }
        return new TypedExpr.Indexed(base, indices, type, e.span());
    }

    private TypedExpr component(Expression.Component e) {
        TypedExpr operand = check(e.base());
        int index = Tuples.index(operand.type(), e);
        Type type = operand.type().components().get(index);
        return new TypedExpr.Component(operand, index, type, e.span());
    }

    static boolean isSingle(TypedExpr.Index index) {
        return index instanceof TypedExpr.Index.Single;
    }

    List<TypedExpr.Index> indices(List<Expression.Index> indices) {
        return indices.stream().map(this::index).toList();
    }

    private TypedExpr.Index index(Expression.Index index) {
        if (index instanceof Expression.Index.Range range) {
            return new TypedExpr.Index.Range(
                    range.from().map(this::end), range.to().map(this::end));
        }
        TypedExpr value = check(((Expression.Index.At) index).value());
        if (value.type() == Type.INT) {
            return new TypedExpr.Index.Single(value);
        }
        if (value.type().equals(Type.array(Type.INT, 1)) || value.type() == Type.INTS) {
            return new TypedExpr.Index.Multiple(value);
        }
        throw new CompileException(
                Diagnostic.error(Code.WRONG_INDEX, index.span(), Conversions.article(value.type()) + " is not an index")
                        .withAllowed(List.of("int, array[] int, or a range `a:b`")));
    }

    private TypedExpr end(Expression e) {
        return check(e, Type.INT, "the end of a range");
    }

    private TypedExpr conditional(Expression.Conditional e) {
        TypedExpr condition = condition(e.condition());
        TypedExpr whenTrue = check(e.whenTrue());
        TypedExpr whenFalse = check(e.whenFalse());
        Type type = Conversions.common(whenTrue.type(), whenFalse.type())
                .orElseThrow(() -> new CompileException(Diagnostic.error(
                        Code.TYPE_MISMATCH,
                        e.whenTrue().span().to(e.whenFalse().span()),
                        "the alternatives have different types, " + whenTrue.type() + " and " + whenFalse.type())));
        return new TypedExpr.Conditional(
                condition, Conversions.convert(whenTrue, type), Conversions.convert(whenFalse, type), type, e.span());
    }

    private TypedExpr arrayLiteral(Expression.ArrayLiteral literal) {
        if (literal.elements().isEmpty()) {
            throw new CompileException(
                    Diagnostic.error(Code.TYPE_MISMATCH, literal.span(), "an empty array literal has no type")
                            .withHint("declare a variable of size 0"));
        }
        List<TypedExpr> elements = checkAll(literal.elements());
        Type type = commonType(elements);
        List<TypedExpr> converted =
                elements.stream().map(e -> Conversions.convert(e, type)).toList();
        return new TypedExpr.ArrayLiteral(converted, Type.array(type, 1), literal.span());
    }

    private static Type commonType(List<TypedExpr> elements) {
        Type type = elements.get(0).type();
        for (TypedExpr element : elements) {
            Type before = type;
            type = Conversions.common(type, element.type())
                    .orElseThrow(() -> new CompileException(Diagnostic.error(
                            Code.TYPE_MISMATCH,
                            element.span(),
                            "elements of one type are needed, but this is " + Conversions.article(element.type())
                                    + " after " + Conversions.article(before))));
        }
        return type;
    }

    private TypedExpr rowLiteral(Expression.RowLiteral literal) {
        List<TypedExpr> elements = checkAll(literal.elements());
        boolean matrix = elements.stream().anyMatch(e -> e.type().realPart() == Type.ROW_VECTOR);
        boolean complex = elements.stream().anyMatch(e -> e.type().isComplex());
        Type real = matrix ? Type.ROW_VECTOR : Type.REAL;
        Type element = complex ? real.complexified() : real;
        String place = matrix ? "a row of a matrix" : "an element of a row vector";
        List<TypedExpr> converted = elements.stream()
                .map(e -> Conversions.require(e, element, place))
                .toList();
        Type type = matrix ? Type.MATRIX : Type.ROW_VECTOR;
        return new TypedExpr.RowLiteral(converted, complex ? type.complexified() : type, literal.span());
    }

    /** The call that a tilde stands for. */
    TypedExpr.Call tilde(Expression outcome, Identifier distribution, List<Expression> arguments, Span span) {
        Identifier mass = new Identifier(distribution.text() + "_lupmf", distribution.span());
        if (EmbeddedLaplace.isName(mass.text())) {
            List<Expression> given = new ArrayList<>(List.of(outcome));
            given.addAll(arguments);
            return higherOrder.laplace(mass, given, span);
        }
        List<TypedExpr> all = new ArrayList<>();
        all.add(check(outcome));
        all.addAll(checkAll(arguments));
        return calls.tilde(distribution, all, span);
    }

    /** Resolves calls of functions with checked arguments. */
    Calls calls() {
        return calls;
    }

    /** An operation between checked operands, as compound assignments need. */
    Operators operators() {
        return operators;
    }
}
