package dev.cotangent.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Cotangent;
import dev.cotangent.Includes;
import dev.cotangent.ModelWarning;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compiler as an embedding program sees it. */
class CompilerProviderTest {

    private static final String MODEL = "functions {\n#include \"half\"\n}\nmodel { target += half(3); }";

    private static CompiledModel compile(String half) {
        return Cotangent.compile(
                "m.model", MODEL, CompileOptions.defaults().withIncludes(Includes.of(Map.of("half", half))));
    }

    @Test
    void warningsAreCarriedBesideTheModel() {
        assertThat(compile("real half(int n) { return n / 2; }").warnings())
                .containsExactly(new ModelWarning(
                        "W201", "half", 1, 27, "this divides integers, and so rounds towards zero", """
                                W201 half:1:27: warning: this divides integers, and so rounds towards zero
                                    1 | real half(int n) { return n / 2; }
                                      |                           ^^^^^
                                  included from m.model:2:1
                                  hint: if that is meant, write `%/%`; else `n / 2.0`
                                """));
        assertThat(compile("real half(int n) { return n * 0.5; }").warnings()).isEmpty();
    }

    @Test
    void hashDependsOnWhatIsIncluded() {
        String hash = compile("real half(int n) { return n * 0.5; }").hash();
        assertThat(compile("real half(int n) { return n * 0.5; }").hash()).isEqualTo(hash);
        assertThat(compile("real half(int n) { return n * 0.6; }").hash()).isNotEqualTo(hash);
    }
}
