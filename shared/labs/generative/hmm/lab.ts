import { hiddenChains } from "../../../data/generators/hidden-chains.ts";
import { named } from "../../../data/generators/known.ts";
import type { Table } from "../../../data/table.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import { deferred } from "../../deferred.ts";
import { defineLab, type Task } from "../../lab.ts";
import { columnOf } from "../../picture.ts";
import { hmmNotices, passOf, sizesOf } from "./check.ts";
import { fitId } from "./chosen.ts";
import { type HmmParams, hmmFields } from "./fields.ts";
import { hmmMetrics, measureHmm } from "./metrics.ts";
import { hmmPresets } from "./presets.ts";

/** Rows of the series that a card draws, and that a recorded result keeps. */
const DRAWN = 150;
const KEPT = 5000;
/** Position of each kind of task under the run's key. */
const KEY = { answer: 0, sample: 1, fit: 2 } as const;

/** Hidden Markov models. Learning has a task "fit.<states>.<restart>" for each start of each number of states. Task "sample": a new sequence from that model. Task "answer": the model, beliefs about every row's state, and the most probable path. */
export const hmm = defineLab({
  id: "hmm",
  revision: 1,
  family: "generative",
  title: { es: "Modelos ocultos de Markov", en: "Hidden Markov models" },
  summary: {
    es: "Adivina los estados que no se ven por lo que muestran: adelante y atrás, el camino más probable y muestras nuevas.",
    en: "Work out hidden states from what they show: forwards and back, the most probable path, and new samples.",
  },
  params: hmmFields,
  data: {
    generators: named(hiddenChains),
    formats: [],
  },
  presets: hmmPresets,
  metrics: hmmMetrics,
  wasm: [],
  devices: ["wasm", "scalar"],
  check: (params, data) => void sizesOf(params, data),
  notices: hmmNotices,
  estimate(params, data) {
    const sizes = sizesOf(params, data);
    const { rows } = sizes.data.observations;
    const pass = passOf(sizes);
    const fits = (sizes.most - sizes.least + 1) * (params.restarts ?? 1) * (params.iterations ?? 1);
    const cells = rows * sizes.most * Math.max(sizes.longest, 1);
    return { multiplyAdds: pass * (params.task === "learn" ? fits + 2 : 2), kinds: { fit: pass }, bytes: 48 * cells };
  },
  plan(params, data, key): readonly Task[] {
    return [
      ...answering(params, data, key),
      {
        id: "sample",
        kind: "sample",
        key: foldIn(key, KEY.sample),
        steps: params.samples,
        params: {},
        after: ["answer"],
      },
    ];
  },
  ...deferred(
    ["given", "counted", "fit", "chosen", "sample"],
    async () => (await import("./processes.ts")).hmmProcesses,
  ),
  measure: (fold, { params }, data) => measureHmm(fold, params, data),
  picture(fold) {
    const { posterior } = fold.output("answer") ?? {};
    if (!posterior) return undefined;
    const [, K] = posterior.shape;
    const lines = Array.from({ length: K }, (_, s) => columnOf(posterior, s).subarray(0, DRAWN));
    return { kind: "lines", lines, apart: true };
  },
  recording: () => ({ keep: { "output/fit.*/*": "none", "output/answer/posterior": { bits: 16, rows: KEPT } } }),
  weights(fold) {
    const { initial, transitions, durations, table, means, covariances } = fold.output("answer") ?? {};
    if (!initial) return undefined;
    const emissions = table ? { table } : { means, covariances };
    return { initial, transitions, ...emissions, ...(durations && { durations }) };
  },
  conventions: () => ({
    transitions: "rows: from, columns: to; with durations between segments",
    table: "p(symbol | state), rows: states",
    covariances: "variances where they have two axes",
    durations: "p(1, 2, ... steps | state)",
  }),
});

/** The tasks up to "answer". */
function answering(params: HmmParams, data: Table | null, key: Key): readonly Task[] {
  const { emissions, sequence, pseudoCounts, heldOut, durations, longest } = params;
  const answer = { id: "answer", key: foldIn(key, KEY.answer), steps: 1 };
  const read = { emissions, sequence };
  if (params.task === "given") {
    const { initial, transitions, shows, lasts } = params;
    return [{ ...answer, kind: "given", params: { ...read, initial, transitions, shows, lasts } }];
  }
  const sizes = sizesOf(params, data);
  const learning = { ...read, pseudoCounts, heldOut, durations, ...(durations && { longest }) };
  if (params.task === "count") return [{ ...answer, kind: "counted", params: { ...learning, states: sizes.least } }];
  const { restarts = 1, iterations = 1, criterion = "bic", start, tolerance } = params;
  const fits = Array.from({ length: sizes.most - sizes.least + 1 }, (_, i) => sizes.least + i).flatMap((states) =>
    Array.from(
      { length: restarts },
      (_, r): Task => ({
        id: fitId(states, r),
        kind: "fit",
        key: foldIn(key, KEY.fit, states, r),
        steps: iterations,
        params: { ...learning, states, start, tolerance },
      }),
    ),
  );
  const choosing = { ...read, heldOut, criterion, restarts, least: sizes.least, most: sizes.most };
  return [...fits, { ...answer, kind: "chosen", params: choosing, after: fits.map(({ id }) => id) }];
}
