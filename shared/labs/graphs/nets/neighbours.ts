import type { FactorNet } from "../../../experiment/document.ts";

const states = ["red", "blue"];
const NAMES = ["A", "B", "C", "D"];

/**
 * Four who all want another colour than each of the others, four times as much as the same; red is a little dearer to them. With two colours they cannot all have
 * their way, and messages sent at once swing. Numbers made up to show it.
 */
export const neighbours: FactorNet = {
  kind: "markov",
  name: "Four neighbours",
  nodes: NAMES.map((name) => ({ name, states })),
  factors: [
    ...NAMES.flatMap((a, i) => NAMES.slice(i + 1).map((b) => ({ scope: [a, b], table: [1, 4, 4, 1] }))),
    ...NAMES.map((name) => ({ scope: [name], table: [1.1, 0.9] })),
  ],
};
