/** Summaries in the module and by the reference: the same bits, whatever the draws. */
import { describe, expect, test, vi } from "vitest";
import { foldIn, normal } from "../../../shared/random/index.ts";
import { drawsOf } from "../../../shared/stats/chains.ts";
import { medianOfSorted } from "../../../shared/stats/quantile.ts";
import { folded, scoreSums } from "../../../shared/stats/ranks.ts";
import { type SummariesSize, scalarSummaries, summarise } from "../../../shared/stats/summary.ts";
import { wasmSummaries } from "../../../shared/stats/wasm.ts";
import { roomOf } from "../../../shared/wasm/room.ts";
import { fresh } from "../../wasm.ts";

type Draw = (chain: number, i: number, before: number) => number;

function chainsOf({ chains, draws }: SummariesSize, draw: Draw): readonly Float64Array[] {
  return Array.from({ length: chains }, (_, c) => {
    let x = 0;
    return Float64Array.from({ length: draws }, (_, i) => {
      x = draw(c, i, x);
      return x;
    });
  });
}

const noise = (chain: number, i: number) => normal(foldIn([5, 11], chain), i);
const autoregressive =
  (correlation: number): Draw =>
  (c, i, x) =>
    correlation * x + noise(c, i);
/** To one side, with a few far out on the other. */
const skew: Draw = (c, i) => (i % 200 === 7 ? 9 + 3 * Math.abs(noise(c, i)) : -(noise(c, i) ** 2) * (1 + c / 3));
/** Each value, after a few of them once more, and its negative. */
const mirrored: Draw = (c, i, x) => (i % 2 === 1 ? -x : i % 50 === 0 ? x : noise(c, i));

const some: SummariesSize = { chains: 4, draws: 2000, columns: 1 };
const cases: Readonly<Record<string, { readonly size?: SummariesSize; readonly draw: Draw }>> = {
  independent: { draw: noise },
  antithetic: { draw: autoregressive(-0.7) },
  slow: { draw: autoregressive(0.8) },
  "of which a dozen lags are asked for": {
    size: { chains: 4, draws: 20_000, columns: 1 },
    draw: autoregressive(-0.55),
  },
  "of which some more lags are asked for": {
    size: { chains: 4, draws: 20_000, columns: 1 },
    draw: autoregressive(0.65),
  },
  "whose squares alone are slow": { draw: (c, i) => noise(c, i) * (1 + Math.sin(i / 40)) },
  "squared distances that round to one number": {
    draw: (c, i) => (i % 2 === 1 ? -1e-162 : 1e-162) * (1.7 + 0.8 * (Math.abs(noise(c, i)) % 1)),
  },
  "so slow that all lags are asked for": { draw: autoregressive(0.999) },
  "so slow that all lags are asked for, of halves that take a longer transform": {
    size: { chains: 3, draws: 3000, columns: 1 },
    draw: autoregressive(0.999),
  },
  "so slow that all lags are asked for, of several blocks": {
    size: { chains: 1, draws: 8400, columns: 1 },
    draw: autoregressive(0.999),
  },
  "so slow that all lags are asked for, of several blocks and halves of odd length": {
    size: { chains: 2, draws: 4102, columns: 1 },
    draw: autoregressive(0.999),
  },
  "so slow that all lags are asked for, short": {
    size: { chains: 50, draws: 120, columns: 1 },
    draw: autoregressive(1),
  },
  "slow ones that mostly stay where they are": {
    size: { chains: 2, draws: 6000, columns: 1 },
    draw: (c, i, x) => (i % 3 === 0 ? 0.999 * x + noise(c, i) : x),
  },
  "slow ones of which many equal a quantile": {
    size: { chains: 2, draws: 6000, columns: 1 },
    draw: (c, i, x) => Math.round(5 * (0.999 * x + noise(c, i))) / 5,
  },
  "far from zero": { draw: (c, i) => 1e9 + noise(c, i) },
  tiny: { draw: (c, i) => 1e-300 * noise(c, i) },
  "chains apart": { draw: (c, i) => 10 * c + noise(c, i) },
  "one chain that stands still": { draw: (c, i) => (c === 2 ? 0.25 : noise(c, i)) },
  ties: { draw: (c, i) => Math.round(8 * noise(c, i)) / 8 },
  "distances from the median that are equal": { draw: (c, i) => Math.round(1e3 * noise(c, i)) / 1e3 },
  "whole numbers": { draw: (c, i) => Math.round(2 * noise(c, i)) },
  "two values": { draw: (c, i) => (noise(c, i) > 0.3 ? 1 : -1) },
  "skew, with outliers": { draw: (c, i) => Math.exp(6 * noise(c, i)) },
  "neighbours a rounding apart": { draw: (c, i, x) => (i % 5 === 4 ? x - 2 ** -50 : noise(c, i)) },
  "distances a rounding apart": { draw: (c, i, x) => (i % 2 === 1 ? 2 ** -51 * (i % 3) - x : 1 + noise(c, i)) },
  "some far out on either side": { draw: (c, i) => (i % 400 === 7 ? 9 : 1) * noise(c, i) * (1 + c / 3) },
  "skew, with some far above": { draw: skew },
  "skew, with some far below": { draw: (c, i, x) => -skew(c, i, x) },
  "some that are repeated": { draw: (c, i, x) => (i % 3 === 2 ? x : noise(c, i)) },
  "a few that are repeated": { draw: (c, i, x) => (i % 97 < 3 ? x : noise(c, i)) },
  "more repeated than are kept": {
    size: { chains: 8, draws: 4000, columns: 1 },
    draw: (c, i, x) => (i % 3 === 2 ? x : noise(c, i)),
  },
  "repeated on either side, as far from the median": { draw: mirrored },
  "heavy tails": { draw: (c, i) => noise(c, i) / noise(c + 9, i) },
  "one enormous value": { draw: (c, i) => (c === 0 && i === 3 ? 1e12 : noise(c, i)) },
  infinite: { draw: (c, i) => (c === 0 && i === 3 ? Infinity : noise(c, i)) },
  constant: { draw: () => 3 },
  "chains that stand still apart": { draw: (c) => c / 3 },
  "an odd number of draws": { size: { chains: 4, draws: 2001, columns: 1 }, draw: noise },
  "halves that do not fill words": { size: { chains: 3, draws: 2 * 1013, columns: 1 }, draw: autoregressive(0.4) },
  "one chain": { size: { chains: 1, draws: 6000, columns: 1 }, draw: autoregressive(0.4) },
  "many short chains": { size: { chains: 100, draws: 64, columns: 1 }, draw: autoregressive(0.4) },
  "two blocks of places and a few": { size: { chains: 3, draws: 2 * 4096 + 2, columns: 1 }, draw: autoregressive(0.2) },
  "more than a block of places": { size: { chains: 5, draws: 8000, columns: 1 }, draw: autoregressive(-0.3) },
  few: { size: { chains: 2, draws: 20, columns: 1 }, draw: noise },
};

describe("as the reference, to the bit", () => {
  // One instance for all: sets of chains of other sizes come and go.
  const module = fresh("diagnostics");
  test.each(Object.entries(cases))("%s", (_, { size = some, draw }) => {
    const chains = chainsOf(size, draw);
    const summaries = wasmSummaries(() => module, size) ?? scalarSummaries(size);
    for (const [c, place] of summaries.chains(0).entries()) place.set(chains[c]);
    expect(summaries.summary(0)).toEqual(summarise(chains));
  });

  test("several columns, in any order, and one again", () => {
    const size = { chains: 3, draws: 2000, columns: 3 };
    const columns = [-0.5, 0, 0.5].map((correlation) => chainsOf(size, autoregressive(correlation)));
    const summaries = wasmSummaries(() => module, size);
    for (const [k, chains] of columns.entries())
      for (const [c, place] of (summaries?.chains(k) ?? []).entries()) place.set(chains[c]);
    for (const k of [2, 0, 1, 2]) expect(summaries?.summary(k)).toEqual(summarise(columns[k]));
  });
});

test("the table of scores stays for as many chains and draws, and is another's for others", () => {
  const module = fresh("diagnostics");
  const answer = (size: SummariesSize) => {
    const chains = chainsOf(size, autoregressive(0.3));
    const summaries = wasmSummaries(() => module, size);
    for (const [c, place] of (summaries?.chains(0) ?? []).entries()) place.set(chains[c]);
    expect(summaries?.summary(0)).toEqual(summarise(chains));
  };
  const fill = vi.fn(module.fillTable);
  const counting = { ...module, fillTable: fill };
  const filled = (size: SummariesSize) => {
    fill.mockClear();
    expect(wasmSummaries(() => counting, size)).toBeDefined();
    answer(size);
    return fill.mock.calls.length > 0;
  };
  expect(filled({ chains: 4, draws: 2000, columns: 2 })).toBe(true);
  expect(filled({ chains: 4, draws: 2000, columns: 4 })).toBe(false);
  expect(filled({ chains: 4, draws: 2000, columns: 1 })).toBe(false);
  // As many numbers, of other chains.
  expect(filled({ chains: 8, draws: 1000, columns: 1 })).toBe(true);
  expect(filled({ chains: 4, draws: 1998, columns: 1 })).toBe(true);
});

/** Neighbours that differ, though their distances from a median about 1 are rounded to the same number. */
const paired =
  (below: number): Draw =>
  (c, i, x) =>
    i % 2 === 1 && Math.abs(x) < below ? x + 2 ** -55 : 1 + noise(c, i);

test.each<[string, Draw]>([
  ["far out above", skew],
  ["far out below", (...at) => -skew(...at)],
  ["a few equal distances", paired(0.05)],
  ["a few equal values", (c, i, x) => (i % 97 < 3 ? x : noise(c, i))],
  ["equal values far out", (c, i, x) => (Math.abs(x) > 2.5 && i % 4 > 0 ? x : noise(c, i))],
  [
    "equal values next to the median",
    (c, i) => (i % 2 === 1 ? -1 : 1) * (c === 0 && i < 3 ? 1e-9 : 1e-3 + Math.abs(noise(c, i))),
  ],
  ["equal values, as far as others", mirrored],
  ["many equal distances", paired(0.25)],
])("sums of the scores of distances, to the bit: %s", (_, draw) => {
  const module = fresh("diagnostics");
  const chains = chainsOf(some, draw);
  const summaries = wasmSummaries(() => module, some);
  for (const [c, place] of (summaries?.chains(0) ?? []).entries()) place.set(chains[c]);
  const own = drawsOf(chains).ordered;
  const centre = medianOfSorted(own.sorted);
  expect(module.sort(0, 4)).toBeTruthy();
  module.fold(centre);
  const groups = { count: 2 * some.chains, size: some.draws / 2 };
  const { f64 } = roomOf(module);
  const { sums, squares } = scoreSums(folded(own, centre), groups);
  expect(f64("sums", groups.count)).toEqual(sums);
  expect(f64("squares", groups.count)).toEqual(squares);
});

test("the module is used where it is of use: of an even number of draws, of thousands", () => {
  const isUsed = (chains: number, draws: number) =>
    wasmSummaries(() => fresh("diagnostics"), { chains, draws, columns: 1 }) !== undefined;
  expect(isUsed(4, 2000)).toBe(true);
  expect(isUsed(4, 2001)).toBe(false);
  expect(isUsed(4, 100)).toBe(false);
});
