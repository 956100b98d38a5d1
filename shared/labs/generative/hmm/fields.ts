import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { limits } from "../../../experiment/limits.ts";

const map = { kind: "map", values: "numbers", maxItems: limits.map.entries, default: {}, advanced: true } as const;
export const hmmFields = {
  emissions: {
    kind: "choice",
    label: { es: "Emisiones", en: "Emissions" },
    help: {
      es: "Qué muestra cada estado: un símbolo de una tabla, o números de una normal con covarianza diagonal o completa. Según los datos: símbolos si la columna es de textos.",
      en: "What each state shows: a symbol of a table, or numbers of a normal distribution with diagonal or full covariance. By the data: symbols where the column holds texts.",
    },
    options: [
      { value: "auto", label: { es: "Según los datos", en: "By the data" } },
      { value: "discrete", label: { es: "Símbolos", en: "Symbols" } },
      { value: "diagonal", label: { es: "Normal diagonal", en: "Diagonal normal" } },
      { value: "full", label: { es: "Normal completa", en: "Full normal" } },
    ],
    default: "auto",
  },
  sequence: {
    kind: "columns",
    label: { es: "Columna de la secuencia", en: "Column of the sequence" },
    help: {
      es: "Donde cambia su valor empieza otra secuencia. No es una observación.",
      en: "Where its value changes another sequence begins. It is no observation.",
    },
    minItems: 0,
    maxItems: 1,
    default: [],
    none: { es: "todo es una secuencia", en: "all is one sequence" },
    advanced: true,
  },
  initial: {
    ...map,
    label: { es: "Inicio", en: "Start" },
    help: {
      es: "Por estado: un peso, su probabilidad de ser el primero.",
      en: "By state: one weight, its probability of being the first.",
    },
  },
  transitions: {
    ...map,
    label: { es: "Transiciones", en: "Transitions" },
    help: {
      es: "Por estado: los pesos de los estados que le siguen, en el orden de sus nombres.",
      en: "By state: the weights of the states that follow it, in the order of their names.",
    },
  },
  shows: {
    ...map,
    signed: true,
    label: { es: "Lo que muestran", en: "What they show" },
    help: {
      es: "Por estado: los pesos de los símbolos, o las medias seguidas de las varianzas (o de la covarianza por filas).",
      en: "By state: the weights of the symbols, or the means followed by the variances (or by the covariance, row by row).",
    },
  },
} as const satisfies Fields;

export type HmmParams = ParamsOf<typeof hmmFields>;
