package dev.cotangent.runtime.warmup;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.symm.SymmetricQREigenHelper_DDRM;
import org.ejml.dense.row.decomposition.eig.symm.SymmetricQrAlgorithm_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecompositionHouseholder_DDRM;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix, by EJML's Householder reduction and implicit QR.
 *
 * @param values in no particular order, shape [n]
 * @param vectors row k belongs to value k, shape [n][n]
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

    /**
     * Decomposes a matrix.
     *
     * @param matrix symmetric, shape [n][n]; not modified
     * @throws ArithmeticException if the iteration does not converge, as with entries that are not finite
     */
    public static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        TridiagonalDecompositionHouseholder_DDRM tridiagonal = new TridiagonalDecompositionHouseholder_DDRM();
        if (!tridiagonal.decompose(new DMatrixRMaj(matrix))) {
            throw new ArithmeticException("no tridiagonal form");
        }
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        tridiagonal.getDiagonal(diagonal, beside);
        DMatrixRMaj transposed = tridiagonal.getQ(null, true);
        PlainShifts helper = new PlainShifts();
        helper.init(diagonal, beside, n);
        helper.setQ(transposed);
        SymmetricQrAlgorithm_DDRM iteration = new SymmetricQrAlgorithm_DDRM(helper);
        // the fast ones come without their vectors
        iteration.setFastEigenvalues(false);
        if (!iteration.process(n, null, null)) {
            throw new ArithmeticException("eigenvalues do not converge");
        }
        double[] values = new double[n];
        double[][] vectors = new double[n][n];
        for (int k = 0; k < n; k++) {
            values[k] = iteration.getEigenvalue(k);
            System.arraycopy(transposed.data, k * n, vectors[k], 0, n);
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Iterates without EJML's exceptional shifts, whose angles come from a sine that differs between machines. */
    private static final class PlainShifts extends SymmetricQREigenHelper_DDRM {
        @Override
        public void exceptionalShift() {
            performImplicitSingleStep(computeWilkinsonShift(), false);
            lastExceptional = steps;
        }
    }
}
