package dev.cotangent.bench.linear;

import com.sun.management.ThreadMXBean;
import dev.cotangent.stdlib.linear.Cholesky;
import dev.cotangent.stdlib.linear.Lu;
import dev.cotangent.stdlib.linear.Products;
import dev.cotangent.stdlib.linear.Qr;
import dev.cotangent.stdlib.linear.Svd;
import dev.cotangent.stdlib.linear.SymmetricEigen;
import dev.cotangent.stdlib.linear.TriangularSolves;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Prints, as Markdown, microseconds of CPU time of our primitives and of EJML's decompositions (which keep their scratch between
 * calls, as its documentation advises), for square matrices of several sizes.
 */
public final class LinearTable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {2, 5, 10, 20, 50, 100, 200, 500};
    private static final long NANOS = 60_000_000;
    private static final int SWEEPS = 3;

    private final int n;
    private final double[] general;
    private final double[] spd;
    private final double[] lower;
    private final double[] out;
    private final double[] factor;
    private double checksum;

    private LinearTable(int n) {
        this.n = n;
        Random random = new Random(n);
        general = random.doubles((long) n * n, -1, 1).toArray();
        spd = new double[n * n];
        Products.multiply_transpose(general, 0, n, n, general, 0, n, n, spd, 0);
        for (int i = 0; i < n; i++) {
            spd[i * (n + 1)] += 1;
        }
        lower = new double[n * n];
        Cholesky.cholesky_factor(spd, 0, n, n, lower, 0);
        out = new double[3 * n * n + 2 * n];
        factor = new double[n * (n + 1)];
        Lu.lu_factor(general, 0, n, n, factor, 0);
    }

    private record Operation(String name, Runnable ours, Runnable theirs) {}

    private List<Operation> operations() {
        DMatrixRMaj a = rowMajor(general);
        DMatrixRMaj s = rowMajor(spd);
        DMatrixRMaj l = rowMajor(lower);
        DMatrixRMaj c = new DMatrixRMaj(n, n);
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        LUDecomposition_F64<DMatrixRMaj> lu = DecompositionFactory_DDRM.lu(n, n);
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(n, n);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(n, n, true, true, true);
        DMatrixRMaj work = new DMatrixRMaj(n, n);
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation(
                "A B",
                () -> Products.multiply(general, 0, n, n, spd, 0, n, n, out, 0),
                () -> CommonOps_DDRM.mult(a, s, c)));
        operations.add(new Operation(
                "Cholesky",
                () -> Cholesky.cholesky_factor(spd, 0, n, n, out, 0),
                () -> cholesky.decompose(copy(s, work))));
        operations.add(new Operation(
                "L^-1 B", () -> TriangularSolves.mdivide_left_tri_low(lower, 0, n, n, general, 0, n, n, out, 0), () -> {
                    work.setTo(a);
                    org.ejml.dense.row.decomposition.TriangularSolver_DDRM.solveL(l.data, work.data, n, n);
                }));
        operations.add(
                new Operation("LU", () -> Lu.lu_factor(general, 0, n, n, out, 0), () -> lu.decompose(copy(a, work))));
        operations.add(new Operation(
                "A^-1",
                () -> {
                    Lu.lu_factor(general, 0, n, n, factor, 0);
                    Lu.lu_inverse(general, 0, n, n, factor, 0, n, n + 1, out, 0);
                },
                () -> CommonOps_DDRM.invert(a, c)));
        operations.add(new Operation("QR", () -> Qr.orthonormal_columns(general, 0, n, n, out, 0), () -> {
            qr.decompose(copy(a, work));
            qr.getQ(c, true);
        }));
        operations.add(new Operation(
                "symmetric eigen",
                () -> SymmetricEigen.symmetric_eigen(spd, 0, n, n, out, 0),
                () -> eigen.decompose(copy(s, work))));
        if (n <= 200) {
            operations.add(new Operation(
                    "SVD",
                    () -> Svd.singular_value_decomposition(general, 0, n, n, out, 0),
                    () -> svd.decompose(copy(a, work))));
        }
        return operations;
    }

    private DMatrixRMaj rowMajor(double[] columns) {
        DMatrixRMaj m = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m.set(i, j, columns[i + j * n]);
            }
        }
        return m;
    }

    private static DMatrixRMaj copy(DMatrixRMaj from, DMatrixRMaj to) {
        to.setTo(from);
        return to;
    }

    private double microseconds(Runnable operation) {
        long calls = 1;
        while (true) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (long k = 0; k < calls; k++) {
                operation.run();
            }
            long elapsed = THREADS.getCurrentThreadCpuTime() - start;
            checksum += out[0];
            if (elapsed >= NANOS / 2) {
                return elapsed / 1e3 / calls;
            }
            calls *= elapsed < NANOS / 8 ? 4 : 2;
        }
    }

    /** The least of several measurements, taken in turns. */
    private void print() {
        for (Operation operation : operations()) {
            double ours = Double.POSITIVE_INFINITY;
            double theirs = Double.POSITIVE_INFINITY;
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                ours = Math.min(ours, microseconds(operation.ours()));
                theirs = Math.min(theirs, microseconds(operation.theirs()));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.3g | %.3g | %.2f |%n",
                    operation.name(),
                    n,
                    ours,
                    theirs,
                    ours / theirs);
        }
    }

    public static void main(String[] arguments) {
        System.out.println("| operation | n | ours, us | EJML, us | ours / EJML |");
        System.out.println("|---|---:|---:|---:|---:|");
        double checksum = 0;
        for (int n : SIZES) {
            LinearTable table = new LinearTable(n);
            table.print();
            checksum += table.checksum;
        }
        if (Double.isNaN(checksum)) {
            System.out.println("a result is not a number");
        }
    }
}
