import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";
import { comparison, falling, resolution } from "../points/fields.ts";

/** Bins of a spline, and the bound of an affine scale, unless something else is asked for. */
export const BINS = 8;
export const BOUND = 2;

export const flowFields = {
  couplings: {
    kind: "integer",
    label: { es: "Capas de acoplamiento", en: "Coupling layers" },
    help: {
      es: "Cada una deja una coordenada como está (de imágenes, la mitad de los píxeles) y estira y desplaza las otras según ella; se turnan. Con una sola, una no cambia nunca.",
      en: "Each leaves one coordinate as it is (of pictures half of the pixels), and scales and shifts the others by it; they take turns. With a single one, one never changes.",
    },
    min: 1,
    max: 16,
    default: 8,
  },
  hidden: {
    kind: "integers",
    label: { es: "Capas ocultas", en: "Hidden layers" },
    help: {
      es: "Anchura de cada capa de la pequeña red que hay en cada acoplamiento, de lo que se queda a los números que dicen qué se hace con lo demás.",
      en: "Width of each layer of the small net in each coupling, from what is kept to the numbers that say what is done to the rest.",
    },
    min: 1,
    max: 256,
    minItems: 1,
    maxItems: 3,
    default: [24, 24],
  },
  activation: { ...nets.activation("tanh", "silu", "elu", "relu", "softplus"), default: "silu", advanced: true },
  map: {
    kind: "choice",
    label: { es: "Mapa de cada capa", en: "Map of each layer" },
    help: {
      es: "Qué hace una capa con cada coordenada que mueve. Afín: la estira y la desplaza (RealNVP, Dinh et al. 2017). Spline: una curva creciente de cocientes de parábolas, que puede estirar unos tramos y apretar otros (Durkan et al. 2019).",
      en: "What a layer does to each coordinate that it moves. Affine: scales and shifts it (RealNVP, Dinh et al. 2017). Spline: a rising curve of quotients of parabolas, which may stretch some stretches and squeeze others (Durkan et al. 2019).",
    },
    options: [
      { value: "affine", label: { es: "Afín", en: "Affine" } },
      { value: "spline", label: { es: "Spline", en: "Spline" } },
    ],
    default: "affine",
  },
  bins: {
    kind: "integer",
    label: { es: "Tramos del spline", en: "Bins of the spline" },
    help: {
      es: "En cuántos tramos se parte la recta entre −4 y 4 desviaciones; más allá el mapa es la identidad.",
      en: "Into how many bins the line is cut between −4 and 4 deviations; beyond, the map is the identity.",
    },
    min: 2,
    max: 32,
    default: BINS,
    when: { field: "map", is: ["spline"] },
  },
  bound: {
    kind: "number",
    label: { es: "Cota del estiramiento", en: "Bound of the scale" },
    help: {
      es: "El logaritmo del estiramiento de cada capa es esta cota por una tangente hiperbólica: nunca se estira más de e^cota ni menos de e^−cota. Con 0 solo se desplaza, y el volumen no cambia (NICE, Dinh et al. 2014).",
      en: "The logarithm of each layer's scale is this bound times a hyperbolic tangent: nothing is scaled by more than e^bound or less than e^−bound. With 0 layers only shift, and volume is kept (NICE, Dinh et al. 2014).",
    },
    min: 0,
    max: 5,
    default: BOUND,
    step: 0.1,
    when: { field: "map", is: ["affine"] },
  },
  ...falling(10),
  epochs: { ...nets.epochs, default: 40 },
  batch: { ...nets.batch, default: 256 },
  average: {
    kind: "number",
    label: { es: "Media móvil de los pesos", en: "Moving average of the weights" },
    help: {
      es: "Qué parte de la media de los pesos deja cada paso: con 0,99 cuentan los cien últimos, más o menos. Las muestras y las medidas del final son de la media; con 0 no la hay.",
      en: "What share of the average of the weights each step leaves: with 0.99 the last hundred count, roughly. Samples and the measures at the end are those of the average; with 0 there is none.",
    },
    min: 0,
    max: 0.9999,
    default: 0,
    omitDefault: true,
    advanced: true,
  },
  resolution: { ...resolution, max: 16, omitDefault: true },
  testFraction: { ...nets.testFraction, default: 0.25 },
  ...comparison,
} as const satisfies Fields;

export type FlowParams = ParamsOf<typeof flowFields>;
/** The length of training is a matter of a task's steps. */
export type FlowTaskParams = Omit<FlowParams, "epochs">;
