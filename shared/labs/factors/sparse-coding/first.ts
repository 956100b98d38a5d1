/** Dictionaries before anything is learnt. */
import type { Table } from "../../../data/table.ts";
import { cosTurns } from "../../../math/elementary.ts";
import { fillNormal, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { hasPictures } from "./data.ts";
import type { SparseCodingParams } from "./fields.ts";
import type { RowSource } from "./source.ts";

/** Directions at random. */
export const noise: Pick<RowSource, "draw"> = { draw: (key, j, out) => fillNormal(foldIn(key, j), 0, out) };

/** Rows of a source, of norm 1. */
export function firstAtoms(source: Pick<RowSource, "draw">, count: number, key: Key, inputs: number): Float64Array {
  const atoms = new Float64Array(count * inputs);
  for (let j = 0; j < count; j++) {
    const atom = atoms.subarray(j * inputs, (j + 1) * inputs);
    source.draw(key, j, atom);
    if (!normalise(atom)) atom[j % atom.length] = 1;
  }
  return atoms;
}

/** Products of cosines along both sides (one side for rows), ⌈√atoms⌉ frequencies each, without their means (Elad & Aharon 2006). */
export function cosines(
  data: Table,
  { atoms, patch }: Pick<SparseCodingParams, "atoms" | "patch">,
  inputs: number,
): Float64Array {
  const [width, height] = hasPictures(data) ? [patch, patch] : [inputs, 1];
  const across = height === 1 ? atoms + 1 : Math.ceil(Math.sqrt(atoms + 1));
  const out = new Float64Array(atoms * inputs);
  for (let j = 0; j < atoms; j++) {
    const atom = out.subarray(j * inputs, (j + 1) * inputs);
    // The first of all, which is constant, is left out.
    const [fx, fy] = [(j + 1) % across, Math.floor((j + 1) / across)];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) atom[y * width + x] = wave(x, width, fx, across) * wave(y, height, fy, across);
    let sum = 0;
    for (const value of atom) sum += value;
    for (let i = 0; i < inputs; i++) atom[i] -= sum / inputs;
    if (!normalise(atom)) atom[j % inputs] = 1;
  }
  return out;
}

function wave(x: number, length: number, frequency: number, frequencies: number): number {
  const most = Math.max(frequencies, length);
  const cell = Math.floor(((x + 0.5) * most) / length);
  return cosTurns((((cell + 0.5) * frequency) / (2 * most)) % 1);
}

function normalise(x: Float64Array): boolean {
  let square = 0;
  for (const value of x) square += value * value;
  if (square < 1e-12) return false;
  for (let i = 0; i < x.length; i++) x[i] /= Math.sqrt(square);
  return true;
}
