package dev.cotangent.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cotangent.Includes;
import dev.cotangent.compiler.Golden;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.diagnostic.DiagnosticRenderer;
import dev.cotangent.compiler.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, as its reader sees it: {@code diagnostics/*.model} with {@code *.expected}. */
class DiagnosticsTest {

    private static final TinyLibrary LIBRARY = new TinyLibrary()
            .with("function/broken", "extern(scalar.Broken) real broken(real x) { d y = 1; }")
            .with(
                    "function/solve",
                    "vector solve(vector f(real t, vector y, ...), vector y0, data real tolerance) { return f(0, y0); }")
            .with(
                    "function/integral",
                    "real integral(real f(real x, array[] real theta), real a, array[] real theta) { return f(a, theta); }")
            .with(
                    "function/mapped",
                    "vector mapped(vector f(vector phi, array[] int k), vector phi, data array[] int k) { return f(phi, k); }")
            .with("function/split", "real split(real x, int n) { return x; } real split(int n, real x) { return x; }");

    private static final Includes INCLUDES = Includes.of(Map.of(
            "ring_a", "#include ring_b\n",
            "ring_b", "  #include <ring_a>\n",
            "inner", "\n  real y;\n  real x\n",
            "outer", "#include \"inner\"\n"));

    static List<Path> models() {
        return Golden.models("diagnostics");
    }

    /** Errors or, if there are none, warnings. */
    private static List<Diagnostic> compile(Path model) {
        Source source = new Source(model.getFileName().toString(), Golden.read(model));
        Library library = new Library(LIBRARY.without("function/mdivide_left"));
        List<Diagnostic> diagnostics = new ArrayList<>();
        CompileException exception = catchThrowableOfType(
                CompileException.class, () -> Checks.check(source, library, INCLUDES, diagnostics));
        return exception == null ? Diagnostic.inTextOrder(diagnostics) : exception.diagnostics();
    }

    @ParameterizedTest
    @MethodSource("models")
    void messageReadsAsExpected(Path model) {
        List<Diagnostic> diagnostics = compile(model);
        assertThat(diagnostics).as("%s is wrong", model).isNotEmpty();
        Golden.assertMatches(model, ".expected", DiagnosticRenderer.render(diagnostics));
    }

    @Test
    void everyCodeHasAnExample() {
        Set<Code> shown = EnumSet.noneOf(Code.class);
        models().forEach(model -> compile(model).stream().map(Diagnostic::code).forEach(shown::add));
        // Those of the pedantic mode and of priors have tests of their own.
        Set<Code> all = EnumSet.allOf(Code.class);
        all.removeIf(code -> code.number().startsWith("W3") || code.number().matches("E[45].*"));
        // Valid programs that can't be compiled are none of the checker's business.
        all.remove(Code.NOT_SUPPORTED);
        assertThat(shown).isEqualTo(all);
    }
}
