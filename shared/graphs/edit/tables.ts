/** Tables of numbers over states, row-major, the last axis fastest: what becomes of one when axes come, go, move or get other states. */

/** An axis of a table that is made from another. */
export interface Axis {
  readonly size: number;
  /** The axis that it was; none: it is new, and the old numbers stand at each of its places. */
  readonly old?: number;
  /** Of each place its place in the old axis. None: the same places. */
  readonly from?: readonly number[];
}

/** The numbers over other axes. Over an old axis that is not among them the mean is taken. */
export function reshaped(table: readonly number[], sizes: readonly number[], axes: readonly Axis[]): readonly number[] {
  const strides = stridesOf(sizes);
  const offsets = axes.map(({ size, old, from }) =>
    Array.from({ length: size }, (_, i) => {
      if (old === undefined) return 0;
      return (from === undefined ? i : from[i]) * strides[old];
    }),
  );
  const kept = new Set(axes.map(({ old }) => old));
  const gone = sums(
    sizes.flatMap((size, a) => (kept.has(a) ? [] : [Array.from({ length: size }, (_, i) => i * strides[a])])),
  );
  return sums(offsets).map((at) => gone.reduce((sum, by) => sum + table[at + by], 0) / gone.length);
}

function stridesOf(sizes: readonly number[]): number[] {
  const strides = new Array<number>(sizes.length).fill(1);
  for (let a = sizes.length - 2; a >= 0; a--) strides[a] = strides[a + 1] * sizes[a + 1];
  return strides;
}

/** All sums of one number of each list, the last list fastest. */
function sums(lists: readonly (readonly number[])[]): number[] {
  return lists.reduce<number[]>((all, list) => all.flatMap((sum) => list.map((own) => sum + own)), [0]);
}

/** Rows of `size` numbers. */
export function rowsOf(table: readonly number[], size: number): readonly (readonly number[])[] {
  return Array.from({ length: table.length / size }, (_, row) => table.slice(row * size, (row + 1) * size));
}

/** The row with the sum `total`, its shares as they were; equal shares where they were all zero, or their sum is no number. */
export function scaledTo(row: readonly number[], total: number): readonly number[] {
  const largest = row.reduce((a, b) => Math.max(a, b), 0);
  if (!(largest > 0)) return row.map(() => total / row.length);
  // By the largest first: a sum of large numbers may be infinite.
  const shares = row.map((value) => value / largest);
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => (share / sum) * total);
}

/**
 * A table of rows of other states: `from` says which each was, −1: it is new. What a state that went had falls to the others of its row in proportion.
 */
export function withStates(table: readonly number[], size: number, from: readonly number[]): readonly number[] {
  const gone = Array.from({ length: size }, (_, place) => place).filter((place) => !from.includes(place));
  return rowsOf(table, size).flatMap((row) => {
    const next = from.map((place) => (place < 0 ? 0 : row[place]));
    return gone.every((place) => row[place] === 0) ? next : scaledTo(next, sumOf(row));
  });
}

const sumOf = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0);
