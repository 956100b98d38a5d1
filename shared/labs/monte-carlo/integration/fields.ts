import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

export const integrationFields = {
  steps: {
    kind: "integer",
    label: { es: "Pasos", en: "Steps" },
    help: { es: "Cuántas veces se mueve el punto.", en: "How many times the point moves." },
    min: 1,
    max: 100_000,
    default: 500,
    scale: "log",
  },
  learningRate: {
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: { es: "Cuánto se mueve por cada unidad de gradiente.", en: "How far it moves per unit of gradient." },
    min: 0.001,
    max: 1.5,
    default: 0.1,
    scale: "log",
  },
  noise: {
    kind: "number",
    label: { es: "Ruido", en: "Noise" },
    help: {
      es: "Desviación estándar del error de cada gradiente.",
      en: "Standard deviation of the error of each gradient.",
    },
    min: 0,
    max: 10,
    default: 0.1,
  },
} as const satisfies Fields;

export type IntegrationParams = ParamsOf<typeof integrationFields>;
