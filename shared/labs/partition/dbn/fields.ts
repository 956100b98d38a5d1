import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";

const dream = { field: "goal", is: ["dream"] } as const;
const classify = { field: "goal", is: ["classify"] } as const;

export const dbnFields = {
  goal: {
    kind: "choice",
    label: { es: "Qué se hace con la pila", en: "What the stack is for" },
    help: {
      es: "Clasificar: redes que empiezan en los pesos de la pila, frente a otras que empiezan al azar. Soñar: solo la pila, que genera imágenes; no necesita etiquetas.",
      en: "Classify: nets that begin at the weights of the stack, against others that begin at random. Dream: the stack alone, which generates pictures; it needs no labels.",
    },
    options: [
      { value: "classify", label: { es: "Clasificar", en: "Classify" } },
      { value: "dream", label: { es: "Soñar", en: "Dream" } },
    ],
    default: "classify",
  },
  labels: {
    kind: "choice",
    label: { es: "Etiquetas", en: "Labels" },
    help: {
      es: "Arriba: la última máquina ve, además de la capa de abajo, una unidad por clase, y se le puede pedir el sueño de una clase (Hinton, Osindero y Teh, 2006).",
      en: "At the top: besides the layer below, the last machine sees one unit per class, and can be asked to dream of a class (Hinton, Osindero and Teh, 2006).",
    },
    options: [
      { value: "none", label: { es: "Sin ellas", en: "None" } },
      { value: "top", label: { es: "Arriba", en: "At the top" } },
    ],
    default: "none",
    omitDefault: true,
    when: dream,
  },
  hidden: {
    kind: "integers",
    label: { es: "Capas ocultas", en: "Hidden layers" },
    help: {
      es: "Unidades de cada capa, de la primera a la última: una máquina de Boltzmann restringida por capa.",
      en: "Units of each layer, first to last: one restricted Boltzmann machine per layer.",
    },
    min: 1,
    max: 512,
    minItems: 1,
    maxItems: 4,
    default: [64, 64],
  },
  pretrainingEpochs: {
    kind: "integer",
    label: { es: "Épocas de preentrenamiento", en: "Pre-training epochs" },
    help: {
      es: "Veces que cada capa recorre todas las filas de entrenamiento, sin etiquetas.",
      en: "Passes of each layer over all training rows, without labels.",
    },
    min: 1,
    max: 5000,
    default: 30,
    scale: "log",
  },
  labelled: {
    kind: "integer",
    label: { es: "Filas con etiqueta", en: "Labelled rows" },
    help: {
      es: "Con cuántas se ajustan las redes, de cada clase por igual; como mucho, todas las de entrenamiento. Cada repetición toma otras.",
      en: "How many the nets are fine-tuned on, of each class alike; at most all training rows. Each repeat takes others.",
    },
    min: 2,
    max: 60_000,
    default: 50,
    scale: "log",
    when: classify,
  },
  seeds: {
    kind: "integer",
    label: { es: "Repeticiones", en: "Repeats" },
    help: {
      es: "Pilas, y pares de redes, con otro azar cada una y los mismos datos apartados: de ahí sale el intervalo de la diferencia.",
      en: "Stacks, and pairs of nets, each with randomness of its own and the same held-out data: the interval of the difference comes from them.",
    },
    min: 2,
    max: 20,
    default: 5,
    when: classify,
  },
  epochs: {
    ...nets.epochs,
    label: { es: "Épocas de ajuste fino", en: "Fine-tuning epochs" },
    help: {
      es: "Veces que cada red recorre sus filas con etiqueta. Con 0 nada se ajusta: la última capa, que empieza en cero, contesta siempre la primera clase.",
      en: "Passes of each net over its labelled rows. With 0 nothing is tuned: the last layer, which begins at zero, always answers the first class.",
    },
    min: 0,
    max: 2000,
    default: 60,
    when: classify,
  },
  learningRate: {
    ...nets.learningRate,
    label: { es: "Tasa del ajuste fino", en: "Fine-tuning rate" },
    max: 1,
    default: 0.003,
    advanced: true,
    when: classify,
  },
  start: {
    kind: "choice",
    label: { es: "Pesos al azar", en: "Random weights" },
    help: {
      es: "Uniformes en ±√(6/(entradas + salidas)), o cuatro veces más anchos, lo que conviene a la sigmoide (Glorot y Bengio, 2010).",
      en: "Uniform in ±√(6/(inputs + outputs)), or four times as wide, which suits the sigmoid (Glorot and Bengio, 2010).",
    },
    options: [
      { value: "wide", label: { es: "Glorot × 4", en: "Glorot × 4" } },
      { value: "glorot", label: { es: "Glorot", en: "Glorot" } },
    ],
    default: "wide",
    advanced: true,
    when: classify,
  },
  k: {
    kind: "integer",
    label: { es: "Pasos de Gibbs (k)", en: "Gibbs steps (k)" },
    help: {
      es: "Barridos de divergencia contrastiva por minilote al entrenar cada capa.",
      en: "Sweeps of contrastive divergence per minibatch while each layer is trained.",
    },
    min: 1,
    max: 50,
    default: 1,
    scale: "log",
    advanced: true,
  },
  rate: {
    kind: "number",
    label: { es: "Tasa del preentrenamiento", en: "Pre-training rate" },
    help: {
      es: "Tamaño del paso de cada máquina. Si es muy grande, oscila o se rompe.",
      en: "Step size of each machine. If it is too large, training oscillates or diverges.",
    },
    min: 0.0001,
    max: 1,
    default: 0.05,
    scale: "log",
    advanced: true,
  },
  batch: {
    ...nets.batch,
    label: { es: "Minilote del preentrenamiento", en: "Pre-training minibatch" },
    help: { es: "Muestras por paso de cada máquina.", en: "Samples per step of each machine." },
    default: 20,
    advanced: true,
  },
  weightDecay: {
    kind: "number",
    label: { es: "Decaimiento de pesos", en: "Weight decay" },
    help: {
      es: "Empuja los pesos de las máquinas hacia cero.",
      en: "Pulls the weights of the machines towards zero.",
    },
    min: 0,
    max: 0.1,
    default: 0.0002,
    step: 0.0001,
    advanced: true,
  },
  binarise: {
    kind: "choice",
    label: { es: "Grises", en: "Grey pixels" },
    help: {
      es: "Cómo un píxel gris se vuelve 0 o 1: por umbral en la mitad, o al azar con su valor como probabilidad en cada presentación. Las redes ven lo mismo: el umbral, o el gris.",
      en: "How a grey pixel becomes 0 or 1: by a threshold at one half, or drawn anew at each presentation with its value as the probability. The nets see the same: the threshold, or the grey.",
    },
    options: [
      { value: "threshold", label: { es: "Umbral", en: "Threshold" } },
      { value: "sample", label: { es: "Al azar", en: "At random" } },
    ],
    default: "threshold",
    advanced: true,
  },
  between: {
    kind: "choice",
    label: { es: "De una capa a la siguiente", en: "From one layer to the next" },
    help: {
      es: "Los datos de una capa son las probabilidades de la de abajo: sorteadas en cada presentación, o 1 desde la mitad.",
      en: "The data of a layer are the probabilities of the one below: drawn anew at each presentation, or 1 from one half on.",
    },
    options: [
      { value: "sample", label: { es: "Muestras", en: "Samples" } },
      { value: "threshold", label: { es: "Umbral", en: "Threshold" } },
    ],
    default: "sample",
    advanced: true,
  },
  testFraction: {
    ...nets.testFraction,
    help: {
      es: "Parte de las filas que ni la pila ni las redes ven, repartida por igual.",
      en: "Fraction of the rows that neither the stack nor the nets see, evenly spaced.",
    },
    min: 0,
    default: 0.25,
  },
} as const satisfies Fields;

export type DbnParams = ParamsOf<typeof dbnFields>;

type Given<K extends keyof DbnParams> = { readonly [Name in K]-?: Exclude<DbnParams[Name], undefined> };
/** Of a run that classifies; the schema has seen to it. */
export type ClassifyParams = DbnParams & Given<"labelled" | "seeds" | "epochs" | "learningRate" | "start">;
/** Of every task: what decides the data. */
export type DataParams = Pick<DbnParams, "goal" | "binarise" | "testFraction"> & {
  readonly labels?: DbnParams["labels"];
};
