// Distributions in the plane that show what is hard: bent ridges, holes, separate modes, changing scales. Two parameters x and y.

export const GAUSSIAN = `# Standard deviations 1, correlation 0.95.
parameter x, y
target += -0.5 * (x^2 - 1.9 * x * y + y^2) / (1 - 0.95^2)
`;

export const BANANA = `# Both means are 0.
parameter x, y
x ~ normal(0, 1)
y ~ normal(x^2 - 1, 0.3)
`;

export const DONUT = `# A ring: the density depends on the distance from the origin.
parameter x, y
radius = sqrt(x^2 + y^2)
target += normal_lpdf(radius, 2.6, 0.2)
`;

export const MIXTURE = `# Three equal normals at the corners of a triangle.
parameter x, y
target += log_sum_exp(
  -0.5 * ((x + 2.5)^2 + (y + 1.5)^2) / 0.6^2,
  -0.5 * ((x - 2.5)^2 + (y + 1.5)^2) / 0.6^2,
  -0.5 * (x^2 + (y - 3)^2) / 0.6^2)
`;

export const FUNNEL = `# Neal's funnel (2003): the scale of x is e^(y/2).
parameter x, y
y ~ normal(0, 3)
x ~ normal(0, exp(y / 2))
`;

export const SQUIGGLE = `# A normal whose second coordinate is y + sin 5x: variances 2 and 0.5, covariance 0.25.
parameter x, y
z = y + sin(5 * x)
target += -0.5 * (0.5 * x^2 - 0.5 * x * z + 2 * z^2) / (2 * 0.5 - 0.25^2)
`;
