package dev.cotangent.compiler.structure;

import dev.cotangent.CompileOptions;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.Golden;
import dev.cotangent.compiler.Phase;
import dev.cotangent.compiler.source.Source;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shown of a Fisher metric. */
class MetricTextTest {

    static List<Path> models() {
        return Golden.models("metric");
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyTermIsShownWithItsInformationOrTheReasonWhyThereIsNone(Path model) {
        Source source = new Source(model.getFileName().toString(), Golden.read(model));
        Golden.assertMatches(model, ".expected", new Compiler(source, CompileOptions.defaults()).show(Phase.METRIC));
    }
}
