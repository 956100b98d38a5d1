/** The tasks of a run, and what they cost. */
import type { Table } from "../../../data/table.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import type { Task, Work } from "../../lab.ts";
import type { LikelihoodParams } from "./fields.ts";
import { AMOUNTS, COMPARED, methodsOf, RATIOS, STUDIED, SWEEPS } from "./names.ts";

/** Place of each kind of task under the run's key. All that learn share one: they begin alike. */
const KEY = { data: 0, learn: 1, study: 2 } as const;

export function planLikelihood(params: LikelihoodParams, data: Table | null, key: Key): readonly Task[] {
  // How long and how often are in the steps of tasks alone: more of it goes on from less.
  const { steps, repeats = 0, ...own } = params;
  const common = foldIn(key, KEY.learn);
  return [
    { id: "data", kind: "data", key: foldIn(key, KEY.data), steps: 1, params: own },
    // The map that paths are drawn on is laid through the fixed points.
    { id: "fixed", kind: "fixed", key: common, steps: 1, params: own, after: ["data"] },
    ...methodsOf(params).map((method) => ({
      id: `learn.${method}`,
      kind: "learn",
      key: common,
      steps,
      params: { ...own, method },
      after: ["data"],
    })),
    ...(isStudied(params, data)
      ? [{ id: "study", kind: "study", key: foldIn(key, KEY.study), steps: repeats, params: own, after: ["data"] }]
      : []),
  ];
}

/** Where the truth is known, and fixed points are found fast: of visible machines on built-in data. */
export function isStudied({ model }: LikelihoodParams, data: Table | null): boolean {
  return model === "boltzmann" && data === null;
}

/**
 * Sums and sweeps here are loops in plain code: each of their multiply-adds takes as long as so many of kernels in SIMD, which work is counted in (by processor
 * time of the presets; those of a Gaussian are short matrices).
 */
const PLAIN = { states: 9, numbers: 18 } as const;

export function workOf(params: LikelihoodParams, data: Table | null): Work {
  const { model, steps, k, batch, noiseRatio, repeats = 0 } = params;
  const units = data?.columns ?? params.units;
  const hidden = model === "rbm" ? (params.hidden ?? 1) : 0;
  const isNumbers = model === "gaussian";
  const size = isNumbers ? 2 * units + (units * (units - 1)) / 2 : units + hidden + units * Math.max(hidden, units / 2);
  // An update sums all states, exponentials cost about 20; a Gaussian has moments instead.
  const sums = isNumbers ? 20 * units ** 3 + 200 : 2 ** units * (3 * size + 30 * (1 + hidden));
  const sweep = batch * (units + hidden) * 60;
  const rows = data?.rows ?? params.samples;
  const noise =
    noiseRatio * batch * (isNumbers ? 40 * units + units * units : 60) + (isNumbers ? rows * units * units : 0);
  const methods = methodsOf(params).length;
  const learn = steps * (methods * 2 * sums + 2 * k * sweep + noise);
  const isCompared = isNumbers || 2 ** units < COMPARED;
  const points = methods + (isCompared ? SWEEPS.length + RATIOS.length : 0);
  const pushed = hidden > 0 ? 2 ** (units + hidden) * 3 : sums;
  const fixed = points * (hidden > 0 ? 1200 + 20 * size : 200 + 8 * size) * (sums + pushed);
  const study = isStudied(params, data) ? repeats * AMOUNTS.length * STUDIED.length * (100 + 8 * size) * 1.5 * sums : 0;
  const plain = isNumbers ? PLAIN.numbers : PLAIN.states;
  const made = 1000 * units + 20 * rows;
  const kinds = { data: plain * made, learn: plain * learn, fixed: plain * fixed, study: plain * study };
  return {
    multiplyAdds: plain * (made + learn + fixed + study),
    kinds,
    bytes: 2 ** 21 + methods * steps * 8 * (size + 3) + 8 * rows * units,
  };
}
