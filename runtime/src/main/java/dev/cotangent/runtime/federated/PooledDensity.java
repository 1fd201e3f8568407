package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.model.LogDensity;

/** The log density of all shards together: each is asked for its sum and gradient, and no row moves. Belongs to one thread. */
public final class PooledDensity implements LogDensity {

    private final Shards shards;
    private final Shards.Session session;
    private final double[] part;

    public PooledDensity(Shards shards) {
        this.shards = shards;
        this.session = shards.open();
        this.part = new double[session.dimension()];
    }

    @Override
    public int dimension() {
        return part.length;
    }

    @Override
    public double value(double[] q) {
        return gradient(q, new double[q.length]);
    }

    /**
     * As in the interface.
     *
     * @throws NoShardsException if a shard does not answer
     */
    @Override
    public double gradient(double[] q, double[] gradient) {
        double value = session.rest(q, gradient);
        for (int s = 0; s < shards.count(); s++) {
            try {
                value += session.likelihood(s, q, part);
            } catch (ShardUnavailableException e) {
                throw new NoShardsException("shard " + shards.name(s) + " does not answer: " + e.getMessage(), e);
            }
            for (int i = 0; i < part.length; i++) {
                gradient[i] += part[i];
            }
        }
        return value;
    }
}
