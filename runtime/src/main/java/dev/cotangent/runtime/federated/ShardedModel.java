package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;

/**
 * A model of which shards hold the rows. Its log density asks all of them; what it writes of a draw depends on no row.
 *
 * @param base the model, bound to the rows of one shard or to none; its density is not used
 * @param shards who has the rows
 */
public record ShardedModel(Model base, Shards shards) implements Model {

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public Layout layout() {
        return base.layout();
    }

    @Override
    public LogDensity newLogDensity() {
        return new PooledDensity(shards);
    }

    @Override
    public DrawWriter newDrawWriter() {
        return base.newDrawWriter();
    }

    @Override
    public void unconstrain(DataSource values, double[] q) {
        base.unconstrain(values, q);
    }
}
