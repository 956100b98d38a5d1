import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { named } from "../../../data/generators/known.ts";
import { log } from "../../../math/index.ts";
import { tableChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { told } from "../../metrics.ts";
import { checkLikelihood } from "./check.ts";
import { likelihoodFields } from "./fields.ts";
import { likelihoodMetrics, measureLikelihood } from "./metrics.ts";
import { METHODS } from "./names.ts";
import { planLikelihood, workOf } from "./plan.ts";
import { likelihoodPresets } from "./presets.ts";
import { mapQuestion, planeOf } from "./questions.ts";
import { learnOf } from "./results.ts";

/**
 * The gradient of the likelihood as a positive less a negative phase, and every way to it beside the exact one. Tasks: "data"; "learn.<method>" (a step is an update, all from one start);
 * "fixed" (where each method's expected update vanishes); "study" (a step is a sample of each size).
 */
export const likelihoodGradient = defineLab({
  id: "likelihood-gradient",
  revision: 1,
  family: "partition",
  title: { es: "El gradiente de la verosimilitud", en: "The gradient of the likelihood" },
  summary: {
    es: "Fase positiva menos fase negativa: siete maneras de aprender, su dirección, su camino y adónde llegan.",
    en: "Positive phase less negative phase: seven ways of learning, their direction, their path and where they arrive.",
  },
  params: likelihoodFields,
  data: {
    generators: named(barsAndStripes),
    formats: ["csv", "npy"],
    aboutFiles: {
      es: "Una tabla de 2 a 10 columnas: ceros y unos para las máquinas de Boltzmann, números para la gaussiana (cada columna se lleva a media 0 y varianza 1).",
      en: "A table of 2 to 10 columns: zeros and ones for Boltzmann machines, numbers for the Gaussian (each column is brought to mean 0 and variance 1).",
    },
    use: { constants: true, twoValued: true },
    reading: [...tableChoices],
    optional: () => true,
  },
  presets: likelihoodPresets,
  metrics: likelihoodMetrics,
  sweeps: true,
  wasm: [],
  devices: ["wasm", "scalar"],
  check: checkLikelihood,
  estimate: workOf,
  plan: planLikelihood,
  ...deferred(
    ["data", "fixed", "learn", "map", "probe", "study"],
    async () => (await import("./processes.ts")).openers,
  ),
  measure: (fold, { params }) => measureLikelihood(fold, params),
  picture(fold) {
    const lines = METHODS.flatMap((method) => {
      const values = told(fold, learnOf(method), "kl");
      // Nats over several orders of magnitude, on a logarithmic scale.
      return values.length > 1 ? [values.map((kl) => log(Math.max(kl, 1e-4)) / Math.LN10)] : [];
    });
    return lines.length > 0 ? { kind: "lines", lines } : undefined;
  },
  recording(fold, { params }) {
    const plane = planeOf(fold, params, "principal");
    return {
      keep: {
        "records/learn.*/theta": { bits: 16, evenly: 150 },
        "records/learn.*/*": { bits: "relative", evenly: 150 },
        "records/study/klTruth": { bits: "relative" },
        "output/data/rows": { bits: "relative" },
        "output/fixed/*": { bits: 64 },
        "output/*/*": { bits: "relative" },
        "answer/*/values": { bits: "relative" },
      },
      ...(plane && { answers: { "map.principal": mapQuestion(fold, params, plane) } }),
    };
  },
  conventions: () => ({
    theta:
      "visible machine: log p*(s) = sum_i b_i s_i + sum_ij W_ij s_i s_j, units -1 and 1, biases first; Gaussian: log p*(x) = eta.x - x'Lx/2, eta, diagonal of L, then pairs; RBM, units 0 and 1: visible biases, hidden biases, weights visible x hidden",
  }),
});
