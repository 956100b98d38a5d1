import { sinTurns } from "../../math/elementary.ts";
import { foldIn, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

/** Cycles of the three waves of the driving force, as multiples of the slowest. */
const WAVES = [1, 2.2, 2.6] as const;
const CENTRE = 3.6;

/**
 * Logistic map w(t + 1) = r(t)·w(t)·(1 − w(t)) whose parameter is driven by a slow force: r(t) = 3.6 + strength·γ(t), where γ is the sum of three
 * waves (Wiskott, "Estimating driving forces of nonstationary time series with slow feature analysis", 2003). The map is chaotic, so that the
 * force cannot be seen in the series by eye.
 */
export const drivenLogisticMap = defineGenerator({
  id: "driven-logistic-map",
  title: { es: "Mapa logístico con fuerza lenta", en: "Driven logistic map" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Instantes", en: "Time steps" },
      help: { es: "Longitud de la serie.", en: "Length of the series." },
      min: 50,
      max: 100_000,
      default: 5000,
      scale: "log",
    },
    cycles: {
      kind: "number",
      label: { es: "Ciclos de la fuerza", en: "Cycles of the force" },
      help: {
        es: "Vueltas que da la onda más lenta de la fuerza en toda la serie. Con más, la fuerza es más rápida.",
        en: "Cycles of the slowest wave in the force over the whole series. More of them make a faster force.",
      },
      min: 0.5,
      max: 200,
      default: 5,
      scale: "log",
    },
    strength: {
      kind: "number",
      label: { es: "Intensidad", en: "Strength" },
      help: {
        es: "Cuánto mueve la fuerza el parámetro del mapa.",
        en: "How far the force moves the parameter of the map.",
      },
      min: 0.001,
      max: 0.13,
      default: 0.13,
      step: 0.001,
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica del ruido al medir la serie.",
        en: "Standard deviation of the measurement noise.",
      },
      min: 0,
      max: 0.5,
      default: 0,
      step: 0.001,
    },
  },
  cost: ({ rows }) => ({ values: rows, bytes: 16 * rows, steps: 5 * rows }),
  generate(key, { rows, cycles, strength, noise }) {
    const force = forceOf(foldIn(key, 1), rows, cycles);
    const values = new Float64Array(rows);
    const measured = foldIn(key, 2);
    let w = 0.1 + 0.8 * uniform(key, 0);
    for (let t = 0; t < rows; t++) {
      const r = CENTRE + strength * force[t];
      w = r * w * (1 - w);
      values[t] = noise > 0 ? w + noise * normal(measured, t) : w;
    }
    return { rows, columns: 1, values, names: ["w"], factors: { names: ["force"], values: force } };
  },
});

/** Σ of three waves, each of amplitude 1 and of a phase of its own: |γ| ≤ 3, so that r ≤ 3.99 and w stays in [0, 1]. */
function forceOf(key: Key, rows: number, cycles: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, t) =>
    WAVES.reduce((sum, wave, k) => sum + sinTurns((wave * cycles * t) / rows + uniform(key, k)), 0),
  );
}
