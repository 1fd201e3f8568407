package dev.cotangent.runtime.federated;

/**
 * Rows that several owners hold. Samplers see points, gradients and iterates, and never a row; where shards are is the business of an
 * implementation. Safe to share between threads.
 *
 * <p>Every answer is a function of the question alone, so that a run is the same wherever its shards are, and can be resumed.
 */
public interface Shards {

    /** Number of shards S, at least 1. */
    int count();

    /** What people call a shard. */
    String name(int shard);

    /** Rows that a shard has, at least 1. */
    int rows(int shard);

    /** Access for one chain's thread. */
    Session open();

    /** What shards are asked. Belongs to one thread. */
    interface Session {

        /** Number of unconstrained coordinates n. */
        int dimension();

        /**
         * The log density without the rows: priors and Jacobians, which everybody knows.
         *
         * @param gradient overwritten with the gradient, shape [n]
         */
        double rest(double[] q, double[] gradient);

        /**
         * The sum of the terms of all rows of a shard.
         *
         * @param gradient overwritten with the gradient, shape [n]
         */
        double likelihood(int shard, double[] q, double[] gradient) throws ShardUnavailableException;

        /**
         * Has a shard make updates.
         *
         * @param iterates overwritten with the points after each update, one behind the other, shape [updates n]
         * @return updates that met a density that is not finite, and left the point where it was
         */
        int update(int shard, LocalTask task, double[] iterates) throws ShardUnavailableException;

        /** Has a shard fit a surrogate of the likelihood of its rows. */
        LinearScore surrogate(int shard, SurrogateOptions options) throws ShardUnavailableException;
    }
}
