package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Program;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks programs: resolves names, types every expression, and reports what is wrong. */
public final class Checker {

    private final Functions functions;
    private final List<Diagnostic> diagnostics;

    private Checker(Functions functions, List<Diagnostic> diagnostics) {
        this.functions = functions;
        this.diagnostics = diagnostics;
    }

    /**
     * The checked program of a syntax tree.
     *
     * @param diagnostics takes the warnings
     * @throws CompileException if the program is wrong, with all errors that could be told apart
     */
    public static TypedProgram check(Program program, Library library, List<Diagnostic> diagnostics) {
        Definitions own = Definitions.of(program.functions(), false, diagnostics);
        own.all().forEach(f -> Redefinitions.check(f, library, diagnostics));
        own.all().forEach(f -> own.check(f, library, diagnostics));
        TypedProgram typed = new Checker(new Functions(own, library), diagnostics)
                .program(program, own, own.fishers(library, diagnostics));
        CompileException.throwIfErrors(diagnostics);
        library.complete();
        return typed;
    }

    /** Blocks see the variables of those before; of the model block nothing is seen outside. */
    private TypedProgram program(Program program, Definitions own, List<Fisher> fishers) {
        Scope scope = Scope.empty();
        List<Variable> data = declarations(program.data(), Context.Block.DATA, scope, Variable.Scope.DATA);
        List<TypedStmt> transformedData = statements(
                program.transformedData(), Context.Block.TRANSFORMED_DATA, scope, Variable.Scope.TRANSFORMED_DATA);
        List<Variable> parameters =
                declarations(program.parameters(), Context.Block.PARAMETERS, scope, Variable.Scope.PARAMETER);
        List<TypedStmt> transformedParameters = statements(
                program.transformedParameters(),
                Context.Block.TRANSFORMED_PARAMETERS,
                scope,
                Variable.Scope.TRANSFORMED_PARAMETER);
        List<TypedStmt> model = statements(program.model(), Context.Block.MODEL, scope.nested(), Variable.Scope.MODEL);
        List<TypedStmt> generatedQuantities = statements(
                program.generatedQuantities(),
                Context.Block.GENERATED_QUANTITIES,
                scope,
                Variable.Scope.GENERATED_QUANTITY);
        return new TypedProgram(
                program.source(),
                own.all(),
                fishers,
                data,
                transformedData,
                parameters,
                transformedParameters,
                model,
                generatedQuantities);
    }

    private List<TypedStmt> statements(
            List<Statement> statements, Context.Block block, Scope scope, Variable.Scope declared) {
        return new StatementChecker(context(block), scope, declared).check(statements);
    }

    private Context context(Context.Block block) {
        return new Context(block, Optional.empty(), functions, diagnostics);
    }

    /** The content of a block that only declares. */
    private List<Variable> declarations(
            List<Statement> statements, Context.Block block, Scope scope, Variable.Scope declared) {
        List<Statement> declarations = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Declaration declaration) {
                declaration.declarators().forEach(d -> rejectInitializer(d, block));
                declarations.add(declaration.withoutInitializers());
            } else {
                diagnostics.add(
                        Diagnostic.error(Code.WRONG_PLACE, statement.span(), "a statement is not allowed in " + block)
                                .withAllowed(List.of("declarations")));
            }
        }
        List<Variable> variables = statements(declarations, block, scope, declared).stream()
                .map(s -> ((TypedStmt.Declare) s).variable())
                .toList();
        variables.stream()
                .filter(v -> declared == Variable.Scope.PARAMETER && v.type().hasInteger())
                .forEach(v -> diagnostics.add(NameRules.integerParameter(v)));
        return variables;
    }

    private void rejectInitializer(Statement.Declarator declarator, Context.Block block) {
        declarator
                .initializer()
                .ifPresent(value -> diagnostics.add(Diagnostic.error(
                                Code.WRONG_DECLARATION, value.span(), "a declaration in " + block + " has no value")
                        .withHint("compute it in the transformed block")));
    }
}
