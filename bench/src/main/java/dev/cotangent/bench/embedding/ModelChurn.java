package dev.cotangent.bench.embedding;

import dev.cotangent.BoundModel;
import dev.cotangent.CompileOptions;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.Evaluator;
import dev.cotangent.ModelCache;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/** Models that are compiled, evaluated and dropped: classes have to go with them, and heap and metaspace to stay flat. */
public final class ModelChurn {

    private ModelChurn() {}

    /**
     * What is held after a collection.
     *
     * @param classes loaded classes
     * @param metaspaceBytes used metaspace
     * @param heapBytes used heap
     */
    public record Held(int classes, long metaspaceBytes, long heapBytes) {

        static Held now() {
            for (int k = 0; k < 3; k++) {
                System.gc();
            }
            long metaspace = 0;
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
                metaspace +=
                        pool.getName().equals("Metaspace") ? pool.getUsage().getUsed() : 0;
            }
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Held(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), metaspace, heap);
        }
    }

    /** Compiles models by way of a small cache, and says what is held then. */
    public static Held run(int from, int to) {
        ModelCache cache = new ModelCache(8);
        double[] gradient = new double[2];
        for (int k = from; k < to; k++) {
            String text = "parameters { real a; real b; } model { a ~ normal(" + k + ", 2); b ~ normal(a, 1); }";
            BoundModel model =
                    cache.get("m.model", text, CompileOptions.defaults()).bind(Data.none());
            try (Evaluator evaluator = model.newEvaluator()) {
                evaluator.gradient(new double[] {k, k}, gradient);
            }
        }
        return Held.now();
    }

    /** Compiles some thousands (5000) and prints what is held on the way. */
    public static void main(String[] arguments) {
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
        Cotangent.compile("warm.model", "parameters { real x; } model { x ~ normal(0, 1); }");
        System.out.println("| models | classes | metaspace, MB | heap, MB |\n|---:|---:|---:|---:|");
        for (int k = 0; k < 5; k++) {
            Held held = run(k * most / 5, (k + 1) * most / 5);
            System.out.printf(
                    "| %d | %d | %.1f | %.1f |%n",
                    (k + 1) * most / 5, held.classes(), held.metaspaceBytes() / 1e6, held.heapBytes() / 1e6);
        }
    }
}
