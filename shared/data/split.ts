/** Holds out a fraction of the rows, evenly spread: row i where the whole part of (i + 1) · fraction passes that of i · fraction. */
export function split(rows: number, fraction: number): { readonly train: Uint32Array; readonly test: Uint32Array } {
  const held = (i: number) => Math.floor((i + 1) * fraction) > Math.floor(i * fraction);
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  return { train: all.filter((i) => !held(i)), test: all.filter(held) };
}
