import type { FactorNet } from "../../../experiment/document.ts";

const states = ["0", "1"];
/** 0110011 was sent, and its fifth bit arrived wrong. */
const RECEIVED = "0110111";
/** Bits of which an even number must be 1 (Hamming 1950): check k has the places whose binary digit k is 1. */
const CHECKS = [
  [1, 3, 5, 7],
  [2, 3, 6, 7],
  [4, 5, 6, 7],
];

const even = Array.from({ length: 16 }, (_, cell) =>
  [...cell.toString(2)].filter((bit) => bit === "1").length % 2 === 0 ? 1 : 0,
);

/** The Hamming code (7, 4) as a factor graph (Kschischang, Frey & Loeliger 2001), received over a channel that turns a bit over with probability 0.1. */
export const hamming: FactorNet = {
  kind: "factor",
  name: "Hamming (7, 4)",
  nodes: [...RECEIVED].map((_, i) => ({ name: `b${i + 1}`, states })),
  factors: [
    ...CHECKS.map((bits, k) => ({ name: `check ${k + 1}`, scope: bits.map((i) => `b${i}`), table: even })),
    ...[...RECEIVED].map((bit, i) => ({
      name: `received ${i + 1}`,
      scope: [`b${i + 1}`],
      table: bit === "0" ? [0.9, 0.1] : [0.1, 0.9],
    })),
  ],
};
