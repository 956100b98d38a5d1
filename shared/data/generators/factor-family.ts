import { exp, log, pow } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

type Prior = "gaussian" | "laplace" | "student" | "slow";
type Noise = "none" | "isotropic" | "diagonal";
type Shape = "table" | "curve" | "picture";

export interface FamilyParams {
  readonly rows: number;
  readonly latents: number;
  readonly prior: Prior;
  readonly shape: Shape;
  readonly columns?: number | undefined;
  readonly side?: number | undefined;
  readonly noise: Noise;
  readonly level?: number | undefined;
}

/** The model that draws the data: x = W·z + noise. */
export interface Family {
  readonly columns: number;
  readonly latents: number;
  /** W, columns × latents. */
  readonly loadings: Float64Array;
  /** Ψ: the variance of each column's noise. */
  readonly noise: Float64Array;
}

/** Degrees of freedom of Student's prior: heavy tails, and a variance. */
const FREEDOM = 5;

/**
 * The family of linear factor models (Goodfellow, Bengio & Courville, Deep Learning, 2016, ch. 13): z from a prior of variance 1, x = W·z + noise.
 * The latents of each row come along as its factors.
 */
export const factorFamily = defineGenerator({
  id: "factor-family",
  title: { es: "Familia de modelos de factores", en: "Factor-model family" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Filas", en: "Rows" },
      help: { es: "Cuántas muestras se generan.", en: "How many samples are generated." },
      min: 20,
      max: 20_000,
      default: 2000,
      scale: "log",
    },
    latents: {
      kind: "integer",
      label: { es: "Factores", en: "Latents" },
      help: {
        es: "Números ocultos de los que sale cada muestra.",
        en: "Number of latent variables behind each sample.",
      },
      min: 1,
      max: 8,
      default: 2,
    },
    prior: {
      kind: "choice",
      label: { es: "Distribución previa", en: "Prior" },
      help: {
        es: "De dónde salen los factores. Todas tienen varianza 1; «lenta» cambia poco de una fila a la siguiente.",
        en: "Where the latents come from. All have variance 1; “slow” changes little from one row to the next.",
      },
      options: [
        { value: "gaussian", label: { es: "Gaussiana", en: "Gaussian" } },
        { value: "laplace", label: { es: "Laplace", en: "Laplace" } },
        { value: "student", label: { es: "Student (5 g. l.)", en: "Student (5 d.f.)" } },
        { value: "slow", label: { es: "Lenta", en: "Slow" } },
      ],
      default: "gaussian",
    },
    shape: {
      kind: "choice",
      label: { es: "Los datos son", en: "The data are" },
      help: {
        es: "Números sueltos, curvas suaves o imágenes: decide cómo son las cargas.",
        en: "Separate numbers, smooth curves or pictures: this decides what the loadings look like.",
      },
      options: [
        { value: "table", label: { es: "Puntos", en: "Points" } },
        { value: "curve", label: { es: "Curvas", en: "Curves" } },
        { value: "picture", label: { es: "Imágenes", en: "Pictures" } },
      ],
      default: "table",
    },
    columns: {
      kind: "integer",
      label: { es: "Columnas", en: "Columns" },
      help: { es: "Números que se observan de cada muestra.", en: "Numbers observed in each sample." },
      min: 2,
      max: 64,
      default: 8,
      when: { field: "shape", is: ["table", "curve"] },
    },
    side: {
      kind: "integer",
      label: { es: "Lado", en: "Side" },
      help: { es: "Cada imagen tiene lado × lado píxeles.", en: "Each picture has side × side pixels." },
      min: 4,
      max: 16,
      default: 10,
      unit: "px",
      when: { field: "shape", is: ["picture"] },
    },
    noise: {
      kind: "choice",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Ninguno, igual en todas las columnas, o distinto en cada una.",
        en: "None, the same in all columns, or different in each.",
      },
      options: [
        { value: "isotropic", label: { es: "Igual en todas", en: "The same in all" } },
        { value: "diagonal", label: { es: "Distinto en cada una", en: "Different in each" } },
        { value: "none", label: { es: "Ninguno", en: "None" } },
      ],
      default: "isotropic",
    },
    level: {
      kind: "number",
      label: { es: "Nivel de ruido", en: "Noise level" },
      help: {
        es: "Desviación típica del ruido; si es distinto en cada columna, la central.",
        en: "Standard deviation of the noise; the middle of the range where each column has its own.",
      },
      min: 0.01,
      max: 3,
      default: 0.5,
      step: 0.01,
      when: { field: "noise", is: ["isotropic", "diagonal"] },
    },
  },
  cost(params) {
    const { rows, latents } = params;
    const columns = columnsOf(params);
    const values = rows * columns;
    const bytes = 8 * (values + latents * (rows + columns) + columns);
    return { values, bytes, steps: values * (1 + latents / 16) + (FREEDOM + 3) * rows * latents };
  },
  generate(key, params) {
    const { rows, latents, shape, side } = params;
    const { columns, loadings, noise } = familyOf(key, params);
    const z = latentsOf(foldIn(key, 1), params);
    const values = new Float64Array(rows * columns);
    for (let n = 0; n < rows; n++) {
      const own = foldIn(key, 2, n);
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < latents; k++) sum += loadings[j * latents + k] * z[n * latents + k];
        values[n * columns + j] = noise[j] > 0 ? sum + Math.sqrt(noise[j]) * normal(own, j) : sum;
      }
    }
    return {
      rows,
      columns,
      values,
      factors: { names: Array.from({ length: latents }, (_, k) => `z${k + 1}`), values: z },
      ...(shape === "picture"
        ? { image: { width: side ?? 0, height: side ?? 0, channels: 1 as const } }
        : { names: Array.from({ length: columns }, (_, j) => `x${j + 1}`) }),
    };
  },
});

const columnsOf = ({ shape, side = 0, columns = 0 }: Pick<FamilyParams, "shape" | "side" | "columns">) =>
  shape === "picture" ? side ** 2 : columns;

/** Loadings and noise of the same key and parameters as the data. */
export function familyOf(key: Key, params: FamilyParams): Family {
  const { latents, noise, level = 0 } = params;
  const columns = columnsOf(params);
  const drawn = foldIn(key, 3);
  const loadings = new Float64Array(columns * latents);
  for (let k = 0; k < latents; k++)
    for (let j = 0; j < columns; j++) loadings[j * latents + k] = loadingOf(foldIn(drawn, k), params, j, k);
  const uneven = foldIn(key, 4);
  return {
    columns,
    latents,
    loadings,
    noise: Float64Array.from({ length: columns }, (_, j) => {
      if (noise === "none") return 0;
      // From a tenth to ten times the level.
      return level * level * (noise === "diagonal" ? pow(100, 2 * uniform(uneven, j) - 1) : 1);
    }),
  };
}

/** Of points a normal number; of curves a bump at a place of its own, of pictures a spot. */
function loadingOf(key: Key, { shape, columns = 0, side = 0, latents }: FamilyParams, j: number, k: number): number {
  if (shape === "table") return normal(key, j);
  if (shape === "curve") {
    const centre = (k + 0.3 + 0.4 * uniform(key, 0)) / latents;
    const away = ((j + 0.5) / columns - centre) / (0.22 / latents + 0.04);
    return 2 * exp(-0.5 * away * away);
  }
  const [cx, cy] = [0.15 + 0.7 * uniform(key, 0), 0.15 + 0.7 * uniform(key, 1)];
  const [x, y] = [((j % side) + 0.5) / side - cx, (Math.floor(j / side) + 0.5) / side - cy];
  return 2 * exp(-0.5 * ((x * x + y * y) / (0.13 * 0.13)));
}

/** rows × latents, each of mean 0 and variance 1. */
function latentsOf(key: Key, { rows, latents, prior }: FamilyParams): Float64Array {
  const z = new Float64Array(rows * latents);
  for (let k = 0; k < latents; k++) {
    const own = foldIn(key, k);
    // Halves of how far a latent forgets: 0.01, 0.02, 0.04, …
    const memory = 1 - 0.01 * 2 ** k;
    for (let n = 0; n < rows; n++) {
      const at = n * latents + k;
      if (prior === "slow")
        z[at] = n === 0 ? normal(own, 0) : memory * z[at - latents] + Math.sqrt(1 - memory * memory) * normal(own, n);
      else z[at] = drawOf(prior, own, n);
    }
  }
  return z;
}

function drawOf(prior: Exclude<Prior, "slow">, key: Key, n: number): number {
  if (prior === "gaussian") return normal(key, n);
  if (prior === "laplace") {
    const u = uniform(key, n) - 0.5;
    return (u < 0 ? 1 : -1) * Math.SQRT1_2 * log(Math.max(1 - 2 * Math.abs(u), 2 ** -53));
  }
  let chi = 0;
  for (let i = 1; i <= FREEDOM; i++) chi += normal(foldIn(key, n), i) ** 2;
  return normal(foldIn(key, n), 0) * Math.sqrt((FREEDOM - 2) / chi);
}
