// Slow, literal versions of the diagnostics of Vehtari et al. (2021): every rank by counting, every autocovariance by its double sum, the
// inverse normal and beta distribution functions by bisection of quadrature. Math's own functions may be used here.

export type Chains = readonly (readonly number[])[];

const sum = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);
const mean = (xs: readonly number[]) => sum(xs) / xs.length;
const variance = (xs: readonly number[]) => sum(xs.map((x) => (x - mean(xs)) ** 2)) / (xs.length - 1);

/** ∫ f over [a, b] by Simpson's rule. */
function integrate(f: (x: number) => number, a: number, b: number, pieces = 4000): number {
  const h = (b - a) / pieces;
  let total = f(a) + f(b);
  for (let i = 1; i < pieces; i++) total += f(a + i * h) * (i % 2 === 1 ? 4 : 2);
  return (total * h) / 3;
}

function bisect(f: (x: number) => number, target: number, low: number, high: number): number {
  // The interval is then as narrow as a double can tell.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export function normalQuantile(p: number): number {
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return bisect((x) => 0.5 + integrate(density, 0, x), p, -9, 9);
}

const wholes = new Map<string, number>();

/** Distribution function of the beta distribution, by quadrature around its bulk. */
export function betaDistribution(x: number, a: number, b: number): number {
  const density = (t: number) =>
    t <= 0 || t >= 1 ? 0 : Math.exp((a - 1) * Math.log(t) + (b - 1) * Math.log(1 - t) - peak);
  const mode = (a - 1) / (a + b - 2);
  const peak = (a - 1) * Math.log(mode) + (b - 1) * Math.log(1 - mode);
  const name = `${a} ${b}`;
  const whole = wholes.get(name) ?? integrate(density, 0, 1, 20_000);
  wholes.set(name, whole);
  return integrate(density, 0, x, 20_000) / whole;
}

function split(chains: Chains): Chains {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.slice(0, half), chain.slice(Math.ceil(chain.length / 2))];
  });
}

const quantiles = new Map<number, number>();

function rankNormalise(chains: Chains): Chains {
  const all = chains.flat();
  return chains.map((chain) =>
    chain.map((x) => {
      const below = all.filter((y) => y < x).length;
      const equal = all.filter((y) => y === x).length;
      const p = (below + (equal + 1) / 2 - 3 / 8) / (all.length + 1 / 4);
      const known = quantiles.get(p) ?? normalQuantile(p);
      quantiles.set(p, known);
      return known;
    }),
  );
}

function plainRhat(chains: Chains): number {
  const n = chains[0].length;
  const between = n * variance(chains.map(mean));
  const within = mean(chains.map(variance));
  return Math.sqrt((between / within + n - 1) / n);
}

export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const low = Math.floor(h);
  return sorted[low] + (h - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

export function rhat(chains: Chains): number {
  const centre = quantile(chains.flat(), 0.5);
  const folded = chains.map((chain) => chain.map((x) => Math.abs(x - centre)));
  return Math.max(plainRhat(rankNormalise(split(chains))), plainRhat(rankNormalise(split(folded))));
}

/** The procedure of section 3.2 and of the R package posterior, array by array. */
export function ess(chains: Chains): number {
  const n = chains[0].length;
  const size = n * chains.length;
  const autocovariances = chains.map((chain) =>
    chain.map(
      (_, lag) => sum(chain.slice(0, n - lag).map((x, i) => (x - mean(chain)) * (chain[i + lag] - mean(chain)))) / n,
    ),
  );
  const average = (lag: number) => mean(autocovariances.map((a) => a[lag]));
  const within = (average(0) * n) / (n - 1);
  const total = (within * (n - 1)) / n + (chains.length > 1 ? variance(chains.map(mean)) : 0);
  const rho = new Array<number>(n + 2).fill(0);
  const at = (lag: number) => 1 - (within - average(lag)) / total;
  let even = 1;
  let odd = at(1);
  rho[0] = even;
  rho[1] = odd;
  let t = 0;
  while (t < n - 5 && even + odd > 0) {
    t += 2;
    even = at(t);
    odd = at(t + 1);
    if (even + odd >= 0) [rho[t], rho[t + 1]] = [even, odd];
  }
  const last = t;
  if (even > 0) rho[last] = even;
  for (t = 2; t <= last - 2; t += 2) {
    if (rho[t] + rho[t + 1] > rho[t - 2] + rho[t - 1]) {
      rho[t] = (rho[t - 2] + rho[t - 1]) / 2;
      rho[t + 1] = rho[t];
    }
  }
  const time = -1 + 2 * sum(rho.slice(0, last)) + rho[last];
  return size / Math.max(time, 1 / Math.log10(size));
}

export const essBulk = (chains: Chains) => ess(rankNormalise(split(chains)));
export const essMean = (chains: Chains) => ess(split(chains));

export function essQuantile(chains: Chains, p: number): number {
  const value = quantile(chains.flat(), p);
  return ess(split(chains.map((chain) => chain.map((x) => (x <= value ? 1 : 0)))));
}

export const essTail = (chains: Chains) => Math.min(essQuantile(chains, 0.05), essQuantile(chains, 0.95));

export const mcseMean = (chains: Chains) => Math.sqrt(variance(chains.flat()) / essMean(chains));

export function mcseSd(chains: Chains): number {
  const centre = mean(chains.flat());
  const squares = chains.map((chain) => chain.map((x) => (x - centre) ** 2));
  const second = mean(squares.flat());
  const fourth = mean(squares.flat().map((x) => x * x));
  return Math.sqrt((fourth - second * second) / essMean(squares) / second / 4);
}

export function mcseQuantile(chains: Chains, p: number): number {
  const size = essQuantile(chains, p);
  const sorted = chains.flat().sort((a, b) => a - b);
  const ends = [0.1586553, 0.8413447].map((q) =>
    bisect((x) => betaDistribution(x, size * p + 1, size * (1 - p) + 1), q, 0, 1),
  );
  const low = sorted[Math.max(Math.floor(ends[0] * sorted.length), 1) - 1];
  const high = sorted[Math.min(Math.ceil(ends[1] * sorted.length), sorted.length) - 1];
  return (high - low) / 2;
}
