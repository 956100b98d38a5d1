import type { Fields, ParamsOf } from "../../../../experiment/fields.ts";

const when = { field: "task", is: ["collapse"] } as const;

/** Parameters of the task "collapse": p = N(0, I), q = N(shift·1, scale²·I) in ever more dimensions. */
export const collapseFields = {
  dimensions: {
    when,
    kind: "integers",
    label: { es: "Dimensiones", en: "Dimensions" },
    help: { es: "De menor a mayor.", en: "From small to large." },
    min: 1,
    max: 500,
    minItems: 2,
    maxItems: 16,
    default: [1, 2, 5, 10, 20, 30, 40, 50],
  },
  shift: {
    when,
    kind: "number",
    label: { es: "Desplazamiento por coordenada", en: "Shift per coordinate" },
    help: {
      es: "Cuánto se aparta el centro de q del de p en cada una.",
      en: "How far q's centre is from p's in each.",
    },
    min: 0,
    max: 3,
    default: 0.3,
    step: 0.05,
  },
  scale: {
    when,
    kind: "number",
    label: { es: "Escala de q", en: "Scale of q" },
    help: {
      es: "Desviación de q en cada coordenada; la de p es 1. Por debajo de 0,71 la varianza de los pesos es infinita.",
      en: "Deviation of q in each coordinate; that of p is 1. Below 0.71 the variance of the weights is infinite.",
    },
    min: 0.3,
    max: 3,
    default: 1,
    step: 0.05,
  },
  size: {
    when,
    kind: "integer",
    label: { es: "Muestras", en: "Draws" },
    help: { es: "En cada repetición.", en: "In each repeat." },
    min: 100,
    max: 20_000,
    default: 2000,
    scale: "log",
  },
  times: {
    when,
    kind: "integer",
    label: { es: "Repeticiones", en: "Repeats" },
    help: { es: "Cuántas veces en cada dimensión.", en: "How many times in each dimension." },
    min: 2,
    max: 500,
    default: 20,
    scale: "log",
  },
} as const satisfies Fields;

/** The parameters where the task is "collapse". */
export type CollapseParams = {
  readonly [K in keyof typeof collapseFields]: Exclude<ParamsOf<typeof collapseFields>[K], undefined>;
};
