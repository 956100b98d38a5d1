import { log } from "../../math/elementary.ts";
import { foldIn, uniform } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";

/** A Markov chain: row i holds the probabilities of going from state i to each state. What does not stay is shared out at random, more of it to neighbours. */
export const transitionMatrix = defineGenerator({
  id: "transition-matrix",
  title: { es: "Matriz de transición", en: "Transition matrix" },
  params: {
    states: {
      kind: "integer",
      label: { es: "Estados", en: "States" },
      help: { es: "Filas y columnas de la matriz.", en: "Rows and columns of the matrix." },
      min: 2,
      max: 100,
      default: 6,
    },
    stay: {
      kind: "number",
      label: { es: "Probabilidad de quedarse", en: "Probability of staying" },
      help: { es: "De cada estado.", en: "Of each state." },
      min: 0,
      max: 0.99,
      default: 0.3,
      step: 0.01,
    },
    reach: {
      kind: "number",
      label: { es: "Alcance", en: "Reach" },
      help: {
        es: "A cuántos estados de distancia se va de ordinario.",
        en: "How many states away it usually goes.",
      },
      min: 0.5,
      max: 100,
      default: 2,
      scale: "log",
    },
  },
  cost({ states }) {
    return { values: states * states, bytes: 8 * states * states, steps: states * states };
  },
  generate(key, { states, stay, reach }) {
    const values = new Float64Array(states * states);
    for (let i = 0; i < states; i++) {
      const row = foldIn(key, i);
      const weights = Float64Array.from({ length: states }, (_, j) =>
        j === i ? 0 : -log(1 - uniform(row, j)) / (1 + (Math.abs(i - j) / reach) ** 2),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      weights.forEach((weight, j) => {
        values[i * states + j] = j === i ? stay : ((1 - stay) * weight) / total;
      });
    }
    return { rows: states, columns: states, values, names: Array.from({ length: states }, (_, j) => `s${j + 1}`) };
  },
});
