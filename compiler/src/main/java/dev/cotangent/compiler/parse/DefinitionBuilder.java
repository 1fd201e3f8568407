package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.ast.Definition.ExternDefinition;
import dev.cotangent.compiler.ast.Definition.FisherDefinition;
import dev.cotangent.compiler.ast.Definition.FunctionDefinition;
import dev.cotangent.compiler.ast.Definition.FunctionForm;
import dev.cotangent.compiler.ast.Definition.Information;
import dev.cotangent.compiler.ast.Definition.Parameter;
import dev.cotangent.compiler.ast.Definition.Rule;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.TypeSyntax;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.grammar.ModelParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the content of a functions block or a library file. */
final class DefinitionBuilder {

    private final Spans spans;
    private final ExpressionBuilder expressions;
    private final TypeBuilder types;
    private final StatementBuilder statements;

    DefinitionBuilder(Spans spans, List<Diagnostic> diagnostics) {
        this.spans = spans;
        this.expressions = new ExpressionBuilder(spans, diagnostics);
        this.types = new TypeBuilder(spans, diagnostics, expressions);
        this.statements = new StatementBuilder(spans, diagnostics);
    }

    List<Definition> definitions(List<ModelParser.DefinitionContext> contexts) {
        return contexts.stream().map(this::definition).toList();
    }

    private Definition definition(ModelParser.DefinitionContext context) {
        if (context instanceof ModelParser.ExternDefinitionContext extern) {
            return extern(extern);
        }
        if (context instanceof ModelParser.FisherDefinitionContext fisher) {
            return fisher(fisher);
        }
        return function((ModelParser.FunctionDefinitionContext) context);
    }

    private Definition function(ModelParser.FunctionDefinitionContext context) {
        return new FunctionDefinition(
                returnType(context.returnType()),
                spans.identifier(context.identifier()),
                parameters(context.parameters()),
                Optional.ofNullable(context.braces()).map(statements::block),
                spans.of(context));
    }

    private Definition extern(ModelParser.ExternDefinitionContext context) {
        int last = context.identifier().size() - 1;
        String owner = context.identifier().subList(0, last).stream()
                .map(ModelParser.IdentifierContext::getText)
                .collect(Collectors.joining("."));
        return new ExternDefinition(
                owner,
                returnType(context.returnType()),
                spans.identifier(context.identifier(last)),
                parameters(context.parameters()),
                context.rules() == null
                        ? List.of()
                        : context.rules().requirement().stream()
                                .map(r -> expressions.expression(r.expression()))
                                .toList(),
                context.rules() == null
                        ? List.of()
                        : context.rules().rule_().stream().map(this::rule).toList(),
                spans.of(context));
    }

    private Rule rule(ModelParser.RuleContext context) {
        Identifier kind = spans.identifier(context.identifier(0));
        Optional<Identifier> argument =
                Optional.ofNullable(context.identifier(1)).map(spans::identifier);
        return new Rule(kind, argument, expressions.expression(context.expression()));
    }

    private Definition fisher(ModelParser.FisherDefinitionContext context) {
        return new FisherDefinition(
                spans.identifier(context.identifier()),
                parameters(context.parameters()),
                context.information().stream()
                        .map(i -> new Information(
                                spans.identifier(i.identifier(0)),
                                Optional.ofNullable(i.identifier(1)).map(spans::identifier),
                                expressions.expression(i.expression())))
                        .toList(),
                spans.of(context));
    }

    private TypeSyntax returnType(ModelParser.ReturnTypeContext context) {
        return context.VOID() != null ? types.named(context) : types.type(context.type());
    }

    private List<Parameter> parameters(ModelParser.ParametersContext context) {
        return context.parameter().stream().map(this::parameter).toList();
    }

    private Parameter parameter(ModelParser.ParameterContext context) {
        TypeSyntax type = context.type() != null
                ? types.type(context.type())
                : types.named(context.IDENTIFIER().getSymbol());
        boolean function =
                context.getChild(context.getChildCount() - 1).getText().equals(")");
        Optional<FunctionForm> form = function
                ? Optional.of(new FunctionForm(
                        context.parameter().stream().map(this::parameter).toList(), context.variadic != null))
                : Optional.empty();
        return new Parameter(context.DATA() != null, type, spans.identifier(context.identifier()), form);
    }
}
