import { pick } from "../../../arrays.ts";
import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { log } from "../../../math/index.ts";
import { pictureChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { checkLogZ } from "./data.ts";
import { logZFields } from "./fields.ts";
import { logZMetrics, measureLogZ } from "./metrics.ts";
import { METHODS } from "./names.ts";
import { planLogZ, workOf } from "./plan.ts";
import { logZPresets } from "./presets.ts";
import { exactOf, foundBy, summaryAt } from "./results.ts";

/**
 * Every way to a partition function beside the exact value. Tasks: of a machine "train" and "states"; "model" (exact log Z, bases, number of states by log p*);
 * pictures: "draws", "anneal.<base>" (a step is a temperature), "ladder" (a step is a sweep); "study.<method>.<part>" (a step is a repeat at all costs).
 */
export const logZ = defineLab({
  id: "log-z",
  revision: 2,
  family: "partition",
  title: { es: "Medir la función de partición", en: "Measuring the partition function" },
  summary: {
    es: "Mide Z por siete caminos al lado de la respuesta exacta, y mira por qué los ingenuos fallan.",
    en: "Measure Z in seven ways beside the exact answer, and see why the naive ones fail.",
  },
  params: logZFields,
  data: {
    generators: named(barsAndStripes, digits),
    formats: ["csv", "idx", "npy", "safetensors"],
    aboutFiles: {
      es: "Filas de ceros y unos, o de probabilidades, con las que se entrena una RBM pequeña. Con ellas puede venir una máquina ya entrenada: los pesos que guarda el laboratorio de la RBM.",
      en: "Rows of zeros and ones, or of probabilities, on which a small RBM is trained. A machine that is trained already may come with them: the weights that the lab of the RBM saves.",
    },
    use: { pictures: true, constants: true, twoValued: true, probabilities: true },
    reading: [...pictureChoices, "standardise"],
    none: ({ model }) => model !== "rbm",
  },
  presets: logZPresets,
  metrics: logZMetrics,
  sweeps: true,
  wasm: ["rbm"],
  devices: ["wasm", "scalar"],
  check: checkLogZ,
  estimate: workOf,
  plan: planLogZ,
  ...deferred(
    ["train", "states", "model", "draws", "anneal", "ladder", "study"],
    async () => (await import("./processes.ts")).openers,
  ),
  measure: (fold, { params }) => measureLogZ(fold, params),
  picture(fold) {
    const exact = exactOf(fold);
    if (exact === undefined) return undefined;
    const lines = METHODS.flatMap((method) => {
      const all = foundBy(fold, method);
      const levels = all[0]?.length ?? 0;
      const errors = Array.from({ length: levels }, (_, level) => summaryAt(all, level, exact)?.rmse ?? 0);
      // Nats over several orders of magnitude: errors are shown on a logarithmic scale.
      return levels > 1 ? [errors.map((error) => log(Math.max(error, 1e-4)) / Math.LN10)] : [];
    });
    return lines.length > 0 ? { kind: "lines", lines } : undefined;
  },
  recording: () => ({
    keep: {
      "output/model/logZ": { bits: 64 },
      "output/model/*": { bits: "relative" },
      "output/draws/*.states": { bits: 16 },
      "output/draws/*": { bits: "relative", rows: 400 },
      "records/anneal.*/*": { bits: "relative", evenly: 50 },
      "output/ladder/above": { bits: "relative", rows: 200 },
      "output/ladder/below": { bits: "relative", rows: 200 },
      "output/ladder/*": { bits: "relative" },
      "records/train/*": { evenly: 200 },
    },
  }),
  conventions: () => ({
    energy:
      "E(v, h) = -visibleBias.v - hiddenBias.h - v.weights.h with units 0 and 1; weights is visible x hidden, row-major",
  }),
  weights(fold) {
    const trained = fold.output("train");
    return trained?.weights && pick(trained, "weights", "visibleBias", "hiddenBias");
  },
});
