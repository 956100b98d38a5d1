// Rubin (1981), "Estimation in parallel randomized experiments", Journal of Educational Statistics 6: effects y of coaching on test scores in
// eight schools, with known standard errors sigma. Model and priors as in posteriordb (eight_schools).

const SCHOOLS = `data y = [28, 8, -3, 7, -1, 1, 18, 12]
data sigma = [15, 10, 16, 11, 9, 11, 10, 18]
`;

export const EIGHT_SCHOOLS_CENTERED = `# The effects themselves are the coordinates: for small tau a funnel.
${SCHOOLS}parameter theta[8], mu, tau > 0
mu ~ normal(0, 5)
tau ~ half_cauchy(0, 5)
theta ~ normal(mu, tau)
y ~ normal(theta, sigma)
`;

export const EIGHT_SCHOOLS_NONCENTERED = `# The coordinates z are independent of tau in the prior: the funnel is gone.
${SCHOOLS}parameter z[8], mu, tau > 0
theta = mu + tau * z
mu ~ normal(0, 5)
tau ~ half_cauchy(0, 5)
z ~ normal(0, 1)
y ~ normal(theta, sigma)
report theta, mu, tau
`;

export const GAUSSIAN_100 = `# Standard deviations 0.1, 0.2, …, 10, correlations 0.9^|i − j|: an autoregressive sequence.
parameter x[100]
u = x / (range(1, 100) / 10)
u[1] ~ normal(0, 1)
u[2:] ~ normal(0.9 * u[:99], sqrt(1 - 0.9^2))
`;
