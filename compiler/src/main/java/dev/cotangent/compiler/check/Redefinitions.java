package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.List;
import java.util.Optional;

/**
 * A program may overload Stan's functions, but not define one again for the same arguments. Functions that Stan does not
 * have may be hidden.
 */
final class Redefinitions {

    private Redefinitions() {}

    /** Stan's functions of one real are functions of one integer too. */
    private static boolean isFunctionOfOneReal(Match match) {
        List<Variable> parameters = match.function().parameters();
        return parameters.size() == 1 && parameters.get(0).type() == Type.REAL;
    }

    /** Reports a function that Stan's library has for just these arguments. */
    static void check(Function function, Library library, List<Diagnostic> diagnostics) {
        if (library.find(function.name()).isEmpty() || !StanNames.contains(function.name())) {
            return;
        }
        List<TypedExpr> arguments = function.parameters().stream()
                .<TypedExpr>map(p -> new TypedExpr.Read(p, p.span()))
                .toList();
        Optional<Match> same = library.find(function.name()).stream()
                .flatMap(f -> Match.of(f, arguments).stream())
                .filter(match -> match.promotions() == 0 || isFunctionOfOneReal(match))
                .findFirst();
        same.ifPresent(match -> diagnostics.add(Diagnostic.error(
                        Code.DUPLICATE_NAME,
                        function.span(),
                        "`" + function + "` is a function of the language for these arguments already")
                .withHint("choose another name, or other types of arguments")));
    }
}
