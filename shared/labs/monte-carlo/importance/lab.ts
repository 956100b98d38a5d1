import { hiddenSeries } from "../../../data/generators/hidden-series.ts";
import { named } from "../../../data/generators/known.ts";
import { taggedSentences } from "../../../data/generators/tagged-sentences.ts";
import type { Table } from "../../../data/table.ts";
import { DENSITY_COMPILER } from "../../../densities/version.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { tableChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab, type Metric } from "../../lab.ts";
import { cardOf } from "./card.ts";
import type { CollapseParams } from "./collapse/fields.ts";
import { collapseMetrics, measureCollapse } from "./collapse/metrics.ts";
import { checkCollapse, estimateCollapse, planCollapse } from "./collapse/plan.ts";
import { collapsePresets } from "./collapse/presets.ts";
import { checkEstimate } from "./estimate/check.ts";
import type { EstimateParams } from "./estimate/fields.ts";
import { estimateMetrics, measureEstimate } from "./estimate/metrics.ts";
import { estimateEstimate, planEstimate } from "./estimate/plan.ts";
import { estimatePresets } from "./estimate/presets.ts";
import { isWritten, reading } from "./estimate/target.ts";
import { type ImportanceParams, importanceFields } from "./fields.ts";
import { tokensOf } from "./vocabulary/corpus.ts";
import type { VocabularyParams } from "./vocabulary/fields.ts";
import { measureVocabulary, vocabularyMetrics } from "./vocabulary/metrics.ts";
import { checkVocabulary, estimateVocabulary, planVocabulary } from "./vocabulary/plan.ts";
import { vocabularyPresets } from "./vocabulary/presets.ts";
import { modelIn } from "./vocabulary/weights.ts";

/** The parameters of a task with all that belongs to it. */
const estimating = (params: ImportanceParams) => params as unknown as EstimateParams;
const collapsing = (params: ImportanceParams) => params as unknown as CollapseParams;
const training = (params: ImportanceParams) => params as unknown as VocabularyParams;

const ess: Metric = {
  name: "ess",
  applies: ({ task }) => task !== "vocabulary",
  unit: "",
  label: { es: "Muestras efectivas", en: "Effective draws" },
  meaning: {
    es: "Tamaño efectivo de muestra de Kish, (Σw)²/Σw²; al subir la dimensión, en la mayor",
    en: "Kish's effective sample size, (Σw)²/Σw²; as the dimension rises, in the largest",
  },
  better: "higher",
  kind: "exact",
};

/**
 * Importance sampling. The task "estimate" weighs draws from q ("draws", "repeats", "theory"); "collapse" counts effective draws in ever more dimensions ("level"); "vocabulary"
 * trains a language model with sampled words ("train", then "gradient", "summary", "speed").
 */
export const importance = defineLab({
  id: "importance",
  revision: 3,
  densities: DENSITY_COMPILER,
  family: "monte-carlo",
  title: { es: "Muestreo por importancia", en: "Importance sampling" },
  summary: {
    es: "Arrastra la propuesta y mira los pesos: sucesos raros, colas que engañan, y un modelo de lenguaje entrenado con pocas palabras de 50.000.",
    en: "Drag the proposal and watch the weights: rare events, deceptive tails, and a language model trained with a few words of 50,000.",
  },
  params: importanceFields,
  data: {
    generators: named(hiddenSeries, taggedSentences),
    formats: ["csv", "npy"],
    aboutFiles: {
      es: "Una columna de números: su densidad es p. O una columna de textos: sus palabras, en orden, entrenan el modelo de lenguaje. Nada sale de este navegador.",
      en: "A column of numbers: its density is p. Or a column of texts: its words, in order, train the language model. Nothing leaves this browser.",
    },
    use: { states: true, gaps: true, constants: true, texts: "words" },
    reading: [...tableChoices],
    none: ({ task, target, corpus }) =>
      task === "estimate" ? target !== "table" : task === "collapse" || corpus !== "own",
  },
  presets: [...estimatePresets, ...collapsePresets, ...vocabularyPresets],
  // Of runs that differ in q the best is the one with the most draws that bear its estimate: weights alone do not see where f is 0.
  metrics: [
    ...estimateMetrics.filter(({ name }) => name === "estimate" || name === "essTerms"),
    ess,
    ...estimateMetrics.filter(({ name }) => name !== "estimate" && name !== "essTerms"),
    ...collapseMetrics,
    ...vocabularyMetrics,
  ],
  wasm: ["softmax"],
  devices: ["wasm", "scalar"],
  sweeps: true,
  prepareFor: (params) => (params.task === "estimate" && isWritten(estimating(params)) ? reading.prepare() : undefined),
  check(params, data) {
    checkTask(params, data);
    if (params.task === "estimate") checkEstimate(estimating(params), data);
    else if (params.task === "collapse") checkCollapse(collapsing(params));
    else checkVocabulary(training(params), data);
  },
  estimate(params, data) {
    if (params.task === "estimate") return estimateEstimate(estimating(params), data);
    return params.task === "collapse"
      ? estimateCollapse(collapsing(params))
      : estimateVocabulary(training(params), data);
  },
  plan({ task, ...params }, _data, key) {
    const own = params as ImportanceParams;
    if (task === "estimate") return planEstimate(estimating(own), key);
    return task === "collapse" ? planCollapse(collapsing(own), key) : planVocabulary(training(own), key);
  },
  ...deferred(
    ["draws", "repeats", "theory", "level", "train", "speed", "gradient", "summary"],
    async () => {
      const [{ openers }] = await Promise.all([import("./processes.ts"), reading.prepare()]);
      return openers;
    },
    { train: ["milliseconds"], speed: ["full", "sampled"] },
  ),
  measure(fold, { params }) {
    if (params.task === "estimate") return measureEstimate(fold, estimating(params));
    return params.task === "collapse"
      ? measureCollapse(fold, collapsing(params))
      : measureVocabulary(fold, training(params));
  },
  picture: cardOf,
  recording: () => ({
    keep: {
      "records/train.*/milliseconds": "none",
      "records/draws/*": { bits: "relative", evenly: 200 },
      "output/draws/x": { bits: 16, rows: 2000 },
      "output/draws/f": { bits: "relative", rows: 2000 },
      "output/draws/logWeights": { bits: "relative", rows: 2000 },
      "output/draws/from": { rows: 2000 },
      "output/theory/exact": { bits: 64 },
      "output/theory/*": { bits: "relative" },
      "records/repeats.*/*": { bits: "relative" },
      "records/level.*/*": { bits: "relative" },
      "output/train.*/*": "none",
    },
  }),
  weights: modelIn,
  conventions: () => ({
    contexts: "row c: vector h of the previous word, zeros beyond its numbers",
    outputs: "row w: vector r of the next word; score = r.h + bias, p = softmax of all scores",
    order: "words from the most frequent down",
  }),
});

/** Data that another task is for: what was not chosen by hand changes to it (`fits`). */
function checkTask({ task }: ImportanceParams, data: Table | null): void {
  if (data === null) return;
  const hasNumbers = data.columns > 0 && !data.levels?.every((levels) => levels !== undefined);
  const hasTexts = tokensOf(data).length > 0;
  const isFitting = task === "estimate" ? hasNumbers || !hasTexts : task === "vocabulary" && hasTexts;
  if (isFitting) return;
  const fits = hasNumbers || !hasTexts ? "estimate" : "vocabulary";
  throw new ExperimentError(
    "params.task",
    "importance-other-task",
    `the data are not for the task ${task} (must be ${fits}, or take the data away)`,
    { value: task, fits },
  );
}
