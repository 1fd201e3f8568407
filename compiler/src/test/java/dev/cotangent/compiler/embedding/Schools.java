package dev.cotangent.compiler.embedding;

import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.run.SamplerOptions;

/** Eight schools, non-centred, with predictions. */
final class Schools {

    static final String TEXT = """
            // Effects of coaching in eight schools.
            data {
              int<lower=1> J; // number of schools
              vector[J] y; // estimated effects
              vector<lower=0>[J] sigma; // their standard errors
            }
            parameters {
              real mu;
              real<lower=0> tau;
              vector[J] eta;
            }
            transformed parameters {
              vector[J] theta = mu + tau * eta;
            }
            model {
              mu ~ normal(0, 10);
              tau ~ normal(0, 10);
              eta ~ std_normal();
              y ~ normal(theta, sigma);
            }
            generated quantities {
              array[J] real y_new = normal_rng(theta, sigma);
            }
            """;

    private Schools() {}

    record Values(int J, double[] y, double[] sigma) {}

    static DataSource data() {
        return Data.of(new Values(
                8, new double[] {28, 8, -3, 7, -1, 1, 18, 12}, new double[] {15, 10, 16, 11, 9, 11, 10, 18}));
    }

    static BoundModel model(CompileOptions options) {
        return Cotangent.compile("schools.model", TEXT, options).bind(data());
    }

    static BoundModel model() {
        return model(CompileOptions.defaults());
    }

    static SamplerOptions.Builder options() {
        return SamplerOptions.builder().seed(7).chains(4).warmup(150).draws(200).refresh(20);
    }
}
