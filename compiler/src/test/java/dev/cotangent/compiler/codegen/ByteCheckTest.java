package dev.cotangent.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.source.Source;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ByteCheckTest {

    private static final String MODEL = """
            data { int<lower=0> N; vector[N] x; array[N] int<lower=0> k; }
            parameters { real a; real<lower=0> b; simplex[3] p; real<lower=-1, upper=1> rho; }
            model {
              a ~ student_t(4, 0, 1);
              b ~ gamma(2, 0.5);
              p ~ dirichlet([1, 2, 3]');
              k ~ neg_binomial_2_log(a + x * rho, b);
              target += tanh(a) + cbrt(b) + atan2(a, b) + lgamma(b) + pow(b, a) + max(x) + fmin(a, b);
            }
            generated quantities { real y = inv_logit(normal_rng(a, b)); int n = poisson_rng(b); }
            """;

    /** Calls what the check must find. */
    static final class Inexact {
        static double both(double x) {
            return Math.exp(x) + StrictMath.sin(x) + Math.sqrt(x);
        }
    }

    @ParameterizedTest
    @EnumSource(Autodiff.class)
    void generatedCodeCallsExactMathematicsOnly(Autodiff autodiff) {
        byte[] bytes = new Compiler(new Source("check.model", MODEL), autodiff).generate();
        assertThat(ByteCheck.inexactCalls(bytes)).isEmpty();
    }

    @Test
    void theCheckFindsInexactCalls() throws IOException {
        try (InputStream in = Inexact.class.getResourceAsStream("ByteCheckTest$Inexact.class")) {
            assertThat(ByteCheck.inexactCalls(in.readAllBytes()))
                    .containsExactly("java/lang/Math.exp", "java/lang/StrictMath.sin");
        }
    }
}
