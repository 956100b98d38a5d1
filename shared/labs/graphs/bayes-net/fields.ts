import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { limits } from "../../../experiment/limits.ts";
import { learningFields, taskField } from "./learning/fields.ts";

/** Methods that draw samples; all but "gibbs" draw independent ones. */
const SAMPLERS = ["forward", "rejection", "likelihood-weighting", "gibbs"] as const;
const ROUNDS = ["loopy", "mean-field"] as const;

/** What belongs to questions, and not to learning. */
const asking = { field: "task", is: ["query"] } as const;

export const bayesNetFields = {
  task: taskField,
  evidence: {
    kind: "map",
    label: { es: "Evidencia", en: "Evidence" },
    help: {
      es: "Los nodos que se han observado, y en qué estado: las probabilidades de los demás cambian con ellos.",
      en: "The nodes that were observed, and in which state: the probabilities of the others follow.",
    },
    values: "text",
    maxItems: limits.map.entries,
    default: {},
    names: "nodes",
    when: asking,
  },
  soft: {
    kind: "map",
    label: { es: "Evidencia blanda", en: "Soft evidence" },
    help: {
      es: "Lo que se sabe a medias de un nodo: un número por estado. Qué significan esos números, lo dice la regla.",
      en: "What is known of a node without certainty: one number per state. The rule says what these numbers mean.",
    },
    values: "numbers",
    maxItems: limits.map.entries,
    default: {},
    names: "nodes",
    advanced: true,
    when: asking,
  },
  softKind: {
    kind: "choice",
    label: { es: "Regla de la evidencia blanda", en: "Rule of soft evidence" },
    help: {
      es: "Virtual: cuán probable era ver lo que se vio, según el estado; se combina con lo demás. Jeffrey: la probabilidad que el nodo debe tener al final, se supiera lo que se supiera.",
      en: "Virtual: how likely each state made what was seen; it combines with all the rest. Jeffrey: the probability that the node must have in the end, whatever was known before.",
    },
    options: [
      { value: "virtual", label: { es: "Virtual", en: "Virtual" } },
      { value: "jeffrey", label: { es: "Jeffrey", en: "Jeffrey" } },
    ],
    default: "virtual",
    advanced: true,
    when: asking,
  },
  do: {
    kind: "map",
    label: { es: "Intervención do()", en: "Intervention do()" },
    help: {
      es: "Nodos que se fijan desde fuera: se cortan las flechas que les llegan, así que no dicen nada de sus causas.",
      en: "Nodes that are set from outside: the arrows that point to them are cut, so they tell nothing of their causes.",
    },
    values: "text",
    maxItems: limits.map.entries,
    default: {},
    names: "nodes",
    when: asking,
  },
  counterfactual: {
    kind: "boolean",
    label: { es: "Contrafactual", en: "Counterfactual" },
    help: {
      es: "La evidencia vale en el mundo como es; la intervención, en otro que comparte con él todo el azar: qué habría pasado.",
      en: "The evidence holds in the world as it is; the intervention in another one that shares all its chance: what would have been.",
    },
    default: false,
    advanced: true,
    when: asking,
  },
  response: {
    kind: "choice",
    label: { es: "Qué se supone del azar compartido", en: "What is assumed of shared chance" },
    help: {
      es: "Las tablas no dicen cómo habría respondido un nodo a otros padres. Independiente: con otros padres se sortea de nuevo. Monótona: un solo número decide en todas las filas. En los nodos deterministas no se supone nada.",
      en: "Tables do not say how a node would have answered to other parents. Independent: with other parents it is drawn anew. Monotone: one number decides in all rows. Of deterministic nodes nothing is assumed.",
    },
    options: [
      { value: "independent", label: { es: "Independiente", en: "Independent" } },
      { value: "monotone", label: { es: "Monótona", en: "Monotone" } },
    ],
    default: "independent",
    advanced: true,
    when: { field: "counterfactual", is: [true] },
  },
  method: {
    kind: "choice",
    label: { es: "Método aproximado", en: "Approximate method" },
    help: {
      es: "Se compara con la respuesta exacta, si cabe. Sin evidencia rara, casi todos aciertan; con ella se ve en qué se distinguen.",
      en: "Compared with the exact answer, where that fits. Without rare evidence nearly all get it right; with it you see how they differ.",
    },
    options: [
      { value: "exact", label: { es: "Ninguno: solo la exacta", en: "None: exact only" } },
      { value: "forward", label: { es: "Muestreo directo (sin evidencia)", en: "Forward sampling (no evidence)" } },
      { value: "rejection", label: { es: "Muestreo por rechazo", en: "Rejection sampling" } },
      { value: "likelihood-weighting", label: { es: "Ponderación por verosimilitud", en: "Likelihood weighting" } },
      { value: "gibbs", label: { es: "Muestreo de Gibbs", en: "Gibbs sampling" } },
      { value: "loopy", label: { es: "Propagación con bucles", en: "Loopy belief propagation" } },
      { value: "mean-field", label: { es: "Campo medio", en: "Mean field" } },
    ],
    default: "exact",
    when: asking,
  },
  samples: {
    kind: "integer",
    label: { es: "Muestras por cadena", en: "Samples per chain" },
    help: {
      es: "El error baja con la raíz de su número. Se redondea a un múltiplo de 20 hacia arriba.",
      en: "The error falls with the square root of their number. Rounded up to a multiple of 20.",
    },
    min: 20,
    max: 1_000_000,
    default: 10_000,
    step: 20,
    scale: "log",
    when: { field: "method", is: SAMPLERS },
  },
  chains: {
    kind: "integer",
    label: { es: "Cadenas", en: "Chains" },
    help: {
      es: "Corren a la vez, con números al azar propios. R̂ compara las de Gibbs entre sí.",
      en: "They run side by side, with random numbers of their own. R̂ compares those of Gibbs sampling.",
    },
    min: 1,
    max: 32,
    default: 4,
    step: 1,
    when: { field: "method", is: SAMPLERS },
  },
  burnIn: {
    kind: "integer",
    label: { es: "Descartar al inicio", en: "Burn-in" },
    help: {
      es: "Muestras del principio de cada cadena que no cuentan: aún dependen de dónde empezó. Se redondea a un múltiplo de 20 hacia arriba.",
      en: "Samples at the start of each chain that do not count: they still depend on where it began. Rounded up to a multiple of 20.",
    },
    min: 0,
    max: 1_000_000,
    default: 1000,
    step: 20,
    when: { field: "method", is: ["gibbs"] },
  },
  rounds: {
    kind: "integer",
    label: { es: "Rondas", en: "Rounds" },
    help: {
      es: "Cuántas veces se renueva cada mensaje, o cada distribución del campo medio.",
      en: "How many times every message, or every distribution of mean field, is renewed.",
    },
    min: 1,
    max: 10_000,
    default: 50,
    step: 1,
    scale: "log",
    when: { field: "method", is: ROUNDS },
  },
  damping: {
    kind: "number",
    label: { es: "Amortiguación", en: "Damping" },
    help: {
      es: "Cuánto queda del mensaje anterior. Súbela si los mensajes oscilan.",
      en: "How much of the old message is kept. Raise it where messages oscillate.",
    },
    min: 0,
    max: 0.99,
    default: 0,
    step: 0.05,
    when: { field: "method", is: ["loopy"] },
  },
  schedule: {
    kind: "choice",
    label: { es: "Orden de los mensajes", en: "Schedule" },
    help: {
      es: "Todos a la vez, a partir de la ronda anterior; o factor tras factor, cada uno a partir de lo más nuevo.",
      en: "All at once, from the round before; or factor after factor, each from the newest.",
    },
    options: [
      { value: "flooding", label: { es: "Todos a la vez", en: "All at once" } },
      { value: "sequential", label: { es: "Uno tras otro", en: "One after another" } },
    ],
    default: "flooding",
    when: { field: "method", is: ["loopy"] },
  },
  order: {
    kind: "choice",
    label: { es: "Orden de eliminación", en: "Elimination order" },
    help: {
      es: "Con qué regla se eligen las variables que se eliminan. Ninguna gana siempre: «la mejor» prueba las cuatro.",
      en: "By which rule variables are chosen to be eliminated. None always wins: “best of all” tries all four.",
    },
    options: [
      { value: "auto", label: { es: "La mejor de todas", en: "Best of all" } },
      { value: "min-fill", label: { es: "Menos aristas nuevas", en: "Fewest new edges" } },
      { value: "min-degree", label: { es: "Menos vecinos", en: "Fewest neighbours" } },
      { value: "min-weight", label: { es: "Tabla más pequeña", en: "Smallest table" } },
      { value: "weighted-fill", label: { es: "Aristas nuevas más ligeras", en: "Lightest new edges" } },
    ],
    default: "auto",
    advanced: true,
    when: asking,
  },
  query: {
    kind: "text",
    label: { es: "Nodo que se elimina paso a paso", en: "Node to answer step by step" },
    help: {
      es: "El nodo cuya probabilidad se calcula eliminando los demás uno a uno, a la vista. Vacío: ninguno.",
      en: "The node whose probability is computed by eliminating the others one by one, for you to see. Empty: none.",
    },
    maxLength: 128,
    default: "",
    names: "nodes",
    advanced: true,
    when: asking,
  },
  ...learningFields,
} as const satisfies Fields;

type AllParams = ParamsOf<typeof bayesNetFields>;
type Asked = "evidence" | "soft" | "softKind" | "do" | "method" | "order" | "query" | "counterfactual";

/** The parameters of a question: then all that belongs to it is there. */
export type BayesNetParams = {
  readonly [K in keyof AllParams]: K extends Asked ? NonNullable<AllParams[K]> : AllParams[K];
};

export const isQuestion = (params: AllParams): params is BayesNetParams => params.task === "query";
export type Method = BayesNetParams["method"];
export type Sampler = (typeof SAMPLERS)[number];

export const isSampler = (method: Method): method is Sampler => SAMPLERS.some((one) => one === method);
/** Samples that agree more or less with what is known, and weigh so much. */
export const isWeighed = (method: Method): boolean => method === "rejection" || method === "likelihood-weighting";
