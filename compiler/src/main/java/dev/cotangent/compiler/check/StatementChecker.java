package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the statements of one block. A wrong statement is reported and left out, and the next is checked. */
final class StatementChecker {

    private final Context context;
    private final Scope scope;
    private final Variable.Scope declared;
    private final boolean inLoop;
    private final ExpressionChecker expressions;

    /**
     * A checker of one block.
     *
     * @param declared where its variables count as declared
     */
    StatementChecker(Context context, Scope scope, Variable.Scope declared) {
        this(context, scope, declared, false);
    }

    private StatementChecker(Context context, Scope scope, Variable.Scope declared, boolean inLoop) {
        this.context = context;
        this.scope = scope;
        this.declared = declared;
        this.inLoop = inLoop;
        this.expressions = new ExpressionChecker(context, scope);
    }

    /** The statements, in order; a declaration of several variables becomes several. */
    List<TypedStmt> check(List<Statement> statements) {
        List<TypedStmt> checked = new ArrayList<>();
        warnOfUnreachable(statements);
        for (Statement statement : statements) {
            try {
                if (statement instanceof Statement.Declaration declaration) {
                    declaration.declarators().forEach(d -> declare(declaration, d, checked));
                } else {
                    checked.add(check(statement));
                }
            } catch (CompileException e) {
                context.diagnostics().addAll(e.diagnostics());
            }
        }
        return checked;
    }

    private void warnOfUnreachable(List<Statement> statements) {
        for (int k = 1; k < statements.size(); k++) {
            if (isEscape(statements.get(k - 1))) {
                context.warn(Diagnostic.warning(
                                Code.UNREACHABLE, statements.get(k).span(), "this statement is never reached")
                        .withNote("after line " + statements.get(k - 1).span().line()));
                return;
            }
        }
    }

    private static boolean isEscape(Statement s) {
        return s instanceof Statement.Return
                || s instanceof Statement.Break
                || s instanceof Statement.Continue
                || s instanceof Statement.Message m && m.kind() != Statement.Message.Kind.PRINT;
    }

    private void declare(
            Statement.Declaration declaration, Statement.Declarator declarator, List<TypedStmt> statements) {
        Identifier name = declarator.name();
        Variable variable = new Declarations(context, expressions).variable(declaration.type(), name, declared);
        new NameRules(context, scope).declare(variable);
        Optional<TypedExpr> initializer = initializer(variable, declarator.initializer());
        if (variable.type().hasInteger() && declared == Variable.Scope.TRANSFORMED_PARAMETER) {
            context.diagnostics().add(NameRules.integerParameter(variable));
        }
        if (initializer.map(value -> Qualifiers.reads(value, variable)).orElse(false)) {
            context.warn(Diagnostic.warning(
                    Code.SELF_ASSIGNMENT, name.span(), "`" + variable + "` is declared with a value that reads it"));
            statements.add(new TypedStmt.Declare(variable, Optional.empty(), declaration.span()));
            statements.add(
                    new TypedStmt.Assign(variable, List.of(), Optional.empty(), initializer.get(), declaration.span()));
        } else {
            statements.add(new TypedStmt.Declare(variable, initializer, declaration.span()));
        }
    }

    private Optional<TypedExpr> initializer(Variable variable, Optional<Expression> written) {
        try {
            return written.map(e -> expressions.check(e, variable.type(), "`" + variable + "`"));
        } catch (CompileException e) {
            context.diagnostics().addAll(e.diagnostics());
            return Optional.empty();
        }
    }

    private TypedStmt check(Statement statement) {
        if (statement instanceof Statement.Assignment s) {
            return new Assignments(context, expressions).check(s);
        }
        if (statement instanceof Statement.TargetIncrement s) {
            requireTarget("`target +=`", s.span());
            return new TypedStmt.IncrementTarget(Conversions.promote(expressions.check(s.value())), false, s.span());
        }
        if (statement instanceof Statement.JacobianIncrement s) {
            requireJacobian(s.span());
            return new TypedStmt.IncrementJacobian(Conversions.promote(expressions.check(s.value())), s.span());
        }
        if (statement instanceof Statement.Tilde s) {
            return tilde(s);
        }
        if (statement instanceof Statement.CallStatement s) {
            return callStatement(s);
        }
        if (statement instanceof Statement.Message s) {
            return message(s);
        }
        if (statement instanceof Statement.Require s) {
            requireFunction("`require`", s.span());
            return new TypedStmt.Require(expressions.condition(s.condition()), s.span());
        }
        if (statement instanceof Statement.Support s) {
            requireFunction("`support`", s.span());
            return new TypedStmt.Support(expressions.condition(s.condition()), s.span());
        }
        return control(statement);
    }

    private TypedStmt control(Statement statement) {
        if (statement instanceof Statement.Block s) {
            return nested(inLoop).block(s);
        }
        if (statement instanceof Statement.Profile s) {
            return nested(inLoop).block(s.body());
        }
        if (statement instanceof Statement.If s) {
            TypedExpr condition = expressions.condition(s.condition());
            return new TypedStmt.If(
                    condition, nested(s.whenTrue(), inLoop), s.whenFalse().map(f -> nested(f, inLoop)), s.span());
        }
        if (statement instanceof Statement.While s) {
            return new TypedStmt.While(expressions.condition(s.condition()), nested(s.body(), true), s.span());
        }
        if (statement instanceof Statement.For s) {
            return loop(s);
        }
        if (statement instanceof Statement.ForEach s) {
            return forEach(s);
        }
        return jump(statement);
    }

    private TypedStmt jump(Statement statement) {
        if (statement instanceof Statement.Break s) {
            requireLoop("break", s.span());
            return new TypedStmt.Break(s.span());
        }
        if (statement instanceof Statement.Continue s) {
            requireLoop("continue", s.span());
            return new TypedStmt.Continue(s.span());
        }
        if (statement instanceof Statement.Return s) {
            return returned(s);
        }
        throw new CompilerBug("statement " + statement.getClass().getSimpleName());
    }

    private StatementChecker nested(boolean loop) {
        return new StatementChecker(context, scope.nested(), Variable.Scope.LOCAL, loop);
    }

    private TypedStmt.Block block(Statement.Block block) {
        return new TypedStmt.Block(check(block.statements()), block.span());
    }

    /** The body of a loop or a branch; what it declares is its own. */
    private TypedStmt nested(Statement body, boolean loop) {
        return nested(loop).single(body);
    }

    private TypedStmt single(Statement body) {
        if (body instanceof Statement.Block block) {
            return block(block);
        }
        List<TypedStmt> checked = check(List.of(body));
        return checked.size() == 1 ? checked.get(0) : new TypedStmt.Block(checked, body.span());
    }

    private TypedStmt loop(Statement.For s) {
        TypedExpr from = expressions.check(s.from(), Type.INT, "the first value of a loop");
        TypedExpr to = expressions.check(s.to(), Type.INT, "the last value of a loop");
        Variable index = loopVariable(s.index(), Type.INT, true);
        StatementChecker inner = nested(true);
        new NameRules(context, inner.scope).declare(index);
        return new TypedStmt.For(index, from, to, inner.single(s.body()), s.span());
    }

    private TypedStmt forEach(Statement.ForEach s) {
        TypedExpr container = expressions.check(s.container());
        if (!container.type().isContainer()) {
            throw new CompileException(Diagnostic.error(
                            Code.TYPE_MISMATCH,
                            container.span(),
                            "a loop over elements needs a container, but this is "
                                    + Conversions.article(container.type()))
                    .withHint("a loop over numbers is `for (" + s.element().text() + " in 1:...)`"));
        }
        Type type = container.type();
        Type element =
                type.arrayDimensions() > 0 ? Type.array(type.innermost(), type.arrayDimensions() - 1) : type.scalar();
        Variable variable = loopVariable(s.element(), element, Qualifiers.isData(container));
        StatementChecker inner = nested(true);
        new NameRules(context, inner.scope).declare(variable);
        return new TypedStmt.ForEach(variable, container, inner.single(s.body()), s.span());
    }

    private static Variable loopVariable(Identifier name, Type type, boolean data) {
        return new Variable(name.text(), type, Variable.Scope.LOOP, List.of(), Constraint.NONE, data, name.span());
    }

    private TypedStmt tilde(Statement.Tilde s) {
        requireTarget("`~`", s.span());
        TypedExpr.Call call = expressions.tilde(s.outcome(), s.distribution(), s.arguments(), s.span());
        TypedStmt increment = new TypedStmt.IncrementTarget(call, true, s.span());
        return s.truncation()
                .map(t -> new Truncations(expressions, s.distribution(), call).truncated(t, increment))
                .orElse(increment);
    }

    private TypedStmt callStatement(Statement.CallStatement s) {
        TypedExpr call = expressions.checkAny(s.call());
        if (call.type() == Type.VOID && call instanceof TypedExpr.Call typed) {
            return new TypedStmt.CallStatement(typed, s.span());
        }
        throw new CompileException(
                Diagnostic.error(Code.NOT_A_STATEMENT, s.call().span(), "the value of this call is lost")
                        .withHint("assign it to a variable, or add it with `target +=`"));
    }

    private TypedStmt message(Statement.Message s) {
        List<TypedStmt.Message> parts = new ArrayList<>();
        for (Statement.Part part : s.parts()) {
            parts.add(
                    part instanceof Statement.Part.Text text
                            ? new TypedStmt.Message.Text(text.text())
                            : new TypedStmt.Message.Value(expressions.check(((Statement.Part.Value) part).value())));
        }
        return s.kind() == Statement.Message.Kind.PRINT
                ? new TypedStmt.Print(parts, s.span())
                : new TypedStmt.Reject(parts, s.kind() == Statement.Message.Kind.FATAL_ERROR, s.span());
    }

    private TypedStmt returned(Statement.Return s) {
        Function function =
                context.function().orElseThrow(() -> misplaced("`return`", s.span(), "the body of a function"));
        if (function.returnType() == Type.VOID && s.value().isPresent()) {
            throw new CompileException(Diagnostic.error(
                    Code.TYPE_MISMATCH, s.span(), "`" + function + "` is declared `void`, so it returns no value"));
        }
        if (function.returnType() != Type.VOID && s.value().isEmpty()) {
            throw new CompileException(Diagnostic.error(
                    Code.TYPE_MISMATCH,
                    s.span(),
                    "`" + function + "` returns " + Conversions.article(function.returnType())
                            + ", but nothing is given here"));
        }
        Optional<TypedExpr> value =
                s.value().map(e -> expressions.check(e, function.returnType(), "the result of `" + function + "`"));
        return new TypedStmt.Return(value, s.span());
    }

    private void requireTarget(String what, Span span) {
        if (!context.permitsTarget()) {
            throw misplaced(what, span, "the model block, and functions whose name ends in `_lp`");
        }
    }

    private void requireJacobian(Span span) {
        if (!context.permitsJacobian()) {
            throw misplaced(
                    "`jacobian +=`", span, "transformed parameters, and functions whose name ends in `_jacobian`");
        }
    }

    private void requireFunction(String what, Span span) {
        if (context.block() != Context.Block.FUNCTIONS) {
            throw misplaced(what, span, "the body of a function");
        }
    }

    private void requireLoop(String what, Span span) {
        if (!inLoop) {
            throw misplaced("`" + what + "`", span, "a loop");
        }
    }

    private CompileException misplaced(String what, Span span, String allowed) {
        return new CompileException(
                Diagnostic.error(Code.WRONG_PLACE, span, what + " is not allowed in " + context.description())
                        .withAllowed(List.of(allowed)));
    }
}
