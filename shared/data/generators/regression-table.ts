import { sigmoid } from "../../math/exponential.ts";
import { normal, uniform } from "../../random/distributions.ts";
import { foldIn } from "../../random/philox.ts";
import { defineGenerator } from "./generator.ts";

/** Planted intercept and coefficient of predictor j (from 0): 0.5; 1.5, −1, 0.75, −0.6, 0.5, … = ±3/(j + 2). */
export const PLANTED_INTERCEPT = 0.5;
export function plantedCoefficient(j: number): number {
  return (j % 2 === 0 ? 3 : -3) / (j + 2);
}

/**
 * A table with known coefficients. Predictors x1 … are standard normal, each correlated with the one before it; the response y is
 * alpha + x·beta + noise, or 1 with probability 1/(1 + e^−(alpha + x·beta)) and 0 otherwise.
 */
export const regressionTable = defineGenerator({
  id: "regression-table",
  title: { es: "Tabla para regresión", en: "Regression table" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Filas", en: "Rows" },
      help: { es: "Número de observaciones.", en: "Number of observations." },
      min: 10,
      max: 100_000,
      default: 500,
      scale: "log",
    },
    predictors: {
      kind: "integer",
      label: { es: "Predictores", en: "Predictors" },
      help: { es: "Columnas que explican la respuesta.", en: "Columns that explain the response." },
      min: 1,
      max: 50,
      default: 5,
    },
    response: {
      kind: "choice",
      label: { es: "Respuesta", en: "Response" },
      help: {
        es: "Un número (regresión lineal), o cero y uno (regresión logística; sirve para las dos).",
        en: "A number (linear regression), or zeros and ones (logistic regression; works for both).",
      },
      options: [
        { value: "binary", label: { es: "0 o 1", en: "0 or 1" } },
        { value: "continuous", label: { es: "Continua", en: "Continuous" } },
      ],
      default: "binary",
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica de lo que los predictores no explican.",
        en: "Standard deviation of what the predictors do not explain.",
      },
      min: 0.01,
      max: 10,
      default: 1,
      step: 0.01,
      when: { field: "response", is: ["continuous"] },
    },
    correlation: {
      kind: "number",
      label: { es: "Correlación", en: "Correlation" },
      help: { es: "Entre predictores vecinos.", en: "Between neighbouring predictors." },
      min: 0,
      max: 0.99,
      default: 0.3,
      step: 0.01,
    },
  },
  cost({ rows, predictors }) {
    const values = rows * (predictors + 1);
    return { values, bytes: 8 * values, steps: values };
  },
  generate(key, { rows, predictors, response, noise, correlation }) {
    const columns = predictors + 1;
    const values = new Float64Array(rows * columns);
    const rest = Math.sqrt(1 - correlation * correlation);
    for (let i = 0; i < rows; i++) {
      const row = foldIn(key, i);
      let eta = PLANTED_INTERCEPT;
      let before = 0;
      for (let j = 0; j < predictors; j++) {
        before = j === 0 ? normal(row, 0) : correlation * before + rest * normal(row, j);
        values[i * columns + j] = before;
        eta += before * plantedCoefficient(j);
      }
      const chance = foldIn(row, 1);
      values[i * columns + predictors] =
        response === "binary" ? (uniform(chance, 0) < sigmoid(eta) ? 1 : 0) : eta + (noise ?? 1) * normal(chance, 0);
    }
    return { rows, columns, values, names: [...Array.from({ length: predictors }, (_, j) => `x${j + 1}`), "y"] };
  },
});
