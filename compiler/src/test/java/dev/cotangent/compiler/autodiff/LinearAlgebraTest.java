package dev.cotangent.compiler.autodiff;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.source.Source;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of linear algebra are expressions of primitives: they differentiate again. */
class LinearAlgebraTest {

    private static final int N = 3;

    /** A is a full matrix of parameters, S a positive definite one, b a vector. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "log_determinant(A)",
                "determinant(A)",
                "sum(W .* inverse(A))",
                "sum(W .* mdivide_left(A, W))",
                "dot_product(b, mdivide_left(A, b))",
                "dot_product(b, mdivide_right(b', A)')",
                "sum(W .* cholesky_decompose(S))",
                "log_determinant_spd(S)",
                "dot_self(mdivide_left_tri_low(cholesky_decompose(S), b))",
                "sum(W .* inverse_spd(S))",
                "quad_form(A, b)",
                "sum(W .* quad_form(A, W * A))",
                "trace_gen_quad_form(A, W, A)",
                "dot_product(b, eigenvalues_sym(S))",
                "sum(W .* eigenvectors_sym(S))",
                "dot_product(b, singular_values(A))",
                "sum(W .* svd_U(A))",
                "sum(W .* svd_V(A))",
                "sum(W .* qr_thin_Q(A))",
                "sum(W .* qr_thin_R(A))",
                "sum(W[ , 1:2] .* qr_thin_Q(A[ , 1:2]))",
                "sum(W .* matrix_exp(A))",
                "multi_normal_lpdf(b | rep_vector(0, 3), S)",
                "multi_normal_prec_lpdf(b | rep_vector(0, 3), S)"
            })
    void secondDerivativesAreDifferencesOfTheFirst(String term) {
        String text = """
                parameters {
                  matrix[3, 3] A;
                  vector[3] b;
                }
                model {
                  matrix[3, 3] W = [[0.7, -0.2, 0.4], [0.1, 1.3, -0.6], [-0.5, 0.3, 0.9]];
                  matrix[3, 3] S = add_diag(tcrossprod(A), 1.5);
                  target += %s;
                }
                """.formatted(term);
        Compiler compiler = new Compiler(new Source("test.model", text), Autodiff.MIXED);
        Program program = compiler.lower();
        double[] q = new Random(7).doubles(N * N + N, -1, 1).toArray();
        new Witnesses(program.logDensity(), compiler.names(), q.length).agreeAt(q);
    }
}
