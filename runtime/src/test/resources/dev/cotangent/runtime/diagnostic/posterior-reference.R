# Writes posterior-reference.txt: draws of various kinds and what R's posterior says of them.
# Run with R 4.2.2 and posterior 1.4.0: Rscript posterior-reference.R > posterior-reference.txt
suppressMessages(library(posterior))
set.seed(20240501)

ar <- function(n, chains, rho, shift = 0, scale = 1) {
  sapply(seq_len(chains), function(k) {
    scale * as.numeric(arima.sim(list(ar = rho), n)) + shift * k
  })
}
cases <- list(
  independent = matrix(rnorm(4 * 100), ncol = 4),
  sticky = ar(200, 4, 0.95),
  antithetic = ar(120, 4, -0.6),
  strongly_antithetic = ar(60, 2, -0.95),
  shifted = ar(100, 3, 0.3, shift = 1),
  other_scale = cbind(rnorm(80), 5 * rnorm(80)),
  one_odd_chain_cauchy = matrix(rcauchy(151), ncol = 1),
  counts = matrix(rpois(4 * 75, 2), ncol = 4),
  binary = matrix(rbinom(4 * 50, 1, 0.3), ncol = 4),
  large_offset = matrix(1e6 + rnorm(4 * 50), ncol = 4),
  seven_draws = matrix(rnorm(2 * 7), ncol = 2),
  twelve_draws = matrix(rnorm(2 * 12), ncol = 2),
  constant = matrix(3, nrow = 20, ncol = 2),
  constant_per_chain = cbind(rep(1, 20), rep(2, 20)),
  one_infinite = replace(matrix(rnorm(40), ncol = 2), 5, Inf),
  one_negative_infinite = replace(matrix(rnorm(60), ncol = 3), 7, -Inf),
  one_missing = replace(matrix(rnorm(40), ncol = 2), 9, NaN),
  student_2 = matrix(rt(4 * 125, 2), ncol = 4),
  one_chain_sticky = ar(301, 1, 0.9),
  odd_length = ar(97, 3, 0.5),
  two_draws = matrix(rnorm(2 * 2), ncol = 2),
  three_draws = matrix(rnorm(2 * 3), ncol = 2),
  four_draws = matrix(rnorm(4 * 4), ncol = 4),
  five_draws = matrix(rnorm(2 * 5), ncol = 2),
  six_draws = matrix(rnorm(2 * 6), ncol = 2),
  mostly_equal = replace(matrix(0, nrow = 50, ncol = 4), c(3, 77, 150), c(1, -1, 2)),
  rounded = round(ar(150, 4, 0.7), 1),
  one_chain_constant = cbind(rnorm(40), rep(0.5, 40)),
  random_walk = apply(matrix(rnorm(2 * 700), ncol = 2), 2, cumsum),
  tiny_scale = 1e-13 * matrix(rnorm(4 * 30), ncol = 4),
  huge_scale = 1e150 * matrix(rnorm(4 * 30), ncol = 4)
)
figure <- function(x) paste(sprintf("%.17g", as.numeric(x)), collapse = ",")
cat("# posterior", as.character(packageVersion("posterior")), "on", R.version.string, "\n")
cat("# case,rhat,ess_bulk,ess_tail,ess_mean,mcse_mean,mcse_sd,mean,sd,q5,median,q95,\n")
cat("# ess_sd,ess_q5,ess_median,ess_q95,ess_max,mcse_q5,mcse_median,mcse_q95,mad; then one line of draws a chain\n")
for (name in names(cases)) {
  x <- cases[[name]]
  figures <- suppressWarnings(c(
    # halves of one draw lose a dimension in posterior, which then takes chains for draws; there is no R-hat
    if (nrow(x) < 4) NA else rhat(x), ess_bulk(x), ess_tail(x), ess_mean(x), mcse_mean(x), mcse_sd(x),
    mean(x), sd(x), tryCatch(quantile(x, c(0.05, 0.5, 0.95), names = FALSE), error = function(e) rep(NaN, 3)),
    ess_sd(x), ess_quantile(x, c(0.05, 0.5, 0.95, 1), names = FALSE),
    mcse_quantile(x, c(0.05, 0.5, 0.95), names = FALSE), mad(x)
  ))
  cat(name, ",", figure(figures), "\n", sep = "")
  for (k in seq_len(ncol(x))) cat(figure(x[, k]), "\n", sep = "")
}
