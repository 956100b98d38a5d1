/** Holds out a fraction of the rows, evenly spread: row i where the whole part of (i + 1) · fraction passes that of i · fraction. */
export function split(rows: number, fraction: number): { readonly train: Uint32Array; readonly test: Uint32Array } {
  const held = (i: number) => Math.floor((i + 1) * fraction) > Math.floor(i * fraction);
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  return { train: all.filter((i) => !held(i)), test: all.filter(held) };
}

/**
 * Holds out a fraction of the rows of each class, evenly spread over them: where classes alternate, rows evenly spread over all would be of one class.
 * `labels` are in [0, classes). Ascending.
 */
export function splitWithin(
  labels: ArrayLike<number>,
  classes: number,
  fraction: number,
): { readonly train: Uint32Array; readonly test: Uint32Array } {
  const sizes = new Uint32Array(classes);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]]++;
  const held = Array.from(sizes, (size) => new Set(split(size, fraction).test));
  const seen = new Uint32Array(classes);
  const all = Uint32Array.from({ length: labels.length }, (_, row) => row);
  const isHeld = all.map((row) => (held[labels[row]].has(seen[labels[row]]++) ? 1 : 0));
  return { train: all.filter((row) => isHeld[row] === 0), test: all.filter((row) => isHeld[row] === 1) };
}

/**
 * Holds out part `fold` of `folds`, for cross-validation: of the rows in the order of their classes (of one class in the order of the table), those whose
 * place leaves that remainder. The parts share no row, hold all of them, and differ by at most one row, in all and of each class. Without labels, of the
 * rows as they come. Ascending.
 */
export function cvSplit(
  rows: number,
  folds: number,
  fold: number,
  labels?: ArrayLike<number>,
): { readonly train: Uint32Array; readonly test: Uint32Array } {
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const ordered = labels ? all.slice().sort((a, b) => labels[a] - labels[b] || a - b) : all;
  const isHeld = new Uint8Array(rows);
  for (const [place, row] of ordered.entries()) isHeld[row] = place % folds === fold ? 1 : 0;
  return { train: all.filter((row) => isHeld[row] === 0), test: all.filter((row) => isHeld[row] === 1) };
}
