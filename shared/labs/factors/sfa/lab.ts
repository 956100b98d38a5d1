import { drivenLogisticMap } from "../../../data/generators/driven-logistic-map.ts";
import { named } from "../../../data/generators/known.ts";
import { movingBars } from "../../../data/generators/moving-bars.ts";
import { foldIn } from "../../../random/index.ts";
import { pictureChoices } from "../../choices.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Metric, type Task } from "../../lab.ts";
import { columnOf } from "../../picture.ts";
import { gangOf } from "../../task.ts";
import { checkSfa, knownOf, sizesOf } from "./data.ts";
import { sfaFields } from "./fields.ts";
import { keptInputs, partCount } from "./pass.ts";
import { sfaPresets } from "./presets.ts";
import { chanceSteps, sfaChance, sfaSlow, slowSteps } from "./process.ts";
import { answerBytes, cutOf, threadsFor, workOf } from "./shards.ts";

/** Position of each kind of task under the run's key. */
const KEY = { slow: 0, chance: 1 } as const;

const metrics: readonly Metric[] = [
  {
    name: "correlation",
    label: { es: "Correlación", en: "Correlation" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Mayor |r| de una función lenta con la más lenta de las variables verdaderas",
      en: "Largest |r| between a slow feature and the slowest true variable",
    },
  },
  {
    name: "delta.<i>",
    label: { es: "Δ", en: "Δ" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Lentitud de la función i: media del cuadrado de su cambio de un instante al siguiente (varianza 1; 2 sería ruido)",
      en: "Slowness of feature i: mean squared change from one step to the next (at variance 1; white noise has 2)",
    },
  },
];

/**
 * Slow feature analysis. Plan: "slow" (the features; a step is a block of rows) and "chance" (the same on shuffled rows). Time-embedded inputs are whitened, expanded and
 * whitened again; only sums over all rows are held.
 */
export const sfa = defineLab({
  id: "sfa",
  revision: 5,
  family: "factors",
  title: { es: "Análisis de funciones lentas", en: "Slow feature analysis" },
  summary: {
    es: "Encuentra lo que cambia despacio en una serie o en un vídeo, y con ello lo que los mueve.",
    en: "Find what changes slowly in a series or a video, and with it what drives them.",
  },
  params: sfaFields,
  data: {
    generators: named(drivenLogisticMap, movingBars),
    formats: ["csv", "npy", "idx"],
    use: { pictures: true, twoValued: true },
    // Nothing to standardise: slow features do not depend on the units of the columns.
    reading: pictureChoices,
  },
  presets: sfaPresets,
  metrics,
  wasm: ["math", "moments"],
  devices: ["wasm", "scalar"],
  check: checkSfa,
  estimate(params, data) {
    const sizes = sizesOf(params, data);
    const { columns, rows, inputs, functions } = sizes;
    const { learning, features, shuffle } = workOf(sizes, params.features);
    return {
      multiplyAdds: 2 * learning + features + params.shuffles * shuffle,
      bytes:
        8 * (9 * functions ** 2 + 3 * columns ** 2 + rows * params.features + keptInputs(rows, inputs)) +
        answerBytes(sizes, params.features),
    };
  },
  plan(params, data, key): Task[] {
    const sizes = sizesOf(params, checkSfa(params, data));
    const { rows } = sizes;
    // The number of shuffles is in `steps` alone, so that more can be added.
    const { shuffles, ...own } = params;
    const work = workOf(sizes, params.features);
    const gangFor = (multiplyAdds: number) =>
      gangOf(threadsFor(multiplyAdds, partCount(rows), cutOf(sizes, params.features)));
    return [
      {
        id: "slow",
        kind: "slow",
        key: foldIn(key, KEY.slow),
        steps: slowSteps(rows),
        params: own,
        ...gangFor(work.learning + work.features),
      },
      {
        id: "chance",
        kind: "chance",
        key: foldIn(key, KEY.chance),
        steps: chanceSteps(rows, shuffles),
        params: own,
        ...gangFor(work.learning + shuffles * work.shuffle),
      },
    ];
  },
  processes: { slow: sfaSlow, chance: sfaChance },
  measure(fold, experiment, data) {
    const found = fold.output("slow");
    if (!found) return {};
    const [count, known] = found.correlations.shape;
    const out: Record<string, number> = {};
    for (let i = 0; i < count; i++) out[`delta.${i + 1}`] = found.delta.values[i];
    const slowest = data && slowestOf(knownOf(data, experiment.params).map(({ values }) => values));
    if (known > 0 && typeof slowest === "number")
      out.correlation = Math.max(
        ...Array.from({ length: count }, (_, i) => Math.abs(found.correlations.values[i * known + slowest])),
      );
    return out;
  },
  picture(fold) {
    const features = fold.output("slow")?.features;
    return features && { kind: "lines", lines: [0, 1].slice(0, features.shape[1]).map((i) => columnOf(features, i)) };
  },
  recording: () => ({ keep: { "output/slow/features": { bits: 16 } } }),
  conventions: () => ({
    variance: "features have mean 0 and variance 1, divided by n",
    delta: "mean of (y(t + 1) - y(t))^2",
    sign: "arbitrary",
  }),
  weights: (fold: Fold) => {
    const { filters, stimuli } = fold.output("slow") ?? {};
    return filters && { filters, stimuli };
  },
});

/** Which of the series has the smallest Δ when its variance is 1; none where nothing varies. */
function slowestOf(series: readonly Float64Array[]): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, x] of series.entries()) {
    // The mean of a constant may miss it by a rounding.
    if (x.every((value) => value === x[0])) continue;
    const mean = x.reduce((sum, value) => sum + value / x.length, 0);
    let variance = 0;
    let change = 0;
    for (let t = 0; t < x.length; t++) {
      variance += (x[t] - mean) ** 2;
      if (t > 0) change += (x[t] - x[t - 1]) ** 2;
    }
    if (change / variance < least) [best, least] = [i, change / variance];
  }
  return best;
}
