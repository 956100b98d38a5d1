import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { limits } from "../../../experiment/limits.ts";

/** With tables; a deterministic graph has none. */
const tables = ["bayes", "markov", "factor"] as const;

export const factorGraphFields = {
  algorithm: {
    kind: "choice",
    label: { es: "Algoritmo", en: "Algorithm" },
    help: {
      es: "Suma-producto da la probabilidad de cada estado; máximo-producto, los estados que juntos son los más probables.",
      en: "Sum-product gives the probability of each state; max-product, the states that are together the most probable.",
    },
    options: [
      { value: "sum-product", label: { es: "Suma-producto", en: "Sum-product" } },
      { value: "max-product", label: { es: "Máximo-producto", en: "Max-product" } },
    ],
    default: "sum-product",
    graphs: tables,
  },
  schedule: {
    kind: "choice",
    label: { es: "Orden de los mensajes", en: "Order of the messages" },
    help: {
      es: "Todos a la vez; hacia una raíz y de vuelta, que en un árbol basta con una ronda; o siempre el que más cambiaría.",
      en: "All at once; towards a root and back, which on a tree takes a single round; or always the one that would change most.",
    },
    options: [
      { value: "sweeps", label: { es: "Hacia la raíz y de vuelta", en: "Towards the root and back" } },
      { value: "flooding", label: { es: "Todos a la vez", en: "All at once" } },
      { value: "residual", label: { es: "El que más cambiaría", en: "The one that would change most" } },
    ],
    default: "sweeps",
  },
  root: {
    kind: "text",
    label: { es: "Raíz", en: "Root" },
    help: {
      es: "El nodo hacia el que van los mensajes y desde el que vuelven. Vacío: el primero.",
      en: "The node towards which messages go, and from which they come back. Empty: the first one.",
    },
    maxLength: limits.map.name,
    default: "",
    names: "nodes",
    omitDefault: true,
    when: { field: "schedule", is: ["sweeps"] },
    graphs: tables,
  },
  damping: {
    kind: "number",
    label: { es: "Amortiguación", en: "Damping" },
    help: {
      es: "Qué parte del mensaje anterior de un factor se conserva. Súbela si los mensajes oscilan.",
      en: "How much of a factor's last message is kept. Raise it where messages swing.",
    },
    min: 0,
    max: 0.95,
    step: 0.05,
    default: 0,
    graphs: tables,
  },
  rounds: {
    kind: "integer",
    label: { es: "Rondas", en: "Rounds" },
    help: {
      es: "Como mucho: se para antes si ya nada cambia. En una ronda se manda cada mensaje una vez.",
      en: "At most: it stops earlier where nothing changes any more. In a round each message is sent once.",
    },
    min: 1,
    max: 1000,
    default: 30,
  },
  tolerance: {
    kind: "number",
    label: { es: "Tolerancia", en: "Tolerance" },
    help: {
      es: "Si ningún mensaje cambia más que esto, se da por terminado.",
      en: "Once no message changes by more than this, it is done.",
    },
    min: 1e-14,
    max: 0.1,
    scale: "log",
    default: 1e-9,
    advanced: true,
    graphs: tables,
  },
  evidence: {
    kind: "map",
    values: "text",
    label: { es: "Evidencia", en: "Evidence" },
    help: { es: "Nodos de los que se sabe el estado.", en: "Nodes whose state is known." },
    maxItems: limits.map.entries,
    default: {},
    names: "nodes",
    graphs: tables,
  },
  values: {
    kind: "map",
    values: "text",
    label: { es: "Valores de entrada", en: "Values of the inputs" },
    help: {
      es: "En un grafo determinista, el número que se da a cada nodo de entrada; 0 si no se da ninguno.",
      en: "In a deterministic graph, the number that each input node is given; 0 where none is.",
    },
    maxItems: limits.map.entries,
    default: {},
    names: "nodes",
    advanced: true,
    graphs: ["deterministic"],
  },
} as const satisfies Fields;

export type FactorGraphParams = ParamsOf<typeof factorGraphFields>;
