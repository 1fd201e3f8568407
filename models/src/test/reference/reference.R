# Computes reference.json of the folders named on the command line with rstan 2.21.
# Run in the folder of the models module: Rscript src/test/reference/reference.R beetles pumps
library(rstan)
library(jsonlite)

# Debian has Boost among the system headers, not in the R package BH.
if (dir.exists("/usr/include/boost")) rstan_options(boost_lib = "/usr/include")

# rstan 2.21 predates the array keyword: `array[N] int y` was `int y[N]`.
old_syntax <- function(code) {
  type <- "((?:int|real|vector|matrix)(?:<[^>]*>)?(?:\\[[^\\]]*\\])?)"
  code <- gsub(paste0("array\\[\\] ", type), "\\1[]", code, perl = TRUE)
  gsub(paste0("array\\[([^\\]]*)\\] ", type, " (\\w+)"), "\\2 \\3[\\1]", code, perl = TRUE)
}

reference <- function(name) {
  code <- old_syntax(paste(readLines(file.path(name, paste0(name, ".model"))), collapse = "\n"))
  data <- fromJSON(file.path(name, "data.json"))
  chains <- 4
  draws <- 25000
  fit <- sampling(stan_model(model_code = code, model_name = name), data = data, chains = chains,
                  warmup = 2000, iter = 2000 + draws, seed = 20260101, cores = 1, refresh = 0,
                  control = list(adapt_delta = 0.95), pars = "lp", include = FALSE)
  values <- as.array(fit)
  columns <- setdiff(dimnames(values)[[3]], "lp__")
  summary <- lapply(columns, function(column) {
    x <- values[, , column]
    list(mean = mean(x), sd = sd(x), mcse = posterior::mcse_mean(x))
  })
  names(summary) <- gsub("]", "", gsub("[[,]", ".", columns), fixed = TRUE)
  rhat <- max(sapply(columns, function(column) posterior::rhat(values[, , column])), na.rm = TRUE)
  divergences <- get_num_divergent(fit)
  cat(sprintf("%s: max R-hat %.5f, %d divergences\n", name, rhat, divergences))
  stopifnot(rhat < 1.002)
  source <- sprintf("rstan 2.21.7, NUTS, %d chains of %d draws after 2000 of warmup, delta 0.95, seed 20260101; max R-hat %.4f, %d divergences. mcse: posterior::mcse_mean", chains, draws, rhat, divergences)
  writeLines(toJSON(list(source = source, parameters = summary), auto_unbox = TRUE, digits = I(7), pretty = TRUE),
             file.path(name, "reference.json"))
}

for (name in commandArgs(trailingOnly = TRUE)) {
  reference(name)
}
