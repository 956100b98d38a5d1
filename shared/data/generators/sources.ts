import type { IntegerField } from "../../experiment/fields.ts";
import { cosTurns, log, pow } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Localized } from "../../text.ts";
import { defineGenerator } from "./generator.ts";
import { mix, mixingMatrix } from "./mixing.ts";

/** Degrees of freedom of the heavy-tailed sources. */
const DEGREES = 5;
/** Standard deviation of each of the two humps at ±1. */
const HUMP = 0.35;

/** Draw i of each kind of source, mean 0 and variance 1. */
const KINDS: Readonly<Record<string, (key: Key, i: number) => number>> = {
  laplace(key, i) {
    const u = uniform(key, i) - 0.5;
    const size = -log(1 - 2 * Math.abs(u)) * Math.SQRT1_2;
    return u < 0 ? -size : size;
  },
  uniform: (key, i) => (2 * uniform(key, i) - 1) * Math.sqrt(3),
  // Bailey, Mathematics of Computation 62, 1994: a Student variate of two uniforms.
  student(key, i) {
    const radius = DEGREES * (pow(1 - uniform(key, 2 * i), -2 / DEGREES) - 1);
    return Math.sqrt(radius * ((DEGREES - 2) / DEGREES)) * cosTurns(uniform(key, 2 * i + 1));
  },
  bimodal: (key, i) =>
    ((uniform(foldIn(key, 1), i) < 0.5 ? -1 : 1) + HUMP * normal(key, i)) / Math.sqrt(1 + HUMP * HUMP),
  gaussian: normal,
};

const count = (label: Localized, help: Localized, initial: number): IntegerField => ({
  kind: "integer",
  label,
  help,
  min: 0,
  max: 8,
  default: initial,
});

/**
 * Planted independent sources of variance 1 and known shapes, mixed by a well-conditioned matrix. The factors are the true sources; the first rows of
 * a table are those of a longer one. No source at all becomes one Gaussian.
 */
export const sources = defineGenerator({
  id: "sources",
  title: { es: "Fuentes independientes mezcladas", en: "Mixed independent sources" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Filas", en: "Rows" },
      help: { es: "Instantes de cada fuente.", en: "Number of draws from each source." },
      min: 100,
      max: 100_000,
      default: 10_000,
      scale: "log",
    },
    laplace: count(
      { es: "De Laplace", en: "Laplace" },
      {
        es: "Fuentes con pico y colas: la mayoría de valores son pequeños.",
        en: "Peaked sources: most values are small.",
      },
      2,
    ),
    uniform: count(
      { es: "Uniformes", en: "Uniform" },
      { es: "Fuentes planas, sin colas.", en: "Flat sources without tails." },
      1,
    ),
    student: count(
      { es: "De Student", en: "Student" },
      { es: "Fuentes de colas pesadas (5 grados de libertad).", en: "Heavy-tailed sources (5 degrees of freedom)." },
      1,
    ),
    bimodal: count(
      { es: "Bimodales", en: "Bimodal" },
      { es: "Fuentes con dos jorobas.", en: "Sources with two humps." },
      1,
    ),
    gaussian: count(
      { es: "Gaussianas", en: "Gaussian" },
      {
        es: "Con dos o más, ICA no puede distinguirlas: cualquier giro de ellas se ve igual.",
        en: "With two or more, ICA cannot tell which is which: any rotation of them looks the same.",
      },
      0,
    ),
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica del ruido de cada mezcla, comparada con la de la mezcla.",
        en: "Standard deviation of the noise in each mixture, relative to the mixture's own.",
      },
      min: 0,
      max: 1,
      default: 0,
      step: 0.01,
    },
  },
  cost({ rows, noise, ...counts }) {
    const n = Math.max(
      1,
      Object.keys(KINDS).reduce((sum, kind) => sum + counts[kind as keyof typeof counts], 0),
    );
    const values = rows * n;
    return { values, bytes: 16 * values, steps: values * (noise > 0 ? 3 : 2) + (values * n) / 16 };
  },
  generate(key, { rows, noise, ...counts }) {
    const kinds = Object.keys(KINDS).flatMap((kind) => Array<string>(counts[kind as keyof typeof counts]).fill(kind));
    if (kinds.length === 0) kinds.push("gaussian");
    const n = kinds.length;
    const values = new Float64Array(rows * n);
    kinds.forEach((kind, j) => {
      const own = foldIn(key, 0, j);
      for (let r = 0; r < rows; r++) values[r * n + j] = KINDS[kind](own, r);
    });
    const names = kinds.map((kind, j) => `${kind} ${kinds.slice(0, j + 1).filter((one) => one === kind).length}`);
    return {
      rows,
      columns: n,
      values: mix(values, rows, mixingMatrix(foldIn(key, 1), n), noise, foldIn(key, 2)),
      names: kinds.map((_, i) => `x${i + 1}`),
      factors: { names, values },
    };
  },
});
