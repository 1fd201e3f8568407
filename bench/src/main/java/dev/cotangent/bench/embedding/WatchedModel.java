package dev.cotangent.bench.embedding;

import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.spi.ModelFactory;
import java.util.concurrent.atomic.AtomicLong;

/** A model that notes when its code ran last. */
record WatchedModel(Model model, AtomicLong lastRun) implements Model {

    /** Binds so. */
    record Factory(ModelFactory factory, AtomicLong lastRun) implements ModelFactory {
        @Override
        public String name() {
            return factory.name();
        }

        @Override
        public String hash() {
            return factory.hash();
        }

        @Override
        public Model bind(DataSource data, BindOptions options) {
            return new WatchedModel(factory.bind(data, options), lastRun);
        }
    }

    private void note() {
        lastRun.accumulateAndGet(System.nanoTime(), Math::max);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Layout layout() {
        return model.layout();
    }

    @Override
    public LogDensity newLogDensity() {
        LogDensity density = model.newLogDensity();
        return new LogDensity() {
            @Override
            public int dimension() {
                return density.dimension();
            }

            @Override
            public double value(double[] q) {
                double value = density.value(q);
                note();
                return value;
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                double value = density.gradient(q, gradient);
                note();
                return value;
            }
        };
    }

    @Override
    public DrawWriter newDrawWriter() {
        DrawWriter writer = model.newDrawWriter();
        return (q, random, row) -> {
            writer.write(q, random, row);
            note();
        };
    }

    @Override
    public void unconstrain(DataSource values, double[] q) {
        model.unconstrain(values, q);
    }
}
