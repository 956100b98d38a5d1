import { array, type NDArray } from "../../../arrays.ts";
import { named } from "../../../data/generators/known.ts";
import { transitionMatrix } from "../../../data/generators/transition-matrix.ts";
import { foldIn } from "../../../random/index.ts";
import { tableChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import type { CardPicture } from "../../picture.ts";
import { exact, FOLLOWED } from "./exact.ts";
import { burnInFields } from "./fields.ts";
import { burnInMetrics, measureBurnIn } from "./metrics.ts";
import { burnInPresets } from "./presets.ts";
import { checkProblem, problemOf } from "./problem.ts";
import { simulated } from "./simulated.ts";
import { summary } from "./summary.ts";

/** Tasks that the simulated chains are shared out to, whatever their number. */
const BLOCKS = 4;

/** Position of each task under the run's key. */
const KEY = { exact: 0, chains: 1, summary: 2 } as const;

/**
 * How a Markov chain forgets its start. Tasks: "exact" (matrix powers, a step a power), "chains.<block>" (chains that are simulated), "summary" (spectrum,
 * autocorrelation time and the exact error of averages).
 */
export const burnIn = defineLab({
  id: "burn-in",
  revision: 1,
  family: "monte-carlo",
  title: { es: "Quemado y equilibrio", en: "Burn-in and equilibrium" },
  summary: {
    es: "Mira cómo una cadena olvida dónde empezó, y cuánto conviene descartar.",
    en: "Watch a chain forget where it began, and how much is worth discarding.",
  },
  params: burnInFields,
  data: {
    generators: named(transitionMatrix),
    formats: ["csv", "npy"],
    use: { constants: true },
    reading: [...tableChoices],
    aboutFiles: {
      es: "Una matriz cuadrada: la fila i tiene las probabilidades de ir del estado i a cada uno, y suma 1.",
      en: "A square matrix: row i holds the probabilities of going from state i to each, and sums to 1.",
    },
    none: ({ chain }) => chain !== "own",
  },
  presets: burnInPresets,
  metrics: burnInMetrics,
  wasm: [],
  devices: ["wasm", "scalar"],
  sweeps: true,
  check: checkProblem,
  estimate(params, data) {
    const { steps, chains } = params;
    const { states, values } = problemOf(params, data).chain;
    const followed = states <= FOLLOWED ? states : 0;
    const kinds = {
      exact: steps * (1 + followed) * (values.length + states),
      chains: steps * chains * 60,
      summary: 3 * steps * values.length * 8 + 20 * states ** 3,
    };
    const multiplyAdds = kinds.exact + kinds.chains + kinds.summary;
    return { multiplyAdds, kinds, bytes: steps * states * (8 + 4 * BLOCKS) };
  },
  plan({ steps, chains, discarded, thin, ...own }, _data, key) {
    const blocks = Array.from({ length: BLOCKS }, (_, block): Task => {
      const count = Math.floor((chains * (block + 1)) / BLOCKS) - Math.floor((chains * block) / BLOCKS);
      return {
        id: `chains.${block}`,
        kind: "chains",
        key: foldIn(key, KEY.chains, block),
        steps,
        params: { ...own, count, discarded, thin },
      };
    });
    return [
      { id: "exact", kind: "exact", key: foldIn(key, KEY.exact), steps, params: own },
      ...blocks,
      {
        id: "summary",
        kind: "summary",
        key: foldIn(key, KEY.summary),
        steps: 1,
        params: { ...own, steps, discarded, thin },
      },
    ];
  },
  processes: { exact, chains: simulated, summary },
  measure: (fold, { params }) => measureBurnIn(fold, params),
  picture(fold) {
    const distribution = fold.records("exact", "distribution");
    return distribution && distribution.shape[0] > 0 ? pictureOf(distribution) : undefined;
  },
  recording: () => ({
    keep: {
      "records/exact/distribution": { bits: 8, evenly: 150 },
      "records/*/counts": "none",
      "records/*/*": { evenly: 400 },
      "output/summary/bias": { bits: 16 },
      "output/summary/meanSquare": { bits: 16 },
      "output/*/averages": { bits: 16 },
    },
  }),
});

/** Rows and columns of the picture of a card, at most. */
const PICTURE = 48;

/** Time downwards, states across: the square root of each probability, so that the tails are seen. */
function pictureOf({ shape: [steps, states], values }: NDArray): CardPicture {
  const height = Math.min(steps, PICTURE);
  const width = Math.min(states, PICTURE);
  const pixels = Float64Array.from({ length: width * height }, (_, at) => {
    const row = Math.floor((Math.floor(at / width) * steps) / height);
    const column = Math.floor(((at % width) * states) / width);
    return Math.sqrt(Math.max(0, Number(values[row * states + column])));
  });
  return { kind: "images", rows: array(pixels, [1, width * height]), width, height };
}
