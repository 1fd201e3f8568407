package dev.cotangent.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.typed.Function;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardLibraryTest {

    private static final ClassPathLibrary FILES = new ClassPathLibrary(StandardLibraryTest.class.getClassLoader());

    static Stream<String> files() {
        return Stream.of("distribution", "function", "constraint")
                .flatMap(folder -> FILES.names(folder).stream().map(name -> folder + "/" + name + ".model"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFunctionIsFoundByItsNameAndChecks(String path) {
        Source source = FILES.find(path).orElseThrow();
        List<String> names = Parser.parseLibrary(source).stream()
                .filter(d -> !(d instanceof Definition.FisherDefinition))
                .map(d -> d.name().text())
                .filter(name -> Names.file(name).equals(path))
                .toList();
        Library library = Library.standard();
        assertThat(names)
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(library.functions(name)).isNotEmpty().allMatch(Function::hasBody));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFisherInformationChecks(String path) {
        Source source = FILES.find(path).orElseThrow();
        List<String> stated = Parser.parseLibrary(source).stream()
                .filter(Definition.FisherDefinition.class::isInstance)
                .map(d -> d.name().text())
                .toList();
        Library library = Library.standard();
        assertThat(stated)
                .allSatisfy(name -> assertThat(library.fishers(name))
                        .extracting(f -> f.distribution())
                        .contains(name));
    }

    @Test
    void eightSchoolsReadsFewFiles() {
        Library library = Library.standard();
        Checks.check(new Source("eight_schools.model", CheckerTest.EIGHT_SCHOOLS), library);
        // What is promised: fewer than 15, whatever the size of the library.
        assertThat(library.filesLoaded()).isBetween(1, 14);
    }

    @Test
    void aMisspeltDistributionIsFoundAmongTheFiles() {
        assertThatThrownBy(() -> Checks.check(
                        new Source("test.model", "parameters { real x; } model { x ~ nromal(0, 1); }"),
                        Library.standard()))
                .hasMessageContaining("did you mean `normal`?");
    }
}
