/** Bayesian networks of a given shape with tables drawn from a key: for tests of what grows with the net, and for the bench. */
import type { BayesNet, BayesNode } from "../shared/experiment/document.ts";
import type { Model } from "../shared/kernels/bayes-net/model.ts";
import { foldIn, integer, type Key, keyOfSeed, uniform } from "../shared/random/index.ts";

export interface Net {
  readonly model: Model;
  readonly parents: readonly (readonly number[])[];
}

/** Rows are drawn evenly and normalised; none of their entries is near 0. */
export function netOf(sizes: readonly number[], parents: readonly (readonly number[])[], key: Key): Net {
  const factors = sizes.map((size, v) => {
    const own = foldIn(key, v);
    const rows = parents[v].reduce((product, parent) => product * sizes[parent], 1);
    const table = Float64Array.from({ length: rows * size }, (_, i) => 0.05 + uniform(own, i));
    for (let row = 0; row < rows; row++) {
      const cells = table.subarray(row * size, (row + 1) * size);
      const sum = cells.reduce((a, b) => a + b, 0);
      for (let s = 0; s < size; s++) cells[s] /= sum;
    }
    return { scope: [...parents[v], v], table };
  });
  return { model: { sizes: Int32Array.from(sizes), factors }, parents };
}

/** Each node has so many parents at most, drawn from the `window` nodes before it; a parent drawn twice counts once. */
export function windowNet(
  nodes: number,
  {
    window,
    most,
    states = 2,
    seed = 1,
  }: { window: number; most: (v: number) => number; states?: number; seed?: number },
): Net {
  const key = keyOfSeed(seed);
  const draws = foldIn(key, nodes, 1);
  const parents = Array.from({ length: nodes }, (_, v) => {
    const near = Math.min(window, v);
    const drawn = Array.from({ length: near > 0 ? most(v) : 0 }, (_, i) => v - 1 - integer(draws, v * 16 + i, near));
    return [...new Set(drawn)].sort((a, b) => a - b);
  });
  return netOf(new Array<number>(nodes).fill(states), parents, key);
}

/** A thousand binary nodes with 1.25 arcs each: sparse. */
export const sparseNet = (nodes = 1000): Net => windowNet(nodes, { window: 20, most: (v) => (v % 4 === 0 ? 2 : 1) });

/** Each node depends on the one before it and on two others of the twelve before it. */
export const bandedNet = (nodes = 400): Net => windowNet(nodes, { window: 12, most: (v) => (v % 4 === 3 ? 3 : 2) });

/** 20 risks, 28 diseases that two risks favour, 140 findings of three states that one to three diseases explain: 188 nodes, as medical nets are built. */
export function medicalNet(): Net {
  const key = keyOfSeed(188);
  const draws = foldIn(key, 1);
  const sizes = Array.from({ length: 188 }, (_, v) => (v < 20 ? 2 : v < 48 ? 2 + (v % 2) : 3));
  const parents = sizes.map((_, v) => {
    if (v < 20) return [];
    const drawn =
      v < 48
        ? [0, 1].map((i) => (Math.floor((v - 20) * 0.7) + integer(draws, v * 4 + i, 4)) % 20)
        : Array.from(
            { length: 1 + (v % 3) },
            (_, i) => 20 + ((Math.floor((v - 48) / 5) + integer(draws, v * 4 + i, 4)) % 28),
          );
    return [...new Set(drawn)].sort((a, b) => a - b);
  });
  return netOf(sizes, parents, key);
}

/** rows × columns nodes, each with the one to the left and the one above as parents. */
export function gridNet(rows: number, columns: number, states = 2): Net {
  const parents = Array.from({ length: rows * columns }, (_, v) => [
    ...(v >= columns ? [v - columns] : []),
    ...(v % columns > 0 ? [v - 1] : []),
  ]);
  return netOf(new Array<number>(rows * columns).fill(states), parents, keyOfSeed(rows));
}

/** The net as a document, its nodes called n0, n1, … and their states s0, s1, … */
export function documentOf({ model, parents }: Net): BayesNet {
  const nodes = parents.map(
    (own, v): BayesNode => ({
      name: `n${v}`,
      states: Array.from({ length: model.sizes[v] }, (_, s) => `s${s}`),
      parents: own.map((parent) => `n${parent}`),
      table: [...model.factors[v].table],
    }),
  );
  return { kind: "bayes", nodes };
}
