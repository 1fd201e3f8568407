# Writes the data of five logistic regressions, and the model, into a folder: Rscript src/main/r/logistic.R DIR
# Pima (532, 8 coefficients) and Ripley (250, 7) come with the R package MASS, German credit (1000, 25) with caret; Heart
# (270, 14) and Australian credit (690, 15) are in no package of Debian's: data of these sizes are simulated.
library(MASS)
library(jsonlite)
folder <- commandArgs(TRUE)[1]
dir.create(folder, showWarnings = FALSE, recursive = TRUE)

put <- function(name, x, y) {
  x <- cbind(1, scale(as.matrix(x)))
  write(toJSON(list(N = nrow(x), K = ncol(x), x = unname(x), y = as.integer(y)), digits = 10, auto_unbox = TRUE),
        file.path(folder, paste0(name, ".json")))
}

simulated <- function(n, k, seed) {
  set.seed(seed)
  x <- matrix(rnorm(n * k), n) %*% chol(0.3^abs(outer(1:k, 1:k, "-")))
  x[, seq(2, k, 2)] <- (x[, seq(2, k, 2)] > 0.5) * 1 # half of them are dummies
  list(x = x, y = rbinom(n, 1, plogis(scale(x) %*% rnorm(k, 0, 0.7))))
}

pima <- rbind(Pima.tr, Pima.te)
put("pima", pima[, 1:7], pima$type == "Yes")
put("ripley", cbind(poly(synth.tr$xs, 3, raw = TRUE), poly(synth.tr$ys, 3, raw = TRUE)), synth.tr$yc)
heart <- simulated(270, 13, 1)
put("heart-simulated", heart$x, heart$y)
australian <- simulated(690, 14, 2)
put("australian-simulated", australian$x, australian$y)
data(GermanCredit, package = "caret")
columns <- GermanCredit[, setdiff(names(GermanCredit), "Class")]
columns <- columns[, apply(columns, 2, sd) > 0.1]
independent <- qr(cbind(1, columns))$pivot[seq_len(qr(cbind(1, columns))$rank)]
put("german", columns[, setdiff(independent, 1)[1:24] - 1], GermanCredit$Class == "Bad")

writeLines("data {
  int N;
  int K;
  matrix[N, K] x;
  array[N] int<lower=0, upper=1> y;
}
parameters {
  vector[K] beta;
}
model {
  beta ~ normal(0, 10);
  y ~ bernoulli_logit(x * beta);
}", file.path(folder, "logistic.model"))
