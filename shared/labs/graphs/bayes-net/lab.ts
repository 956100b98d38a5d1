import { named } from "../../../data/generators/known.ts";
import { sentences } from "../../../data/generators/sentences.ts";
import { parseDocument } from "../../../experiment/parse-document.ts";
import { tableChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { bayesNetFields, isQuestion } from "./fields.ts";
import { learningMetrics, measureLearning } from "./learning/metrics.ts";
import { learningNotices } from "./learning/notices.ts";
import { learningPicture } from "./learning/picture.ts";
import { checkLearning, estimateLearning, planLearning } from "./learning/plan.ts";
import { learningPresets } from "./learning/presets.ts";
import { bayesNetMetrics, measureBayesNet } from "./metrics.ts";
import { bayesNetNotices } from "./notices.ts";
import { bayesNetPicture } from "./picture.ts";
import { checkBayesNet, documentIn, estimateBayesNet, planBayesNet } from "./plan.ts";
import { bayesNetPresets } from "./presets.ts";

/** Points of a recorded line of a chain. */
const LINE = 150;
const ASKING = ["answer", "chain", "course", "elimination", "exact", "loopy", "mean-field", "summary"] as const;
const LEARNING_KINDS = ["climb", "curve", "em", "exactSearch", "learnt", "pc", "samples", "tables", "text"] as const;

/**
 * Bayesian networks. Tasks: "exact", where it fits; "elimination" of one node, step by step; and an approximation beside: "chain.<i>" and their "summary",
 * "loopy", or "mean-field". Views ask "answer": all that follows from what is known, of a draft too. Learning has tasks of its own
 * (`learning/plan.ts`).
 */
export const bayesNet = defineLab({
  id: "bayes-net",
  revision: 2,
  family: "graphs",
  title: { es: "Redes bayesianas", en: "Bayesian networks" },
  summary: {
    es: "Di lo que has visto y mira cómo cambia lo que crees del resto: respuestas exactas y aproximadas, causas e intervenciones.",
    en: "Say what you have seen and watch what you believe of the rest: exact and approximate answers, causes and interventions.",
  },
  params: bayesNetFields,
  data: {
    generators: named(sentences),
    formats: ["bif", "xmlbif", "uai", "csv"],
    use: { states: true, constants: true, gaps: true, texts: true },
    reading: tableChoices,
    documents: ["bayes"],
    parseDocument,
    aboutFiles: {
      es: "Una red se abre como grafo. Una tabla CSV son muestras de las que aprender: sus columnas son los nodos, por su nombre, o una columna de textos y otra de clases.",
      en: "A network opens as a graph. A CSV table is samples to learn from: its columns are the nodes, by name, or a column of texts beside one of classes.",
    },
  },
  presets: [...bayesNetPresets, ...learningPresets],
  metrics: [...bayesNetMetrics, ...learningMetrics],
  wasm: [],
  devices: ["wasm", "scalar"],
  check: (params, data) => (isQuestion(params) ? checkBayesNet(params, data) : checkLearning(params, data)),
  notices: (params, data) => (isQuestion(params) ? bayesNetNotices(params, data) : learningNotices(params, data)),
  estimate: (params, data) => (isQuestion(params) ? estimateBayesNet(params, data) : estimateLearning(params, data)),
  plan: (params, data, key) => (isQuestion(params) ? planBayesNet(params, data, key) : planLearning(params, data, key)),
  ...deferred(
    [...ASKING, ...LEARNING_KINDS],
    async () => await import("./processes.ts").then(({ openers }) => openers),
  ),
  measure: (fold, { params }, data) =>
    isQuestion(params) ? measureBayesNet(fold, params, documentIn(data)) : measureLearning(fold),
  recording: () => ({
    keep: {
      "output/chain.*/*": "none",
      "records/chain.*/errorMax": "none",
      "records/chain.*/*": { bits: "relative", evenly: LINE },
    },
  }),
  picture: (fold, data) => learningPicture(fold, data) ?? bayesNetPicture(fold, data),
});
