import type { BayesNet } from "../../../experiment/document.ts";

const states = ["no", "yes"];

/**
 * A clinic for chests, in the words of its authors: "Shortness-of-breath (dyspnoea) may be due to tuberculosis, lung cancer or bronchitis" (Lauritzen &
 * Spiegelhalter 1988, J. R. Stat. Soc. B 50, p. 164, and table 1 for the numbers). `either`: tuberculosis or lung cancer.
 */
export const asia: BayesNet = {
  kind: "bayes",
  name: "Asia",
  nodes: [
    { name: "asia", states, parents: [], table: [0.99, 0.01] },
    { name: "smoke", states, parents: [], table: [0.5, 0.5] },
    { name: "tub", states, parents: ["asia"], table: [0.99, 0.01, 0.95, 0.05] },
    { name: "lung", states, parents: ["smoke"], table: [0.99, 0.01, 0.9, 0.1] },
    { name: "bronc", states, parents: ["smoke"], table: [0.7, 0.3, 0.4, 0.6] },
    { name: "either", states, parents: ["tub", "lung"], function: "or" },
    { name: "xray", states, parents: ["either"], table: [0.95, 0.05, 0.02, 0.98] },
    { name: "dysp", states, parents: ["either", "bronc"], table: [0.9, 0.1, 0.2, 0.8, 0.3, 0.7, 0.1, 0.9] },
  ],
};
