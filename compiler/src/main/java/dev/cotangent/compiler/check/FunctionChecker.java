package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.TypeSyntax;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks what functions do: bodies, rules of primitives, and Fisher informations. */
final class FunctionChecker {

    private final Functions functions;
    private final List<Diagnostic> diagnostics;

    FunctionChecker(Functions functions, List<Diagnostic> diagnostics) {
        this.functions = functions;
        this.diagnostics = diagnostics;
    }

    /** The body of a function; errors are reported. */
    Function.Code code(Function function, Definition.FunctionDefinition definition) {
        Context context = new Context(Context.Block.FUNCTIONS, Optional.of(function), functions, diagnostics);
        Scope scope = parameters(context, function.parameters()).nested();
        var body = definition.body().orElseThrow();
        long errors = errors();
        List<TypedStmt> statements =
                new StatementChecker(context, scope, Variable.Scope.LOCAL).check(body.statements());
        TypedStmt.Block block = new TypedStmt.Block(statements, body.span());
        if (errors() == errors && function.returnType() != Type.VOID && !Completion.returns(block)) {
            diagnostics.add(Diagnostic.error(
                            Code.MISSING_RETURN,
                            function.span(),
                            "`" + function + "` may end without returning "
                                    + Conversions.article(function.returnType()))
                    .withHint("end every path with `return` or `reject`"));
        }
        return new Function.Code(block);
    }

    private long errors() {
        return diagnostics.stream().filter(Diagnostic::isError).count();
    }

    /** The rules of a primitive; errors are reported. */
    Function.Extern primitive(Function function, Definition.ExternDefinition definition) {
        Context context = new Context(Context.Block.RULE, Optional.of(function), functions, diagnostics);
        Scope scope = parameters(context, function.parameters());
        ExpressionChecker expressions = new ExpressionChecker(context, scope);
        Map<Variable, TypedExpr> rules = new LinkedHashMap<>();
        Optional<TypedExpr> tangent = Optional.empty();
        List<TypedExpr> sizes = List.of();
        List<TypedStmt.Require> requirements = new ArrayList<>();
        try {
            for (Expression condition : definition.requirements()) {
                requirements.add(new TypedStmt.Require(expressions.condition(condition), condition.span()));
            }
            sizes = sizes(definition.returnType(), expressions);
            for (Definition.Rule rule : definition.rules()) {
                if (isTangent(rule)) {
                    tangent = Optional.of(expressions.check(rule.value(), function.returnType(), "the tangent"));
                } else {
                    Variable argument = argument(rule, function);
                    rules.put(argument, partial(expressions, rule.value(), argument));
                }
            }
        } catch (CompileException e) {
            diagnostics.addAll(e.diagnostics());
        }
        return new Function.Extern(definition.owner(), requirements, sizes, rules, tangent);
    }

    private static boolean isTangent(Definition.Rule rule) {
        return rule.argument().isEmpty() && rule.kind().text().equals("tangent");
    }

    private static Variable argument(Definition.Rule rule, Function function) {
        if (!rule.kind().text().equals("d") || rule.argument().isEmpty()) {
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_RULE, rule.kind().span(), "this is not a rule")
                            .withAllowed(List.of("`d x = ...;` for an argument `x`, or `tangent = ...;`")));
        }
        return parameter(rule.argument().get(), function.parameters());
    }

    private static Variable parameter(Identifier name, List<Variable> parameters) {
        return parameters.stream()
                .filter(p -> p.name().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> new CompileException(
                        Diagnostic.error(Code.WRONG_RULE, name.span(), "there is no argument `" + name.text() + "`")));
    }

    /** Of the argument's type; for a flat sequence a container of any shape, or one number for all elements. */
    private static TypedExpr partial(ExpressionChecker expressions, Expression e, Variable argument) {
        TypedExpr value = Conversions.promote(expressions.check(e));
        return argument.type() == Type.REALS
                ? value
                : Conversions.require(value, argument.type(), "the derivative in `" + argument + "`");
    }

    private static List<TypedExpr> sizes(TypeSyntax type, ExpressionChecker expressions) {
        return Stream.concat(type.arraySizes().stream(), type.sizes().stream())
                .flatMap(Optional::stream)
                .map(e -> expressions.check(e, Type.INT, "a size"))
                .toList();
    }

    /** A Fisher information; errors are reported. */
    Fisher fisher(Definition.FisherDefinition definition, boolean library) {
        List<Variable> parameters = FunctionSignatures.parameters(definition.parameters(), library);
        Identifier name = definition.name();
        Function density = new Function(name.text(), Type.REAL, parameters, library, name.span());
        Context context = new Context(Context.Block.RULE, Optional.of(density), functions, diagnostics);
        ExpressionChecker expressions = new ExpressionChecker(context, parameters(context, parameters));
        List<Fisher.Entry> entries = new ArrayList<>();
        List<TypedExpr> forms = new ArrayList<>();
        for (Definition.Information information : definition.entries()) {
            try {
                TypedExpr value = expressions.check(information.value(), Type.REAL, "an information");
                if (information.column().isPresent()) {
                    entries.add(new Fisher.Entry(
                            scalar(information.row(), parameters),
                            scalar(information.column().get(), parameters),
                            value));
                } else {
                    requireForm(information.row());
                    forms.add(value);
                }
            } catch (CompileException e) {
                diagnostics.addAll(e.diagnostics());
            }
        }
        return new Fisher(name.text(), parameters, entries, forms);
    }

    private static Variable scalar(Identifier name, List<Variable> parameters) {
        Variable parameter = parameter(name, parameters);
        if (parameter.type() != Type.REAL || parameter.dataOnly()) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_RULE,
                            name.span(),
                            "an entry is for arguments of type real that may depend on parameters, but `" + name.text()
                                    + "` is " + (parameter.dataOnly() ? "data" : Conversions.article(parameter.type())))
                    .withHint("state the information of containers as a quadratic form of tangents:"
                            + " `form = dot_self(tangent(y) - tangent(mu));`"));
        }
        return parameter;
    }

    private static void requireForm(Identifier name) {
        if (!name.text().equals("form")) {
            throw new CompileException(Diagnostic.error(Code.WRONG_RULE, name.span(), "this is no information")
                    .withAllowed(List.of("`a, b = ...;` for arguments `a` and `b`, or `form = ...;`")));
        }
    }

    private static Scope parameters(Context context, List<Variable> parameters) {
        Scope scope = Scope.empty();
        NameRules names = new NameRules(context, scope);
        parameters.forEach(names::declare);
        return scope;
    }
}
