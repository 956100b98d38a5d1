/** The tasks of a run, and what they cost. */
import type { Table } from "../../../data/table.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import type { Task, Work } from "../../lab.ts";
import type { LogZParams } from "./fields.ts";
import { BASES } from "./names.ts";
import { ANNEALING_STEPS, CHAINS, CLIMBS, DRAWS, RUNGS, STUDIED } from "./sizes.ts";

/** Place of each kind of task under the run's key. */
const KEY = { train: 0, model: 1, draws: 2, anneal: 3, ladder: 4, study: 5 } as const;

export function planLogZ(params: LogZParams, data: Table | null, key: Key): readonly Task[] {
  // How often, and how long, are in the steps of tasks alone: more of it goes on from less.
  const { repeats, log2Cost, updates = 1, learningRate, hidden, base, ...own } = params;
  const isMachine = params.model === "rbm";
  const isTrained = isMachine && data?.weights === undefined;
  const trained = isTrained ? ["train"] : [];
  const counted = [...trained, ...(isMachine ? ["states"] : [])];
  const task = (id: string, kind: keyof typeof KEY, place: number, steps: number, more: Task["params"] = {}): Task => ({
    id,
    kind,
    key: foldIn(key, KEY[kind], place),
    steps,
    params: { ...own, ...more },
    after: [...counted, ...(kind === "model" ? [] : ["model"])],
  });
  return [
    ...(isTrained
      ? [
          {
            id: "train",
            kind: "train",
            key: foldIn(key, KEY.train),
            steps: updates,
            params: { model: own.model, hidden, learningRate },
          },
        ]
      : []),
    ...(isMachine
      ? [
          {
            id: "states",
            kind: "states",
            key: foldIn(key, KEY.model, 1),
            steps: 1,
            params: { model: own.model },
            after: trained,
            intermediate: true as const,
          },
        ]
      : []),
    task("model", "model", 0, 1),
    task("draws", "draws", 0, 1),
    ...BASES.map((from, b) => task(`anneal.${from}`, "anneal", b, ANNEALING_STEPS, { from })),
    task("ladder", "ladder", 0, CLIMBS, { base }),
    ...STUDIED.map((of, m) => task(`study.${of}`, "study", m, repeats, { of, log2Cost, base })),
  ];
}

/** Multiply-adds of a sweep of the model, and of the exact sum. A random number and an exponential cost about 20. */
function costsOf(params: LogZParams, data: Table | null): { readonly sweep: number; readonly exact: number } {
  switch (params.model) {
    case "ising": {
      const sites = (params.side ?? 4) ** 2;
      return { sweep: 45 * sites, exact: 6 * sites * 2 ** (params.side ?? 4) };
    }
    case "rbm": {
      const [visible, hidden] = [data?.columns ?? 1, params.hidden ?? 1];
      const smaller = Math.min(visible, hidden);
      return {
        sweep: 2 * visible * hidden + 60 * (visible + hidden),
        exact: 2 ** smaller * 25 * Math.max(visible, hidden),
      };
    }
    default: {
      const { dimension = 1, modes = 1 } = params;
      return { sweep: dimension * (60 + 30 * modes), exact: 100 };
    }
  }
}

export function workOf(params: LogZParams, data: Table | null): Work {
  const { sweep, exact } = costsOf(params, data);
  const { log2Cost, repeats, updates = 0, hidden = 0 } = params;
  // A sweep, and beside it a value of log p* or two.
  const step = 2 * sweep;
  // All costs together are twice the largest.
  const repeat = 2 * 2 ** log2Cost * step;
  const minibatch = Math.min(100, data?.rows ?? 0) * 6 * (data?.columns ?? 0) * hidden;
  const kinds = {
    train: params.model === "rbm" ? updates * minibatch : 0,
    states: params.model === "rbm" ? exact : 0,
    model: exact + 200 * sweep,
    draws: 4 * DRAWS * step + exact,
    anneal: BASES.length * 2 * CHAINS * ANNEALING_STEPS * step,
    ladder: 8 * RUNGS * CLIMBS * step,
    study: STUDIED.length * repeats * repeat,
  };
  const multiplyAdds = Object.values(kinds).reduce((sum, one) => sum + one, 0);
  return { multiplyAdds, kinds, bytes: 2 ** 22 + repeats * log2Cost * 400 + (data?.rows ?? 0) * (data?.columns ?? 0) };
}
