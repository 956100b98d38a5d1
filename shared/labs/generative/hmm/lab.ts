import { dna } from "../../../data/generators/dna.ts";
import { hiddenChains } from "../../../data/generators/hidden-chains.ts";
import { named } from "../../../data/generators/known.ts";
import { spokenVowels } from "../../../data/generators/spoken-vowels.ts";
import { taggedSentences } from "../../../data/generators/tagged-sentences.ts";
import { tableChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { applicationPresets } from "./application-presets.ts";
import {
  APPLICATION_KINDS,
  applicationField,
  applicationFields,
  applicationMetrics,
  applicationNotices,
  checkApplication,
  estimateApplication,
  inSeries,
  isSeries,
  measureApplication,
  pictureApplication,
  planApplication,
  recordedApplication,
} from "./applications.ts";
import { hmmNotices, sizesOf } from "./check.ts";
import { hmmFields } from "./fields.ts";
import { hmmMetrics, measureHmm } from "./metrics.ts";
import { hmmPresets } from "./presets.ts";
import { estimateSeries, pictureSeries, planSeries, SERIES_KINDS } from "./series.ts";

/** Rows of a series that a recorded result keeps. */
const KEPT = 5000;

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
  params: { ...applicationField, ...inSeries(hmmFields), ...applicationFields },
  data: {
    generators: named(hiddenChains, spokenVowels, dna, taggedSentences),
    formats: ["csv", "npy", "wav"],
    use: { states: true, gaps: true, constants: true, texts: "words" },
    reading: [...tableChoices, "standardise", "label"],
    aboutFiles: {
      es: "Una fila por paso: columnas de números, o una de textos; la clase de cada fila es su estado verdadero. Un WAV con vocales, una columna de letras A, C, G, T o de palabras con su etiqueta: dilo en «Los datos son».",
      en: "A row per step: columns of numbers, or one of texts; the class of each row is its true state. For a WAV with vowels, a column of letters A, C, G, T or of words with their tags: say so in “The data are”.",
    },
  },
  presets: [...hmmPresets, ...applicationPresets],
  metrics: [...hmmMetrics, ...applicationMetrics],
  wasm: ["hmm"],
  devices: ["wasm", "scalar"],
  check: (params, data) => void (isSeries(params) ? sizesOf(params, data) : checkApplication(params, data)),
  notices: (params, data) => (isSeries(params) ? hmmNotices(params, data) : applicationNotices(params, data)),
  estimate: (params, data) => (isSeries(params) ? estimateSeries(params, data) : estimateApplication(params, data)),
  plan: (params, data, key) => (isSeries(params) ? planSeries(params, data, key) : planApplication(params, key)),
  ...deferred([...SERIES_KINDS, ...APPLICATION_KINDS], async () => (await import("./processes.ts")).hmmProcesses),
  measure: (fold, { params }, data) => (isSeries(params) ? measureHmm(fold, params, data) : measureApplication(fold)),
  picture: (fold) => pictureSeries(fold) ?? pictureApplication(fold),
  recording: () => ({
    keep: {
      "output/fit.*/*": "none",
      "output/answer/posterior": { bits: 16, rows: KEPT },
      ...recordedApplication,
    },
  }),
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
