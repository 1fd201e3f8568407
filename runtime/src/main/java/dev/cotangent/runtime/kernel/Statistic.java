package dev.cotangent.runtime.kernel;

/** A per-draw figure of a sampler and the column it is written to; names as in CmdStan, as far as it has them. */
public enum Statistic {
    LOG_DENSITY("lp__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return state.logDensity();
        }
    },
    ACCEPTANCE_RATE("accept_stat__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.acceptanceRate();
        }
    },
    STEP_SIZE("stepsize__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.stepSize();
        }
    },
    INTEGRATION_TIME("int_time__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.integrationTime();
        }
    },
    TREE_DEPTH("treedepth__", true) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.treeDepth();
        }
    },
    NUM_INTEGRATION_STEPS("n_leapfrog__", true) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.numIntegrationSteps();
        }
    },
    DIVERGENT("divergent__", true) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.isDivergent() ? 1 : 0;
        }
    },
    ENERGY("energy__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.energy();
        }
    },
    SMALLEST_STEP_SIZE("min_stepsize__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.smallestStepSize();
        }
    },
    ROW_TERMS("row_terms__", true) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.rowTerms();
        }
    },
    SHARD("shard__", true) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.shard();
        }
    },
    BINDING("binding__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.binding();
        }
    },
    COPY_DISTANCE("copy_distance__", false) {
        @Override
        public double of(ChainState state, StepInfo info) {
            return info.copyDistance();
        }
    };

    private final String column;
    private final boolean integer;

    Statistic(String column, boolean integer) {
        this.column = column;
        this.integer = integer;
    }

    /** Name of the column. */
    public String column() {
        return column;
    }

    /** True if its values are integers. */
    public boolean isInteger() {
        return integer;
    }

    /** The figure after a step. */
    public abstract double of(ChainState state, StepInfo info);
}
