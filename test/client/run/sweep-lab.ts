import { defineLab, type Lab, type Task } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";

export type { Lab } from "../../../shared/labs/lab.ts";

const words = { es: "a", en: "a" };

/** A lab that sweeps, of one task; nothing in it computes. */
export const lab: Lab = defineLab({
  id: "toy",
  revision: 1,
  family: "factors",
  title: words,
  summary: words,
  params: { rate: { kind: "number", label: words, help: words, min: 0, max: 1, default: 0.5 } },
  data: { generators: [], formats: [], none: () => true },
  presets: [{ id: "first", title: words, about: words, seed: 1, data: null, params: {} }],
  metrics: [
    { name: "done", unit: "", meaning: words, kind: "exact" },
    { name: "accuracy", unit: "", meaning: words, kind: "exact", better: "higher" },
  ],
  sweeps: true,
  wasm: [],
  devices: ["wasm", "scalar"],
  estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
  plan: ({ rate }): Task[] => [{ id: "train", kind: "train", key: [0, 0], steps: 10, params: { rate } }],
  processes: {},
  measure: () => ({}),
});

export const presetOf = (one: Lab) => presetExperiment(one);
