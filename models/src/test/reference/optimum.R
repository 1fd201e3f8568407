# Computes src/test/resources/optimum.csv: modes of the models named on the command line, with and without the Jacobian.
# Run in the folder of the models module:
#   Rscript src/test/reference/optimum.R beetles dax faithful lynx nile pumps stackloss
# The others have several modes, or none with a finite density.
#
# Stan 2.21's own optimiser leaves the Jacobian out; the mode with it is found by R's optim on Stan's log density. Both
# are polished by Newton steps on Stan's gradient, so that their error is that of rounding.
library(rstan)
library(jsonlite)

if (dir.exists("/usr/include/boost")) rstan_options(boost_lib = "/usr/include")

# rstan 2.21 predates the array keyword: `array[N] int y` was `int y[N]`.
old_syntax <- function(code) {
  type <- "((?:int|real|vector|matrix)(?:<[^>]*>)?(?:\\[[^\\]]*\\])?)"
  code <- gsub(paste0("array\\[\\] ", type), "\\1[]", code, perl = TRUE)
  gsub(paste0("array\\[([^\\]]*)\\] ", type, " (\\w+)"), "\\2 \\3[\\1]", code, perl = TRUE)
}

polished <- function(fit, q, jacobian) {
  gradient <- function(x) as.numeric(grad_log_prob(fit, x, adjust_transform = jacobian))
  for (step in 1:5) {
    h <- 1e-4
    hessian <- sapply(seq_along(q), function(i) {
      up <- q; up[i] <- up[i] + h
      down <- q; down[i] <- down[i] - h
      (gradient(up) - gradient(down)) / (2 * h)
    })
    q <- q - solve((hessian + t(hessian)) / 2, gradient(q))
  }
  stopifnot(max(eigen((hessian + t(hessian)) / 2, symmetric = TRUE)$values) < 0)
  q
}

optimum <- function(name) {
  code <- old_syntax(paste(readLines(file.path(name, paste0(name, ".model"))), collapse = "\n"))
  data <- fromJSON(file.path(name, "data.json"))
  model <- stan_model(model_code = code, model_name = name)
  fit <- sampling(model, data = data, chains = 1, warmup = 200, iter = 210, seed = 1, refresh = 0)
  climbs <- lapply(1:6, function(seed) optimizing(model, data = data, seed = seed, as_vector = FALSE, refresh = 0))
  q <- climbs[[which.max(sapply(climbs, function(climb) climb$value))]]
  start <- unconstrain_pars(fit, q$par)
  found <- lapply(c(FALSE, TRUE), function(jacobian) {
    best <- optim(start, function(x) -log_prob(fit, x, adjust_transform = jacobian),
                  function(x) -as.numeric(grad_log_prob(fit, x, adjust_transform = jacobian)),
                  method = "BFGS", control = list(maxit = 10000, reltol = 1e-14))
    best <- polished(fit, best$par, jacobian)
    values <- constrain_pars(fit, best)[parameter_names(code)]
    data.frame(model = name, jacobian = jacobian, column = c("lp__", elements(values)),
               value = c(log_prob(fit, best, adjust_transform = jacobian), unlist(values)))
  })
  do.call(rbind, found)
}

# Names in the parameters block.
parameter_names <- function(code) {
  block <- regmatches(code, regexpr("(?s)\\nparameters \\{.*?\\n\\}", code, perl = TRUE))
  declarations <- grep(";", strsplit(block, "\n")[[1]], value = TRUE)
  sub(".*?(\\w+)(\\[[^]]*\\])?;.*", "\\1", declarations, perl = TRUE)
}

# unlist calls the elements of theta theta1, theta2 ...
elements <- function(values) {
  unlist(lapply(names(values), function(name) {
    if (length(values[[name]]) == 1) name else paste(name, seq_along(values[[name]]), sep = ".")
  }))
}

rows <- do.call(rbind, lapply(commandArgs(trailingOnly = TRUE), function(name) {
  tryCatch(optimum(name), error = function(e) {
    message(name, " is left out: ", conditionMessage(e))
    NULL
  })
}))
rows$value <- sprintf("%.15g", rows$value)
write.csv(rows, "src/test/resources/optimum.csv", row.names = FALSE, quote = FALSE)
