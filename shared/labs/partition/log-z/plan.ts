/** The tasks of a run, and what they cost. */
import type { Table } from "../../../data/table.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import type { Task, Work } from "../../lab.ts";
import type { LogZParams } from "./fields.ts";
import { BASES } from "./names.ts";
import { ANNEALING_STEPS, CHAINS, CLIMBS, DRAWS, PARTS, partOf, RUNGS, repeatsOf, STUDIED } from "./sizes.ts";

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
    // The first repeats of all methods before the others of any: all lines of the picture begin early.
    ...Array.from({ length: PARTS }, (_, part) =>
      STUDIED.map((of, m) =>
        task(partOf(of, part), "study", m, repeatsOf(part, repeats), { of, part, log2Cost, base }),
      ),
    )
      .flat()
      .filter(({ steps }) => steps > 0),
  ];
}

/** What limits by betting cost for each weight that they read. */
const BET = 5000;
/** What a sweep costs besides its sites. */
const SWEPT = 1200;

/**
 * Multiply-adds of a sweep of the model with the value of log p* beside it, and of the exact sum. They are those of a machine that is as fast as kernels in
 * SIMD make it: plain code, its random numbers and exponentials cost as many more as it is slower (by processor time of the presets).
 */
function costsOf(params: LogZParams, data: Table | null): { readonly sweep: number; readonly exact: number } {
  switch (params.model) {
    case "ising": {
      const sites = (params.side ?? 4) ** 2;
      return { sweep: SWEPT + 240 * sites, exact: 6 * sites * 2 ** (params.side ?? 4) };
    }
    case "rbm": {
      const [visible, hidden] = [data?.columns ?? 1, params.hidden ?? 1];
      const smaller = Math.min(visible, hidden);
      return {
        sweep: SWEPT + 90 * visible * hidden + 60 * (visible + hidden),
        exact: 2 ** smaller * 25 * Math.max(visible, hidden),
      };
    }
    default: {
      const { dimension = 1, modes = 1 } = params;
      return { sweep: SWEPT + 700 * dimension * modes, exact: 100 };
    }
  }
}

export function workOf(params: LogZParams, data: Table | null): Work {
  const { sweep, exact } = costsOf(params, data);
  const { log2Cost, repeats, updates = 0, hidden = 0 } = params;
  // All costs together are twice the largest. Draws are bet on twice by the naive way, once by importance; three annealings, and ladders with their bridges.
  const repeat = 2 * 2 ** log2Cost * (2 * BET + BET + sweep + 3 * sweep + 1.8 * sweep);
  const minibatch = Math.min(100, data?.rows ?? 0) * 6 * (data?.columns ?? 0) * hidden;
  const kinds = {
    train: params.model === "rbm" ? updates * minibatch : 0,
    states: params.model === "rbm" ? exact : 0,
    model: exact + 200 * sweep,
    draws: 4 * DRAWS * sweep + exact,
    anneal: BASES.length * 2 * CHAINS * ANNEALING_STEPS * sweep,
    ladder: 8 * RUNGS * CLIMBS * sweep,
    study: repeats * repeat,
  };
  const multiplyAdds = Object.values(kinds).reduce((sum, one) => sum + one, 0);
  return { multiplyAdds, kinds, bytes: 2 ** 22 + repeats * log2Cost * 400 + (data?.rows ?? 0) * (data?.columns ?? 0) };
}
