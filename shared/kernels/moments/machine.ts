/** What sums over blocks of rows are, on either device. */

/** Rows of a block: one panel of four columns stays in the first-level cache. */
export const BLOCK_ROWS = 256;

/** Rows and columns of a tile of products. */
export const TILE = 4;

/** Number of blocks of a table: what a process that streams takes as its steps. */
export function blockCount(rows: number): number {
  return Math.ceil(rows / BLOCK_ROWS);
}

export type Values = Uint8Array | Float32Array | Float64Array;

/** How the modules call the type of what they are given: BYTES, FLOAT32, FLOAT64. */
export function kindOf(values: Values): number {
  if (values instanceof Uint8Array) return 0;
  return values instanceof Float32Array ? 1 : 2;
}

/** What each row has over the one before it, the first over `before`. */
export function changesOf(before: Float64Array, values: Float64Array): Float64Array {
  const columns = before.length;
  const out = new Float64Array(values.length);
  for (let j = 0; j < columns; j++) out[j] = values[j] - before[j];
  for (let at = columns; at < out.length; at++) out[at] = values[at] - values[at - columns];
  return out;
}

/** What is streamed: row-major, of bytes 255 means 1. A Table is one. */
export interface Rows {
  readonly rows: number;
  readonly columns: number;
  readonly values: Values;
}

/**
 * Σ z and Σ z·zᵀ of z = (x − shift)·scale; each block is summed on its own and then added. Where sums grow in parts, blocks are added to the part that is open,
 * and parts to the sums.
 */
export interface Sums {
  /** Before the first block. */
  begin(shift: Float64Array, scale: Float64Array): void;
  /** Adds rows; at most BLOCK_ROWS of them. */
  add(values: Values, rows: number): void;
  /** Adds what each of so many rows has over the one before it, the first over `before`. */
  addChanges(before: Float64Array, values: Float64Array, rows: number): void;
  sums(): Float64Array;
  /** columns × columns. */
  products(): Float64Array;
  restore(sums: Float64Array, products: Float64Array): void;
  /** Ends the part that is open; nothing where sums do not grow in parts. */
  endPart(): void;
  /** Moves the blocks so far to `part`, `partSize(columns)` numbers laid out as the device likes them: what is left is zero. */
  takePart(part: Float64Array): void;
  addPart(part: Float64Array): void;
}

/** The same of bytes as whole numbers, x and not z: exact up to 2^53. */
export interface ByteSums extends Omit<Sums, "begin" | "add" | "addChanges" | "endPart"> {
  add(values: Uint8Array, rows: number): void;
}

/** Numbers of a part: sums, then products on and above the diagonal by tiles of 4 × 4, whatever the device needs of that room. */
export function partSize(columns: number): number {
  const panels = Math.ceil(columns / TILE);
  return columns + (TILE * TILE * panels * (panels + 1)) / 2;
}
