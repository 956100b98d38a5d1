import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";
import { MOST_LEVELS } from "./concepts.ts";

export const TARGETS = ["sawtooth", "checkerboard", "spirals"] as const;
export type Target = (typeof TARGETS)[number];

const training = { field: "topic", is: ["training"] } as const;
const regions = { field: "topic", is: ["regions"] } as const;
const graph = { field: "topic", is: ["graph"] } as const;
const concepts = { field: "topic", is: ["concepts"] } as const;

export const depthFields = {
  topic: {
    kind: "choice",
    label: { es: "Qué se mide", en: "What is measured" },
    help: {
      es: "El camino más largo de un grafo de cálculo; un grafo de conceptos y el del cálculo que infiere con él; las regiones lineales de una red ReLU; o una red profunda y una superficial entrenadas con los mismos parámetros.",
      en: "The longest path of a graph of computations; a graph of concepts and that of the computation that infers with it; the linear regions of a ReLU net; or a deep and a shallow net trained with equally many parameters.",
    },
    options: [
      { value: "training", label: { es: "Profunda y superficial, entrenadas", en: "Deep and shallow, trained" } },
      { value: "graph", label: { es: "Grafo de cálculo", en: "Graph of computations" } },
      { value: "concepts", label: { es: "Grafo de conceptos", en: "Graph of concepts" } },
      { value: "regions", label: { es: "Regiones lineales", en: "Linear regions" } },
    ],
    default: "training",
  },
  source: {
    kind: "choice",
    label: { es: "Función", en: "Function" },
    help: {
      es: "Una función escrita de varias formas, unas profundas y otras superficiales; o una expresión tuya.",
      en: "One function written in several forms, some deep and some shallow; or an expression of your own.",
    },
    options: [
      { value: "own", label: { es: "Tu expresión", en: "Your expression" } },
      { value: "product", label: { es: "Producto de n números", en: "Product of n numbers" } },
      { value: "parity", label: { es: "Paridad de n bits", en: "Parity of n bits" } },
      { value: "sums", label: { es: "Producto de n sumas", en: "Product of n sums" } },
      { value: "polynomial", label: { es: "Polinomio de grado n", en: "Polynomial of degree n" } },
      { value: "power", label: { es: "Potencia 2ⁿ", en: "Power 2ⁿ" } },
    ],
    default: "own",
    when: graph,
  },
  expression: {
    kind: "text",
    label: { es: "Expresión", en: "Expression" },
    help: {
      es: "Con + − * / ^, paréntesis y funciones: sigmoid, tanh, relu, exp, log, sqrt, abs, sin, cos, max, min, … Se multiplica con *.",
      en: "With + − * / ^, parentheses and functions: sigmoid, tanh, relu, exp, log, sqrt, abs, sin, cos, max, min, … Write * to multiply.",
    },
    maxLength: 600,
    default: "sigmoid(w1*x1 + w2*x2)",
    when: { field: "source", is: ["own"] },
  },
  other: {
    kind: "text",
    label: { es: "La misma, de otra forma", en: "The same, in another form" },
    help: {
      es: "Si la pones, se dibujan las dos y se comprueba en puntos al azar si dan lo mismo. Vacía: ninguna.",
      en: "If given, both are drawn, and whether they agree is checked at random points. Empty: none.",
    },
    maxLength: 600,
    default: "",
    when: { field: "source", is: ["own"] },
  },
  size: {
    kind: "integer",
    label: { es: "n", en: "n" },
    help: { es: "Cuántos números, bits o sumas, o qué grado.", en: "How many numbers, bits or sums, or which degree." },
    min: 2,
    max: 12,
    default: 4,
    when: { field: "source", is: ["product", "parity", "sums", "polynomial", "power"] },
  },
  operations: {
    kind: "choice",
    label: { es: "Operaciones elementales", en: "Elementary operations" },
    help: {
      es: "Qué cuenta como un paso. Neuronas: una función de una suma con pesos, f(Σ w·x + b), donde son pesos los números y las variables que empiezan por w o b.",
      en: "What counts as one step. Units: a function of a weighted sum, f(Σ w·x + b), where weights are numbers and variables that begin with w or b.",
    },
    options: [
      { value: "binary", label: { es: "+ y × de dos números", en: "+ and × of two numbers" } },
      { value: "sums", label: { es: "Sumas y productos de cuantos sean", en: "Sums and products of any number" } },
      { value: "units", label: { es: "Neuronas f(Σ w·x + b)", en: "Units f(Σ w·x + b)" } },
      { value: "whole", label: { es: "La expresión entera", en: "The whole expression" } },
    ],
    default: "binary",
    when: graph,
  },
  network: {
    kind: "choice",
    label: { es: "Conceptos", en: "Concepts" },
    help: {
      es: "Cómo dependen unos conceptos de otros. Los que se ven llevan su valor; los demás se infieren.",
      en: "How concepts depend on each other. Those that are seen have their value; the others are inferred.",
    },
    options: [
      { value: "face", label: { es: "Una cara y sus ojos", en: "A face and its eyes" } },
      { value: "naive", label: { es: "Bayes ingenuo", en: "Naive Bayes" } },
      { value: "chain", label: { es: "Cadena", en: "Chain" } },
      { value: "tree", label: { es: "Árbol", en: "Tree" } },
      { value: "deep", label: { es: "Red de creencia profunda", en: "Deep belief network" } },
    ],
    default: "face",
    when: concepts,
  },
  levels: {
    kind: "integer",
    label: { es: "Niveles", en: "Levels" },
    help: {
      es: "Niveles de conceptos; en Bayes ingenuo, cuántos rasgos.",
      en: "Levels of concepts; of naive Bayes, how many features.",
    },
    min: 2,
    max: MOST_LEVELS,
    default: 3,
    when: { field: "network", is: ["naive", "chain", "tree", "deep"] },
  },
  rounds: {
    kind: "integer",
    label: { es: "Veces que se refina", en: "Rounds of refinement" },
    help: {
      es: "En cada una, lo que se cree de cada concepto que no se ve se calcula de nuevo a partir de lo que se cree de sus vecinos.",
      en: "In each, what is believed of every concept that is not seen is computed anew from what is believed of its neighbours.",
    },
    min: 1,
    max: 20,
    default: 3,
    when: concepts,
  },
  strength: {
    kind: "number",
    label: { es: "Fuerza de los vínculos", en: "Strength of links" },
    help: {
      es: "Logaritmo de cuántas veces más probable es un concepto si están todos sus padres, y menos si no está ninguno.",
      en: "Log odds of a concept where all of its parents are there, and minus those where none is.",
    },
    min: 0,
    max: 5,
    default: 1.5,
    step: 0.1,
    when: concepts,
  },
  construction: {
    kind: "choice",
    label: { es: "Red", en: "Net" },
    help: {
      es: "Plegada: cada capa dobla el espacio sobre sí mismo, con dos neuronas por entrada. Al azar: pesos normales de varianza 2/entradas, según la semilla.",
      en: "Folding: each layer folds space onto itself, with two units per input. Random: normal weights of variance 2/inputs, from the seed.",
    },
    options: [
      { value: "folding", label: { es: "Plegada", en: "Folding" } },
      { value: "random", label: { es: "Al azar", en: "Random" } },
    ],
    default: "folding",
    when: regions,
  },
  inputs: {
    kind: "integer",
    label: { es: "Entradas", en: "Inputs" },
    help: { es: "1: la recta; 2: el plano.", en: "1: the line; 2: the plane." },
    min: 1,
    max: 2,
    default: 1,
    when: regions,
  },
  folds: {
    kind: "integer",
    label: { es: "Profundidad (capas)", en: "Depth (layers)" },
    help: { es: "Cuántas veces se pliega cada entrada.", en: "How many times each input is folded." },
    min: 1,
    max: 10,
    default: 4,
    when: { field: "construction", is: ["folding"] },
  },
  layers: {
    kind: "integers",
    label: { es: "Capas ocultas", en: "Hidden layers" },
    help: { es: "Neuronas de cada capa, de la primera a la última.", en: "Units of each layer, first to last." },
    min: 1,
    max: 40,
    minItems: 1,
    maxItems: 8,
    default: [8, 8],
    when: { field: "construction", is: ["random"] },
  },
  bias: {
    kind: "number",
    label: { es: "Desviación de los sesgos", en: "Deviation of biases" },
    help: {
      es: "Con 0, en el plano todas las rectas de la primera capa pasan por el centro.",
      en: "With 0, all lines of the first layer pass through the centre of the plane.",
    },
    min: 0,
    max: 3,
    default: 0.5,
    step: 0.1,
    when: { field: "construction", is: ["random"] },
  },
  target: {
    kind: "choice",
    label: { es: "Función que se aprende", en: "Function to learn" },
    help: {
      es: "Dientes de sierra: una entrada. Tablero (±1) y espirales: dos entradas.",
      en: "Sawtooth: one input. Checkerboard (±1) and spirals: two inputs.",
    },
    options: [
      { value: "sawtooth", label: { es: "Dientes de sierra", en: "Sawtooth" } },
      { value: "checkerboard", label: { es: "Tablero de ajedrez", en: "Checkerboard" } },
      { value: "spirals", label: { es: "Espirales", en: "Spirals" } },
    ],
    default: "spirals",
    when: training,
  },
  detail: {
    kind: "integer",
    label: { es: "Detalle", en: "Detail" },
    help: {
      es: "2^detalle dientes, cuadros por lado, o vueltas de la espiral.",
      en: "2^detail teeth, squares on a side, or turns of the spiral.",
    },
    min: 1,
    max: 6,
    default: 2,
    when: training,
  },
  hidden: {
    kind: "integers",
    label: { es: "Capas de la red profunda", en: "Layers of the deep net" },
    help: {
      es: "Neuronas de cada capa oculta. La superficial tiene una sola, de la anchura que da el mismo número de parámetros.",
      en: "Units of each hidden layer. The shallow net has a single one, as wide as gives the same number of parameters.",
    },
    min: 1,
    max: 40,
    minItems: 2,
    maxItems: 8,
    default: [12, 12, 12],
    when: training,
  },
  seeds: {
    kind: "integer",
    label: { es: "Redes de cada clase", en: "Nets of each kind" },
    help: {
      es: "Cuántas se entrenan, cada una desde otros pesos: de ahí salen las barras de error.",
      en: "How many are trained, each from other weights: the error bars come from them.",
    },
    min: 2,
    max: 10,
    default: 3,
    when: training,
  },
  epochs: { ...nets.epochs, default: 150, when: training },
  learningRate: { ...nets.learningRate, default: 0.01, when: training },
  samples: {
    kind: "integer",
    label: { es: "Datos de entrenamiento", en: "Training data" },
    help: {
      es: "Puntos al azar con el valor exacto de la función, los mismos para todas las redes. Se prueba en una rejilla.",
      en: "Random points with the exact value of the function, the same for all nets. They are tested on a grid.",
    },
    min: 32,
    max: 5000,
    default: 500,
    scale: "log",
    advanced: true,
    when: training,
  },
} as const satisfies Fields;

export type DepthParams = ParamsOf<typeof depthFields>;

/** Parameters with those that apply to the topic there; the schema has seen to it. */
export type Given<K extends keyof DepthParams> = { readonly [Name in K]-?: Exclude<DepthParams[Name], undefined> };
export type TrainingParams = Given<"target" | "detail" | "hidden" | "seeds" | "epochs" | "learningRate" | "samples">;
export type RegionParams = Given<"construction" | "inputs"> & Pick<DepthParams, "folds" | "layers" | "bias">;
export type GraphParams = Given<"source" | "operations"> & Pick<DepthParams, "expression" | "other" | "size">;
export type ConceptParams = Given<"network" | "rounds" | "strength"> & Pick<DepthParams, "levels">;
