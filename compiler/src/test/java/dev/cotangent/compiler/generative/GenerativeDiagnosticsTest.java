package dev.cotangent.compiler.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cotangent.CompileOptions;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.Golden;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
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

/** What is said about programs whose prior draws no parameters: {@code generative/*.model} with {@code *.expected}. */
class GenerativeDiagnosticsTest {

    static List<Path> models() {
        return Golden.models("generative");
    }

    private static List<Diagnostic> refusal(Path model) {
        CompileOptions options = CompileOptions.defaults().withGenerative();
        Compiler compiler = new Compiler(new Source(model.getFileName().toString(), Golden.read(model)), options);
        return catchThrowableOfType(CompileException.class, compiler::lower).diagnostics();
    }

    @ParameterizedTest
    @MethodSource("models")
    void messageReadsAsExpected(Path model) {
        Golden.assertMatches(model, ".expected", DiagnosticRenderer.render(refusal(model)));
    }

    @Test
    void everyCodeHasAnExample() {
        Set<Code> shown = EnumSet.noneOf(Code.class);
        models().forEach(model -> refusal(model).forEach(d -> shown.add(d.code())));
        assertThat(shown)
                .containsAll(Arrays.stream(Code.values())
                        .filter(code -> code.number().startsWith("E5"))
                        .toList());
    }
}
