import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { coders, coderTraining, reconstructionLoss } from "../../nets/coders/fields.ts";

export const denoisingFields = {
  noise: {
    kind: "choice",
    label: { es: "Ruido", en: "Noise" },
    help: {
      es: "Cómo se estropea cada muestra antes de entrar, de otra manera en cada época. Gaussiano: se suma un número a cada valor. Máscara: se borran valores (quedan en 0). Sal y pimienta: pasan a 0 o a 1.",
      en: "How each sample is spoiled before it goes in, differently in each epoch. Gaussian: a number is added to each value. Masking: values are erased (set to 0). Salt and pepper: they become 0 or 1.",
    },
    options: [
      { value: "gaussian", label: { es: "Gaussiano", en: "Gaussian" } },
      { value: "masking", label: { es: "Máscara", en: "Masking" } },
      { value: "salt-and-pepper", label: { es: "Sal y pimienta", en: "Salt and pepper" } },
    ],
    default: "gaussian",
  },
  sigma: {
    kind: "number",
    label: { es: "Desviación del ruido, σ", en: "Deviation of the noise, σ" },
    help: {
      es: "Desviación típica de lo que se suma. En imágenes, 1 es la distancia de negro a blanco; en tablas, la desviación típica de los datos.",
      en: "Standard deviation of what is added. In pictures 1 is the distance from black to white; in tables, the standard deviation of the data.",
    },
    min: 0.01,
    max: 2,
    default: 0.4,
    step: 0.01,
    when: { field: "noise", is: ["gaussian"] },
  },
  rate: {
    kind: "number",
    label: { es: "Parte estropeada", en: "Fraction spoiled" },
    help: {
      es: "Probabilidad de que se estropee cada valor.",
      en: "Probability that a value is spoiled.",
    },
    min: 0.01,
    max: 0.95,
    default: 0.4,
    step: 0.01,
    when: { field: "noise", is: ["masking", "salt-and-pepper"] },
  },
  ...coders,
  hidden: {
    ...coders.hidden,
    help: {
      es: "Anchura de cada capa densa hasta el código; el decodificador las repite al revés. Aquí el código puede ser más ancho que los datos: copiar ya no sirve.",
      en: "Width of each dense layer down to the code; the decoder mirrors them. Here the code may be wider than the data: copying is no longer of use.",
    },
    default: [256],
  },
  loss: { ...reconstructionLoss, default: "mse" },
  ...coderTraining(0.002, 30, 64),
} as const satisfies Fields;

export type DenoisingParams = ParamsOf<typeof denoisingFields>;
/** The length of training is a matter of a task's steps. */
export type DenoisingTaskParams = Omit<DenoisingParams, "epochs">;
/** What spoils a sample, and how much. */
export type NoiseParams = Pick<DenoisingParams, "noise" | "sigma" | "rate">;
