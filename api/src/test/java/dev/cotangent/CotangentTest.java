package dev.cotangent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CotangentTest {

    @Test
    void namesTheArtifactToAddWhereThereIsNoCompiler() {
        assertThatThrownBy(() -> Cotangent.compile("m.model", "model {}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add the artifact dev.cotangent:cotangent-compiler");
    }

    @Test
    void reportsAMissingFile(@TempDir Path folder) {
        assertThatThrownBy(() -> Cotangent.compile(folder.resolve("m.model"))).isInstanceOf(NoSuchFileException.class);
    }
}
