package dev.cotangent.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN = List.of("normal", "lognormal", "gamma", "N", "sigma_y");

    @ParameterizedTest
    @CsvSource({
        "nromal,normal",
        "norml,normal",
        "normals,normal",
        "Normal,normal",
        "lgamma,gamma",
        "sigmay,sigma_y",
        "n,N"
    })
    void findsTheClosestName(String written, String meant) {
        assertThat(Spelling.didYouMean(written, KNOWN)).contains("did you mean `" + meant + "`?");
    }

    @ParameterizedTest
    @CsvSource({"poisson", "x", "ab", "beta"})
    void staysSilentIfNothingIsClose(String written) {
        assertThat(Spelling.didYouMean(written, KNOWN)).isEmpty();
    }

    @Test
    void neverSuggestsTheNameItself() {
        assertThat(Spelling.didYouMean("normal", List.of("normal"))).isEmpty();
    }
}
