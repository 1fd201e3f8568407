package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.check.Library;
import dev.cotangent.compiler.fixture.TestModel;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.LogDensity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function has the values of an independent source, and derivatives, both ways, that are its differences. */
class FunctionContractTest {

    private static final Path LIBRARY = Path.of("../stdlib/src/main/resources/model/function");

    /** The sources' and our own rounding: a decomposition loses the condition of its matrix, below 1e3 here. */
    private static final double REFERENCE = 1e-11;

    /** Fourth-order differences with a step of 1e-3: truncation and rounding of 1e-12, amplified by higher derivatives. */
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 1e-3;

    /** What other functions are made of: these are tested with them, or in tests of their own. */
    private static final Set<String> PARTS = Set.of(
            "arrays",
            "check_hmm",
            "check_ode",
            "check_root",
            "check_step",
            "cholesky_factor",
            "complex_eigen",
            "complex_schur",
            "complex_schur_decompose",
            "complex_schur_decompose_t",
            "complex_schur_decompose_u",
            "complex_singular_vectors",
            "csr_count",
            "csr_is_valid",
            "detached",
            "direction",
            "explicit_step_error",
            "first_order",
            "dormand_prince_weights",
            "fourier",
            "gp_scaled",
            "generate_laplace_options",
            "hmm_forward",
            "hmm_hidden_state_prob",
            "hmm_marginal",
            "implicit_system",
            "inverse_fourier",
            "is_cholesky_factor",
            "is_lower_triangular",
            "is_simplex",
            "is_symmetric",
            "laplace_likelihood_bernoulli_logit",
            "laplace_likelihood_neg_binomial_2_log",
            "laplace_likelihood_poisson_log",
            "lkj_normaliser",
            "logistic",
            "lu_determinant",
            "lu_factor",
            "lu_inverse",
            "lu_solve",
            "lu_solve_transpose",
            "next_step",
            "orthonormal_columns",
            "radau_residual",
            "radau_system",
            "real_form",
            "singular_value_decomposition",
            "step_error",
            "symmetric_eigen",
            "unit_sign",
            "wiener_log_density",
            "wiener_log_kernel",
            "wiener_log_passed",
            "wiener_log_pending",
            "without_derivative");

    static Stream<String> functions() {
        return FunctionReference.functions();
    }

    @Test
    void everyFunctionHasReferenceValues() throws IOException {
        List<String> referenced = functions().toList();
        try (Stream<Path> files = Files.list(LIBRARY)) {
            assertThat(files.map(f -> f.getFileName().toString().replace(".model", "")))
                    .allSatisfy(name -> assertThat(
                                    referenced.contains(name) || PARTS.contains(name) || takesFunctions(name))
                            .as(name)
                            .isTrue());
        }
    }

    /** Solvers and the like, which have tests of their own. */
    private static boolean takesFunctions(String name) {
        return Library.standard().functions(name).stream().anyMatch(Function::isHigherOrder);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void valuesAreThoseOfTheReference(String function) {
        List<FunctionReference> references = FunctionReference.of(function);
        StringBuilder text = new StringBuilder("generated quantities {\n");
        for (int k = 0; k < references.size(); k++) {
            text.append(references.get(k).declared("r" + k)).append('\n');
        }
        TestModel model = TestModel.of(text + "}");
        for (int k = 0; k < references.size(); k++) {
            double[] expected = references.get(k).values();
            double[] found = model.drawn("r" + k);
            double scale = FunctionReference.largest(expected);
            assertThat(found).as(references.get(k).call()).hasSameSizeAs(expected);
            for (int i = 0; i < found.length; i++) {
                String claim = references.get(k).call() + " at " + i;
                if (Double.isFinite(expected[i])) {
                    double size = Math.max(Math.abs(expected[i]), 1e-2 * scale);
                    assertThat(found[i]).as(claim).isCloseTo(expected[i], within(REFERENCE * size));
                } else {
                    assertThat(found[i]).as(claim).isEqualTo(expected[i]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivativesAreDifferences(String function) {
        List<FunctionReference> references = FunctionReference.of(function).stream()
                .filter(r -> r.isFinite() && r.position().length > 0)
                .toList();
        StringBuilder text = new StringBuilder("data { int k; int n; } parameters { vector[n] x; } model {\n");
        for (int k = 0; k < references.size(); k++) {
            text.append("if (k == " + k + ") target += " + references.get(k).weighted() + ";\n");
        }
        TestModel.Compiled mixed = TestModel.compile(text + "}", Autodiff.MIXED);
        TestModel.Compiled forward = TestModel.compile(text + "}", Autodiff.FORWARD);
        for (int k = 0; k < references.size(); k++) {
            double[] q = references.get(k).position();
            MapData data = MapData.builder().put("k", k).put("n", q.length).build();
            LogDensity density = mixed.bind(data).model().newLogDensity();
            double[] gradient = new double[q.length];
            double[] other = new double[q.length];
            density.gradient(q, gradient);
            forward.bind(data).model().newLogDensity().gradient(q, other);
            String call = references.get(k).call();
            for (int i = 0; i < q.length; i++) {
                double slope = slope(density, q, i);
                double scale = 1e-2 + Math.abs(slope) + 0.1 * FunctionReference.largest(gradient);
                assertThat(gradient[i]).as("%s in x[%d]", call, i + 1).isCloseTo(slope, within(DIFFERENCES * scale));
                assertThat(other[i])
                        .as("%s forward in x[%d]", call, i + 1)
                        .isCloseTo(gradient[i], within(REFERENCE * 100 * scale));
            }
        }
    }

    private static double slope(LogDensity density, double[] q, int i) {
        double step = STEP * (q[i] == 0 ? 1 : Math.min(1, Math.abs(q[i])));
        double near = density.value(moved(q, i, step)) - density.value(moved(q, i, -step));
        double far = density.value(moved(q, i, 2 * step)) - density.value(moved(q, i, -2 * step));
        return (8 * near - far) / (12 * step);
    }

    private static double[] moved(double[] q, int i, double by) {
        double[] moved = q.clone();
        moved[i] += by;
        return moved;
    }
}
