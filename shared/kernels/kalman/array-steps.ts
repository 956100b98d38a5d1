/** One update and one prediction of the array algorithm that `filter.ts` describes, and what may stand in their way. */
import { absorb } from "./factors.ts";
import type { StateSpaceModel } from "./model.ts";

/** The density of the measurements is singular: two of them are equal but for rounding, and neither has noise. */
export class SingularInnovationError extends Error {
  override readonly name = "SingularInnovationError";
  readonly step: number;
  constructor(step: number) {
    super(`measurement without uncertainty in step ${step + 1} (give the measurements some noise)`);
    this.step = step;
  }
}

/** The state or its uncertainty has left float64. */
export class DivergedError extends Error {
  override readonly name = "DivergedError";
  readonly step: number;
  constructor(step: number) {
    super(
      `state beyond float64 in step ${step + 1} (the model grows too fast: use a smaller transition, or fewer steps)`,
    );
    this.step = step;
  }
}

/** Which values are present, and what follows for the update. */
export interface Pattern {
  readonly outputs: readonly number[];
  readonly observation: Float64Array;
  readonly noise: Float64Array;
  /** Of the update of the last slot, and of what the gate tries. */
  readonly update: Update;
  readonly trial: Update;
}

/** Where an update is written, step after step; S½ (k × k), Uₑ (n × k) and Uz (n × n) are parts of it. */
export interface Update {
  readonly l: Float64Array;
  readonly m: Float64Array;
  readonly sizes: Float64Array;
  readonly root: Float64Array;
  readonly ue: Float64Array;
  readonly uz: Float64Array;
}

export function updateOf(n: number, k: number): Update {
  const l = new Float64Array((k + n) * k);
  const m = new Float64Array((k + n) * n);
  const sizes = new Float64Array(k);
  return { l, m, sizes, root: l.subarray(0, k * k), ue: l.subarray(k * k), uz: m.subarray(k * n) };
}

/** Writes the update of the root `factor` into `into`. */
export function update(factor: Float64Array, pattern: Pattern, n: number, t: number, into: Update): void {
  const { outputs, observation, noise } = pattern;
  const { l, m, sizes } = into;
  const k = outputs.length;
  l.fill(0);
  l.set(noise);
  // C·F⁺, of a lower triangular F⁺.
  for (let i = 0; i < k; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let c = j; c < n; c++) sum += observation[i * n + c] * factor[c * n + j];
      m[i * n + j] = sum;
    }
  into.uz.fill(0);
  for (let i = 0; i < n; i++) m[(k + i) * n + i] = 1;
  for (let i = 0; i < k; i++) sizes[i] = rowLength(l, i * k, k) + rowLength(m, i * n, n);
  absorb(l, m, k + n, k, n);
  for (let i = 0; i < k; i++) {
    const pivot = l[i * k + i];
    if (!(pivot < Infinity)) throw new DivergedError(t);
    if (!(pivot > ROUNDING * sizes[i])) throw new SingularInnovationError(t);
  }
}

/** What a pivot keeps of its row when nothing but rounding is left. */
const ROUNDING = 4e-16;

function rowLength(values: Float64Array, at: number, width: number): number {
  let sum = 0;
  for (let c = 0; c < width; c++) sum += Math.abs(values[at + c]);
  return sum;
}

/** Where a prediction is written, step after step; F⁺ (lower triangular), Zᵤ and Zᵥ (n × n) are parts of it. */
export interface Prediction {
  readonly l: Float64Array;
  readonly m: Float64Array;
  readonly factor: Float64Array;
  readonly zu: Float64Array;
  readonly zv: Float64Array;
}

export function predictionOf(n: number): Prediction {
  const l = new Float64Array(2 * n * n);
  const m = new Float64Array(2 * n * n);
  return { l, m, factor: l.subarray(0, n * n), zu: l.subarray(n * n), zv: m.subarray(n * n) };
}

/** Writes the prediction from the root `factor` into `into`. */
export function predict(
  factor: Float64Array,
  { states: n, transition, processFactor }: StateSpaceModel,
  { l, m }: Prediction,
): void {
  m.fill(0);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < n; c++) {
      const a = transition[i * n + c];
      if (a === 0) continue;
      for (let j = 0; j < n; j++) m[i * n + j] += a * factor[c * n + j];
    }
    m[(n + i) * n + i] = 1;
  }
  l.fill(0);
  l.set(processFactor);
  absorb(l, m, 2 * n, n, n);
}

/** Writes L·B of a lower triangular L (n × n) and B (n × k) into `out`. */
export function lowerTimes(l: Float64Array, b: Float64Array, n: number, k: number, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < n; i++)
    for (let c = 0; c <= i; c++) {
      const value = l[i * n + c];
      for (let j = 0; j < k; j++) out[i * k + j] += value * b[c * k + j];
    }
}
