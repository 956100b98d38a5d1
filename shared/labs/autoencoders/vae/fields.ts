import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import type { CoderParams, ReconstructionLoss } from "../../nets/coders/fields.ts";
import { coders, coderTraining } from "../../nets/coders/fields.ts";

export const vaeFields = {
  architecture: coders.architecture,
  filters: coders.filters,
  hidden: {
    ...coders.hidden,
    label: { es: "Capas ocultas del codificador", en: "Hidden layers of the encoder" },
    help: {
      es: "Anchura de cada capa densa antes del código; el decodificador las repite al revés. Sin ninguna, codificador y decodificador son lineales.",
      en: "Width of each dense layer before the code; the decoder mirrors them. With none, encoder and decoder are linear.",
    },
    minItems: 0,
    default: [128],
  },
  latent: {
    kind: "integer",
    label: { es: "Dimensión latente", en: "Latent dimensions" },
    help: {
      es: "Números de un código. Con 2 se dibuja el plano latente entero.",
      en: "Numbers of a code. With 2 the whole latent plane is drawn.",
    },
    min: 1,
    max: 64,
    default: 2,
  },
  beta: {
    kind: "number",
    label: { es: "β", en: "β" },
    help: {
      es: "Peso de la divergencia KL al entrenar. Con 1 se maximiza la cota (VAE); con más, el código se acerca a la normal y pierde detalle (β-VAE).",
      en: "Weight of the KL divergence in training. With 1 the bound itself is maximised (VAE); with more, codes come closer to the normal and lose detail (β-VAE).",
    },
    min: 0,
    max: 100,
    default: 1,
    step: 0.1,
  },
  likelihood: {
    kind: "choice",
    label: { es: "Verosimilitud", en: "Likelihood" },
    help: {
      es: "De los valores dado el código. Bernoulli: píxeles negros o blancos (un gris es la probabilidad de blanco). Normal: valores cualesquiera, con una sola desviación para todos.",
      en: "Of the values given the code. Bernoulli: black or white pixels (grey is the probability of white). Normal: any values, with one deviation for all of them.",
    },
    options: [
      { value: "bernoulli", label: { es: "Bernoulli", en: "Bernoulli" } },
      { value: "normal", label: { es: "Normal, desviación aprendida", en: "Normal, learnt deviation" } },
      { value: "normal-fixed", label: { es: "Normal, desviación fija", en: "Normal, fixed deviation" } },
    ],
    default: "bernoulli",
  },
  deviation: {
    kind: "number",
    label: { es: "Desviación", en: "Deviation" },
    help: {
      es: "De los valores alrededor de lo que da el decodificador: de los píxeles (de 0 a 1), o de las columnas divididas por su desviación común.",
      en: "Of the values about what the decoder gives: of pixels (0 to 1), or of columns divided by their common deviation.",
    },
    min: 0.01,
    max: 10,
    default: 0.2,
    scale: "log",
    when: { field: "likelihood", is: ["normal-fixed"] },
  },
  draws: {
    kind: "integer",
    label: { es: "Muestras de la cota", en: "Samples of the bound" },
    help: {
      es: "Códigos por fila, K, con los que se calcula después la cota ponderada por importancia: cuantos más, más ajustada.",
      en: "Codes per row, K, from which the importance-weighted bound is computed afterwards: the more, the tighter.",
    },
    min: 1,
    max: 1024,
    default: 64,
    scale: "log",
  },
  activation: {
    ...coders.activation,
    help: {
      es: "Función de las capas ocultas.",
      en: "Function of the hidden layers.",
    },
    default: "relu",
    advanced: true,
  },
  ...coderTraining(0.002, 40, 64),
} as const satisfies Fields;

export type VaeParams = ParamsOf<typeof vaeFields>;

/** What a task is told: the layers as encoders and decoders name them, the code last among the hidden ones. The length of training is a matter of its steps. */
export type VaeTaskParams = Omit<VaeParams, "epochs"> &
  Pick<CoderParams, keyof CoderParams> &
  Pick<ReconstructionLoss, keyof ReconstructionLoss>;

export function taskParams({ epochs: _, ...params }: VaeParams): VaeTaskParams {
  return {
    ...params,
    hidden: [...params.hidden, params.latent],
    code: "linear",
    loss: params.likelihood === "bernoulli" ? "cross-entropy" : "mse",
  };
}
