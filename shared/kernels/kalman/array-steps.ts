/** One update and one prediction of the array algorithm that `filter.ts` describes, and what may stand in their way. */
import { absorb } from "./factors.ts";

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
}

/** S½ (k × k), Uₑ (n × k) and Uz (n × n). */
export function updated(factor: Float64Array, { outputs, observation, noise }: Pattern, n: number, t: number) {
  const k = outputs.length;
  const l = new Float64Array((k + n) * k);
  l.set(noise);
  const m = new Float64Array((k + n) * n);
  // C·F⁺, of a lower triangular F⁺.
  for (let i = 0; i < k; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let c = j; c < n; c++) sum += observation[i * n + c] * factor[c * n + j];
      m[i * n + j] = sum;
    }
  for (let i = 0; i < n; i++) m[(k + i) * n + i] = 1;
  const sizes = Float64Array.from({ length: k }, (_, i) => rowLength(l, i * k, k) + rowLength(m, i * n, n));
  absorb(l, m, k + n, k, n);
  for (let i = 0; i < k; i++) {
    const pivot = l[i * k + i];
    if (!(pivot < Infinity)) throw new DivergedError(t);
    if (!(pivot > ROUNDING * sizes[i])) throw new SingularInnovationError(t);
  }
  return { root: l.subarray(0, k * k), ue: l.subarray(k * k), uz: m.subarray(k * n) };
}

/** What a pivot keeps of its row when nothing but rounding is left. */
const ROUNDING = 4e-16;

function rowLength(values: Float64Array, at: number, width: number): number {
  let sum = 0;
  for (let c = 0; c < width; c++) sum += Math.abs(values[at + c]);
  return sum;
}

/** F⁺ (lower triangular), Zᵤ and Zᵥ. */
export function predictedRoot(factor: Float64Array, transition: Float64Array, process: Float64Array, n: number) {
  const m = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < n; c++) {
      const a = transition[i * n + c];
      if (a === 0) continue;
      for (let j = 0; j < n; j++) m[i * n + j] += a * factor[c * n + j];
    }
    m[(n + i) * n + i] = 1;
  }
  const l = new Float64Array(2 * n * n);
  l.set(process);
  absorb(l, m, 2 * n, n, n);
  return { factor: l.slice(0, n * n), zu: l.subarray(n * n), zv: m.subarray(n * n) };
}

/** L·B of a lower triangular L (n × n) and B (n × k). */
export function lowerTimes(l: Float64Array, b: Float64Array, n: number, k: number): Float64Array {
  const out = new Float64Array(n * k);
  for (let i = 0; i < n; i++)
    for (let c = 0; c <= i; c++) {
      const value = l[i * n + c];
      for (let j = 0; j < k; j++) out[i * k + j] += value * b[c * k + j];
    }
  return out;
}
