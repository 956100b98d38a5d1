import type { BayesNet } from "../../../experiment/document.ts";

const states = ["no", "yes"];

/** Two causes of one effect, with a cause of their own: wet grass by rain or by the sprinkler (Russell & Norvig, Artificial Intelligence, figure 14.12). */
export const sprinkler: BayesNet = {
  kind: "bayes",
  name: "Sprinkler",
  nodes: [
    { name: "cloudy", states, parents: [], table: [0.5, 0.5] },
    { name: "sprinkler", states, parents: ["cloudy"], table: [0.5, 0.5, 0.9, 0.1] },
    { name: "rain", states, parents: ["cloudy"], table: [0.8, 0.2, 0.2, 0.8] },
    { name: "wet", states, parents: ["sprinkler", "rain"], table: [1, 0, 0.1, 0.9, 0.1, 0.9, 0.01, 0.99] },
  ],
};
