/** Metrics that labs of this family have in common, by their names. */
import { lastMinibatches, type MetricTable, outputOf } from "../metric-table.ts";
import { stoppedAt, stoppedAtOf } from "../stopped.ts";

export const autoencoding = {
  loss: {
    label: { es: "Pérdida", en: "Loss" },
    meaning: {
      es: "Pérdida media de los últimos 50 minilotes de entrenamiento",
      en: "Mean loss over the last 50 training minibatches",
    },
    of: lastMinibatches("loss"),
  },
  stoppedAt: { ...stoppedAt, of: (fold) => stoppedAtOf(fold.output("train")) },
  quantizedTestMse: {
    label: { es: "Error en int8", en: "Error in int8" },
    better: "lower",
    meaning: {
      es: "El error de la red cuantizada a enteros de ocho bits, la que se publica",
      en: "The same error for the net quantised to eight-bit integers, as published",
    },
    of: outputOf("quantise", "testMse"),
  },
} as const satisfies MetricTable<unknown>;

/** What reconstructing the held-out rows costs; each lab says where it is measured. */
export const testMse = {
  label: { es: "Error de prueba", en: "Test error" },
  better: "lower",
  meaning: {
    es: "Error cuadrático medio por valor al reconstruir los datos de prueba",
    en: "Mean squared error per value when reconstructing the held-out data",
  },
} as const;
