/** The messages of `passes.ts` on logarithms: slower, for what spans more powers of two than doubles have. */
import { exp, log } from "../../math/index.ts";
import { eachFactor, type Layout } from "./layout.ts";
import type { Model } from "./model.ts";
import type { Workspace } from "./passes.ts";
import type { Clique } from "./tree.ts";

/** Tables become the logarithms of the products of the factors in each clique. */
export function logBase(model: Model, tree: readonly Clique[], layout: Layout, { table }: Workspace): void {
  table.fill(0);
  eachFactor(model, tree, layout, (clique, numbers, high, highs, low) => {
    const logs = numbers.map(log);
    const lows = layout.lows[clique];
    for (let h = 0, i = layout.offset[clique]; h < highs; h++)
      for (let l = 0; l < lows; l++) table[i++] += logs[high[h] + low[l]];
  });
}

/** As `collect`; never NaN. */
export function logCollect(layout: Layout, { table, message }: Workspace, isMax: boolean): number {
  const { offset, parent, shared, run, messageAt } = layout;
  let total = 0;
  for (let c = 0; c < parent.length; c++) {
    const to = messageAt[c];
    for (let s = 0, at = offset[c]; s < shared[c]; s++, at += run[c])
      message[to + s] = isMax ? largest(table, at, run[c]) : logSum(table, at, run[c]);
    if (parent[c] < 0) total += message[to];
    else
      eachShared(layout, c, (cell, s) => {
        table[cell] += message[to + s];
      });
  }
  return total;
}

/** As `distribute`, on logarithms. */
export function logDistribute(layout: Layout, { table, message, sums }: Workspace): void {
  const { offset, parent, shared, run, messageAt } = layout;
  const most = new Float64Array(sums.length);
  for (let c = parent.length - 1; c >= 0; c--) {
    if (parent[c] < 0) continue;
    most.fill(Number.NEGATIVE_INFINITY);
    sums.fill(0);
    eachShared(layout, c, (cell, s) => {
      if (table[cell] > most[s]) most[s] = table[cell];
    });
    eachShared(layout, c, (cell, s) => {
      if (most[s] > Number.NEGATIVE_INFINITY) sums[s] += exp(table[cell] - most[s]);
    });
    for (let s = 0, at = offset[c]; s < shared[c]; s++) {
      const told = message[messageAt[c] + s];
      const ratio = told > Number.NEGATIVE_INFINITY ? most[s] + log(sums[s]) - told : 0;
      for (let i = 0; i < run[c]; i++) table[at++] += ratio;
    }
  }
}

/** Calls `visit` with each cell of the table of a clique's parent, and the shared cell that it belongs to. */
function eachShared(layout: Layout, c: number, visit: (cell: number, shared: number) => void): void {
  const { size, lows, map } = layout;
  const up = layout.parent[c];
  const [low, width] = [layout.lowAt[c], lows[up]];
  const highEnd = layout.highAt[c] + size[up] / width;
  let at = layout.offset[up];
  for (let high = layout.highAt[c]; high < highEnd; high++)
    for (let l = low; l < low + width; l++) visit(at++, map[high] + map[l]);
}

function largest(table: Float64Array, at: number, run: number): number {
  let most = table[at];
  for (let i = 1; i < run; i++) if (table[at + i] > most) most = table[at + i];
  return most;
}

function logSum(table: Float64Array, at: number, run: number): number {
  const most = largest(table, at, run);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let i = 0; i < run; i++) sum += exp(table[at + i] - most);
  return most + log(sum);
}

/** Of logarithms: numbers that are proportional to theirs, the largest of each clique 1. */
export function expTables({ offset, size }: Layout, { table }: Workspace): void {
  for (let c = 0; c < size.length; c++) {
    const most = largest(table, offset[c], size[c]);
    for (let i = offset[c]; i < offset[c] + size[c]; i++) table[i] = exp(table[i] - most);
  }
}
