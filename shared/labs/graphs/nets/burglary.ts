import type { BayesNet } from "../../../experiment/document.ts";

const states = ["no", "yes"];

/** An alarm that burglars and earthquakes set off, and two neighbours who may call (Pearl 1988; numbers of Russell & Norvig, figure 14.2). */
export const burglary: BayesNet = {
  kind: "bayes",
  name: "Burglary",
  nodes: [
    { name: "burglary", states, parents: [], table: [0.999, 0.001] },
    { name: "earthquake", states, parents: [], table: [0.998, 0.002] },
    {
      name: "alarm",
      states,
      parents: ["burglary", "earthquake"],
      table: [0.999, 0.001, 0.71, 0.29, 0.06, 0.94, 0.05, 0.95],
    },
    { name: "john", states, parents: ["alarm"], table: [0.95, 0.05, 0.1, 0.9] },
    { name: "mary", states, parents: ["alarm"], table: [0.99, 0.01, 0.3, 0.7] },
  ],
};
