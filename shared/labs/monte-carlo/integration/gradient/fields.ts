import type { Fields } from "../../../../experiment/fields.ts";

/** Minibatch gradients: the regression, its descent, and the minibatches that are tried. */
export const gradientFields = {
  response: {
    kind: "columns",
    label: { es: "Respuesta", en: "Response" },
    help: {
      es: "La columna que la regresión lineal explica; sin elegir, la última.",
      en: "The column that the linear regression explains; the last one when none is chosen.",
    },
    minItems: 0,
    maxItems: 1,
    none: { es: "(última columna)", en: "(last column)" },
    default: [],
    when: { field: "problem", is: ["gradient"] },
  },
  batch: {
    kind: "integer",
    label: { es: "Filas por minilote", en: "Rows of a minibatch" },
    help: {
      es: "Filas de las que sale cada gradiente del descenso.",
      en: "Rows that each gradient of the descent is made of.",
    },
    min: 1,
    max: 4096,
    default: 16,
    step: 1,
    scale: "log",
    when: { field: "problem", is: ["gradient"] },
  },
  learningRate: {
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: {
      es: "Cuánto se mueve el descenso por unidad de gradiente; las columnas están estandarizadas.",
      en: "How far the descent moves per unit of gradient; the columns are standardised.",
    },
    min: 0.0001,
    max: 2,
    default: 0.1,
    scale: "log",
    when: { field: "problem", is: ["gradient"] },
  },
  epochs: {
    kind: "integer",
    label: { es: "Épocas", en: "Epochs" },
    help: {
      es: "Cuántas veces pasa el descenso por todas las filas.",
      en: "How often the descent goes through all rows.",
    },
    min: 1,
    max: 500,
    default: 20,
    step: 1,
    scale: "log",
    when: { field: "problem", is: ["gradient"] },
  },
  trials: {
    kind: "integer",
    label: { es: "Minilotes de prueba", en: "Minibatches tried" },
    help: {
      es: "Minilotes de cada tamaño de los que se mide la varianza del gradiente.",
      en: "Minibatches of each size from which the variance of the gradient is measured.",
    },
    min: 10,
    max: 10_000,
    default: 1000,
    step: 10,
    scale: "log",
    when: { field: "problem", is: ["gradient"] },
  },
} as const satisfies Fields;
