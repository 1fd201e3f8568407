package dev.cotangent.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.codegen.ModelClass;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.format.Formatter;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.spi.SourceStyle;
import java.util.Set;

/**
 * What holds for every text: it becomes a class that the virtual machine accepts, or a {@link CompileException}; and its
 * layout, if it has one, is stable. The fuzzer itself reports every other exception, and texts that take too long.
 */
public final class CompilerFuzzer {

    private static final SourceStyle STYLE = new SourceStyle(60, Set.of());

    private CompilerFuzzer() {}

    /** Entry point of the fuzzer's own driver. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        check(Texts.of(Choices.of(data)));
    }

    static void check(String text) {
        compile(text);
        format(text);
    }

    private static void compile(String text) {
        try {
            Compiler compiler = new Compiler(new Source("fuzz.model", text), Autodiff.AUTOMATIC);
            ModelClass.define(compiler.generate()).newInstance();
        } catch (CompileException expected) {
            if (expected.diagnostics().isEmpty()) {
                throw new AssertionError("rejected without a reason", expected);
            }
        }
    }

    private static void format(String text) {
        try {
            String once = Formatter.format(new Source("fuzz.model", text), STYLE);
            String twice = Formatter.format(new Source("fuzz.model", once), STYLE);
            if (!once.equals(twice)) {
                throw new AssertionError("formatting twice changes more:\n" + once + "---\n" + twice);
            }
        } catch (CompileException expected) {
            // Not a text of the language.
        }
    }
}
