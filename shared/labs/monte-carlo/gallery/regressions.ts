// Regressions on the columns that the form chooses. Chains work on standardised columns, where priors are stated and one step size fits; what is
// reported is on that scale, or on that of the data: beta_j = b_j · sd(y)/sd(x_j), alpha = mean(y) + sd(y) · a − Σ beta_j · mean(x_j).

/** Of a continuous response. */
export function linearRegression(standardised: boolean): string {
  if (standardised)
    return `# Normal linear regression; priors on the standardised scale.
parameter alpha, beta[columns(predictors)], sigma > 0
alpha ~ normal(0, 2.5)
beta ~ normal(0, 2.5)
sigma ~ exponential(1)
standardise(response) ~ normal(alpha + standardise(predictors) * beta, sigma)
`;
  return `# Normal linear regression; priors on the standardised scale, reported on that of the data.
parameter a, b[columns(predictors)], s > 0
a ~ normal(0, 2.5)
b ~ normal(0, 2.5)
s ~ exponential(1)
standardise(response) ~ normal(a + standardise(predictors) * b, s)
beta = sd(response) * b / sd(predictors)
alpha = mean(response) + sd(response) * a - dot(beta, mean(predictors))
sigma = sd(response) * s
report alpha, beta, sigma
`;
}

/** Of a response that is 0 or 1. */
export function logisticRegression(standardised: boolean): string {
  return generalised(standardised, "Logistic regression", "bernoulli_logit");
}

/** Of a response that counts. */
export function poissonRegression(standardised: boolean): string {
  return generalised(standardised, "Poisson regression (of the logarithm of the mean)", "poisson_log");
}

function generalised(standardised: boolean, title: string, distribution: string): string {
  if (standardised)
    return `# ${title}; priors on the standardised scale of the predictors.
parameter alpha, beta[columns(predictors)]
alpha ~ normal(0, 2.5)
beta ~ normal(0, 2.5)
response ~ ${distribution}(alpha + standardise(predictors) * beta)
`;
  return `# ${title}; priors on the standardised scale of the predictors, reported on that of the data.
parameter a, b[columns(predictors)]
a ~ normal(0, 2.5)
b ~ normal(0, 2.5)
response ~ ${distribution}(a + standardise(predictors) * b)
beta = b / sd(predictors)
alpha = a - dot(beta, mean(predictors))
report alpha, beta
`;
}

/** Two normals, of which each number of the response comes from one: the lower is the first. */
export const COLUMN_MIXTURE = `# Two normals: which of them a number comes from is summed out.
parameter weight in (0, 1), mu[2] ordered, sigma[2] > 0
data y = standardise(response)
weight ~ beta(2, 2)
mu ~ normal(0, 1)
sigma ~ lognormal(-1, 0.5)
target += sum(log_mix(weight, normal_lpdf(y, mu[1], sigma[1]), normal_lpdf(y, mu[2], sigma[2])))
`;
