import { named } from "../../../data/generators/known.ts";
import { knownRegions } from "../../../data/generators/known-regions.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { type MarkovFieldParams, markovFieldFields } from "./fields.ts";
import { cardOfPicture } from "./picture/card.ts";
import type { PictureParams } from "./picture/fields.ts";
import { checkPicture, pictureNotices } from "./picture/given.ts";
import { methodNames } from "./picture/method-names.ts";
import { measurePicture, pictureMetrics } from "./picture/metrics.ts";
import { estimatePicture, isPicture, planPicture } from "./picture/plan.ts";
import { picturePresets } from "./picture/presets.ts";
import { cardOfSample } from "./sample/card.ts";
import type { SampleParams } from "./sample/fields.ts";
import { measureSample, sampleMetrics } from "./sample/metrics.ts";
import { checkSample, estimateSample, planSample } from "./sample/plan.ts";
import { samplePresets } from "./sample/presets.ts";

/** The parameters of a task with all that belongs to it. */
const sampling = (params: MarkovFieldParams) => params as SampleParams;
const picturing = (params: MarkovFieldParams) => params as PictureParams;

/**
 * Markov random fields on a grid. The task "sample" draws from Ising and Potts models: one "chain" for each side and temperature, and "theory" beside
 * them; views ask it to "evolve" a lattice. The others clean or segment a picture: "observe", and a task for each method.
 */
export const markovField = defineLab({
  id: "markov-field",
  revision: 2,
  family: "graphs",
  title: { es: "Campos de Markov", en: "Markov fields" },
  summary: {
    es: "Calienta un imán hasta que pierde su orden; limpia y segmenta una imagen con las mismas reglas locales, junto al mínimo exacto.",
    en: "Heat a magnet until it loses its order; clean and segment a picture by the same local rules, beside the exact minimum.",
  },
  params: markovFieldFields,
  data: {
    generators: named(knownRegions),
    formats: ["png", "jpeg"],
    aboutFiles: {
      es: "Una imagen PNG o JPEG: se le suma ruido, y se limpia o se segmenta. No sale de este navegador.",
      en: "A PNG or JPEG picture: noise is added to it, and it is cleaned or segmented. It does not leave this browser.",
    },
    use: { pictures: true, constants: true },
    none: (params) => !isPicture(params),
  },
  presets: [...samplePresets, ...picturePresets],
  metrics: [...sampleMetrics, ...pictureMetrics],
  wasm: ["ising"],
  devices: ["wasm", "scalar"],
  check(params, data) {
    if (isPicture(params)) checkPicture(picturing(params), data);
    else checkSample(sampling(params));
  },
  notices: (params, data) => (isPicture(params) ? pictureNotices(picturing(params), data) : []),
  estimate: (params, data) =>
    isPicture(params) ? estimatePicture(picturing(params), data) : estimateSample(sampling(params)),
  plan: (params, _data, key) =>
    isPicture(params) ? planPicture(picturing(params), key) : planSample(sampling(params), key),
  ...deferred(
    ["chain", "evolve", "theory", "observe", ...methodNames],
    async () => (await import("./processes.ts")).openers,
    Object.fromEntries(methodNames.map((name) => [name, ["milliseconds"]])),
  ),
  measure: (fold, { params }) =>
    isPicture(params) ? measurePicture(fold, picturing(params)) : measureSample(fold, sampling(params)),
  picture: (fold) => cardOfPicture(fold) ?? cardOfSample(fold),
  recording: (fold) => ({
    keep: {
      // Chains share the room of a recording.
      "records/chain.*/*": {
        bits: "relative",
        evenly: Math.max(40, Math.min(600, Math.floor(1200 / fold.tasks.length))),
      },
      "output/observe/observed": { bits: 8 },
      "output/*/shown": { bits: 8 },
    },
  }),
});
