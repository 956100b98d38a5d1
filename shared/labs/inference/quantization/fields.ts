import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { netFields } from "../net-fields.ts";

export const quantizationFields = {
  format: {
    kind: "choice",
    label: { es: "Formato", en: "Format" },
    help: {
      es: "En qué formato sale el modelo y se publica. Los demás se miden también.",
      en: "In which format the model leaves and is published. The others are measured too.",
    },
    options: [
      { value: "int8-tensor", label: { es: "int8 por tensor", en: "int8 per tensor" } },
      { value: "int8-channel", label: { es: "int8 por canal", en: "int8 per channel" } },
      { value: "int4", label: { es: "int4 por grupos", en: "int4 in groups" } },
      { value: "pruned", label: { es: "podada, en int8", en: "pruned, in int8" } },
    ],
    default: "int8-channel",
  },
  share: {
    kind: "number",
    label: { es: "Parte podada", en: "Share pruned" },
    help: {
      es: "Qué parte de los pesos se quita, por bloques, sin volver a entrenar.",
      en: "Which part of the weights is taken out, by blocks, without training again.",
    },
    min: 0.1,
    max: 0.95,
    step: 0.05,
    default: 0.8,
    when: { field: "format", is: ["pruned"] },
  },
  calibration: {
    kind: "choice",
    label: { es: "Calibración", en: "Calibration" },
    help: {
      es: "Qué rango de activaciones abarcan los códigos. Mín.–máx.: todo lo visto. Percentil: se recorta una parte a cada lado. Error cuadrático: el recorte que da el menor error. Entropía: el de menor divergencia de Kullback–Leibler.",
      en: "Which range of activations the codes cover. Min–max: all that was seen. Percentile: a part at each end is clipped. Squared error: the clipping that gives the least error. Entropy: that of the least Kullback–Leibler divergence.",
    },
    options: [
      { value: "min-max", label: { es: "Mín.–máx.", en: "Min–max" } },
      { value: "percentile", label: { es: "Percentil", en: "Percentile" } },
      { value: "squared-error", label: { es: "Error cuadrático", en: "Squared error" } },
      { value: "entropy", label: { es: "Entropía", en: "Entropy" } },
    ],
    default: "min-max",
  },
  clipped: {
    kind: "number",
    label: { es: "Parte recortada", en: "Part clipped" },
    help: {
      es: "Qué parte de los números vistos queda fuera del rango, a cada lado.",
      en: "Which part of the numbers seen is left outside the range, at each end.",
    },
    min: 0,
    max: 0.2,
    step: 0.0005,
    default: 0.001,
    when: { field: "calibration", is: ["percentile"] },
  },
  rows: {
    kind: "integer",
    label: { es: "Filas de calibración", en: "Calibration rows" },
    help: {
      es: "Cuántas muestras de entrenamiento pasan por la red para hallar los rangos.",
      en: "How many training samples pass through the net to find the ranges.",
    },
    min: 1,
    max: 1000,
    scale: "log",
    default: 100,
  },
  group: {
    kind: "choice",
    label: { es: "Grupo de int4", en: "Group of int4" },
    help: {
      es: "Cuántos pesos de int4 comparten un factor. Con menos, más precisión y más bytes.",
      en: "How many weights of int4 share a factor. With fewer, more precision and more bytes.",
    },
    options: [
      { value: "16", label: { es: "16", en: "16" } },
      { value: "32", label: { es: "32", en: "32" } },
      { value: "64", label: { es: "64", en: "64" } },
      { value: "128", label: { es: "128", en: "128" } },
    ],
    default: "32",
  },
  ...netFields,
} as const satisfies Fields;

export type QuantizationParams = ParamsOf<typeof quantizationFields>;

/** What the net depends on; the length of training is a matter of steps. */
export type NetTaskParams = Omit<
  QuantizationParams,
  "epochs" | "format" | "share" | "calibration" | "clipped" | "rows" | "group"
>;

export function netParams(params: QuantizationParams): NetTaskParams {
  const { epochs: _, format: _f, share: _s, calibration: _c, clipped: _p, rows: _r, group: _g, ...own } = params;
  return own;
}
