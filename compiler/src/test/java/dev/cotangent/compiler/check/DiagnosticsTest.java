package dev.cotangent.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cotangent.compiler.Golden;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Source;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, as its reader sees it: {@code diagnostics/*.model} with {@code *.expected}. */
class DiagnosticsTest {

    private static final TinyLibrary LIBRARY = new TinyLibrary()
            .with("function/broken", "extern(scalar.Broken) real broken(real x) { d y = 1; }")
            .with("function/split", "real split(real x, int n) { return x; } real split(int n, real x) { return x; }");

    static List<Path> models() {
        return Golden.models("diagnostics");
    }

    private static CompileException compile(Path model) {
        Source source = new Source(model.getFileName().toString(), Golden.read(model));
        Library library = new Library(LIBRARY.without("function/mdivide_left"));
        return catchThrowableOfType(CompileException.class, () -> Checker.check(source, library));
    }

    @ParameterizedTest
    @MethodSource("models")
    void messageReadsAsExpected(Path model) {
        CompileException exception = compile(model);
        assertThat(exception).as("%s is wrong", model).isNotNull();
        Golden.assertMatches(model, ".expected", exception.getMessage());
    }

    @Test
    void everyCodeHasAnExample() {
        Set<Code> shown = EnumSet.noneOf(Code.class);
        models().forEach(model ->
                compile(model).diagnostics().stream().map(Diagnostic::code).forEach(shown::add));
        assertThat(shown).containsExactlyInAnyOrder(Code.values());
    }
}
