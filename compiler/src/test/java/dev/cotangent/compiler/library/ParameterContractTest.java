package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A parameter that a distribution can't have is a message with the place of the call and the condition that failed. */
class ParameterContractTest {

    static Stream<String> distributions() {
        return Stream.concat(Reference.continuous(), Reference.discrete());
    }

    /** Densities, distribution functions and generators with one parameter at a time that is not a number. */
    @ParameterizedTest
    @MethodSource("distributions")
    void parametersThatAreNoNumbersAreMessages(String distribution) {
        Reference reference = Reference.densities(distribution).get(0);
        for (int k = 1; k < reference.arguments().size(); k++) {
            if (reference.arguments().get(k).matches("-?\\d+\\.\\d+")) {
                List<String> arguments = new ArrayList<>(reference.arguments());
                arguments.set(k, "not_a_number()");
                Reference.of(distribution).stream()
                        .map(Reference::function)
                        .distinct()
                        .forEach(function -> isMessage(new Reference(function, arguments, 0).call()));
                if (!distribution.equals("log_gamma")) {
                    isMessage(distribution + "_rng(" + String.join(", ", arguments.subList(1, arguments.size())) + ")");
                }
            }
        }
    }

    private static void isMessage(String call) {
        TestModel model = TestModel.of("generated quantities { real r = " + call + "; }");
        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> model.drawn("r"));
        assertThat(failure).as(call).isNotNull();
        assertThat(failure.location()).as(call).startsWith(TestModel.FILE + ":1:");
        assertThat(failure).as(call).hasMessageMatching(".*: expected .*, but .* is nan");
    }
}
