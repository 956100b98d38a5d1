import type { Localized } from "../../../../shared/text.ts";

/** Words of the views of the deep belief network. */
export const words = {
  main: { es: "La pila y lo que gana", en: "The stack and what it gains" },
  accuracy: { es: "Aciertos mientras se ajustan", en: "Accuracy while they are tuned" },
  accuracyNote: {
    es: "filas apartadas; banda: ± una desviación típica entre repeticiones",
    en: "held-out rows; band: ± one standard deviation over the repeats",
  },
  share: { es: "parte de aciertos", en: "share right" },
  minibatch: { es: "minilote", en: "minibatch" },
  pretrained: { es: "preentrenada", en: "pre-trained" },
  random: { es: "al azar", en: "random" },
  gain: { es: "Ganancia de cada par", en: "Gain of each pair" },
  gainNote: {
    es: "preentrenada menos al azar; banda: intervalo del 95 %",
    en: "pre-trained minus random; band: 95 % interval",
  },
  gainAxis: { es: "diferencia de aciertos", en: "difference in accuracy" },
  verdictAbove: {
    es: "Preentrenar gana: el intervalo, de {low} a {high} puntos, queda por encima de cero.",
    en: "Pre-training wins: the interval, from {low} to {high} points, lies above zero.",
  },
  verdictBelow: {
    es: "Preentrenar pierde: el intervalo, de {low} a {high} puntos, queda por debajo de cero.",
    en: "Pre-training loses: the interval, from {low} to {high} points, lies below zero.",
  },
  verdictNone: {
    es: "No se distingue de cero: el intervalo va de {low} a {high} puntos.",
    en: "Not to be told from zero: the interval goes from {low} to {high} points.",
  },
  notYet: { es: "Aparece en cuanto se ejecuta.", en: "It appears as soon as the experiment runs." },
  stackFirst: {
    es: "Primero aprende la pila, capa a capa; las redes que empiezan en ella se ven después.",
    en: "First the stack learns, layer by layer; the nets that begin there are seen afterwards.",
  },
  firstStack: { es: "Se dibuja la primera pila.", en: "The first stack is drawn." },

  layers: { es: "Capas", en: "Layers" },
  layer: { es: "Capa", en: "Layer" },
  drawn: { es: "Cada unidad, como", en: "Each unit, as" },
  drawnWeights: { es: "suma de filtros", en: "a sum of filters" },
  drawnWritten: { es: "lo que escribe sola", en: "what it writes alone" },
  filters: { es: "Filtros de la capa {layer}", en: "Filters of layer {layer}" },
  units: { es: "Unidades de la capa {layer}", en: "Units of layer {layer}" },
  filtersNote: {
    es: "{shown} de {total} unidades; rojo +, azul −; hasta ±{size}",
    en: "{shown} of {total} units; red +, blue −; up to ±{size}",
  },
  writtenNote: {
    es: "{shown} de {total} unidades; probabilidad de cada píxel con esa unidad encendida y las demás apagadas",
    en: "{shown} of {total} units; probability of each pixel with that unit on and the others off",
  },
  unit: { es: "unidad", en: "unit" },
  reconstruction: { es: "Error de reconstrucción de cada capa", en: "Reconstruction error of each layer" },
  reconstructionNote: {
    es: "de lo que ve esa capa: no se comparan entre sí",
    en: "of what that layer sees: not to be compared with each other",
  },
  errorAxis: { es: "error por unidad", en: "error per unit" },
  layerName: { es: "capa {layer}", en: "layer {layer}" },

  dreams: { es: "Sueños", en: "Dreams" },
  dreamOf: { es: "Sueñan {depth} capas", en: "{depth} layers dream" },
  dreamOfOne: { es: "Sueña 1 capa", en: "1 layer dreams" },
  dreamsNote: {
    es: "Gibbs en la máquina de arriba, y de ahí una pasada hasta los píxeles; gris: probabilidad",
    en: "Gibbs in the top machine, and from there one pass down to the pixels; grey: probability",
  },
  dreamClass: { es: "Clase", en: "Class" },
  eachClass: { es: "una fila por clase", en: "a row per class" },
  anyClass: { es: "la que quiera", en: "as it likes" },
  classOf: { es: "clase {name}", en: "class {name}" },
  rowPerClass: { es: "cada fila con su etiqueta sujeta: {classes}", en: "each row with its label held: {classes}" },
  classDreamsNote: {
    es: "Gibbs en la máquina de arriba con la etiqueta de la clase encendida y sujeta, y de ahí una pasada hasta los píxeles; las capas de abajo, solas, no saben de clases. Gris: probabilidad",
    en: "Gibbs in the top machine with the label of the class held on, and from there one pass down to the pixels; the layers below, alone, know of no classes. Grey: probability",
  },
  sample: { es: "muestra", en: "sample" },
  again: { es: "Otra vez", en: "Again" },
  time: { es: "Tiempo de muestreo", en: "Sampling time" },
  sweeps: { es: "barrido {now} de {total}", en: "sweep {now} of {total}" },
  thinking: { es: "Soñando…", en: "Dreaming…" },
  cutOff: {
    es: "El resultado grabado no trae todos los pesos. Ejecuta para soñar con ellos.",
    en: "The recorded result does not include all the weights. Run to dream with them.",
  },

  returned: { es: "Ida y vuelta", en: "There and back" },
  original: { es: "Filas apartadas", en: "Held-out rows" },
  originalNote: { es: "como las ve la pila", en: "as the stack sees them" },
  through: { es: "Por {depth} capas y de vuelta", en: "Through {depth} layers and back" },
  throughOne: { es: "Por 1 capa y de vuelta", en: "Through 1 layer and back" },
  throughNote: { es: "error cuadrático medio por píxel: {error}", en: "mean squared error per pixel: {error}" },
  returnedNote: {
    es: "Cada capa añadida pierde algo de los píxeles. No por eso es peor modelo: lo que la pila promete es una cota de la verosimilitud que, con capas bien entrenadas y bien iniciadas, no baja; aquí no se mide.",
    en: "Each added layer loses something of the pixels. That does not make it a worse model: what the stack promises is a bound on the likelihood that does not fall where layers begin and are trained as the proof asks; it is not measured here.",
  },
  afterTraining: { es: "Aparece cuando la pila está entrenada.", en: "Appears when the stack is trained." },

  losses: { es: "Pérdidas", en: "Losses" },
  loss: { es: "Pérdida en filas apartadas", en: "Loss on held-out rows" },
  lossNote: {
    es: "banda: ± una desviación típica entre repeticiones; si sube, las redes memorizan sus pocas etiquetas",
    en: "band: ± one standard deviation over the repeats; where it rises the nets overfit their few labels",
  },
  nats: { es: "nats por fila", en: "nats per row" },
} as const satisfies Record<string, Localized>;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "dbn-not-a-probability": {
    es: "El valor {value} (fila {row}, columna {column}) no está entre 0 y 1, y una unidad binaria necesita una probabilidad. Estandariza: aquí eso lleva cada columna de 0 a 1.",
    en: "The value {value} (row {row}, column {column}) is not between 0 and 1, but a binary unit needs a probability. Standardise: here that brings each column to the range 0 to 1.",
  },
  "dbn-constant": {
    es: "Las {rows} filas son iguales: no hay nada que aprender. Usa datos que varíen de una fila a otra; si son imágenes, mira si se han leído negras.",
    en: "All {rows} rows are the same: there is nothing to learn. Use data that vary from row to row; if they are pictures, see whether they were read as black.",
  },
  "dbn-one-class": {
    es: "Las {rows} filas son de la clase {value}, y para clasificar hacen falta dos. Añade filas de otra clase, o deja que la pila sueñe sin etiquetas.",
    en: "All {rows} rows are of class {value}, but classifying takes two. Add rows of another class, or let the stack dream without labels.",
  },
} as const satisfies Record<string, Localized>;
