/** Messages on a junction tree: once towards the root, once back (Hugin: Jensen, Lauritzen & Olesen 1990). */
import { log } from "../../math/index.ts";
import type { Layout } from "./layout.ts";
import { powerOfTwo } from "./powers.ts";
import { extremes, lower, near, type Tables } from "./scaled.ts";

export interface Workspace extends Tables {
  readonly message: Float64Array;
  /** Of each clique: its message is what its table told times this power of two. */
  readonly scale: Float64Array;
  /** As long as the longest message. */
  readonly sums: Float64Array;
}

export function workspaceOf({ cells, messages, shared }: Layout): Workspace {
  return {
    table: new Float64Array(cells),
    least: new Float64Array(shared.length),
    message: new Float64Array(messages),
    scale: new Float64Array(shared.length),
    sums: new Float64Array(shared.reduce((most, n) => Math.max(most, n), 1)),
  };
}

/**
 * Messages from the leaves to the roots: sums, or largest products (`isMax`). Tables become what their subtrees say of them. The logarithm of the sum (or of the
 * largest product) over all; −Infinity where there is nothing > 0; NaN where numbers may be lost.
 */
export function collect(layout: Layout, space: Workspace, isMax: boolean): number {
  const { parent, shared, messageAt } = layout;
  const { message, scale } = space;
  let exponents = 0;
  let logs = 0;
  for (let c = 0; c < parent.length; c++) {
    if (space.least[c] === Number.NEGATIVE_INFINITY) return Number.NaN;
    tell(layout, space, c, isMax);
    const [to, end] = [messageAt[c], messageAt[c] + shared[c]];
    const { scale: k, least } = extremes(message, to, end);
    scale[c] = powerOfTwo(-k);
    for (let i = to; i < end; i++) message[i] *= scale[c];
    exponents += k;
    const up = parent[c];
    if (up < 0) {
      logs += log(message[to]);
      continue;
    }
    if (!lower(space, layout, up, least - k)) return Number.NaN;
    exponents += near(space, layout, up, absorb(layout, space, c, up));
  }
  return logs + exponents * Math.LN2;
}

/** Writes the message of a clique to its parent. */
function tell({ offset, shared, run, messageAt }: Layout, { table, message }: Workspace, c: number, isMax: boolean) {
  const [n, width, to] = [shared[c], run[c], messageAt[c]];
  let at = offset[c];
  for (let s = 0; s < n; s++) {
    let told = table[at];
    const end = at + width;
    if (isMax) {
      while (++at < end) if (table[at] > told) told = table[at];
    } else {
      while (++at < end) told += table[at];
    }
    message[to + s] = told;
  }
}

/** Multiplies a clique's message into its parent's table. The largest number there. */
function absorb(layout: Layout, { table, message }: Workspace, c: number, up: number): number {
  const { size, lows, map } = layout;
  const [to, low, width] = [layout.messageAt[c], layout.lowAt[c], lows[up]];
  const highEnd = layout.highAt[c] + size[up] / width;
  let at = layout.offset[up];
  let largest = 0;
  for (let high = layout.highAt[c]; high < highEnd; high++) {
    const from = to + map[high];
    for (let l = low; l < low + width; l++, at++) {
      const product = table[at] * message[from + map[l]];
      table[at] = product;
      if (product > largest) largest = product;
    }
  }
  return largest;
}

/** Messages back: tables become proportional to the probabilities of their cells, all of them alike. */
export function distribute(layout: Layout, space: Workspace): void {
  const { offset, parent, shared, run, messageAt } = layout;
  const { table, message, scale, sums } = space;
  for (let c = parent.length - 1; c >= 0; c--) {
    const [n, width] = [shared[c], run[c]];
    let at = offset[c];
    if (parent[c] < 0) {
      // Near 1, as sums of probabilities are.
      for (let i = 0; i < width; i++) table[at++] *= scale[c];
      continue;
    }
    sumUp(layout, space, c, parent[c]);
    for (let s = 0; s < n; s++) {
      const told = message[messageAt[c] + s];
      const ratio = told > 0 ? (sums[s] / told) * scale[c] : 0;
      for (let i = 0; i < width; i++) table[at++] *= ratio;
    }
  }
}

/** Sums of the parent's table over all that a clique does not share with it. */
function sumUp(layout: Layout, { table, sums }: Workspace, c: number, up: number): void {
  const { size, lows, map } = layout;
  const [low, width] = [layout.lowAt[c], lows[up]];
  const highEnd = layout.highAt[c] + size[up] / width;
  let at = layout.offset[up];
  sums.fill(0, 0, layout.shared[c]);
  for (let high = layout.highAt[c]; high < highEnd; high++) {
    const from = map[high];
    for (let l = low; l < low + width; l++) sums[from + map[l]] += table[at++];
  }
}
