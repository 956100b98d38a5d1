import type { Localized } from "../../../../shared/text.ts";

/** Words of the views of data augmentation. */
export const words = {
  main: { es: "Con muestras y sin ellas", en: "With samples and without" },
  gain: { es: "Ganancia de cada par", en: "Gain of each pair" },
  gainNote: {
    es: "con muestras menos sin ellas; banda: intervalo del 95 %",
    en: "with samples minus without; band: 95 % interval",
  },
  gainAxis: { es: "diferencia de aciertos", en: "difference in accuracy" },
  accuracy: { es: "Aciertos de cada repetición", en: "Accuracy of each repeat" },
  accuracyNote: {
    es: "en las filas apartadas; línea: media hasta ahora",
    en: "on held-out rows; line: mean so far",
  },
  onlyReal: { es: "reales", en: "real" },
  plusSamples: { es: "+ muestras", en: "+ samples" },
  plusCopies: { es: "+ copias", en: "+ copies" },
  plusReal: { es: "+ reales", en: "+ real" },
  share: { es: "parte de aciertos", en: "share right" },
  repeat: { es: "repetición", en: "repeat" },
  waiting: {
    es: "Aún no ha acabado ningún par de redes: el primer punto aparece cuando las dos se han medido.",
    en: "No pair of nets has finished yet: the first point appears when both have been measured.",
  },
  onePair: {
    es: "Un solo par no tiene intervalo: pudo ser suerte. Faltan los demás.",
    en: "A single pair has no interval: it may have been luck. The others are to come.",
  },
  sofar: { es: "Hasta ahora, con {pairs} de {seeds} pares: ", en: "So far, with {pairs} of {seeds} pairs: " },
  verdictAbove: {
    es: "las muestras ayudan. El intervalo de la ganancia, de {low} a {high} puntos, queda por encima de cero.",
    en: "the samples help. The interval of the gain, from {low} to {high} points, lies above zero.",
  },
  verdictBelow: {
    es: "las muestras estropean el clasificador. El intervalo de la ganancia, de {low} a {high} puntos, queda por debajo de cero.",
    en: "the samples harm the classifier. The interval of the gain, from {low} to {high} points, lies below zero.",
  },
  verdictNone: {
    es: "no se distingue de cero. El intervalo de la ganancia va de {low} a {high} puntos: estas repeticiones no dicen si las muestras ayudan.",
    en: "the gain cannot be told from zero. Its interval goes from {low} to {high} points: these repeats do not say whether the samples help.",
  },
  controls: {
    es: "Con copias alteradas: {classical} puntos; con otras tantas filas reales: {more}.",
    en: "With altered copies: {classical} points; with as many more real rows: {more}.",
  },
  fewerReal: {
    es: "Con copias alteradas: {classical} puntos; con todas las filas reales que hay ({rows}): {more}.",
    en: "With altered copies: {classical} points; with all the real rows there are ({rows}): {more}.",
  },
  cheat: {
    es: "El modelo generativo vio las etiquetas de todas las filas de entrenamiento, que la red de al lado no tiene: esta ganancia es de etiquetas, no de muestras.",
    en: "The generative model saw the labels of all training rows, which the net beside it does not have: this gain is one of labels, not of samples.",
  },
  semi: {
    es: "El modelo generativo vio además las filas sin etiqueta; la red de al lado, no.",
    en: "The generative model also saw the unlabelled rows; the net beside it did not.",
  },

  samples: { es: "Muestras", en: "Samples" },
  real: { es: "Reales, con etiqueta", en: "Real, labelled" },
  someReal: { es: "Algunas filas reales", en: "Some real rows" },
  someGenerated: { es: "Algunas muestras", en: "Some samples" },
  generated: { es: "Del modelo generativo", en: "Of the generative model" },
  byClass: { es: "una columna por clase: {classes}", en: "a column per class: {classes}" },
  firstRepeat: { es: "Las de la primera repetición.", en: "Those of the first repeat." },
  judged: {
    es: "Una red que aprendió de más filas reales da su clase al {quality} % de las muestras. Distancia de una muestra a la fila con etiqueta más cercana: {novelty} veces la de una fila real nueva; cerca de 0, el modelo copia.",
    en: "A net that learnt from more real rows gives {quality} % of the samples their class. Distance from a sample to the nearest labelled row: {novelty} times that of a new real row; near 0 the model copies.",
  },
  novel: {
    es: "Distancia de una muestra a la fila con etiqueta más cercana: {novelty} veces la de una fila real nueva; cerca de 0, el modelo copia.",
    en: "Distance from a sample to the nearest labelled row: {novelty} times that of a new real row; near 0 the model copies.",
  },
  sample: { es: "muestra", en: "sample" },
  row: { es: "fila", en: "row" },
  notYet: {
    es: "Aparecen cuando el primer modelo generativo está entrenado.",
    en: "They appear when the first generative model has been trained.",
  },
  plane: { es: "Filas reales y muestras", en: "Real rows and samples" },
  somePlane: { es: "Las filas con etiqueta y sus muestras", en: "Labelled rows and their samples" },
  planeNote: {
    es: "un color por clase; círculos: filas con etiqueta; puntos: muestras",
    en: "a colour per class; circles: labelled rows; dots: samples",
  },
  truth: { es: "Cómo son de verdad", en: "What they really are" },
  truthNote: {
    es: "puntos: todas las filas de entrenamiento, casi todas sin enseñar",
    en: "dots: all training rows, most of which are not shown to the net",
  },
  profile: { es: "Columna a columna", en: "Column by column" },
  profileOf: { es: "Clase {name}, columna a columna", en: "Class {name}, column by column" },
  profileNote: {
    es: "clase {name}; media ± una desviación típica, en desviaciones de las filas de entrenamiento",
    en: "class {name}; mean ± one standard deviation, in deviations of the training rows",
  },
  column: { es: "columna", en: "column" },
  deviations: { es: "desviaciones", en: "deviations" },
  trainingRows: { es: "entrenamiento, de verdad", en: "training rows, the truth" },
  generatedRows: { es: "muestras", en: "samples" },
  labelledRow: { es: "con etiqueta", en: "labelled" },
  someLabelled: { es: "algunas con etiqueta", en: "some labelled" },
  class: { es: "Clase", en: "Class" },

  learning: { es: "Mientras aprenden", en: "While they learn" },
  learningNote: {
    es: "filas apartadas; banda: ± una desviación típica entre repeticiones",
    en: "held-out rows; band: ± one standard deviation over the repeats",
  },
  minibatch: { es: "minilote", en: "minibatch" },

  repeats: { es: "Repeticiones", en: "Repeats" },
  repeatsNote: {
    es: "Cada repetición: otras filas con etiqueta, otros pesos al azar, otro modelo generativo; las mismas filas apartadas.",
    en: "Each repeat: other labelled rows, other random weights, another generative model; the same held-out rows.",
  },
} as const satisfies Record<string, Localized>;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "augmentation-classes": {
    es: "Hay {value} clases, y el clasificador acepta de {min} a {max}. Elige otra columna de etiquetas.",
    en: "There are {value} classes, and the classifier takes {min} to {max}. Choose another label column.",
  },
  "augmentation-one-class": {
    es: "Las {rows} filas son de la clase {value}, y para clasificar hacen falta dos. Añade filas de otra clase.",
    en: "All {rows} rows are of class {value}, but classifying takes two. Add rows of another class.",
  },
  "augmentation-constant": {
    es: "Las {value} columnas valen lo mismo en todas las filas de entrenamiento: nada distingue las clases. Elige columnas que varíen.",
    en: "All {value} columns are constant in the training rows: nothing tells the classes apart. Choose columns that vary.",
  },
  "augmentation-few-of-class": {
    es: "Se piden {value} filas con etiqueta por clase, y la clase {name} solo tiene {rows} de entrenamiento. Pon {fits} como mucho, o aparta menos.",
    en: "{value} labelled rows per class are asked for, but class {name} has only {rows} to train on. Set at most {fits}, or hold out less.",
  },
  "augmentation-too-few-of-class": {
    es: "De la clase {name} {rows:queda|quedan} {rows} {rows:fila|filas} de entrenamiento, y hacen falta {min}. Añade filas, quita esa clase o aparta menos.",
    en: "Class {name} has {rows} {rows:row|rows} left to train on, and {min} are needed. Add rows, leave that class out, or hold out less.",
  },
  "augmentation-too-many-samples": {
    es: "{value} muestras por clase, con {columns} columnas y {classes} clases, no caben en la memoria. Pon {fits} como mucho.",
    en: "{value} samples per class, of {columns} columns and {classes} classes, do not fit into memory. Set at most {fits}.",
  },
} as const satisfies Record<string, Localized>;
