import type { Localized } from "../../../../shared/text.ts";

export const words = {
  main: { es: "Profundidad", en: "Depth" },
  growth: { es: "Cómo crece", en: "How it grows" },

  graphOf: { es: "Grafo: {form}", en: "Graph: {form}" },
  graphNote: {
    es: "camino más largo (resaltado): {longestPath} · operaciones: {operations} · anchura: {width}",
    en: "longest path (highlighted): {longestPath} · operations: {operations} · width: {width}",
  },
  leafTold: { es: "Entrada {name} = {value}", en: "Input {name} = {value}" },
  nodeTold: {
    es: "Profundidad {depth}: {name} de {inputs} = {value}",
    en: "Depth {depth}: {name} of {inputs} = {value}",
  },
  edit: { es: "Expresión", en: "Expression" },
  inputsHeading: { es: "Valores de entrada", en: "Values of the inputs" },
  formText: { es: "Como expresión: {text}", en: "As an expression: {text}" },
  difference: {
    es: "La mayor diferencia entre las formas en 64 puntos al azar: {value}",
    en: "Largest difference of the forms at 64 random points: {value}",
  },
  oneSided: {
    es: "De los 64 puntos al azar, solo una de las formas tiene valor en {count}: no son la misma función",
    en: "Of the 64 random points, one of the forms alone has a value at {count}: they are not one function",
  },

  conceptGraph: { es: "Grafo de conceptos", en: "Graph of concepts" },
  conceptNote: {
    es: "niveles de conceptos: {depth} · azul: se ve",
    en: "levels of concepts: {depth} · blue: seen",
  },
  computation: { es: "Grafo del cálculo que infiere", en: "Graph of the computation that infers" },
  conceptTold: {
    es: "{name}: se cree al {belief}; exacto {exact}",
    en: "{name}: believed at {belief}; exactly {exact}",
  },
  seenTold: { es: "{name}: se ve que {is}", en: "{name}: seen {is}" },
  isThere: { es: "está", en: "to be there" },
  isAbsent: { es: "no está", en: "not to be there" },
  beliefTold: {
    es: "{name}, vuelta {round}: a partir de {inputs}, se cree al {value}",
    en: "{name}, round {round}: from {inputs}, believed at {value}",
  },
  startTold: { es: "{name}: antes de empezar, {value}", en: "{name}: before the start, {value}" },
  beliefs: { es: "Lo que se cree, vuelta a vuelta", en: "What is believed, round by round" },
  beliefsNote: { es: "horizontal: la probabilidad exacta", en: "level: the exact probability" },
  round: { es: "vuelta", en: "round" },
  probability: { es: "probabilidad", en: "probability" },
  depths: { es: "Las dos profundidades", en: "The two depths" },
  depthsNote: {
    es: "al refinar más veces crece el cálculo; los conceptos son los mismos",
    en: "the computation grows with each round; the concepts stay the same",
  },
  ofComputation: { es: "del cálculo", en: "of the computation" },
  ofConcepts: { es: "de los conceptos", en: "of the concepts" },
  steps: { es: "camino más largo", en: "longest path" },

  operationsBySize: { es: "Operaciones según n", en: "Operations by n" },
  depthBySize: { es: "Camino más largo según n", en: "Longest path by n" },
  operations: { es: "operaciones", en: "operations" },
  size: { es: "n", en: "n" },
  noSize: {
    es: "Tu expresión tiene un solo tamaño. Elige otra función, como la paridad, para ver cómo crece con n.",
    en: "Your expression has one size only. Choose another function, such as parity, to see how it grows with n.",
  },

  regions: { es: "Regiones lineales", en: "Linear regions" },
  regionsOf: { es: "Regiones: red {net}", en: "Regions: {net} net" },
  deep: { es: "profunda", en: "deep" },
  shallow: { es: "superficial", en: "shallow" },
  targetOf: { es: "La función que se aprende", en: "The function to learn" },
  targetNote: { es: "de azul oscuro (−1) a amarillo (+1)", en: "from dark blue (−1) to yellow (+1)" },
  empty: { es: "Aparece en cuanto se ejecuta.", en: "It appears as soon as the experiment runs." },
  which: { es: "Red", en: "Net" },

  byLayer: { es: "Regiones tras cada capa", en: "Regions after each layer" },
  byLayerNote: {
    es: "como mucho con esas capas (Serra y otros, 2018); alcanzable con ellas (Montúfar y otros, 2014); como mucho una sola capa con tantas neuronas (Zaslavsky, 1975)",
    en: "at most with these layers (Serra and others, 2018); within reach of them (Montúfar and others, 2014); at most a single layer of as many units (Zaslavsky, 1975)",
  },
  layer: { es: "capas", en: "layers" },
  count: { es: "regiones", en: "regions" },
  counted: { es: "contadas", en: "counted" },
  most: { es: "como mucho", en: "at most" },
  reachable: { es: "alcanzable", en: "within reach" },
  oneLayer: { es: "una sola capa", en: "a single layer" },

  loss: { es: "Error de prueba", en: "Test error" },
  lossNote: { es: "error cuadrático medio en la rejilla", en: "mean squared error on the grid" },
  mse: { es: "error cuadrático medio", en: "mean squared error" },
  whileLearning: { es: "Regiones mientras aprende", en: "Regions while it learns" },
  minibatch: { es: "minilote", en: "minibatch" },
  scatter: { es: "Error y regiones de todas las redes", en: "Error and regions of all nets" },
  scatterNote: {
    es: "un punto por red; barras: media ± desviación típica de cada clase",
    en: "a point for each net; bars: mean ± standard deviation of each kind",
  },
} as const satisfies Record<string, Localized>;

/** Names of concepts that have one; the others are letters. */
export const conceptNames: Readonly<Record<string, Localized>> = {
  face: { es: "cara", en: "face" },
  leftEye: { es: "ojo izquierdo", en: "left eye" },
  rightEye: { es: "ojo derecho", en: "right eye" },
  class: { es: "clase", en: "class" },
};

export const errors = {
  "size-too-large": {
    es: "Con n = {value} el grafo desarrollado no cabe. Pon {most} como mucho.",
    en: "With n = {value} the expanded graph is too large. Use at most {most}.",
  },
  "too-many-concepts": {
    es: "Con {value} niveles quedan {hidden} conceptos por inferir, y la probabilidad exacta se calcula con {most} como mucho. Pon {fits} niveles.",
    en: "With {value} levels {hidden} concepts are left to infer, and the exact probability takes at most {most}. Use {fits} levels.",
  },
  "too-many-folds": {
    es: "Con {value} capas habría {regions} regiones. Pon {fits} como mucho.",
    en: "With {value} layers there would be {regions} regions. Use at most {fits}.",
  },
} as const satisfies Record<string, Localized>;
