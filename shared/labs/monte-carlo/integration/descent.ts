import { array } from "../../../arrays.ts";
import { foldIn, type Key, normal } from "../../../random/index.ts";
import { iterate } from "../../process.ts";
import type { IntegrationParams } from "./fields.ts";

/** f(x) = ½ Σ curvatures[i]·x[i]². */
const CURVATURES = Float64Array.of(1, 0.1);

/** What the random numbers of a run are drawn for: each has a stream of its own. */
const STREAM = { start: 0, noise: 1 } as const;

interface State {
  readonly x: Float64Array;
}

/** Stochastic gradient descent: x ← x − learningRate·(∇f(x) + noise·ε), ε ~ N(0, I), from a standard normal start. Output: x, of two numbers. */
export const descent = iterate({
  records: ["loss"],
  problem: ({ learningRate, noise }: Omit<IntegrationParams, "steps">) => ({ learningRate, noise }),
  init: (key: Key): State => ({ x: CURVATURES.map((_, i) => normal(foldIn(key, STREAM.start), i)) }),
  step(key, { learningRate, noise }, { x }, n) {
    const own = foldIn(key, STREAM.noise, n);
    return { x: x.map((xi, i) => xi - learningRate * (CURVATURES[i] * xi + noise * normal(own, i))) };
  },
  info: (_problem, { x }) => ({ loss: valueAt(x) }),
  live: (_problem, { x }) => ({ x: array(x) }),
  output: (_problem, { x }) => ({ x: array(x) }),
});

/** f(x). */
export function valueAt(x: Float64Array): number {
  return x.reduce((sum, xi, i) => sum + 0.5 * CURVATURES[i] * xi * xi, 0);
}
