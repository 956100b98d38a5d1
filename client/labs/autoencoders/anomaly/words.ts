import type { Localized } from "../../../../shared/text.ts";

export const words = {
  scoresView: { es: "Puntuaciones", en: "Scores" },
  curves: { es: "ROC y precisión", en: "ROC and precision" },
  rowsView: { es: "Filas", en: "Rows" },
  judge: { es: "Pruébalo", en: "Try it" },
  training: { es: "Entrenamiento", en: "Training" },
  score: { es: "Puntuación", en: "Score" },
  rule: { es: "Umbral", en: "Threshold" },
  cost: { es: "Una omisión cuesta", en: "A miss costs" },
  times: { es: "{count} falsas alarmas", en: "{count} false alarms" },
  costsNote: {
    es: "El más barato en estas mismas filas de prueba, mirando sus clases: en filas nuevas costará algo más.",
    en: "The cheapest on these very test rows, by looking at their classes: new rows will cost somewhat more.",
  },
  distributions: { es: "Puntuaciones de las filas de prueba", en: "Scores of the test rows" },
  distributionsNote: {
    es: "parte de las filas de cada tipo; arrastra el umbral",
    en: "part of the rows of each kind; drag the threshold",
  },
  distributionNote: {
    es: "de todas las filas: no tienen clases; arrastra el umbral",
    en: "of all rows: they have no classes; drag the threshold",
  },
  normal: { es: "normales", en: "normal" },
  anomalies: { es: "anomalías", en: "anomalies" },
  anomalous: { es: "anómalas", en: "anomalous" },
  flaggedOf: {
    es: "Llegan al umbral {found} de {total} filas. Sin una columna de clases no se puede saber cuántas lo merecen.",
    en: "{found} of {total} rows reach the threshold. Without a column of classes there is no telling how many deserve it.",
  },
  counts: { es: "Qué se señala", en: "What is flagged" },
  countsNote: { es: "filas de prueba", en: "test rows" },
  byScore: { es: "AUC por puntuación", en: "AUC by score" },
  byKind: { es: "AUC por tipo de anomalía", en: "AUC by kind of anomaly" },
  curvesNote: {
    es: "El punto es el umbral. Bandas del 95 %: en la ROC, lo que abarcan los rectángulos de Wilson de cada umbral; en la otra, el intervalo de Wilson de cada precisión.",
    en: "The point is the threshold. Bands of 95 %: in the ROC curve, what the Wilson rectangles of all thresholds span; in the other, Wilson's interval of each precision.",
  },
  noClasses: {
    es: "Estas filas no tienen clases: hay puntuaciones, pero nada con que compararlas. Elige la columna que dice cuáles son anomalías.",
    en: "These rows have no classes: there are scores, but nothing to compare them with. Choose the column that says which are anomalies.",
  },
  rows: { es: "Las filas más y menos raras", en: "The oddest rows and the most ordinary" },
  kind: { es: "clase", en: "class" },
  part: { es: "uso", en: "use" },
  flagged: { es: "señalada", en: "flagged" },
  difference: { es: "diferencia", en: "difference" },
  drawing: { es: "Tu dibujo", en: "Your drawing" },
  begunWith: { es: "Empieza como una fila de prueba: {kind}", en: "It begins as a test row: {kind}" },
  judgedNormal: { es: "Parece normal.", en: "It looks normal." },
  judgedAnomalous: { es: "¡Anómala!", en: "Anomalous!" },
  scoreAndThreshold: { es: "Puntuación {value}, umbral {threshold}.", en: "Score {value}, threshold {threshold}." },
  aboveNormal: {
    es: "Más que el {share} de las normales de prueba.",
    en: "More than {share} of the normal test rows.",
  },
  handNumbersNote: {
    es: "Mueve los números y mira cuándo la fila deja de parecer normal, y qué columnas la delatan.",
    en: "Move the numbers and see when the row stops looking normal, and which columns give it away.",
  },
  handPictureNote: {
    es: "Dibuja algo que la red haya visto, y luego algo que no.",
    en: "Draw something that the net has seen, then something that it has not.",
  },
} as const satisfies Record<string, Localized>;

/** What rows are scored by, as it is drawn. */
export const scores = {
  reconstruction: { es: "Error de reconstrucción", en: "Reconstruction error" },
  code: { es: "Distancia del código", en: "Distance of the code" },
  likelihood: { es: "−log p de PPCA (nats)", en: "−log p under PPCA (nats)" },
} as const satisfies Record<string, Localized>;

/** What chooses the threshold. */
export const rules = {
  alarms: { es: "Por falsas alarmas: {share}", en: "By false alarms: {share}" },
  costs: { es: "Por costes", en: "By costs" },
  hand: { es: "A mano", en: "By hand" },
} as const satisfies Record<string, Localized>;

/** Rows that are shown together. */
export const groups = {
  worst: { es: "Anomalías con más puntuación", en: "Anomalies with the highest scores" },
  missed: {
    es: "Anomalías con menos: las primeras que se escapan",
    en: "Anomalies with the lowest: the first to be missed",
  },
  alarms: {
    es: "Normales con más: las primeras falsas alarmas",
    en: "Normal rows with the highest: the first false alarms",
  },
  ordinary: { es: "Normales con menos: las más corrientes", en: "Normal rows with the lowest: the most ordinary" },
  highest: { es: "Con más puntuación", en: "With the highest scores" },
  lowest: { es: "Con menos puntuación", en: "With the lowest scores" },
} as const satisfies Record<string, Localized>;

/** What rows are for. */
export const parts = {
  train: { es: "entrenamiento", en: "training" },
  threshold: { es: "umbral", en: "threshold" },
  test: { es: "prueba", en: "test" },
} as const satisfies Record<string, Localized>;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "no-such-class": {
    es: "Los datos no tienen ninguna clase «{value}». Elige una de estas: {classes}.",
    en: "The data have no class “{value}”. Choose one of these: {classes}.",
  },
  "too-few-normal": {
    es: "Solo hay {value} filas normales, y hacen falta al menos 2 para entrenar, 1 para el umbral y 1 de prueba. Usa más datos, o cambia «Datos de prueba» o la clase.",
    en: "There are only {value} normal rows, and at least 2 are needed to train on, 1 for the threshold and 1 to test. Use more data, or change “Held-out data” or the class.",
  },
  "normal-rows-equal": {
    es: "Las {value} filas de entrenamiento son todas iguales: no hay nada que aprender. Usa otros datos, u otra clase normal.",
    en: "The {value} training rows are all equal: there is nothing to learn. Use other data, or another normal class.",
  },
} as const;
