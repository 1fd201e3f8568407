# Writes loo-reference.txt: log likelihoods of various kinds and what R's loo says of them.
# Run with R 4.2.2, loo 2.5.1 and posterior 1.4.0: Rscript loo-reference.R > loo-reference.txt
#
# Relative efficiencies come from posterior's ess_mean, which splits chains, as in loo since 2.7; where the likelihood is
# constant they are 1. The Monte Carlo standard error of elpd is that of loo since 2.6: by the log-normal approximation of
# Vehtari et al. (2024), equation 6, from loo's weights.
suppressMessages({library(loo); library(posterior)})
set.seed(20240502)

# log likelihoods of normal observations y under posterior draws of their mean and log scale, shape [draws, chains, points]
normal <- function(draws, chains, y, rho = 0, spread = 0.2) {
  ar <- function() replicate(chains, spread * as.numeric(arima.sim(list(ar = rho), draws)))
  mu <- ar()
  sigma <- exp(ar())
  array(sapply(y, function(yi) dnorm(yi, mu, sigma, log = TRUE)), c(draws, chains, length(y)))
}
y <- c(-0.3, 0.1, 1.2, 0.4, -2.1)
cases <- list(
  independent = normal(100, 4, y),
  wider = normal(100, 4, y, spread = 0.3),
  sticky = normal(60, 4, y[1:4], rho = 0.9),
  outlier = normal(50, 4, c(y[1:2], 6), spread = 0.6),
  one_chain = normal(61, 1, y[1:3]),
  few_draws = normal(10, 2, y[1:3]),
  one_constant = local({x <- normal(30, 2, y[1:3]); x[, , 2] <- -1.5; x}),
  ties = round(normal(40, 3, y[1:3]), 1),
  very_small = normal(50, 2, y[1:3]) - 900
)
figure <- function(x) paste(sprintf("%.17g", as.numeric(x)), collapse = ",")
line <- function(name, x) cat(name, ",", figure(x), "\n", sep = "")
cat("# loo", as.character(packageVersion("loo")), "on", R.version.string, "\n")
cat("# figures by name, then one line of log likelihoods a point, chain after chain\n")
loos <- list()
for (name in names(cases)) {
  x <- cases[[name]]
  draws <- prod(dim(x)[1:2])
  r_eff <- apply(x, 3, function(p) ess_mean(exp(p - max(p)))) / draws
  r_eff[is.na(r_eff)] <- 1
  fit <- suppressWarnings(loo(x, r_eff = r_eff, save_psis = TRUE))
  loos[[name]] <- fit
  point <- fit$pointwise
  ll <- matrix(x, draws)
  w <- weights(fit$psis_object, log = FALSE)
  epd <- exp(sweep(ll, 2, point[, "elpd_loo"]))
  cat("case,", name, ",", dim(x)[2], ",", dim(x)[1], ",", dim(x)[3], "\n", sep = "")
  line("r_eff", r_eff)
  line("elpd", point[, "elpd_loo"])
  line("p", point[, "p_loo"])
  line("shape", point[, "influence_pareto_k"])
  line("ess", fit$diagnostics$n_eff)
  line("mcse", sqrt(log1p(colSums(w^2 * (epd - 1)^2)) / r_eff))
  line("estimates", c(fit$estimates[, "Estimate"], fit$estimates[, "SE"]))
  for (i in seq_len(dim(x)[3])) line("draws", x[, , i])
}
comparison <- loo_compare(loos[c("independent", "wider")])
line("compare", c(comparison[, "elpd_diff"], comparison[, "se_diff"]))
# three models of which each predicts some observations best
lpd <- matrix(rnorm(90, -1), 30) - rep(c(0, 0.3, 0.1), each = 30)
weights <- stacking_weights(lpd, optim_control = list(reltol = 1e-14))
for (k in 1:3) line("lpd", lpd[, k])
line("stacking", weights)
line("score", sum(log(exp(lpd) %*% as.numeric(weights))))
