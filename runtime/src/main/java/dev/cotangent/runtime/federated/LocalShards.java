package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.Model;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shards within this process: each is the model bound to its own rows, and no evaluator sees the rows of two. A shard whose rows can
 * no longer be read counts as one that does not answer.
 */
public final class LocalShards implements Shards {

    private final List<Shard> shards;

    /**
     * A shard.
     *
     * @param name what people call it
     * @param rows how many it has
     * @param densities makes an evaluator of its rows for one thread
     */
    public record Shard(String name, int rows, Supplier<Additive> densities) {

        /**
         * The shard of a model that is bound to rows.
         *
         * @throws IllegalArgumentException if its density is no sum over rows
         */
        public static Shard of(String name, Model model) {
            Supplier<Additive> densities = () -> model.newAdditiveDensity()
                    .orElseThrow(() -> new IllegalArgumentException(model.name() + " is no sum over rows"));
            return new Shard(name, densities.get().rows(), densities);
        }
    }

    /** Shards, at least one. */
    public LocalShards(List<Shard> shards) {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("shards must not be empty");
        }
        this.shards = List.copyOf(shards);
    }

    @Override
    public int count() {
        return shards.size();
    }

    @Override
    public String name(int shard) {
        return shards.get(shard).name();
    }

    @Override
    public int rows(int shard) {
        return shards.get(shard).rows();
    }

    @Override
    public Session open() {
        return new LocalSession(
                shards.stream().map(shard -> shard.densities().get()).toList());
    }

    /** Something that a shard does. */
    private interface Answer<T> {
        T get();
    }

    private record LocalSession(List<Additive> densities, List<LocalUpdates> workers) implements Session {

        LocalSession(List<Additive> densities) {
            this(densities, densities.stream().map(LocalUpdates::new).toList());
        }

        @Override
        public int dimension() {
            return densities.get(0).dimension();
        }

        @Override
        public double rest(double[] q, double[] gradient) {
            return densities.get(0).rest(q, gradient);
        }

        @Override
        public double likelihood(int shard, double[] q, double[] gradient) throws ShardUnavailableException {
            Additive density = densities.get(shard);
            return answered(() -> density.sum(q, 0, density.rows(), gradient));
        }

        @Override
        public int update(int shard, LocalTask task, double[] iterates) throws ShardUnavailableException {
            return answered(() -> workers.get(shard).run(task, iterates));
        }

        @Override
        public LinearScore surrogate(int shard, SurrogateOptions options) throws ShardUnavailableException {
            return answered(() -> SurrogateFit.of(densities.get(shard), options));
        }

        private static <T> T answered(Answer<T> answer) throws ShardUnavailableException {
            try {
                return answer.get();
            } catch (DataException | UncheckedIOException e) {
                throw new ShardUnavailableException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
