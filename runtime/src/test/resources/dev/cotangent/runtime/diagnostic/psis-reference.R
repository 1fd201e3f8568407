# Computes psis-reference.txt with loo 2.5.1 (Debian's r-cran-loo): Rscript psis-reference.R > psis-reference.txt
# Log ratios of draw i are -k log(1 - frac(i * golden)): a Pareto tail of shape k.
library(loo)

golden <- 0.6180339887498949
cat("# S k r_eff shape, then the normalised log weights of draws 1, 2, ..., 10 and of the ten largest ratios in order\n")
for (size in c(20, 100, 1000, 4000)) {
  for (k in c(0.05, 0.5, 0.9, 1.5)) {
    for (efficiency in c(1, 0.4)) {
      i <- seq_len(size)
      ratios <- -k * log1p(-((i * golden) %% 1))
      found <- suppressWarnings(psis(ratios, r_eff = efficiency))
      weights <- as.numeric(weights(found, log = TRUE, normalize = TRUE))
      top <- order(ratios, decreasing = TRUE)[1:10]
      cat(size, k, efficiency, sprintf("%.15g", c(found$diagnostics$pareto_k, weights[1:10], weights[top])), "\n")
    }
  }
}
