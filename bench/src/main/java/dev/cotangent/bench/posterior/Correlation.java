package dev.cotangent.bench.posterior;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The correlation matrix of positions. */
final class Correlation {

    private Correlation() {}

    /**
     * The ratio of its largest to its smallest eigenvalue.
     *
     * @param positions shape [n][dimension], more than dimension of them
     */
    static double conditionNumber(List<double[]> positions) {
        int dimension = positions.get(0).length;
        double[][] columns = new double[dimension][];
        for (int k = 0; k < dimension; k++) {
            columns[k] = standardised(positions, k);
        }
        DMatrixRMaj correlation = new DMatrixRMaj(dimension, dimension);
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int t = 0; t < columns[i].length; t++) {
                    sum += columns[i][t] * columns[j][t];
                }
                correlation.set(i, j, sum);
                correlation.set(j, i, sum);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(dimension, false, true);
        eigen.decompose(correlation);
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int k = 0; k < dimension; k++) {
            least = Math.min(least, eigen.getEigenvalue(k).getReal());
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        return largest / least;
    }

    /** Centred, with sum of squares 1. */
    private static double[] standardised(List<double[]> positions, int k) {
        double[] x = positions.stream().mapToDouble(q -> q[k]).toArray();
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double squares = 0;
        for (int t = 0; t < x.length; t++) {
            x[t] -= mean;
            squares += x[t] * x[t];
        }
        for (int t = 0; t < x.length; t++) {
            x[t] /= Math.sqrt(squares);
        }
        return x;
    }
}
