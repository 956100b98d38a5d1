import { metricsIn } from "../../metric-table.ts";
import { autoencoding } from "../metrics.ts";

const { loss, stoppedAt } = autoencoding;

/** Areas by each score, and of each kind of anomaly, are there beside the one that is judged. */
export const anomalyMetrics = metricsIn({
  auc: {
    label: { es: "AUC", en: "AUC" },
    meaning: {
      es: "Área bajo la curva ROC: con qué frecuencia una anomalía de prueba puntúa más que una fila normal de prueba (los empates cuentan la mitad)",
      en: "Area under the ROC curve: how often a test anomaly scores higher than a normal test row (ties count half)",
    },
    better: "higher",
  },
  aucLow: {
    label: { es: "AUC, desde", en: "AUC from" },
    meaning: {
      es: "Extremo inferior del intervalo del 95 % del AUC (DeLong, en escala logit)",
      en: "Lower end of the 95 % interval of the AUC (DeLong, on the logit scale)",
    },
  },
  aucHigh: {
    label: { es: "AUC, hasta", en: "AUC to" },
    meaning: { es: "Extremo superior del mismo intervalo", en: "Upper end of the same interval" },
  },
  averagePrecision: {
    label: { es: "Precisión media", en: "Average precision" },
    meaning: {
      es: "Área bajo la curva de precisión y exhaustividad, por escalones; sin saber nada valdría lo que la parte de anomalías",
      en: "Area under the precision–recall curve, by steps; knowing nothing, it would be the share of anomalies",
    },
    better: "higher",
  },
  averagePrecisionLow: {
    label: { es: "Precisión media, desde", en: "Average precision from" },
    meaning: {
      es: "Extremo inferior de su intervalo del 95 % (Boyd, Eng y Page, en escala logit)",
      en: "Lower end of its 95 % interval (Boyd, Eng & Page, on the logit scale)",
    },
  },
  averagePrecisionHigh: {
    label: { es: "Precisión media, hasta", en: "Average precision to" },
    meaning: { es: "Extremo superior del mismo intervalo", en: "Upper end of the same interval" },
  },
  threshold: {
    label: { es: "Umbral", en: "Threshold" },
    meaning: {
      es: "Puntuación desde la que una fila se señala, fijada con filas normales apartadas y la parte elegida de falsas alarmas",
      en: "Score from which a row is flagged, set by normal rows kept apart and the chosen part of false alarms",
    },
  },
  flagged: {
    label: { es: "Señaladas", en: "Flagged" },
    meaning: { es: "Parte de todas las filas que llega al umbral", en: "Part of all rows that reaches the threshold" },
  },
  sensitivity: {
    label: { es: "Sensibilidad", en: "Sensitivity" },
    meaning: { es: "Parte de las anomalías que se señala", en: "Part of the anomalies that is flagged" },
    better: "higher",
  },
  specificity: {
    label: { es: "Especificidad", en: "Specificity" },
    meaning: {
      es: "Parte de las filas normales de prueba que no se señala",
      en: "Part of the normal test rows that is not flagged",
    },
    better: "higher",
  },
  precision: {
    label: { es: "Precisión", en: "Precision" },
    meaning: {
      es: "Parte de las señaladas de prueba que es anómala",
      en: "Part of the flagged test rows that is anomalous",
    },
    better: "higher",
  },
  "areaBy.<score>": {
    label: { es: "AUC por puntuación", en: "AUC by score" },
    meaning: { es: "AUC con cada una de las tres puntuaciones", en: "AUC by each of the three scores" },
    members: {
      reconstruction: { es: "reconstrucción", en: "reconstruction" },
      code: { es: "código", en: "code" },
      likelihood: { es: "PPCA", en: "PPCA" },
    },
  },
  "areaOf.<class>": {
    label: { es: "AUC por tipo", en: "AUC by kind" },
    meaning: {
      es: "AUC de un solo tipo de anomalía contra las filas normales de prueba",
      en: "AUC of one kind of anomaly against the normal test rows",
    },
  },
  loss,
  stoppedAt,
});
