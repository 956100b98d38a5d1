import type { FactorNet } from "../../../experiment/document.ts";

const states = ["white", "black"];
/** What a camera saw: a black bar on the left, and two pixels that noise has turned over. */
const SEEN = ["##..", ".#..", "##.#", "##.."];
const COLUMNS = ["a", "b", "c", "d"];

const nameAt = (row: number, column: number) => `${COLUMNS[column]}${row + 1}`;
const pixels = SEEN.flatMap((line, row) => [...line].map((seen, column) => ({ row, column, isBlack: seen === "#" })));
const alike = [3, 1, 1, 3];

/**
 * A picture of 4 × 4 pixels as a Markov field (Geman & Geman 1984): each pixel is what was seen with probability 0.8, and neighbours are alike three times as
 * often as they are not. Numbers made up.
 */
export const noisyPicture: FactorNet = {
  kind: "markov",
  name: "Noisy picture",
  nodes: pixels.map(({ row, column }) => ({ name: nameAt(row, column), states })),
  factors: [
    ...pixels.map(({ row, column, isBlack }) => ({
      scope: [nameAt(row, column)],
      table: isBlack ? [0.2, 0.8] : [0.8, 0.2],
    })),
    ...pixels.flatMap(({ row, column }) => [
      ...(column < 3 ? [{ scope: [nameAt(row, column), nameAt(row, column + 1)], table: alike }] : []),
      ...(row < 3 ? [{ scope: [nameAt(row, column), nameAt(row + 1, column)], table: alike }] : []),
    ]),
  ],
};
