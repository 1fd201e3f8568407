package dev.cotangent.compiler.pedantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.CompileOptions;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.Golden;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.diagnostic.DiagnosticRenderer;
import dev.cotangent.compiler.source.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pedantic mode says, and about what it keeps silent: {@code pedantic/*.model} with {@code *.expected}. */
class PedanticTest {

    static List<Path> models() {
        return Golden.models("pedantic");
    }

    private static List<Diagnostic> review(Path model, CompileOptions options) {
        Compiler compiler = new Compiler(new Source(model.getFileName().toString(), Golden.read(model)), options);
        compiler.check();
        return compiler.warnings();
    }

    private static List<Diagnostic> review(Path model) {
        return review(model, CompileOptions.defaults().withPedanticWarnings());
    }

    @ParameterizedTest
    @MethodSource("models")
    void warningsReadAsExpected(Path model) {
        Golden.assertMatches(model, ".expected", DiagnosticRenderer.render(review(model)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void nothingIsSaidUnasked(Path model) {
        assertThat(review(model, CompileOptions.defaults())).isEmpty();
    }

    @Test
    void everyCodeHasAnExample() {
        Set<Code> shown = EnumSet.noneOf(Code.class);
        models().forEach(model -> review(model).forEach(d -> shown.add(d.code())));
        assertThat(shown)
                .containsAll(Arrays.stream(Code.values())
                        .filter(code -> code.number().startsWith("W3"))
                        .toList());
    }
}
