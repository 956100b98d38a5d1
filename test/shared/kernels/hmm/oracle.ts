/** Every path, one by one: what hidden Markov models are held to. Plain arithmetic of the platform, nothing of the kernel's. */
import fc from "fast-check";
import type { Emissions, Hmm, Observations } from "../../../../shared/kernels/hmm/index.ts";

export interface Enumerated {
  readonly logLikelihood: number;
  /** rows × K. */
  readonly posterior: number[];
  readonly filtered: number[];
  readonly pairs: number[];
  readonly best: { readonly path: number[]; readonly logProbability: number };
  readonly paths: readonly { readonly path: readonly number[]; readonly probability: number }[];
}

/** p(xₜ | s), of a row of one sequence. */
export function density(emissions: Emissions, s: number, data: Observations, t: number): number {
  if (emissions.kind === "discrete") {
    const symbol = (data.symbols as Int32Array)[t];
    return symbol < 0 ? 1 : emissions.table[s * emissions.symbols + symbol];
  }
  const D = emissions.dimensions;
  const here = Array.from({ length: D }, (_, d) => d).filter((d) => !data.mask || data.mask[t * D + d] === 1);
  const at = (d: number) => (data.values as Float64Array)[t * D + d] - emissions.means[s * D + d];
  const cov = (a: number, b: number) =>
    emissions.kind === "full"
      ? emissions.covariances[s * D * D + a * D + b]
      : a === b
        ? emissions.covariances[s * D + a]
        : 0;
  if (here.length === 0) return 1;
  if (here.length === 1)
    return Math.exp((-0.5 * at(here[0]) ** 2) / cov(here[0], here[0])) / Math.sqrt(2 * Math.PI * cov(here[0], here[0]));
  const [a, b] = here;
  const det = cov(a, a) * cov(b, b) - cov(a, b) ** 2;
  const form = (cov(b, b) * at(a) ** 2 - 2 * cov(a, b) * at(a) * at(b) + cov(a, a) * at(b) ** 2) / det;
  return Math.exp(-0.5 * form) / (2 * Math.PI * Math.sqrt(det));
}

/** p(path) of a chain without durations. */
export function priorOf({ initial, transitions }: Hmm, path: readonly number[]): number {
  const K = initial.length;
  return path.reduce((p, s, t) => p * (t === 0 ? initial[s] : transitions[path[t - 1] * K + s]), 1);
}

/** All there is to know of one sequence; at most two dimensions. */
export function enumerate(
  model: Hmm,
  data: Observations,
  prior: (path: readonly number[]) => number = (path) => priorOf(model, path),
): Enumerated {
  const K = model.initial.length;
  const T = data.rows;
  const posterior = new Array<number>(T * K).fill(0);
  const filtered = new Array<number>(T * K).fill(0);
  const pairs = new Array<number>(K * K).fill(0);
  const paths = Array.from({ length: K ** T }, (_, code) => {
    const path = Array.from({ length: T }, (_, t) => Math.floor(code / K ** t) % K);
    const probability = path.reduce((p, s, t) => p * density(model.emissions, s, data, t), prior(path));
    return { path, probability };
  });
  const total = paths.reduce((sum, { probability }) => sum + probability, 0);
  for (const { path, probability } of paths) {
    for (const [t, s] of path.entries()) {
      posterior[t * K + s] += probability / total;
      if (t > 0) pairs[path[t - 1] * K + s] += probability / total;
    }
  }
  for (let t = 0; t < T; t++) filtered.splice(t * K, K, ...filteredAt(model, data, t, prior));
  const best = paths.reduce((a, b) => (b.probability > a.probability ? b : a));
  return {
    ...{ logLikelihood: Math.log(total), posterior, filtered, pairs, paths },
    best: { path: [...best.path], logProbability: Math.log(best.probability) },
  };
}

function filteredAt(
  model: Hmm,
  data: Observations,
  last: number,
  prior: (path: readonly number[]) => number,
): number[] {
  const K = model.initial.length;
  const sums = new Array<number>(K).fill(0);
  for (let code = 0; code < K ** (last + 1); code++) {
    const path = Array.from({ length: last + 1 }, (_, t) => Math.floor(code / K ** t) % K);
    sums[path[last]] += path.reduce((p, s, t) => p * density(model.emissions, s, data, t), prior(path));
  }
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => sum / total);
}

/** n probabilities, some of them 0. */
export const shares = (n: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 4, arbitrary: fc.double({ min: 0.01, max: 1, noNaN: true }) },
      ),
      {
        minLength: n,
        maxLength: n,
      },
    )
    .map((weights) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      return sum > 0 ? weights.map((one) => one / sum) : weights.map(() => 1 / n);
    });

export const table = (rows: number, columns: number) =>
  fc.array(shares(columns), { minLength: rows, maxLength: rows }).map((all) => Float64Array.from(all.flat()));

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const reals = (n: number, min: number, max: number) =>
  fc.array(real(min, max), { minLength: n, maxLength: n }).map((all) => Float64Array.from(all));

function covariancesOf(kind: "diagonal" | "full", K: number, D: number): fc.Arbitrary<Float64Array> {
  if (kind === "diagonal") return reals(K * D, 0.1, 3);
  const one =
    D === 1
      ? reals(1, 0.1, 3)
      : fc.tuple(real(0.2, 3), real(0.2, 3), real(-0.9, 0.9)).map(([a, b, r]) => {
          const c = r * Math.sqrt(a * b);
          return Float64Array.of(a, c, c, b);
        });
  return fc.array(one, { minLength: K, maxLength: K }).map((all) => Float64Array.from(all.flatMap((own) => [...own])));
}

/** Emissions and one sequence of them with gaps. */
export function emissionsAndData(K: number, rows: number): fc.Arbitrary<readonly [Emissions, Observations]> {
  const starts = Int32Array.of(0);
  const discrete = fc.integer({ min: 1, max: 3 }).chain((symbols) =>
    fc
      .tuple(
        table(K, symbols),
        fc.array(fc.integer({ min: -1, max: symbols - 1 }), { minLength: rows, maxLength: rows }),
      )
      .map(
        ([own, given]) =>
          [
            { kind: "discrete", symbols, table: own },
            { rows, starts, symbols: Int32Array.from(given) },
          ] as const,
      ),
  );
  const gaussian = fc
    .tuple(fc.constantFrom("diagonal" as const, "full" as const), fc.integer({ min: 1, max: 2 }))
    .chain(([kind, D]) =>
      fc
        .tuple(
          reals(K * D, -2, 2),
          covariancesOf(kind, K, D),
          reals(rows * D, -3, 3),
          fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rows * D, maxLength: rows * D }),
        )
        .map(([means, covariances, values, present]) => {
          const mask = Uint8Array.from(present, (one) => Number(one > 0));
          return [
            { kind, dimensions: D, means, covariances },
            { rows, starts, values, mask },
          ] as const;
        }),
    );
  return fc.oneof(discrete, gaussian);
}

/** A small model and a sequence that it may or may not be able to produce. */
export const modelAndData: fc.Arbitrary<readonly [Hmm, Observations]> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }))
  .chain(([K, rows]) =>
    fc
      .tuple(shares(K), table(K, K), emissionsAndData(K, rows))
      .map(
        ([initial, transitions, [emissions, data]]) =>
          [{ initial: Float64Array.from(initial), transitions, emissions }, data] as const,
      ),
  );
