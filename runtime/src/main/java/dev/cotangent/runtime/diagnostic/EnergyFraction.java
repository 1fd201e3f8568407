package dev.cotangent.runtime.diagnostic;

/**
 * Empirical Bayesian fraction of missing information: how much of the marginal variation of the energy one refreshed
 * momentum explores. Below 0.3, chains may not reach the tails.
 *
 * @see <a href="https://arxiv.org/abs/1604.00695">Betancourt (2016), Diagnosing suboptimal cotangent disintegrations in
 *     Hamiltonian Monte Carlo</a>
 */
public final class EnergyFraction {

    private EnergyFraction() {}

    /**
     * The fraction for one chain.
     *
     * @param energies energy of every draw, in nats
     * @return {@code sum (E_t - E_t-1)² / sum (E_t - mean)²}; NaN if the energies are constant or fewer than two
     */
    public static double of(double[] energies) {
        double mean = Moments.mean(energies);
        double steps = 0;
        double spread = 0;
        for (int t = 0; t < energies.length; t++) {
            double step = t == 0 ? 0 : energies[t] - energies[t - 1];
            steps += step * step;
            spread += (energies[t] - mean) * (energies[t] - mean);
        }
        return steps / spread;
    }
}
