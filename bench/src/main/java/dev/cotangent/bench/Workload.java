package dev.cotangent.bench;

import dev.cotangent.Cotangent;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.LogDensity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A model with its data, in every {@link Form}. */
public enum Workload {
    /** Non-centred eight schools: 10 dimensions, tens of nanoseconds. */
    EIGHT_SCHOOLS {
        @Override
        DataSource data() {
            return EightSchoolsData.rubin().source();
        }

        @Override
        LogDensity plain() {
            return new EightSchoolsPlain(EightSchoolsData.rubin());
        }

        @Override
        LogDensity best() {
            return new EightSchoolsBest(EightSchoolsData.rubin());
        }
    },

    /** Logistic regression of 10,000 rows on 25 predictors. */
    LOGISTIC {
        private LogisticData simulated() {
            return LogisticData.simulate(10_000, 25, SEED);
        }

        @Override
        DataSource data() {
            return simulated().source();
        }

        @Override
        LogDensity plain() {
            return new LogisticPlain(simulated());
        }

        @Override
        LogDensity best() {
            return new LogisticBest(simulated());
        }
    },

    /** Poisson regression of 1000 rows in 100 groups: 104 dimensions. */
    POISSON_GLMM {
        private PoissonGlmmData simulated() {
            return PoissonGlmmData.simulate(1000, 100, SEED);
        }

        @Override
        DataSource data() {
            return simulated().source();
        }

        @Override
        LogDensity plain() {
            return new PoissonGlmmPlain(simulated());
        }

        @Override
        LogDensity best() {
            return new PoissonGlmmBest(simulated());
        }
    };

    private static final long SEED = 20260101;

    abstract DataSource data();

    abstract LogDensity plain();

    abstract LogDensity best();

    /** A new evaluator, for one thread. */
    public LogDensity newLogDensity(Form form) {
        return switch (form) {
            case COMPILED -> Cotangent.compile(file(), text()).bind(data()).newLogDensity();
            case PLAIN -> plain();
            case BEST -> best();
        };
    }

    /** A position of moderate size: coordinate i is 0.13 + 0.05 (i mod 7) - 0.15 (i mod 3). */
    public static double[] position(int dimension) {
        double[] q = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            q[i] = 0.13 + 0.05 * (i % 7) - 0.15 * (i % 3);
        }
        return q;
    }

    private String file() {
        return name().toLowerCase(Locale.ROOT) + ".model";
    }

    private String text() {
        try (InputStream in = Workload.class.getResourceAsStream(file())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
