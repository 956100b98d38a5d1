/**
 * The transfer matrix of an Ising grid (Kramers & Wannier 1941): a row has 2^columns states, and the sum over all states of a grid is taken row by row, each step
 * a site at a time. Exact partition function, independent exact draws, and the number of states of every energy.
 */
import { exp, log } from "../../math/index.ts";
import { categorical, foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { bondsOf, type Grid } from "./grid.ts";
import { MAX_COLUMNS, MAX_COUNTED } from "./limits.ts";
import type { Exact } from "./path.ts";

/** Of each state of a row (bit c: the spin of column c is up): neighbours that agree less those that do not, and spins up less those down. */
function rowSums(columns: number, ring: boolean): { readonly pairs: Int8Array; readonly spins: Int8Array } {
  const states = 2 ** columns;
  const pairs = new Int8Array(states);
  const spins = new Int8Array(states);
  const spin = (state: number, c: number) => ((state >> c) & 1 ? 1 : -1);
  for (let state = 0; state < states; state++)
    for (let c = 0; c < columns; c++) {
      spins[state] += spin(state, c);
      if (c + 1 < columns || ring) pairs[state] += spin(state, c) * spin(state, (c + 1) % columns);
    }
  return { pairs, spins };
}

/** Multiplies by the bonds between two rows, Π_c e^(K s_c s′_c), one column after the other. */
function acrossRows(vector: Float64Array, columns: number, coupling: number): void {
  const [same, other] = [exp(coupling), exp(-coupling)];
  for (let c = 0; c < columns; c++) {
    const bit = 1 << c;
    for (let state = 0; state < vector.length; state++) {
      if (state & bit) continue;
      const [down, up] = [vector[state], vector[state | bit]];
      vector[state] = same * down + other * up;
      vector[state | bit] = other * down + same * up;
    }
  }
}

/** Factors of the bonds and of the field inside a row, by its state. */
export function rowFactors({ columns, ring, coupling, field }: Grid): Float64Array {
  const { pairs, spins } = rowSums(columns, ring);
  return Float64Array.from(pairs, (sum, state) => exp(coupling * sum + field * spins[state]));
}

/** One more row: the bonds to it, then its own factors. In place. */
export function addRow(vector: Float64Array, grid: Grid, factors: Float64Array): void {
  acrossRows(vector, grid.columns, grid.coupling);
  for (let state = 0; state < vector.length; state++) vector[state] *= factors[state];
}

/** log Z, and draws row by row from the last one up. Throws a RangeError for more than 16 columns. */
export function exactGrid(grid: Grid): Exact {
  const { columns, rows, coupling } = grid;
  if (columns > MAX_COLUMNS) throw new RangeError(`columns: ${columns} (must be at most ${MAX_COLUMNS})`);
  const factors = rowFactors(grid);
  const levels = [factors.slice()];
  let logScale = 0;
  for (let row = 1; row < rows; row++) {
    const next = levels[row - 1].slice();
    addRow(next, grid, factors);
    logScale += scaled(next);
    levels.push(next);
  }
  const last = levels[rows - 1];
  const bond = Float64Array.from({ length: columns + 1 }, (_, differing) => exp(coupling * (columns - 2 * differing)));
  const differing = Uint8Array.from({ length: 2 ** columns }, (_, bits) => bitCount(bits));
  const ending = new Float64Array(last.length);
  const cumulative = new Float64Array(last.length);
  let sum = 0;
  for (let state = 0; state < last.length; state++) {
    sum += last[state];
    ending[state] = sum;
  }
  return {
    logZ: log(sum) + logScale,
    draw(key: Key, out: Float64Array) {
      let state = categorical(key, rows - 1, ending);
      writeRow(state, rows - 1, columns, out);
      for (let row = rows - 2; row >= 0; row--) {
        const level = levels[row];
        let upTo = 0;
        for (let s = 0; s < level.length; s++) {
          upTo += level[s] * bond[differing[s ^ state]];
          cumulative[s] = upTo;
        }
        state = categorical(key, row, cumulative);
        writeRow(state, row, columns, out);
      }
    },
  };
}

function writeRow(state: number, row: number, columns: number, out: Float64Array): void {
  for (let c = 0; c < columns; c++) out[row * columns + c] = (state >> c) & 1 ? 1 : -1;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Divides by the largest entry; gives its logarithm. */
function scaled(vector: Float64Array): number {
  let top = 0;
  for (const value of vector) if (value > top) top = value;
  for (let i = 0; i < vector.length; i++) vector[i] /= top;
  return log(top);
}

/**
 * log of the number of states with `a` pairs of neighbours that agree, a = 0 … bonds (−∞ where there is none): the same sum, with polynomials in e^2K for numbers
 * (Binder 1972; Beale 1996, "Exact distribution of energies in the two-dimensional Ising model"). Throws a RangeError for more than 10 columns.
 */
export function countStates(grid: Pick<Grid, "columns" | "rows" | "ring">): Float64Array {
  const { columns, rows, ring } = grid;
  if (columns > MAX_COUNTED) throw new RangeError(`columns: ${columns} (must be at most ${MAX_COUNTED})`);
  const width = bondsOf(grid) + 1;
  const inRow = ring ? columns : columns - 1;
  const agreeing = rowSums(columns, ring).pairs.map((sum) => (sum + inRow) / 2);
  // counts[state · width + a], the states of all rows before summed over.
  let counts = new Float64Array(2 ** columns * width);
  for (const [state, pairs] of agreeing.entries()) counts[state * width + pairs] = 1;
  for (let row = 1; row < rows; row++) {
    for (let c = 0; c < columns; c++) joinColumn(counts, 1 << c, width);
    const next = new Float64Array(counts.length);
    for (const [state, pairs] of agreeing.entries())
      next.set(counts.subarray(state * width, (state + 1) * width - pairs), state * width + pairs);
    counts = next;
  }
  return Float64Array.from({ length: width }, (_, a) => {
    let sum = 0;
    for (let state = 0; state < agreeing.length; state++) sum += counts[state * width + a];
    return log(sum);
  });
}

/** Sums over the spin above in one column: a pair that agrees counts one more. */
function joinColumn(counts: Float64Array, bit: number, width: number): void {
  for (let state = 0; state * width < counts.length; state++) {
    if (state & bit) continue;
    const [down, up] = [state * width, (state | bit) * width];
    // From the top down, so that what is read was not yet written.
    for (let a = width - 1; a >= 0; a--) {
      const [below, above] = [counts[down + a], counts[up + a]];
      counts[down + a] = (a > 0 ? counts[down + a - 1] : 0) + above;
      counts[up + a] = (a > 0 ? counts[up + a - 1] : 0) + below;
    }
  }
}

/** Independent draws, one after another (count × sites). */
export function drawMany({ draw }: Exact, size: number, count: number, key: Key): Float64Array {
  const out = new Float64Array(count * size);
  for (let n = 0; n < count; n++) draw(foldIn(key, n), out.subarray(n * size, (n + 1) * size));
  return out;
}
