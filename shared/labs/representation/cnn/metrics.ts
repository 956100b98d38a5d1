import type { Metric } from "../../lab.ts";
import { DEVIATIONS, SHIFTS } from "../../nets/disturbances.ts";

export const cnnMetrics: readonly Metric[] = [
  {
    name: "accuracy",
    label: { es: "Aciertos", en: "Accuracy" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de las imágenes de prueba que acierta",
      en: "Share of the held-out pictures that it gets right",
    },
  },
  {
    name: "trainAccuracy",
    label: { es: "Al entrenar", en: "In training" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte que acierta de los últimos 20 minilotes de entrenamiento",
      en: "Share that it gets right of the last 20 training minibatches",
    },
  },
  {
    name: "testLoss",
    label: { es: "Pérdida de prueba", en: "Test loss" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Entropía cruzada media de todas las imágenes de prueba, en nats (mientras se entrena, la de la última evaluación)",
      en: "Mean cross-entropy of all held-out pictures, in nats (while it trains, that of the last evaluation)",
    },
  },
  {
    name: "accuracyNoisy",
    label: { es: "Con ruido", en: "With noise" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: `Aciertos con ruido de desviación ${String(DEVIATIONS[4]).replace(".", ",")}`,
      en: `Accuracy with noise of deviation ${DEVIATIONS[4]}`,
    },
  },
  {
    name: "accuracyShifted",
    label: { es: "Desplazadas", en: "Shifted" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: `Aciertos con imágenes desplazadas ${SHIFTS[4]} píxeles`,
      en: `Accuracy on pictures shifted by ${SHIFTS[4]} pixels`,
    },
  },
  {
    name: "stoppedAt",
    label: { es: "Paso de parada", en: "Stopped at" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Paso en el que el entrenamiento se detuvo antes del último: por divergir o por paciencia",
      en: "Step at which training stopped before the last one: diverged, or out of patience",
    },
  },
];
