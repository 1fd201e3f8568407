package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Variable;
import java.util.Optional;

/** Declares names: each once among those that can be seen, and none that is reserved. A variable may hide a function. */
final class NameRules {

    private final Context context;
    private final Scope scope;

    NameRules(Context context, Scope scope) {
        this.context = context;
        this.scope = scope;
    }

    /** Declares the variable, or reports why it can't be. */
    void declare(Variable variable) {
        problem(variable).ifPresentOrElse(context.diagnostics()::add, () -> scope.declare(variable));
    }

    private Optional<Diagnostic> problem(Variable variable) {
        String name = variable.name();
        if (!context.isLibrary() && Names.isUnnormalized(name)) {
            return Optional.of(Diagnostic.error(
                    Code.RESERVED_NAME,
                    variable.span(),
                    "`" + name + "` is no name for a variable: `_lupdf` and `_lupmf` are for functions"));
        }
        if (!context.isLibrary() && Names.isReserved(name)) {
            return Optional.of(Diagnostic.error(
                    Code.RESERVED_NAME, variable.span(), "`" + name + "` is reserved and can't be declared"));
        }
        Optional<Variable> other = scope.find(name);
        if (other.isPresent()) {
            return Optional.of(
                    Diagnostic.error(Code.DUPLICATE_NAME, variable.span(), "`" + name + "` is declared already")
                            .withNote(Diagnostics.declaredAt(other.get()))
                            .withHint("an inner declaration can't hide an outer one: choose another name"));
        }
        return Optional.empty();
    }

    static Diagnostic integerParameter(Variable variable) {
        return Diagnostic.error(
                        Code.WRONG_DECLARATION,
                        variable.span(),
                        "a parameter is real, but `" + variable + "` is " + Conversions.article(variable.type()))
                .withHint("sum out discrete parameters, or declare it in generated quantities");
    }
}
