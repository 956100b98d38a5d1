/** Metrics that labs of this family have in common, by their names. */
import type { Metric } from "../lab.ts";
import { stoppedAt } from "../stopped.ts";

export const autoencoding = {
  loss: {
    name: "loss",
    label: { es: "Pérdida", en: "Loss" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Pérdida media de los últimos 50 minilotes de entrenamiento",
      en: "Mean loss over the last 50 training minibatches",
    },
  },
  testMse: {
    name: "testMse",
    label: { es: "Error de prueba", en: "Test error" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Error cuadrático medio por valor al reconstruir los datos de prueba",
      en: "Mean squared error per value when reconstructing the held-out data",
    },
  },
  pcaTestMse: {
    name: "pcaTestMse",
    label: { es: "Error de PCA", en: "PCA error" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "El mismo error con PCA de tantas dimensiones como el código",
      en: "The same error for PCA with as many dimensions as the code",
    },
  },
  quantizedTestMse: {
    name: "quantizedTestMse",
    label: { es: "Error en int8", en: "Error in int8" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "El error de la red cuantizada a enteros de ocho bits, la que se publica",
      en: "The same error for the net quantised to eight-bit integers, as published",
    },
  },
  probeAccuracy: {
    name: "probeAccuracy",
    label: { es: "Clases por el código", en: "Classes from the code" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de las filas de prueba cuya clase acierta una regla lineal (análisis discriminante) que solo ve el código",
      en: "Fraction of the held-out rows whose class a linear rule (discriminant analysis) finds from the code alone",
    },
  },
  pcaProbeAccuracy: {
    name: "pcaProbeAccuracy",
    label: { es: "Clases por PCA", en: "Classes from PCA" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Lo mismo con el código de PCA de tantas dimensiones",
      en: "The same from PCA's code with as many dimensions",
    },
  },
  stoppedAt,
} as const satisfies Readonly<Record<string, Metric>>;
