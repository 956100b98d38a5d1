import type { BayesNet, BayesNode } from "../../../experiment/document.ts";

const states = ["no", "yes"];
const DAYS = [1, 2, 3, 4, 5];

/** Rain of five days, of which only an umbrella is seen: a hidden Markov model (Russell & Norvig, Artificial Intelligence, figure 15.2). */
export const umbrella: BayesNet = {
  kind: "bayes",
  name: "Umbrella",
  nodes: DAYS.flatMap((day): BayesNode[] => [
    day === 1
      ? { name: "rain 1", states, parents: [], table: [0.5, 0.5] }
      : { name: `rain ${day}`, states, parents: [`rain ${day - 1}`], table: [0.7, 0.3, 0.3, 0.7] },
    { name: `umbrella ${day}`, states, parents: [`rain ${day}`], table: [0.8, 0.2, 0.1, 0.9] },
  ]),
};

/** What is seen on the five days (figure 15.5). */
export const umbrellaDays = {
  "umbrella 1": "yes",
  "umbrella 2": "yes",
  "umbrella 3": "no",
  "umbrella 4": "yes",
  "umbrella 5": "yes",
};
