package dev.cotangent.compiler.check;

import dev.cotangent.compiler.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A handful of library files, so that the checker's tests don't depend on the standard library's content. */
final class TinyLibrary implements LibrarySource {

    private final Map<String, String> files = new TreeMap<>(Map.ofEntries(
            Map.entry("distribution/normal", """
                    real normal_lpdf(real y, real mu, real sigma) {
                      require sigma > 0;
                      return -0.5 * square((y - mu) / sigma) - log(sigma) - 0.5 * log(2 * pi());
                    }
                    real normal_cdf(real y, real mu, real sigma) { return exp(-log(y)); }
                    real normal_lcdf(real y, real mu, real sigma) { return log(y); }
                    real normal_rng(real mu, real sigma) { return mu + sigma * std_normal_rng(); }
                    fisher normal(real y, real mu, real sigma) {
                      mu, mu = 1 / square(sigma);
                      sigma, sigma = 2 / square(sigma);
                    }
                    """),
            Map.entry("distribution/std_normal", "extern(random.Normal) real std_normal_rng();"),
            Map.entry("distribution/cauchy", "real cauchy_lpdf(real y, real mu, real sigma) { return -log(sigma); }"),
            Map.entry(
                    "distribution/poisson",
                    "real poisson_lpmf(int n, real lambda) { return n * log(lambda) - lambda; }"),
            Map.entry(
                    "distribution/categorical", "real categorical_lpmf(int k, vector theta) { return log(theta[k]); }"),
            Map.entry("distribution/multi_normal", """
                    real multi_normal_lpdf(vector y, vector mu, matrix Sigma) { return -sum(Sigma * (y - mu)); }
                    vector multi_normal_rng(vector mu, matrix Sigma) { return Sigma * mu; }
                    """),
            Map.entry("function/log", "extern(scalar.Log) real log(real x) { d x = 1 / x; }"),
            Map.entry("function/exp", "extern(scalar.Exp) real exp(real x) { d x = exp(x); }"),
            Map.entry("function/pi", "real pi() { return 3.14159; }"),
            Map.entry("function/square", "real square(real x) { return x * x; }"),
            Map.entry("function/pow", "extern(scalar.Pow) real pow(real x, real y) { d x = y * pow(x, y - 1); }"),
            Map.entry("function/abs", """
                    int abs(int x) { return x < 0 ? -x : x; }
                    real abs(real x) { return x < 0 ? -x : x; }
                    """),
            Map.entry("function/choose", "int choose(int n, int k) { return n; }"),
            Map.entry("function/ldexp", "real ldexp(real x, int n) { return x; }"),
            Map.entry("function/sum", """
                    real sum(reals x) {
                      real total = 0;
                      for (i in 1:size(x)) total += x[i];
                      return total;
                    }
                    int sum(ints x) { return x[1]; }
                    """),
            Map.entry("function/softmax", "vector softmax(vector x) { return exp(x) / sum(exp(x)); }"),
            Map.entry("function/multiply", """
                    extern(linear.Products) vector[rows(A)] multiply(matrix A, vector x) {
                      tangent = multiply(tangent(A), x) + multiply(A, tangent(x));
                      d A = multiply(cotangent, x');
                      d x = multiply(A', cotangent);
                    }
                    extern(linear.Products) matrix[rows(A), cols(B)] multiply(matrix A, matrix B);
                    extern(linear.Products) row_vector[cols(B)] multiply(row_vector x, matrix B);
                    extern(linear.Products) matrix[size(x), size(y)] multiply(vector x, row_vector y);
                    """),
            Map.entry("function/dot_product", "extern(linear.Products) real dot_product(row_vector x, vector y);"),
            Map.entry(
                    "function/mdivide_left", "extern(linear.Solve) vector[rows(A)] mdivide_left(matrix A, vector y);"),
            Map.entry(
                    "function/mdivide_right",
                    "extern(linear.Solve) matrix[rows(A), rows(B)] mdivide_right(matrix A, matrix B);"),
            Map.entry("constraint/lower_bound", """
                    real lower_bound_constrain(real x, real lower) { return exp(x) + lower; }
                    real lower_bound_log_jacobian(real x, real lower) { return x; }
                    real lower_bound_unconstrain(real y, real lower) { return log(y - lower); }
                    """)));

    /** These files and one more. */
    TinyLibrary with(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** All but one of these files. */
    TinyLibrary without(String path) {
        files.remove(path);
        return this;
    }

    @Override
    public Optional<Source> find(String path) {
        return Optional.ofNullable(files.get(path.replace(".model", ""))).map(text -> new Source(path, text));
    }

    @Override
    public List<String> names(String folder) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .map(path -> path.substring(folder.length() + 1))
                .toList();
    }
}
