import { type Arrays, array } from "../../../arrays.ts";
import { optimalStimulus, quadraticForm, type SlowDirections, type Whitening } from "../../../kernels/sfa/sfa.ts";
import type { Pass } from "./pass.ts";

/**
 * What each feature looks for, in the units of the data: "filters" (count × columns), the weights of its linear part, and "stimuli"
 * (count × 2 × columns), how the input with the largest and the one with the smallest response differ from the mean, among all that are as long as a
 * typical input: √inputs, after whitening.
 */
export function stimuliOf({ arithmetic, params, embedded }: Pass, input: Whitening, slow: SlowDirections): Arrays {
  const { columns } = embedded;
  const d = input.rank;
  const functions = slow.matrix.length / slow.count;
  const filters = new Float64Array(slow.count * columns);
  const stimuli = new Float64Array(slow.count * 2 * columns);
  for (let i = 0; i < slow.count; i++) {
    const weights = Float64Array.from({ length: functions }, (_, j) => slow.matrix[j * slow.count + i]);
    const { f, h } = quadraticForm(weights, d);
    filters.set(arithmetic.project(f, 1, new Float64Array(d), transposed(input.matrix, columns, d)), i * columns);
    for (const [at, sign] of [1, -1].entries()) {
      const best =
        params.expansion === "quadratic"
          ? optimalStimulus(scaled(f, sign), scaled(h, sign), Math.sqrt(d), arithmetic.eigen)
          : alongOf(scaled(f, sign));
      stimuli.set(arithmetic.project(best, 1, new Float64Array(d), input.inverse), (2 * i + at) * columns);
    }
  }
  for (let at = 0; at < filters.length; at++) filters[at] *= embedded.scale[at % embedded.scale.length];
  for (let at = 0; at < stimuli.length; at++) stimuli[at] /= embedded.scale[at % embedded.scale.length];
  return { filters: array(filters, [slow.count, columns]), stimuli: array(stimuli, [slow.count, 2, columns]) };
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** The direction of f, as long as a typical input. */
function alongOf(f: Float64Array): Float64Array {
  const length = Math.sqrt(f.reduce((sum, value) => sum + value * value, 0));
  return f.map((value) => (value / length) * Math.sqrt(f.length));
}

function transposed(a: Float64Array, m: number, n: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = a[i * n + j];
  return out;
}
