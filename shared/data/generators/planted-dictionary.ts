import { foldIn, integer, normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

const STREAM = { atoms: 0, rows: 1 } as const;

/** The atoms that the rows of a key are made of: directions at random, of norm 1; atoms × columns. */
export function plantedDictionary(
  key: Key,
  { atoms, columns }: { readonly atoms: number; readonly columns: number },
): Float64Array {
  const out = new Float64Array(atoms * columns);
  for (let j = 0; j < atoms; j++) {
    const own = foldIn(key, STREAM.atoms, j);
    let square = 0;
    for (let i = 0; i < columns; i++) {
      const value = normal(own, i);
      out[j * columns + i] = value;
      square += value * value;
    }
    for (let i = 0; i < columns; i++) out[j * columns + i] /= Math.sqrt(square);
  }
  return out;
}

/** Rows that are sums of few atoms of a known dictionary, with normal weights, and a little noise. */
export const plantedDictionaryRows = defineGenerator({
  id: "planted-dictionary",
  title: { es: "Diccionario plantado", en: "Planted dictionary" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Filas", en: "Rows" },
      help: { es: "Número de observaciones.", en: "Number of observations." },
      min: 10,
      max: 100_000,
      default: 5000,
      scale: "log",
    },
    columns: {
      kind: "integer",
      label: { es: "Columnas", en: "Columns" },
      help: { es: "Largo de cada átomo.", en: "Length of each atom." },
      min: 4,
      max: 256,
      default: 20,
      scale: "log",
    },
    atoms: {
      kind: "integer",
      label: { es: "Átomos plantados", en: "Planted atoms" },
      help: { es: "Cuántos átomos hay en realidad.", en: "How many atoms there really are." },
      min: 2,
      max: 256,
      default: 30,
      scale: "log",
    },
    active: {
      kind: "integer",
      label: { es: "Átomos por fila", en: "Atoms per row" },
      help: {
        es: "De cuántos átomos se compone cada fila; uno puede salir dos veces.",
        en: "How many atoms each row is made of; the same one may come up twice.",
      },
      min: 1,
      max: 16,
      default: 3,
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica del ruido en cada columna; los átomos miden 1.",
        en: "Standard deviation of the noise in each column; atoms have norm 1.",
      },
      min: 0,
      max: 1,
      default: 0.01,
      step: 0.01,
    },
  },
  cost({ rows, columns, atoms, active }) {
    const values = rows * columns;
    return { values, bytes: 8 * (values + atoms * columns), steps: values * (1 + active / 16) + 2 * rows * active };
  },
  generate(key, { rows, columns, atoms, active, noise }) {
    const dictionary = plantedDictionary(key, { atoms, columns });
    const values = new Float64Array(rows * columns);
    for (let r = 0; r < rows; r++) {
      const own = foldIn(key, STREAM.rows, r);
      const row = values.subarray(r * columns, (r + 1) * columns);
      for (let i = 0; i < columns; i++) row[i] = noise * normal(own, i);
      const [which, weights] = [foldIn(own, 0), foldIn(own, 1)];
      for (let n = 0; n < active; n++) {
        const j = integer(which, n, atoms);
        const weight = normal(weights, n);
        for (let i = 0; i < columns; i++) row[i] += weight * dictionary[j * columns + i];
      }
    }
    return { rows, columns, values, names: Array.from({ length: columns }, (_, i) => `x${i + 1}`) };
  },
});
