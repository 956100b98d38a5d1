# Samplers of R as peers: Stan (rstan) and JAGS (rjags). Rscript mcmc.R CACHE [which peers are here: stan, jags]
# Commands are lines of JSON on standard input, answers lines of JSON on standard output:
#   {"open": "stan" or "jags", "name", "code", "data": FILE of JSON}: compiles the model, or takes it from the cache
#   {"run": NAME, "seed", "chains", "warmup", "draws", "parameters": [..], "file"}: samples, writes the draws as float64 (parameter fastest, then
#   draw, then chain) and answers with seconds (Stan's own times of warm-up and sampling) and leapfrog steps after warm-up
suppressWarnings(suppressPackageStartupMessages(library(jsonlite)))
quietly <- function(x) suppressWarnings(suppressMessages(suppressPackageStartupMessages(x)))
cache <- commandArgs(TRUE)[1]
answer <- function(x) { cat(toJSON(x, auto_unbox = TRUE, digits = NA), "\n", sep = ""); flush(stdout()) }
has <- function(name) quietly(requireNamespace(name, quietly = TRUE))
peers <- list()
if (has("rstan") && nzchar(Sys.which("g++"))) peers$stan <- paste("Stan", rstan::stan_version())
if (has("rjags")) peers$jags <- paste("JAGS", as.character(rjags::jags.version()))
answer(peers)

models <- list()

# Debian keeps Boost among the system's headers, and not in the package that rstan asks.
compiled <- function(name, code) {
  file <- file.path(cache, paste0(name, ".rds"))
  if (file.exists(file)) return(readRDS(file))
  model <- quietly(rstan::stan_model(
    model_code = code, model_name = name, boost_lib = "/usr/include",
    eigen_lib = system.file("include", package = "RcppEigen")
  ))
  saveRDS(model, file)
  model
}

open <- function(command) {
  data <- fromJSON(command$data)
  model <- if (command$open == "stan") compiled(command$key, command$code) else command$code
  models[[command$name]] <<- list(kind = command$open, model = model, data = data)
  list(opened = command$name)
}

stan_run <- function(entry, command) {
  fit <- quietly(rstan::sampling(
    entry$model, data = entry$data, chains = command$chains, warmup = command$warmup, iter = command$warmup + command$draws,
    seed = command$seed, refresh = 0, cores = 1, pars = command$parameters, include = TRUE
  ))
  draws <- rstan::extract(fit, pars = command$parameters, permuted = FALSE)
  writeBin(as.vector(aperm(draws, c(3, 1, 2))), command$file)
  steps <- sum(sapply(rstan::get_sampler_params(fit, inc_warmup = FALSE), function(x) sum(x[, "n_leapfrog__"])))
  list(seconds = sum(rstan::get_elapsed_time(fit)), leapfrogs = steps)
}

jags_run <- function(entry, command) {
  start <- proc.time()
  model <- rjags::jags.model(
    textConnection(entry$model), data = entry$data, n.chains = command$chains, n.adapt = 0, quiet = TRUE,
    inits = lapply(seq_len(command$chains), function(chain) {
      list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 1000 * command$seed + chain)
    })
  )
  rjags::adapt(model, command$warmup, progress.bar = "none")
  draws <- rjags::coda.samples(model, command$parameters, command$draws, progress.bar = "none")
  used <- proc.time() - start
  names <- sub("\\[.*", "", colnames(draws[[1]]))
  order <- unlist(lapply(command$parameters, function(parameter) which(names == parameter)))
  writeBin(unlist(lapply(draws, function(x) as.vector(t(x[, order])))), command$file)
  list(seconds = used[["user.self"]] + used[["sys.self"]], leapfrogs = 0)
}

input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  command <- fromJSON(line)
  answer(if (!is.null(command$open)) open(command) else {
    entry <- models[[command$run]]
    if (entry$kind == "stan") stan_run(entry, command) else jags_run(entry, command)
  })
}
