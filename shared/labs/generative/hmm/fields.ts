import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { limits } from "../../../experiment/limits.ts";

const map = { kind: "map", values: "numbers", maxItems: limits.map.entries, default: {}, advanced: true } as const;
/** Whose model is found from the data. */
const learnt = { field: "task", is: ["learn"] } as const;

export const hmmFields = {
  task: {
    kind: "choice",
    label: { es: "Modelo", en: "Model" },
    help: {
      es: "Usar un modelo dado, contarlo en datos con estados conocidos o aprenderlo sin conocerlos (Baum–Welch).",
      en: "Use a given model, count it in data whose states are known, or learn it without them (Baum–Welch).",
    },
    options: [
      { value: "given", label: { es: "Dado", en: "Given" } },
      { value: "count", label: { es: "Contado con los estados", en: "Counted from the states" } },
      { value: "learn", label: { es: "Aprendido sin los estados", en: "Learned without the states" } },
    ],
    default: "given",
  },
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
  states: {
    kind: "integer",
    label: { es: "Estados", en: "States" },
    help: { es: "Cuántos estados ocultos tiene el modelo.", en: "How many hidden states the model has." },
    min: 1,
    max: 16,
    default: 2,
    when: learnt,
  },
  mostStates: {
    kind: "integer",
    label: { es: "Probar hasta", en: "Try up to" },
    help: {
      es: "Si es mayor que el número de estados, se aprende un modelo con cada número entre ambos y se queda el mejor.",
      en: "If it exceeds the number of states, a model is learned for every number between the two, and the best is kept.",
    },
    min: 1,
    max: 16,
    default: 1,
    when: learnt,
  },
  criterion: {
    kind: "choice",
    label: { es: "Elegir por", en: "Choose by" },
    help: {
      es: "Con qué se elige el número de estados: BIC castiga cada parámetro con log(n)/2; AIC, con 1.",
      en: "What the number of states is chosen by: BIC charges log(n)/2 for each parameter, AIC 1.",
    },
    options: [
      { value: "bic", label: { es: "BIC", en: "BIC" } },
      { value: "aic", label: { es: "AIC", en: "AIC" } },
      { value: "held-out", label: { es: "Verosimilitud reservada", en: "Held-out likelihood" } },
    ],
    default: "bic",
    when: learnt,
  },
  restarts: {
    kind: "integer",
    label: { es: "Reinicios", en: "Restarts" },
    help: {
      es: "Cuántas veces se empieza de nuevo, cada vez desde otro punto; se queda el más verosímil. Van en paralelo.",
      en: "How often it begins anew, each time elsewhere; the likeliest is kept. They run side by side.",
    },
    min: 1,
    max: 64,
    default: 8,
    when: learnt,
  },
  iterations: {
    kind: "integer",
    label: { es: "Iteraciones", en: "Iterations" },
    help: {
      es: "Pasos de Baum–Welch, como mucho: antes se para si la verosimilitud ya no sube.",
      en: "Steps of Baum–Welch, at most: it stops earlier once the likelihood no longer rises.",
    },
    min: 1,
    max: 2000,
    default: 100,
    scale: "log",
    when: learnt,
  },
  tolerance: {
    kind: "number",
    label: { es: "Tolerancia", en: "Tolerance" },
    help: {
      es: "Se para cuando un paso sube la log-verosimilitud menos que esto por observación.",
      en: "It stops once a step raises the log-likelihood by less than this per observation.",
    },
    min: 0,
    max: 0.1,
    default: 1e-7,
    advanced: true,
    when: learnt,
  },
  start: {
    kind: "choice",
    label: { es: "Punto de partida", en: "Starting point" },
    help: {
      es: "De dónde parten las emisiones normales: de grupos de observaciones (k-medias) o de observaciones sueltas. Las de símbolos parten siempre del azar.",
      en: "Where normal emissions start: from groups of observations (k-means), or from single ones. Those of symbols always start at random.",
    },
    options: [
      { value: "kmeans", label: { es: "k-medias", en: "k-means" } },
      { value: "random", label: { es: "Al azar", en: "At random" } },
    ],
    default: "kmeans",
    advanced: true,
    when: learnt,
  },
  pseudoCounts: {
    kind: "number",
    label: { es: "Cuentas previas", en: "Pseudo-counts" },
    help: {
      es: "Cuánto se suma a cada cuenta de inicios, transiciones y símbolos: así nada de lo posible queda en 0.",
      en: "What is added to each count of starts, transitions and symbols, so that nothing possible is left at 0.",
    },
    min: 0,
    max: 100,
    default: 0,
    step: 0.1,
    when: { field: "task", is: ["count", "learn"] },
  },
  heldOut: {
    kind: "number",
    label: { es: "Parte reservada", en: "Held-out share" },
    help: {
      es: "Qué parte de los datos no se usa para aprender: las últimas secuencias, o el final si solo hay una. Con ella se mide.",
      en: "Which share of the data is kept from learning: the last sequences, or the end of a single one. It is measured with it.",
    },
    min: 0,
    max: 0.5,
    default: 0,
    step: 0.05,
    when: { field: "task", is: ["count", "learn"] },
  },
  durations: {
    kind: "boolean",
    label: { es: "Duraciones explícitas", en: "Explicit durations" },
    help: {
      es: "Aprender cuánto dura cada estado (modelo semi-Markov) en vez de dejar que cada paso se sortee, que favorece siempre la duración 1.",
      en: "Learn how long each state lasts (a semi-Markov model) instead of drawing at each step, which always favours a duration of 1.",
    },
    default: false,
    when: { field: "task", is: ["count", "learn"] },
  },
  longest: {
    kind: "integer",
    label: { es: "Duración máxima", en: "Longest duration" },
    help: { es: "Pasos que un estado puede durar, como mucho.", en: "The most steps that a state can last." },
    min: 1,
    max: 200,
    default: 30,
    when: { field: "task", is: ["count", "learn"] },
  },
  samples: {
    kind: "integer",
    label: { es: "Muestras", en: "Samples" },
    help: {
      es: "Cuántas secuencias nuevas se sortean del modelo.",
      en: "How many new sequences are drawn from the model.",
    },
    min: 1,
    max: 1000,
    default: 4,
    scale: "log",
    advanced: true,
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
    when: { field: "task", is: ["given"] },
  },
  transitions: {
    ...map,
    label: { es: "Transiciones", en: "Transitions" },
    help: {
      es: "Por estado: los pesos de los estados que le siguen, en el orden de sus nombres.",
      en: "By state: the weights of the states that follow it, in the order of their names.",
    },
    when: { field: "task", is: ["given"] },
  },
  shows: {
    ...map,
    signed: true,
    label: { es: "Lo que muestran", en: "What they show" },
    help: {
      es: "Por estado: los pesos de los símbolos, o las medias seguidas de las varianzas (o de la covarianza por filas).",
      en: "By state: the weights of the symbols, or the means followed by the variances (or by the covariance, row by row).",
    },
    when: { field: "task", is: ["given"] },
  },
  lasts: {
    ...map,
    label: { es: "Lo que duran", en: "How long they last" },
    help: {
      es: "Por estado: los pesos de durar 1, 2, … pasos.",
      en: "By state: the weights of lasting 1, 2, … steps.",
    },
    when: { field: "task", is: ["given"] },
  },
} as const satisfies Fields;

export type HmmParams = ParamsOf<typeof hmmFields>;
