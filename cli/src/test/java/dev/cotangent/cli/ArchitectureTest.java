package dev.cotangent.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules, and which module may use which library. */
class ArchitectureTest {

    private static final String OURS = "dev.cotangent..";
    private static final String[] API = {"dev.cotangent", "dev.cotangent.spi"};

    /** Methods of Math whose result is exact, or correctly rounded, on every machine and in every version of Java. */
    private static final Set<String> EXACT_MATHS = Set.of(
            "sqrt",
            "abs",
            "fma",
            "rint",
            "floor",
            "ceil",
            "min",
            "max",
            "floorMod",
            "floorDiv",
            "copySign",
            "getExponent",
            "scalb",
            "signum",
            "ulp",
            "nextUp",
            "nextDown",
            "toIntExact",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "incrementExact",
            "negateExact",
            "multiplyHigh");

    private static JavaClasses project;

    @BeforeAll
    static void importClasses() {
        project = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.cotangent");
    }

    private static DescribedPredicate<JavaClass> oursExcept(String... packages) {
        return resideInAPackage(OURS).and(DescribedPredicate.not(resideInAnyPackage(packages)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.cotangent.grammar", "dev.cotangent.stdlib", "dev.cotangent.runtime"})
    void foundationsImportNoneOfOurs(String module) {
        noClasses()
                .that()
                .resideInAPackage(module + "..")
                .should()
                .dependOnClassesThat(oursExcept(module + ".."))
                .check(project);
    }

    @Test
    void compilerSeesOnlyTheSeamOfTheRuntime() {
        noClasses()
                .that()
                .resideInAPackage("dev.cotangent.compiler..")
                .should()
                .dependOnClassesThat(oursExcept(
                        "dev.cotangent.compiler..",
                        "dev.cotangent.grammar..",
                        "dev.cotangent.stdlib..",
                        "dev.cotangent.runtime.model",
                        API[0],
                        API[1]))
                .check(project);
    }

    @Test
    void apiDependsOnTheRuntimeAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(API)
                .should()
                .dependOnClassesThat(oursExcept(API[0], API[1], "dev.cotangent.runtime.."))
                .check(project);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.cotangent.cli..", "dev.cotangent.models..", "dev.cotangent.bench.."})
    void nobodyImportsALeaf(String leaf) {
        noClasses()
                .that()
                .resideOutsideOfPackage(leaf)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(leaf)
                .check(project);
    }

    @ParameterizedTest
    @CsvSource({
        "org.antlr..,                dev.cotangent.grammar..,      dev.cotangent.compiler.parse..",
        "org.objectweb.asm..,        dev.cotangent.compiler.codegen.., dev.cotangent.compiler.codegen..",
        "picocli..,                  dev.cotangent.cli..,          dev.cotangent.cli..",
        "com.fasterxml.jackson..,    dev.cotangent.runtime.data.., dev.cotangent.runtime.output..",
        "de.siegmar..,               dev.cotangent.runtime.data.., dev.cotangent.runtime.output.."
    })
    void librariesStayWhereTheyBelong(String library, String owner, String otherOwner) {
        noClasses()
                .that()
                .resideOutsideOfPackages(owner, otherOwner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(project);
    }

    @Test
    void numericCodeGivesTheSameBitsOnEveryMachine() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("dev.cotangent.stdlib..", "dev.cotangent.runtime..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a method of Math whose last bits may differ", ArchitectureTest::isInexact));
        rule.check(project);
    }

    private static boolean isInexact(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Math.class)
                && !EXACT_MATHS.contains(call.getTarget().getName());
    }

    @Test
    void generatedParsersAreImportedByTheParserOnly() {
        classes()
                .that()
                .resideInAPackage("dev.cotangent.grammar..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("dev.cotangent.grammar..", "dev.cotangent.compiler.parse..")
                .check(project);
    }
}
