import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known, told } from "../../metrics.ts";
import { answerOf } from "../../nets/chain/summary.ts";
import { stoppedAtOf } from "../../stopped.ts";

export const forwardMetrics: readonly Metric[] = [
  {
    name: "prediction",
    label: { es: "Predicción", en: "Prediction" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Lo que la red dice de la muestra: el número de su clase, contado desde 0 (con una sola salida, si pasa de 0,5)",
      en: "What the net says of the sample: the number of its class, from 0 (with a single output, whether it is above 0.5)",
    },
  },
  {
    name: "confidence",
    label: { es: "Confianza", en: "Confidence" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "El número mayor de la salida: tras un softmax, la parte de la clase predicha",
      en: "The largest number of the output: after a softmax, the share of the predicted class",
    },
  },
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
    name: "testLoss",
    label: { es: "Pérdida de prueba", en: "Test loss" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Entropía cruzada media de las imágenes de prueba, en nats",
      en: "Mean cross-entropy of the held-out pictures, in nats",
    },
  },
  {
    name: "macs",
    label: { es: "Productos y sumas", en: "Multiply-adds" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Productos de un peso por un número, con su suma, para una muestra",
      en: "Products of a weight and a number, with their sum, for one sample",
    },
  },
  {
    name: "parameters",
    label: { es: "Parámetros", en: "Parameters" },
    unit: "",
    kind: "exact",
    meaning: { es: "Pesos y sesgos de la red", en: "Weights and biases of the net" },
  },
  {
    name: "bytes",
    label: { es: "Bytes de los pesos", en: "Bytes of the weights" },
    unit: "B",
    kind: "exact",
    meaning: { es: "Los pesos en float32, cuatro bytes cada uno", en: "The weights as float32, four bytes each" },
  },
  {
    name: "stoppedAt",
    label: { es: "Paso de parada", en: "Stopped at" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Paso en el que el entrenamiento se detuvo antes del último, por divergir",
      en: "Step at which training stopped before the last one, having diverged",
    },
  },
];

export function measureForward(fold: Fold): Readonly<Record<string, number>> {
  const pass = fold.output("pass");
  const evaluated = fold.output("evaluate");
  const train = fold.output("train");
  const answer = pass && answerOf(pass.output.values);
  return known({
    prediction: answer?.index,
    confidence: answer?.value,
    macs: pass?.macs.values[0],
    parameters: pass?.parameters.values[0],
    bytes: pass?.bytes.values[0],
    accuracy: evaluated?.accuracy.values[0] ?? told(fold, "train", "testAccuracy").at(-1),
    testLoss: evaluated?.loss.values[0] ?? told(fold, "train", "testLoss").at(-1),
    stoppedAt: train?.stopped && stoppedAtOf(train),
  });
}
