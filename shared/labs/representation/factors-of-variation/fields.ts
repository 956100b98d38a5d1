import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { type CoderParams, coders } from "../../nets/coders/fields.ts";
import { nets } from "../../nets/fields.ts";

/** Here from the beginning: nothing is left out of older experiments. */
const { omitDefault: _, pictures: __, ...architecture } = coders.architecture;
const ARCHITECTURE = { ...architecture, default: "convolutional" } as const;

export const factorsOfVariationFields = {
  method: {
    kind: "choice",
    label: { es: "Método", en: "Method" },
    help: {
      es: "β-VAE pesa más la divergencia KL (Higgins et al. 2017). FactorVAE añade a un VAE un castigo a la dependencia entre los números del código, que estima un discriminador (Kim y Mnih 2018).",
      en: "β-VAE gives the KL divergence more weight (Higgins et al. 2017). FactorVAE adds to a VAE a penalty on the dependence among the numbers of a code, which a discriminator estimates (Kim & Mnih 2018).",
    },
    options: [
      { value: "beta-vae", label: { es: "β-VAE", en: "β-VAE" } },
      { value: "factor-vae", label: { es: "FactorVAE", en: "FactorVAE" } },
    ],
    default: "beta-vae",
  },
  beta: {
    kind: "number",
    label: { es: "β", en: "β" },
    help: {
      es: "Peso de la divergencia KL. Con 1 es un VAE; con más, cada número del código cuesta más y solo quedan los que hacen falta; con demasiado, no queda ninguno.",
      en: "Weight of the KL divergence. 1 is a VAE; with more, each number of the code costs more and only those that are needed stay; with too much, none does.",
    },
    min: 0,
    max: 100,
    default: 4,
    step: 0.5,
    when: { field: "method", is: ["beta-vae"] },
  },
  gamma: {
    kind: "number",
    label: { es: "γ", en: "γ" },
    help: {
      es: "Peso de la correlación total de los códigos; con 0 es un VAE.",
      en: "Weight of the total correlation of the codes; 0 is a VAE.",
    },
    min: 0,
    max: 100,
    default: 10,
    step: 1,
    when: { field: "method", is: ["factor-vae"] },
  },
  latents: {
    kind: "integer",
    label: { es: "Dimensión latente", en: "Latent dimensions" },
    help: {
      es: "Números de un código. Mejor alguno más que los factores: los que sobran se quedan en la normal.",
      en: "Numbers of a code. Better a few more than there are factors: those that are not needed stay at the normal.",
    },
    min: 1,
    max: 32,
    default: 6,
  },
  labelled: {
    kind: "number",
    label: { es: "Imágenes con etiquetas", en: "Pictures with labels" },
    help: {
      es: "Parte de las imágenes de entrenamiento cuyos factores se dicen: el primer número del código aprende a predecir el primer factor, el segundo el segundo, etc.",
      en: "Part of the training pictures whose factors are told: the first number of the code learns to predict the first factor, the second the second, and so on.",
    },
    min: 0,
    max: 1,
    default: 0,
    step: 0.01,
  },
  labelWeight: {
    kind: "number",
    label: { es: "Peso de las etiquetas", en: "Weight of labels" },
    help: {
      es: "Cuánto cuenta, en nats, el error al predecir los factores de una imagen con etiquetas.",
      en: "How much, in nats, the error in predicting the factors of a labelled picture counts.",
    },
    min: 0,
    max: 1000,
    default: 50,
    advanced: true,
  },
  architecture: ARCHITECTURE,
  filters: { ...coders.filters, default: [8, 16, 16] },
  hidden: {
    ...coders.hidden,
    label: { es: "Capas ocultas del codificador", en: "Hidden layers of the encoder" },
    help: {
      es: "Anchura de cada capa densa antes del código; el decodificador las repite al revés.",
      en: "Width of each dense layer before the code; the decoder mirrors them.",
    },
    minItems: 0,
    default: [64],
  },
  activation: {
    ...coders.activation,
    help: { es: "Función de las capas ocultas.", en: "Function of the hidden layers." },
    default: "relu",
    advanced: true,
  },
  kernel: coders.kernel,
  learningRate: { ...nets.learningRate, default: 0.004 },
  epochs: { ...nets.epochs, default: 30 },
  batch: { ...nets.batch, default: 64 },
  testFraction: { ...nets.testFraction, default: 0.2 },
} as const satisfies Fields;

export type FactorsOfVariationParams = ParamsOf<typeof factorsOfVariationFields>;

/** What a task is told: layers as coders name them, the code last among the hidden ones. The length of training is a matter of its steps. */
export type FactorTaskParams = Omit<FactorsOfVariationParams, "epochs"> & CoderParams;

export function taskParams({ epochs: ___, ...params }: FactorsOfVariationParams): FactorTaskParams {
  return { ...params, hidden: [...params.hidden, params.latents], code: "linear" };
}
