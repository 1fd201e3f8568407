package dev.cotangent.bench.posterior;

import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.rng.UniformRandomProvider;

/** A model that counts its gradients, all of them, and can keep the unconstrained positions of the draws it writes. */
final class ObservedModel implements Model {

    private final Model model;
    private final boolean keepsPositions;
    private final ConcurrentLinkedQueue<CountingDensity> densities = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<List<double[]>> positions = new ConcurrentLinkedQueue<>();

    private ObservedModel(Model model, boolean keepsPositions) {
        this.model = model;
        this.keepsPositions = keepsPositions;
    }

    static ObservedModel counting(Model model) {
        return new ObservedModel(model, false);
    }

    static ObservedModel keepingPositions(Model model) {
        return new ObservedModel(model, true);
    }

    /** Gradients and values evaluated so far; to be called when no chain runs. */
    long evaluations() {
        return densities.stream().mapToLong(density -> density.count).sum();
    }

    /** The positions of all rows written so far; to be called when no chain runs. */
    List<double[]> positions() {
        return positions.stream().flatMap(List::stream).toList();
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
        CountingDensity density = new CountingDensity(model.newLogDensity());
        densities.add(density);
        return density;
    }

    @Override
    public DrawWriter newDrawWriter() {
        DrawWriter writer = model.newDrawWriter();
        return keepsPositions ? new KeepingWriter(writer, newList()) : writer;
    }

    private List<double[]> newList() {
        List<double[]> list = new ArrayList<>();
        positions.add(list);
        return list;
    }

    @Override
    public void unconstrain(DataSource values, double[] q) {
        model.unconstrain(values, q);
    }

    private record KeepingWriter(DrawWriter writer, List<double[]> kept) implements DrawWriter {
        @Override
        public void write(double[] q, UniformRandomProvider random, double[] row) {
            kept.add(q.clone());
            writer.write(q, random, row);
        }
    }

    private static final class CountingDensity implements LogDensity {
        private final LogDensity density;
        private long count;

        CountingDensity(LogDensity density) {
            this.density = density;
        }

        @Override
        public int dimension() {
            return density.dimension();
        }

        @Override
        public double value(double[] q) {
            count++;
            return density.value(q);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            count++;
            return density.gradient(q, gradient);
        }
    }
}
