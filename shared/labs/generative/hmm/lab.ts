import { hiddenChains } from "../../../data/generators/hidden-chains.ts";
import { named } from "../../../data/generators/known.ts";
import type { Table } from "../../../data/table.ts";
import { foldIn } from "../../../random/index.ts";
import { deferred } from "../../deferred.ts";
import { defineLab, type Task } from "../../lab.ts";
import { sequencesIn } from "./data.ts";
import { type HmmParams, hmmFields } from "./fields.ts";
import { givenModel } from "./given.ts";
import { hmmMetrics, measureHmm } from "./metrics.ts";
import { hmmPresets } from "./presets.ts";

function check(params: HmmParams, data: Table | null): void {
  givenModel(params, data?.chain, sequencesIn(data, params));
}

/** Position of each kind of task under the run's key. */
const KEY = { answer: 0, sample: 1 } as const;

/** Hidden Markov models. Task "sample": a new sequence from that model. Task "answer": the model, beliefs about every row's state, and the most probable path. */
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
  singleStep: true,
  wasm: [],
  devices: ["wasm", "scalar"],
  check,
  estimate(params, data) {
    const { observations } = sequencesIn(data, params);
    const K = givenModel(params, data?.chain, sequencesIn(data, params)).states.length;
    return { multiplyAdds: observations.rows * (8 * K * K + 30 * K), bytes: 64 * observations.rows * K };
  },
  plan(params, _data, key): readonly Task[] {
    return [
      { id: "answer", kind: "given", key: foldIn(key, KEY.answer), steps: 1, params },
      { id: "sample", kind: "sample", key: foldIn(key, KEY.sample), steps: 1, params: {}, after: ["answer"] },
    ];
  },
  ...deferred(["given", "sample"], async () => (await import("./processes.ts")).hmmProcesses),
  measure: (fold, _experiment, data) => measureHmm(fold, false, data),
});
