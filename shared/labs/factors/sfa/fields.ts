import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

export const sfaFields = {
  expansion: {
    kind: "choice",
    label: { es: "Expansión", en: "Expansion" },
    help: {
      es: "Lineal: sumas ponderadas de la entrada. Cuadrática: también los productos de cada dos.",
      en: "Linear: weighted sums of the inputs. Quadratic: all pairwise products as well.",
    },
    options: [
      { value: "quadratic", label: { es: "Cuadrática", en: "Quadratic" } },
      { value: "linear", label: { es: "Lineal", en: "Linear" } },
    ],
    default: "quadratic",
  },
  frames: {
    kind: "integer",
    label: { es: "Instantes juntos", en: "Steps embedded" },
    help: {
      es: "Cuántos instantes seguidos forman una entrada: con más, una función puede ver el movimiento.",
      en: "How many time steps form one input (time embedding): with more than one, a feature can see motion.",
    },
    min: 1,
    max: 50,
    default: 1,
  },
  lag: {
    kind: "integer",
    label: { es: "Retardo", en: "Lag" },
    help: {
      es: "Separación entre los instantes que se juntan.",
      en: "Spacing between the embedded time steps.",
    },
    min: 1,
    max: 100,
    default: 1,
    advanced: true,
  },
  inputs: {
    kind: "integer",
    label: { es: "Dimensiones de entrada", en: "Input dimensions" },
    help: {
      es: "Componentes principales que se conservan antes de expandir. La expansión cuadrática de 24 ya tiene 324.",
      en: "Principal components kept before the expansion. The quadratic expansion of just 24 has 324 functions.",
    },
    min: 1,
    max: 200,
    default: 20,
    scale: "log",
  },
  features: {
    kind: "integer",
    label: { es: "Funciones lentas", en: "Slow features" },
    help: {
      es: "Cuántas se calculan, de la más lenta en adelante.",
      en: "How many to compute, starting with the slowest.",
    },
    min: 1,
    max: 20,
    default: 5,
  },
  shuffles: {
    kind: "integer",
    label: { es: "Barajas", en: "Shuffles" },
    help: {
      es: "Veces que se repite con los instantes en orden al azar: lo lento que sale es casualidad.",
      en: "How many times to repeat it with the time steps in random order: whatever is slow then is slow by chance.",
    },
    min: 1,
    max: 1000,
    default: 10,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

export type SfaParams = ParamsOf<typeof sfaFields>;
/** The number of shuffles is a matter of a task's steps. */
export type SfaTaskParams = Omit<SfaParams, "shuffles">;
