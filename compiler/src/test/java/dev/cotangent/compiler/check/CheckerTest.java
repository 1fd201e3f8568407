package dev.cotangent.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedProgram;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final String EIGHT_SCHOOLS = """
            data {
              int<lower=0> J;
              array[J] real y;
              array[J] real<lower=0> sigma;
            }
            parameters {
              real mu;
              real<lower=0> tau;
              vector[J] theta_tilde;
            }
            transformed parameters {
              vector[J] theta = mu + tau * theta_tilde;
            }
            model {
              mu ~ normal(0, 5);
              tau ~ cauchy(0, 5);
              theta_tilde ~ normal(0, 1);
              y ~ normal(theta, sigma);
            }
            generated quantities {
              array[J] real y_new = normal_rng(theta, sigma);
            }
            """;

    private static TypedProgram check(String text) {
        return Checker.check(new Source("test.model", text), new Library(new TinyLibrary()));
    }

    @Test
    void printsConversionsLiftingAndNormalization() {
        assertThat(TypedPrinter.print(check(EIGHT_SCHOOLS))).isEqualTo("""
                        data {
                          int<lower=0> J
                          array[] real y[J]
                          array[] real<lower=real(0)> sigma[J]
                        }
                        parameters {
                          real mu
                          real<lower=real(0)> tau
                          vector theta_tilde[J]
                        }
                        transformed parameters {
                          vector theta[J] = (mu + (tau * theta_tilde))
                        }
                        model {
                          target +~ normal_lpdf~(mu, real(0), real(5))
                          target +~ cauchy_lpdf~(tau, real(0), real(5))
                          target +~ normal_lpdf*~(theta_tilde, real(0), real(1))
                          target +~ normal_lpdf*~(y, theta, sigma)
                        }
                        generated quantities {
                          array[] real y_new[J] = normal_rng*(theta, sigma)
                        }
                        """);
    }

    @Test
    void loadsOnlyTheFilesThatAreReached() {
        Library library = new Library(new TinyLibrary());
        Checker.check(new Source("test.model", "model { target += log(2.0); }"), library);
        assertThat(library.filesLoaded()).isEqualTo(1);
    }

    @Test
    void checksBodiesOfReachedFunctionsOnly() {
        Library library = new Library(new TinyLibrary()
                .with("function/odd", "real odd(real x) { return x; } real odd(int x) { return missing; }"));
        Checker.check(new Source("test.model", "model { target += odd(2.0); }"), library);
        assertThat(library.find("odd")).extracting(Function::hasBody).containsExactly(true, false);
    }
}
