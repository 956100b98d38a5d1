import type { BayesNet } from "../../../experiment/document.ts";

const states = ["no", "yes"];

/**
 * The court may order, the captain passes orders on, two riflemen obey, and the first may also shoot out of nerves; either shot kills (Pearl 2009, Causality,
 * section 7.1.2, whose p and q are 0.5 and 0.1 here).
 */
export const firingSquad: BayesNet = {
  kind: "bayes",
  name: "Firing squad",
  nodes: [
    { name: "order", states, parents: [], table: [0.5, 0.5] },
    { name: "nerves", states, parents: [], table: [0.9, 0.1] },
    { name: "captain", states, parents: ["order"], function: "or" },
    { name: "first", states, parents: ["captain", "nerves"], function: "or" },
    { name: "second", states, parents: ["captain"], function: "or" },
    { name: "death", states, parents: ["first", "second"], function: "or" },
  ],
};
