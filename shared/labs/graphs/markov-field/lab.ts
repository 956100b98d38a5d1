import { defineLab } from "../../lab.ts";
import { type MarkovFieldParams, markovFieldFields } from "./fields.ts";
import { chain } from "./sample/chain.ts";
import type { SampleParams } from "./sample/fields.ts";
import { measureSample, sampleMetrics } from "./sample/metrics.ts";
import { checkSample, estimateSample, planSample } from "./sample/plan.ts";
import { samplePresets } from "./sample/presets.ts";

/** The parameters of a task with all that belongs to it. */
const sampling = (params: MarkovFieldParams) => params as SampleParams;

/** Markov random fields on a grid. The task "sample" draws from Ising and Potts models: one "chain" for each side and temperature. */
export const markovField = defineLab({
  id: "markov-field",
  revision: 1,
  family: "graphs",
  title: { es: "Campos de Markov", en: "Markov fields" },
  summary: {
    es: "Calienta un imán hasta que pierde su orden, y mide la transición: Ising y Potts con cuatro métodos.",
    en: "Heat a magnet until it loses its order, and measure the transition: Ising and Potts by four methods.",
  },
  params: markovFieldFields,
  data: { generators: [], formats: [], none: () => true },
  presets: samplePresets,
  metrics: sampleMetrics,
  wasm: [],
  devices: ["wasm", "scalar"],
  check: (params) => checkSample(sampling(params)),
  estimate: (params) => estimateSample(sampling(params)),
  plan: (params, _data, key) => planSample(sampling(params), key),
  processes: { chain },
  measure: (fold) => measureSample(fold),
  recording: () => ({
    keep: { "records/chain.*/*": { bits: "relative", evenly: 150 } },
  }),
});
