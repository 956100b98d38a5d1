import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";

const isVae = { field: "generator", is: ["vae"] } as const;
const hasLatents = { field: "generator", is: ["ppca", "vae"] } as const;
const isControlled = { field: "controls", is: [true] } as const;

export const augmentationFields = {
  generator: {
    kind: "choice",
    label: { es: "Modelo generativo", en: "Generative model" },
    help: {
      es: "Gaussiana: media por clase y covarianza, por máxima verosimilitud. PPCA: pocas direcciones y un ruido igual en todas. VAE: una red que recibe la clase junto al código.",
      en: "Gaussian: a mean per class and a covariance, by maximum likelihood. PPCA: few directions and a noise alike in all of them. VAE: a net that is given the class beside the code.",
    },
    options: [
      { value: "ppca", label: { es: "PPCA", en: "PPCA" } },
      { value: "gaussian", label: { es: "Gaussiana", en: "Gaussian" } },
      { value: "vae", label: { es: "Autocodificador variacional", en: "Variational autoencoder" } },
    ],
    default: "ppca",
  },
  learnsFrom: {
    kind: "choice",
    label: { es: "Aprende de", en: "Learns from" },
    help: {
      es: "Con etiqueta: las mismas filas que la red. También sin etiqueta: las demás filas de entrenamiento, sin su clase; honrado si de verdad se tienen, pero la red de al lado no las ve. Etiquetas que la red no tiene: trampa, para verla: la ganancia es de etiquetas. Las filas apartadas no las ve nunca.",
      en: "Labelled: the rows that the net has. Unlabelled too: the other training rows, without their class; honest where one really has them, yet the net beside it does not see them. Labels that the net has not: a cheat, to be looked at: the gain is one of labels. Held-out rows it never sees.",
    },
    options: [
      { value: "labelled", label: { es: "Filas con etiqueta", en: "Labelled rows" } },
      { value: "unlabelled", label: { es: "También filas sin etiqueta", en: "Unlabelled rows too" } },
      {
        value: "all-labels",
        label: { es: "Etiquetas que la red no tiene (trampa)", en: "Labels the net has not (cheating)" },
      },
    ],
    default: "labelled",
    when: hasLatents,
  },
  covariance: {
    kind: "choice",
    label: { es: "Covarianza", en: "Covariance" },
    help: {
      es: "Una para todas las clases, estimada con las desviaciones de todas, o una por clase. Con pocas filas, la común es más segura; la propia dice también cómo varía cada clase.",
      en: "One for all classes, estimated from the deviations of all, or one per class. With few rows the common one is safer; its own also says how each class varies.",
    },
    options: [
      { value: "own", label: { es: "Una por clase", en: "One per class" } },
      { value: "shared", label: { es: "Común", en: "Shared" } },
    ],
    default: "own",
    when: { field: "generator", is: ["ppca", "gaussian"] },
  },
  latent: {
    kind: "integer",
    label: { es: "Dimensión latente", en: "Latent dimensions" },
    help: {
      es: "Direcciones de PPCA, o números del código del VAE. Con menos filas que eso, PPCA toma las que hay.",
      en: "Directions of PPCA, or numbers of the VAE's code. With fewer rows than that, PPCA takes as many as there are.",
    },
    min: 1,
    max: 64,
    default: 4,
    when: hasLatents,
  },
  coderHidden: {
    kind: "integers",
    label: { es: "Capas ocultas del VAE", en: "Hidden layers of the VAE" },
    help: {
      es: "Anchura de cada capa del codificador; el decodificador las repite al revés.",
      en: "Width of each layer of the encoder; the decoder mirrors them.",
    },
    min: 1,
    max: 512,
    minItems: 0,
    maxItems: 3,
    default: [64],
    when: isVae,
  },
  coderSteps: {
    kind: "integer",
    label: { es: "Minilotes del VAE", en: "Minibatches of the VAE" },
    help: {
      es: "Pasos de entrenamiento de cada modelo generativo.",
      en: "Training steps of each generative model.",
    },
    min: 1,
    max: 100_000,
    default: 500,
    scale: "log",
    when: isVae,
  },
  labelled: {
    kind: "integer",
    label: { es: "Filas con etiqueta por clase", en: "Labelled rows per class" },
    help: {
      es: "Con cuántas aprende cada red de verdad. Cada repetición toma otras.",
      en: "How many real rows each net learns from. Each repeat takes others.",
    },
    min: 2,
    max: 5000,
    default: 5,
    scale: "log",
  },
  samples: {
    kind: "integer",
    label: { es: "Muestras por clase", en: "Samples per class" },
    help: {
      es: "Filas que el modelo generativo añade a cada clase; los controles añaden otras tantas.",
      en: "Rows that the generative model adds to each class; the controls add as many.",
    },
    min: 1,
    max: 20_000,
    default: 50,
    scale: "log",
  },
  seeds: {
    kind: "integer",
    label: { es: "Repeticiones", en: "Repeats" },
    help: {
      es: "Cada una toma otras filas con etiqueta, otros pesos al azar y otro modelo generativo, y da un par de redes: de ahí sale el intervalo de la ganancia. Las filas apartadas son las mismas.",
      en: "Each takes other labelled rows, other random weights and another generative model, and gives a pair of nets: the interval of the gain comes from them. The held-out rows are the same.",
    },
    min: 2,
    max: 100,
    default: 8,
    scale: "log",
  },
  controls: {
    kind: "boolean",
    label: { es: "Controles", en: "Controls" },
    help: {
      es: "Dos redes más por repetición: una con copias alteradas de las filas con etiqueta (aumento clásico), otra con más filas de verdad (el techo).",
      en: "Two more nets per repeat: one with altered copies of the labelled rows (classical augmentation), one with more real rows (the ceiling).",
    },
    default: true,
  },
  hidden: {
    kind: "integers",
    label: { es: "Capas ocultas del clasificador", en: "Hidden layers of the classifier" },
    help: {
      es: "Unidades ReLU de cada capa. Sin ninguna es una regresión logística.",
      en: "ReLU units of each layer. With none it is logistic regression.",
    },
    min: 1,
    max: 512,
    minItems: 0,
    maxItems: 4,
    default: [64],
  },
  steps: {
    kind: "integer",
    label: { es: "Minilotes", en: "Minibatches" },
    help: {
      es: "Pasos de entrenamiento de cada clasificador: los mismos para todos, tengan las filas que tengan.",
      en: "Training steps of each classifier: the same for all, however many rows they have.",
    },
    min: 1,
    max: 20_000,
    default: 200,
    scale: "log",
  },
  shift: {
    kind: "integer",
    label: { es: "Desplazamiento (clásico)", en: "Shift (classical)" },
    help: {
      es: "De imágenes: cada copia se mueve al azar hasta tantos píxeles en cada dirección. Una tabla no se mueve.",
      en: "Of pictures: each copy moves at random by up to so many pixels in each direction. Tables do not move.",
    },
    min: 0,
    max: 8,
    default: 2,
    unit: "px",
    when: isControlled,
    advanced: true,
  },
  noise: {
    kind: "number",
    label: { es: "Ruido (clásico)", en: "Noise (classical)" },
    help: {
      es: "Desviación típica de lo que se suma a cada valor de la copia: de un píxel de 0 a 1, o en desviaciones de la columna.",
      en: "Standard deviation of what is added to each value of a copy: of a pixel from 0 to 1, or in deviations of the column.",
    },
    min: 0,
    max: 2,
    default: 0.1,
    step: 0.01,
    when: isControlled,
    advanced: true,
  },
  learningRate: {
    ...nets.learningRate,
    label: { es: "Tasa del clasificador", en: "Rate of the classifier" },
    max: 1,
    default: 0.003,
    advanced: true,
  },
  l2: {
    kind: "number",
    label: { es: "Penalización L2", en: "L2 penalty" },
    help: {
      es: "De los pesos de todos los clasificadores. Un rival sin ella puede perder por eso, y no por falta de muestras.",
      en: "Of the weights of all classifiers. A rival without it may lose for that, and not for lack of samples.",
    },
    min: 0,
    max: 1,
    default: 0.001,
    step: 0.001,
    advanced: true,
  },
  batch: { ...nets.batch, default: 32, max: 256, advanced: true },
  coderRate: {
    ...nets.learningRate,
    label: { es: "Tasa del VAE", en: "Rate of the VAE" },
    max: 1,
    default: 0.003,
    advanced: true,
    when: isVae,
  },
  testFraction: {
    ...nets.testFraction,
    help: {
      es: "Parte de las filas de cada clase que no ve nadie, ni el modelo generativo ni las redes: con ellas se mide.",
      en: "Fraction of the rows of each class that nobody sees, neither the generative model nor the nets: they are what is measured on.",
    },
    max: 0.9,
    default: 0.4,
  },
} as const satisfies Fields;

export type AugmentationParams = ParamsOf<typeof augmentationFields>;

/** Of every task: which rows are held out, and which are labelled. */
export type RowParams = Pick<AugmentationParams, "testFraction" | "labelled"> & {
  /** Key of the choice of labelled rows, which all of a repeat share. */
  readonly subset: readonly number[];
};

/** What decides a generative model. */
export type GeneratorParams = RowParams &
  Pick<
    AugmentationParams,
    "generator" | "learnsFrom" | "covariance" | "latent" | "coderHidden" | "coderRate" | "batch"
  >;

/** What decides the rows that a classifier learns from. */
export type ArmParams = GeneratorParams &
  Pick<AugmentationParams, "samples" | "shift" | "noise"> & {
    /** Key of what is drawn beside real rows. */
    readonly draw: readonly number[];
    readonly repeat: number;
  };

export type NetParams = Pick<AugmentationParams, "hidden">;
