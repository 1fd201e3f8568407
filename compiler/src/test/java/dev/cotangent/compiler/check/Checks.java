package dev.cotangent.compiler.check;

import dev.cotangent.Includes;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.typed.TypedProgram;
import java.util.ArrayList;
import java.util.List;

/** Checked texts. */
final class Checks {

    private Checks() {}

    /** The checked program of a text, whatever warnings there are. */
    static TypedProgram check(Source source, Library library) {
        return check(source, library, Includes.none(), new ArrayList<>());
    }

    /** The checked program of a text. */
    static TypedProgram check(Source source, Library library, Includes includes, List<Diagnostic> diagnostics) {
        return Checker.check(Parser.parse(source, includes, diagnostics), library, diagnostics);
    }
}
