import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { coders, coderTraining, reconstructionLoss } from "../../nets/coders/fields.ts";
import { nets } from "../../nets/fields.ts";

/** How a row is scored: by the error of its reconstruction, by how far off its code is, or by how unlikely it is under PPCA. */
export const SCORES = ["reconstruction", "code", "likelihood"] as const;
export type Score = (typeof SCORES)[number];

export const anomalyFields = {
  labels: {
    kind: "choice",
    label: { es: "La clase nombrada", en: "The named class" },
    help: {
      es: "Qué dicen las clases de los datos: una es la normal y las demás son anomalías, o una es la anomalía y las demás son normales. Sin clases, todas las filas cuentan como normales.",
      en: "What the classes of the data say: one is normal and the others are anomalies, or one is the anomaly and the others are normal. Without classes all rows count as normal.",
    },
    options: [
      { value: "normal", label: { es: "Es la normal", en: "Is the normal one" } },
      { value: "anomaly", label: { es: "Es la anomalía", en: "Is the anomaly" } },
    ],
    default: "normal",
  },
  class: {
    kind: "text",
    label: { es: "Clase", en: "Class" },
    help: {
      es: "Su nombre en los datos. Vacío: la que tiene más filas si es la normal; la que tiene menos si es la anomalía.",
      en: "Its name in the data. Empty: that with the most rows if it is the normal one, with the fewest if it is the anomaly.",
    },
    maxLength: 100,
    default: "",
  },
  score: {
    kind: "choice",
    label: { es: "Puntuación", en: "Score" },
    help: {
      es: "Error al reconstruir la fila; distancia de Mahalanobis de su código al centro de los códigos normales; o menos la log-verosimilitud de PPCA, un modelo lineal y gaussiano, que sirve de referencia. Se calculan las tres; esta es la que se juzga.",
      en: "Error in reconstructing the row; Mahalanobis distance of its code from the centre of normal codes; or minus the log-likelihood of PPCA, a linear Gaussian model that serves as baseline. All three are computed; this is the one that is judged.",
    },
    options: [
      { value: "reconstruction", label: { es: "Reconstrucción", en: "Reconstruction" } },
      { value: "code", label: { es: "Código", en: "Code" } },
      { value: "likelihood", label: { es: "Verosimilitud (PPCA)", en: "Likelihood (PPCA)" } },
    ],
    default: "reconstruction",
  },
  falseAlarms: {
    kind: "number",
    label: { es: "Falsas alarmas", en: "False alarms" },
    help: {
      es: "El umbral se pone donde esta parte de filas normales, apartadas para eso, quedaría por encima.",
      en: "The threshold is set where this part of normal rows, kept apart for it, would lie above.",
    },
    min: 0.001,
    max: 0.5,
    default: 0.05,
    step: 0.005,
  },
  ...coders,
  hidden: { ...coders.hidden, default: [32, 6] },
  activation: { ...coders.activation, default: "tanh" },
  code: { ...coders.code, default: "linear" },
  loss: { ...reconstructionLoss, default: "mse" },
  scaling: {
    kind: "choice",
    label: { es: "Escala de las columnas", en: "Scale of the columns" },
    help: {
      es: "Cada columna con su media y su desviación, o todas con una sola desviación, como conviene a señales. De las filas de entrenamiento; los píxeles se quedan como están.",
      en: "Each column by its own mean and deviation, or all by one deviation, as suits signals. Of the training rows; pixels stay as they are.",
    },
    options: [
      { value: "each", label: { es: "Cada una", en: "Each its own" } },
      { value: "together", label: { es: "Una para todas", en: "One for all" } },
    ],
    default: "each",
    when: { field: "loss", is: ["mse"] },
  },
  ...coderTraining(0.002, 30, 32),
  testFraction: {
    ...nets.testFraction,
    help: {
      es: "Parte de las filas normales con la que no se entrena: la mitad pone el umbral, la otra mitad se juzga junto con todas las anomalías.",
      en: "Part of the normal rows that is kept out of training: half of it sets the threshold, the other half is judged, with all the anomalies.",
    },
    default: 0.4,
  },
} as const satisfies Fields;

export type AnomalyParams = ParamsOf<typeof anomalyFields>;
/** How rows are judged changes nothing in training; its length is a matter of a task's steps. */
export type AnomalyTaskParams = Omit<AnomalyParams, "epochs" | "score" | "falseAlarms">;
