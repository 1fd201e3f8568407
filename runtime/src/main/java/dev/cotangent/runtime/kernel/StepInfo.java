package dev.cotangent.runtime.kernel;

/**
 * What the latest step did, apart from the state it reached. Mutable, so that steps allocate nothing; a kernel sets the
 * fields that it has and leaves the others at zero.
 */
public final class StepInfo {

    private double acceptanceRate;
    private double stepSize;
    private double integrationTime;
    private int treeDepth;
    private int numIntegrationSteps;
    private boolean divergent;
    private double energy;
    private double smallestStepSize;
    private long rowTerms;
    private int shard;
    private double binding;
    private double copyDistance;

    /** Sets every field back to zero. */
    public void clear() {
        acceptanceRate = 0;
        stepSize = 0;
        integrationTime = 0;
        treeDepth = 0;
        numIntegrationSteps = 0;
        divergent = false;
        energy = 0;
        smallestStepSize = 0;
        rowTerms = 0;
        shard = 0;
        binding = 0;
        copyDistance = 0;
    }

    /**
     * Acceptance statistic in [0, 1] that step size adaptation aims at; not the acceptance of the draw. For NUTS the mean
     * Metropolis acceptance probability over all states of the trajectory, discarded ones included; for WALNUTS the mean of
     * {@code exp(-|change of energy|)} over its steps, each tried undivided.
     */
    public double acceptanceRate() {
        return acceptanceRate;
    }

    /** Step size of the integrator in this step, in units of the unconstrained scale whitened by the metric. */
    public double stepSize() {
        return stepSize;
    }

    /** Nominal integration time of static HMC. */
    public double integrationTime() {
        return integrationTime;
    }

    /** Number of doublings that were merged into the trajectory. */
    public int treeDepth() {
        return treeDepth;
    }

    /** Number of gradients, those of steps that came to nothing included; for most samplers, integrator steps. */
    public int numIntegrationSteps() {
        return numIntegrationSteps;
    }

    /** True if the trajectory ran into an energy error above the limit, or a density that is not finite. */
    public boolean isDivergent() {
        return divergent;
    }

    /** Hamiltonian, in nats, of the phase point that was selected. */
    public double energy() {
        return energy;
    }

    /** Smallest micro step that a step of WALNUTS was divided into. */
    public double smallestStepSize() {
        return smallestStepSize;
    }

    /** Terms of single rows that a stochastic-gradient sampler evaluated. */
    public long rowTerms() {
        return rowTerms;
    }

    /** Number, from 1, of the shard whose rows were used; 0 if the step was not one of a single shard. */
    public int shard() {
        return shard;
    }

    /** Strength of the binding between the copies of position and momentum in an explicit Riemannian integrator. */
    public double binding() {
        return binding;
    }

    /** Distance of these copies at the end of the trajectory, a coordinate, in units of the local metric. */
    public double copyDistance() {
        return copyDistance;
    }

    public void setAcceptanceRate(double acceptanceRate) {
        this.acceptanceRate = acceptanceRate;
    }

    public void setStepSize(double stepSize) {
        this.stepSize = stepSize;
    }

    public void setIntegrationTime(double integrationTime) {
        this.integrationTime = integrationTime;
    }

    public void setTreeDepth(int treeDepth) {
        this.treeDepth = treeDepth;
    }

    public void setNumIntegrationSteps(int numIntegrationSteps) {
        this.numIntegrationSteps = numIntegrationSteps;
    }

    public void setDivergent(boolean divergent) {
        this.divergent = divergent;
    }

    public void setEnergy(double energy) {
        this.energy = energy;
    }

    public void setSmallestStepSize(double smallestStepSize) {
        this.smallestStepSize = smallestStepSize;
    }

    public void setRowTerms(long rowTerms) {
        this.rowTerms = rowTerms;
    }

    public void setShard(int shard) {
        this.shard = shard;
    }

    public void setBinding(double binding) {
        this.binding = binding;
    }

    public void setCopyDistance(double copyDistance) {
        this.copyDistance = copyDistance;
    }
}
