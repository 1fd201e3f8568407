package dev.cotangent.compiler.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/library.md} says what the library declares. */
class LibraryReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "library.md");

    private static final String COMMAND = "./mvnw test -pl compiler -am -Dtest=LibraryReferenceTest -Dgolden.update"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void pageIsUpToDate() throws IOException {
        String page = LibraryReference.markdown();
        if (System.getProperty("golden.update") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/library.md is stale; refresh it with\n%s\n", COMMAND)
                .isEqualTo(page);
    }

    @Test
    void everyDensityHasARow() {
        assertThat(LibraryReference.markdown())
                .contains("| `normal(real y \\| real mu, real sigma)` | cdf, lcdf, lccdf, ")
                .contains("`real exp(real x)`")
                .contains("| `simplex` |");
    }
}
