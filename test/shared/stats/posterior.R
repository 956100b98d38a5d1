# Writes posterior.json: what the R package posterior says of fixed draws. Made with R 4.2.2 and posterior 1.4.0:
#   Rscript test/shared/stats/posterior.R > test/shared/stats/posterior.json
suppressMessages(library(posterior))
set.seed(1)
walk <- function(chains, draws, correlation) {
  x <- sapply(seq_len(chains), function(c) as.numeric(stats::filter(rnorm(draws + 50), correlation, "recursive"))[-(1:50)])
  round(matrix(x, draws, chains), 3)
}
cases <- list()
for (draws in 1:13) cases[[paste("4 x", draws)]] <- walk(4, draws, 0.3)
for (chains in c(1, 2, 3, 12)) for (draws in c(2, 3, 5, 6, 11)) cases[[paste(chains, "x", draws)]] <- walk(chains, draws, 0.3)
for (draws in c(51, 100, 101)) cases[[paste("odd and even,", draws)]] <- walk(3, draws, 0.6)
cases[["slow"]] <- walk(4, 60, 0.98)
cases[["antithetic"]] <- walk(4, 200, -0.95)
cases[["there and back"]] <- matrix(rep(c(1, -1), 40), 20, 4)
cases[["there and back, apart"]] <- sapply(1:4, function(c) c + rep(c(1, -1), 10))
cases[["one chain stuck"]] <- cbind(walk(3, 20, 0.3), 0.7)
cases[["two values"]] <- matrix(round(runif(80)), 20, 4)
cases[["never moved"]] <- matrix(0.7, 20, 4)
cases[["infinite"]] <- rbind(walk(2, 20, 0), Inf)
cases[["one chain, odd"]] <- walk(1, 301, 0.8)
cases[["one chain, antithetic"]] <- walk(1, 300, -0.7)
cases[["many draws, few values"]] <- matrix(round(rnorm(3 * 701)), 701, 3)
known <- function(f, x) tryCatch(suppressWarnings(f(x)), error = function(e) NA)
number <- function(x) if (is.na(x)) "null" else format(x, digits = 15)
value <- function(x) if (is.finite(x)) number(x) else "\"Infinity\""
rows <- sapply(names(cases), function(name) {
  x <- cases[[name]]
  chains <- paste0("[", apply(x, 2, function(chain) paste(sapply(chain, value), collapse = ",")), "]", collapse = ",")
  expected <- sapply(list(rhat = rhat, essBulk = ess_bulk, essTail = ess_tail, essMean = ess_mean, mcseMean = mcse_mean,
    essSd = ess_sd, essMedian = ess_median, mcseSd = mcse_sd, mcseQ5 = function(x) mcse_quantile(x, 0.05, names = FALSE),
    mcseQ50 = mcse_median, mcseQ95 = function(x) mcse_quantile(x, 0.95, names = FALSE)), function(f) number(known(f, x)))
  paste0("{\"name\":\"", name, "\",\"chains\":[", chains, "],\"expected\":{",
    paste0("\"", names(expected), "\":", expected, collapse = ","), "}}")
})
cat("[", paste(rows, collapse = ",\n"), "]\n", sep = "")
