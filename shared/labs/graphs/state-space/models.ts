import type { Learned } from "../../../kernels/kalman/em.ts";
import { semidefiniteFactor } from "../../../kernels/kalman/factors.ts";
import { type Measurements, modelOf, type StateSpaceModel } from "../../../kernels/kalman/model.ts";
import { foldIn, type Key, normal } from "../../../random/index.ts";
import type { StateSpaceParams } from "./fields.ts";
import { factsOf, type Series } from "./series.ts";

/** Standard deviations of the first state, in ranges of the data: hardly anything is known of it. */
const VAGUE = 10;

type ModelParams = Pick<StateSpaceParams, "model" | "process" | "slope" | "noise" | "order" | "states">;

/** The model that parameters describe; what is learned of it starts there. The prior is of the first step's state, before its measurement. */
export function startModel(params: ModelParams, series: Series, key: Key): StateSpaceModel {
  switch (params.model) {
    case "level":
      return level(params, series);
    case "trend":
    case "motion":
      return sloped(params, series);
    case "ar":
      return autoregressive(params, series);
    case "hidden":
      return hidden(params, series, key);
    default:
      params.model satisfies never;
      throw new RangeError("no such model");
  }
}

function level({ process = 1, noise }: ModelParams, series: Series): StateSpaceModel {
  const n = series.outputs;
  const facts = factsOf(series);
  return modelOf(n, n, {
    processFactor: diagonal(n, () => process),
    observation: diagonal(n, () => 1),
    noiseFactor: diagonal(n, () => noise),
    mean: Float64Array.from(facts, ({ mean }) => mean),
    factor: diagonal(n, (i) => VAGUE * (facts[i].range || noise)),
  });
}

/** Of each column a level and a slope: x(t + 1) = x + s, s(t + 1) = s; of a body the noise is that of a constant acceleration over each step. */
function sloped({ model, process = 1, slope = 1, noise }: ModelParams, series: Series): StateSpaceModel {
  const m = series.outputs;
  const n = 2 * m;
  const facts = factsOf(series);
  const transition = diagonal(n, () => 1);
  const observation = new Float64Array(m * n);
  const processFactor = new Float64Array(n * n);
  const mean = new Float64Array(n);
  // White noise that pushes the velocity all the time: Q = σ²·[[1/3, 1/2], [1/2, 1]] (Bar-Shalom, Li and Kirubarajan, "Estimation", 2001, section 6.2.2).
  const push = semidefiniteFactor(Float64Array.of(1 / 3, 1 / 2, 1 / 2, 1), 2);
  const block = model === "motion" ? push.map((value) => process * value) : Float64Array.of(process, 0, 0, slope);
  for (let i = 0; i < m; i++) {
    transition[2 * i * n + 2 * i + 1] = 1;
    observation[i * n + 2 * i] = 1;
    for (let a = 0; a < 2; a++)
      for (let b = 0; b < 2; b++) processFactor[(2 * i + a) * n + 2 * i + b] = block[2 * a + b];
    mean[2 * i] = facts[i].mean;
  }
  return modelOf(n, m, {
    transition,
    observation,
    processFactor,
    noiseFactor: diagonal(m, () => noise),
    mean,
    factor: diagonal(n, (i) => VAGUE * (facts[Math.floor(i / 2)].range || noise)),
  });
}

/** y(t) = d + s(t) + v, s(t) = Σ aₖ·s(t − k) + w: the state is the last `order` values of s. Starts from the Yule–Walker equations of the data. */
function autoregressive({ order = 1, noise }: ModelParams, series: Series): StateSpaceModel {
  const [{ mean, range }] = factsOf(series);
  const { coefficients, variance, power } = yuleWalker(series, mean, order);
  const transition = new Float64Array(order * order);
  transition.set(coefficients);
  for (let i = 1; i < order; i++) transition[i * order + i - 1] = 1;
  const observation = new Float64Array(order);
  observation[0] = 1;
  const processFactor = new Float64Array(order * order);
  processFactor[0] = Math.sqrt(variance) || range;
  return modelOf(order, 1, {
    transition,
    observation,
    processFactor,
    offset: Float64Array.of(mean),
    noiseFactor: Float64Array.of(noise),
    factor: diagonal(order, () => Math.sqrt(power) || range),
  });
}

/** The equations of Yule and Walker, by Levinson's recursion, over the values that are there. */
function yuleWalker({ steps, values, mask }: Measurements, mean: number, order: number) {
  const covariances = Float64Array.from({ length: order + 1 }, (_, lag) => {
    let [sum, count] = [0, 0];
    for (let t = lag; t < steps; t++) {
      if (mask && (mask[t] === 0 || mask[t - lag] === 0)) continue;
      sum += (values[t] - mean) * (values[t - lag] - mean);
      count++;
    }
    // Fewer pairs at longer lags, as if the rest were 0: the recursion stays stable.
    return count > 0 ? (sum / count) * (1 - lag / steps) : 0;
  });
  let coefficients = new Float64Array(order);
  let variance = covariances[0];
  for (let k = 0; k < order && variance > 0; k++) {
    let rest = covariances[k + 1];
    for (let j = 0; j < k; j++) rest -= coefficients[j] * covariances[k - j];
    // Pairs around gaps need not fit together: a reflection beyond 1 would be unstable.
    const reflection = Math.min(Math.max(rest / variance, -0.98), 0.98);
    const next = coefficients.slice();
    next[k] = reflection;
    for (let j = 0; j < k; j++) next[j] = coefficients[j] - reflection * coefficients[k - 1 - j];
    coefficients = next;
    variance *= 1 - reflection * reflection;
  }
  return { coefficients, variance, power: covariances[0] };
}

/** Random couplings of slow states to the columns, in units of the data. */
function hidden({ states: n = 1 }: ModelParams, series: Series, key: Key): StateSpaceModel {
  const m = series.outputs;
  const facts = factsOf(series);
  const transition = new Float64Array(n * n).map(
    (_, at) => (at % (n + 1) === 0 ? 0.9 : 0) + (0.1 * normal(foldIn(key, 1), at)) / Math.sqrt(n),
  );
  return modelOf(n, m, {
    transition,
    processFactor: diagonal(n, () => 0.4),
    observation: new Float64Array(m * n).map(
      (_, at) => (0.25 * facts[Math.floor(at / n)].range * normal(foldIn(key, 2), at)) / Math.sqrt(n),
    ),
    offset: Float64Array.from(facts, ({ mean }) => mean),
    noiseFactor: diagonal(m, (i) => 0.15 * facts[i].range),
    factor: diagonal(n, () => 1),
  });
}

/** What EM learns of each model. */
export function learnedOf({ model, states = 1 }: ModelParams): Learned {
  const none = { transitionRows: [], observation: false, noise: true, mean: false, covariance: false };
  switch (model) {
    case "level":
    case "trend":
      return { ...none, process: "diagonal" };
    case "motion":
      return { ...none, process: "scale" };
    case "ar":
      return { ...none, transitionRows: [0], process: "diagonal" };
    case "hidden":
      return {
        transitionRows: Array.from({ length: states }, (_, i) => i),
        process: "full",
        observation: true,
        noise: true,
        mean: true,
        covariance: false,
      };
    default:
      model satisfies never;
      throw new RangeError("no such model");
  }
}

/** Numbers in a state. */
export function statesOf({ model, order = 1, states = 1 }: ModelParams, outputs: number): number {
  if (model === "ar") return order;
  if (model === "hidden") return states;
  return model === "level" ? outputs : 2 * outputs;
}

function diagonal(n: number, value: (i: number) => number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = value(i);
  return out;
}
