import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

const STREAM = { model: 0, rows: 1, missing: 2 } as const;

export interface PlantedModel {
  readonly mean: Float64Array;
  /** columns × factors. */
  readonly loadings: Float64Array;
  /** Standard deviation of each column's noise. */
  readonly noise: Float64Array;
}
interface Shape {
  readonly columns: number;
  readonly factors: number;
  readonly structure: string;
  readonly unequal: string;
  readonly noise: number;
}

/**
 * The model that the rows of a key are drawn from: x = mean + loadings·z + noise, z standard normal. Loadings of "simple" structure: each
 * column depends on one factor; otherwise each depends on all of them; factor j (from 0) has 0.85^j of the first one's strength.
 */
export function plantedModel(key: Key, { columns, factors, structure, unequal, noise }: Shape): PlantedModel {
  const model = foldIn(key, STREAM.model);
  const [meanKey, loadingKey, noiseKey] = [foldIn(model, 0), foldIn(model, 1), foldIn(model, 2)];
  const loadings = new Float64Array(columns * factors);
  let strength = 1;
  for (let k = 0; k < factors; k++, strength *= 0.85) {
    for (let j = 0; j < columns; j++) {
      const draw = normal(loadingKey, j * factors + k);
      const own = j % factors === k ? (draw < 0 ? -1 : 1) * (0.7 + 0.3 * Math.abs(draw)) : 0;
      loadings[j * factors + k] = strength * (structure === "simple" ? own : draw);
    }
  }
  return {
    mean: Float64Array.from({ length: columns }, (_, j) => 2 * normal(meanKey, j)),
    loadings,
    noise: Float64Array.from({ length: columns }, (_, j) =>
      unequal === "diagonal" ? noise * (0.25 + 1.75 * uniform(noiseKey, j)) : noise,
    ),
  };
}

/** A table of a linear factor model whose factors are known. Missing cells are chosen at random; the rest of the table does not depend on them. */
export const plantedFactors = defineGenerator({
  id: "planted-factors",
  title: { es: "Factores plantados", en: "Planted factors" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Filas", en: "Rows" },
      help: { es: "Número de observaciones.", en: "Number of observations." },
      min: 10,
      max: 100_000,
      default: 1000,
      scale: "log",
    },
    columns: {
      kind: "integer",
      label: { es: "Columnas", en: "Columns" },
      help: { es: "Variables que se observan.", en: "Number of observed variables." },
      min: 3,
      max: 200,
      default: 12,
      scale: "log",
    },
    factors: {
      kind: "integer",
      label: { es: "Factores", en: "Factors" },
      help: { es: "Causas ocultas que mueven las columnas.", en: "Hidden causes that move the columns." },
      min: 1,
      max: 20,
      default: 3,
    },
    structure: {
      kind: "choice",
      label: { es: "Cargas", en: "Loadings" },
      help: {
        es: "Densas: cada columna depende de todos los factores. Simples: solo de uno.",
        en: "Dense: each column depends on all factors. Simple: on just one.",
      },
      options: [
        { value: "dense", label: { es: "Densas", en: "Dense" } },
        { value: "simple", label: { es: "Simples", en: "Simple" } },
      ],
      default: "dense",
    },
    unequal: {
      kind: "choice",
      label: { es: "Forma del ruido", en: "Noise structure" },
      help: {
        es: "Igual en todas las columnas (PPCA) o distinto en cada una (análisis factorial).",
        en: "Equal in all columns (PPCA) or different in each (factor analysis).",
      },
      options: [
        { value: "isotropic", label: { es: "Isótropo", en: "Isotropic" } },
        { value: "diagonal", label: { es: "Diagonal", en: "Diagonal" } },
      ],
      default: "isotropic",
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica; si es diagonal, cada columna tiene entre un cuarto y el doble.",
        en: "Standard deviation; diagonal: each column has between a quarter of it and twice as much.",
      },
      min: 0.01,
      max: 10,
      default: 0.5,
      step: 0.01,
    },
    missing: {
      kind: "number",
      label: { es: "Celdas vacías", en: "Missing cells" },
      help: { es: "Parte de las celdas que se borra al azar.", en: "Share of the cells blanked at random." },
      min: 0,
      max: 0.6,
      default: 0,
      step: 0.01,
    },
  },
  cost({ rows, columns, factors, missing }) {
    const values = rows * columns;
    const bytes = 8 * (values + rows * factors + columns * (factors + 2)) + (missing > 0 ? values : 0);
    return { values, bytes, steps: values * (1 + factors / 16 + (missing > 0 ? 1 : 0)) + rows * factors };
  },
  generate(key, params) {
    const { rows, columns, factors, missing } = params;
    const model = plantedModel(key, params);
    const values = new Float64Array(rows * columns);
    const scores = new Float64Array(rows * factors);
    const rowsKey = foldIn(key, STREAM.rows);
    for (let i = 0; i < rows; i++) drawRow(foldIn(rowsKey, i), model, factors, i, values, scores);
    const mask = missing > 0 ? blank(foldIn(key, STREAM.missing), missing, values) : undefined;
    const names = (name: string, count: number) => Array.from({ length: count }, (_, j) => `${name}${j + 1}`);
    return {
      rows,
      columns,
      values,
      names: names("x", columns),
      factors: { names: names("z", factors), values: scores },
      ...(mask?.includes(0) && { mask }),
    };
  },
});

function drawRow(
  key: Key,
  { mean, loadings, noise }: PlantedModel,
  factors: number,
  row: number,
  values: Float64Array,
  scores: Float64Array,
): void {
  for (let k = 0; k < factors; k++) scores[row * factors + k] = normal(key, k);
  for (let j = 0; j < mean.length; j++) {
    let x = mean[j] + noise[j] * normal(key, factors + j);
    for (let k = 0; k < factors; k++) x += loadings[j * factors + k] * scores[row * factors + k];
    values[row * mean.length + j] = x;
  }
}

/** Zeros in cells that are missing, and the mask of those that are there. */
function blank(key: Key, share: number, values: Float64Array): Uint8Array {
  // A loop: from() would first list every value as an object of its own, a gigabyte of them in the largest tables.
  const mask = new Uint8Array(values.length).fill(1);
  for (let at = 0; at < values.length; at++) {
    if (uniform(key, at) >= share) continue;
    values[at] = 0;
    mask[at] = 0;
  }
  return mask;
}
