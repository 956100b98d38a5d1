import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

export const familyFields = {
  latents: {
    kind: "integer",
    label: { es: "Factores", en: "Latents" },
    help: {
      es: "Números ocultos de cada modelo. Con tantos como columnas, ICA y SFA tienen verosimilitud.",
      en: "Number of latent variables in each model. With as many as there are columns, ICA and SFA have a likelihood.",
    },
    min: 1,
    max: 20,
    default: 2,
  },
  iterations: {
    kind: "integer",
    label: { es: "Iteraciones", en: "Iterations" },
    help: {
      es: "Pasos de EM en FA, de punto fijo en ICA y minilotes en la codificación dispersa.",
      en: "EM steps in FA, fixed-point steps in ICA, and minibatches in sparse coding.",
    },
    min: 5,
    max: 5000,
    default: 300,
    scale: "log",
  },
  overcomplete: {
    kind: "integer",
    label: { es: "Átomos por factor", en: "Atoms per latent" },
    help: {
      es: "La codificación dispersa tiene este número de átomos por cada factor de los demás.",
      en: "How many atoms sparse coding has for each latent of the other models.",
    },
    min: 1,
    max: 4,
    default: 2,
    advanced: true,
  },
  penalty: {
    kind: "number",
    label: { es: "Dispersión", en: "Sparsity" },
    help: {
      es: "Peso de la suma de |coeficientes|, con los datos a escala 1. Más: menos coeficientes distintos de cero.",
      en: "Weight of the sum of |coefficients|, with the data at scale 1. The larger it is, the fewer non-zero coefficients.",
    },
    min: 0.001,
    max: 2,
    default: 0.1,
    scale: "log",
    advanced: true,
  },
  testFraction: {
    kind: "number",
    label: { es: "Datos de prueba", en: "Held-out data" },
    help: {
      es: "Parte final de las filas con la que no se aprende.",
      en: "The final share of the rows, kept out of training.",
    },
    min: 0.05,
    max: 0.5,
    default: 0.25,
    step: 0.05,
    advanced: true,
  },
} as const satisfies Fields;

export type FamilyFit = ParamsOf<typeof familyFields>;

/** The six models, in the order of the chapter. */
export const models = ["pca", "ppca", "fa", "ica", "sfa", "sparse"] as const;
export type Model = (typeof models)[number];
