package dev.cotangent.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedProgram;
import org.junit.jupiter.api.Test;

class CheckerTest {

    static final String EIGHT_SCHOOLS = """
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
        return Checks.check(new Source("test.model", text), new Library(new TinyLibrary()));
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
        Checks.check(new Source("test.model", "model { target += log(2.0); }"), library);
        assertThat(library.filesLoaded()).isEqualTo(1);
    }

    @Test
    void checksBodiesOfReachedFunctionsOnly() {
        Library library = new Library(new TinyLibrary()
                .with("function/odd", "real odd(real x) { return x; } real odd(int x) { return missing; }"));
        Checks.check(new Source("test.model", "model { target += odd(2.0); }"), library);
        assertThat(library.find("odd")).extracting(Function::hasBody).containsExactly(true, false);
    }

    @Test
    void unnormalizedDensitiesDropConstantsInTheModelAndFollowTheCallerInDensities() {
        String text = """
                functions {
                  real foo_lpdf(real y, real mu) {
                    return normal_lupdf(y | mu, 1) + normal_lpdf(y | mu, 1);
                  }
                  void bar_lp(real y) {
                    y ~ foo(1);
                    target += foo_lpdf(y | 2.0);
                  }
                }
                parameters {
                  real y;
                }
                model {
                  y ~ foo(0);
                  target += foo_lupdf(y | 1);
                  bar_lp(y);
                }
                """;
        assertThat(TypedPrinter.print(check(text))).isEqualTo("""
                        real foo_lpdf(real y | real mu) {
                          return (normal_lpdf?(y, mu, real(1)) + normal_lpdf(y, mu, real(1)))
                        }
                        void bar_lp(real y) {
                          target +~ foo_lpdf~(y, real(1))
                          target += foo_lpdf(y, 2.0)
                        }
                        parameters {
                          real y
                        }
                        model {
                          target +~ foo_lpdf~(y, real(0))
                          target += foo_lpdf~(y, real(1))
                          bar_lp(y)
                        }
                        """);
    }

    @Test
    void printsEveryStatement() {
        String text = """
                functions {
                  int even(int n);
                  int odd(int n) {
                    return n == 0 ? 0 : even(n - 1);
                  }
                  int even(int n) {
                    if (n == 0) return 1; else return odd(n - 1);
                  }
                }
                data {
                  int<lower=0, upper=9> N;
                  vector<offset=1, multiplier=2>[N] v;
                  array[2] cholesky_factor_cov[N] L;
                  array[N] int<lower=0> k;
                }
                transformed data {
                  array[N] int a = {1, 2};
                  for (e in a) print("e = ", e);
                  int n = 0;
                  while (n < N) {
                    n += 1;
                    if (n == 3) continue;
                    if (n > 4) break;
                  }
                  matrix[N, N] m = L[1];
                  m[1] *= m;
                  m[, 1] = v;
                  profile("p") {
                    reject("no");
                  }
                }
                """;
        assertThat(TypedPrinter.print(check(text))).isEqualTo("""
                        int even(int n) {
                          if ((n == 0))
                            return 1
                          else
                            return odd((n - 1))
                        }
                        int odd(int n) {
                          return ((n == 0) ? 0 : even((n - 1)))
                        }
                        data {
                          int<lower=0, upper=9> N
                          vector<offset=real(1), multiplier=real(2)> v[N]
                          array[] matrix<cholesky_factor_cov> L[2, N, N]
                          array[] int<lower=0> k[N]
                        }
                        transformed data {
                          array[] int a[N] = {1, 2}
                          for (e in a)
                            print("e = ", e)
                          int n = 0
                          while ((n < N)) {
                            n += 1
                            if ((n == 3))
                              continue
                            if ((n > 4))
                              break
                          }
                          matrix m[N, N] = L[1]
                          m[1] = multiply(m[1], m)
                          m[:, 1] = v
                          {
                            reject("no")
                          }
                        }
                        """);
    }

    @Test
    void constraintsAreFoundByTheirParts() {
        Library library = new Library(new TinyLibrary());
        assertThat(library.functions("lower_bound_log_jacobian")).hasSize(1).allMatch(Function::hasBody);
    }

    @Test
    void anUnknownNameHasNoFunctions() {
        assertThat(new Library(new TinyLibrary()).functions("nonsense")).isEmpty();
    }

    @Test
    void fisherInformationHasTheEntriesOfItsFile() {
        assertThat(new Library(new TinyLibrary()).fishers("normal").get(0).entries())
                .extracting(e -> e.row() + ", " + e.column())
                .containsExactly("mu, mu", "sigma, sigma");
    }

    @Test
    void rulesOfContainersUseTangentsAndTheCotangent() {
        Function product = new Library(new TinyLibrary()).functions("multiply").get(0);
        Function.Extern extern = (Function.Extern) product.body();
        assertThat(TypedExprPrinter.print(extern.tangent().orElseThrow()))
                .isEqualTo("(multiply(tangent(A), x) + multiply(A, tangent(x)))");
        assertThat(extern.rules().values())
                .extracting(TypedExprPrinter::print)
                .containsExactly("multiply(cotangent, x')", "multiply(A', cotangent)");
        assertThat(extern.resultSizes()).extracting(TypedExprPrinter::print).containsExactly("rows(A)");
    }
}
