import type { BayesNet } from "../../../experiment/document.ts";

/** Patients by size of the stone, treatment and outcome, [failures, successes] (Charig et al. 1986, Br. Med. J. 292, p. 879). */
const COUNTS = {
  small: { surgery: [6, 81], puncture: [36, 234] },
  large: { surgery: [71, 192], puncture: [25, 55] },
} as const;

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const shares = (counts: readonly number[]) => counts.map((count) => count / sum(counts));

const sizes = [COUNTS.small, COUNTS.large];

/**
 * Simpson's paradox: surgery does better for small stones and for large ones, and yet worse on the whole, since it was given to the worse cases. The size of the
 * stone causes both treatment and outcome. Tables are shares of the published counts, of 700 patients.
 */
export const kidneyStones: BayesNet = {
  kind: "bayes",
  name: "Kidney stones",
  nodes: [
    {
      name: "stone",
      states: ["small", "large"],
      parents: [],
      table: shares(sizes.map(({ surgery, puncture }) => sum([...surgery, ...puncture]))),
    },
    {
      name: "treatment",
      states: ["surgery", "puncture"],
      parents: ["stone"],
      table: sizes.flatMap(({ surgery, puncture }) => shares([sum(surgery), sum(puncture)])),
    },
    {
      name: "outcome",
      states: ["failure", "success"],
      parents: ["stone", "treatment"],
      table: sizes.flatMap(({ surgery, puncture }) => [...shares(surgery), ...shares(puncture)]),
    },
  ],
};
