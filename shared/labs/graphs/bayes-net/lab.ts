import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { bayesNetFields } from "./fields.ts";
import { bayesNetMetrics, measureBayesNet } from "./metrics.ts";
import { bayesNetNotices } from "./notices.ts";
import { bayesNetPicture } from "./picture.ts";
import { checkBayesNet, documentIn, estimateBayesNet, planBayesNet } from "./plan.ts";
import { bayesNetPresets } from "./presets.ts";

/**
 * Bayesian networks. Tasks: "exact", where it fits; "elimination" of one node, step by step; and an approximation beside: "chain.<i>" and their "summary",
 * "loopy", or "mean-field". Views ask "answer": all that follows from what is known, of a draft too.
 */
export const bayesNet = defineLab({
  id: "bayes-net",
  revision: 1,
  family: "graphs",
  title: { es: "Redes bayesianas", en: "Bayesian networks" },
  summary: {
    es: "Di lo que has visto y mira cómo cambia lo que crees del resto: respuestas exactas y aproximadas, causas e intervenciones.",
    en: "Say what you have seen and watch what you believe of the rest: exact and approximate answers, causes and interventions.",
  },
  params: bayesNetFields,
  data: { generators: [], formats: ["bif", "xmlbif", "uai"], documents: ["bayes"] },
  presets: bayesNetPresets,
  metrics: bayesNetMetrics,
  wasm: [],
  devices: ["wasm", "scalar"],
  check: checkBayesNet,
  notices: bayesNetNotices,
  estimate: estimateBayesNet,
  plan: planBayesNet,
  ...deferred(
    ["answer", "chain", "elimination", "exact", "loopy", "mean-field", "summary"],
    async () => await import("./processes.ts").then(({ openers }) => openers),
  ),
  measure: (fold, { params }, data) => measureBayesNet(fold, params, documentIn(data)),
  picture: bayesNetPicture,
});
