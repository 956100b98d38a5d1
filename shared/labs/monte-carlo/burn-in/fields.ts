import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

const ROWS = ["bell", "wells"] as const;

export const burnInFields = {
  chain: {
    kind: "choice",
    label: { es: "Cadena", en: "Chain" },
    help: {
      es: "Cadenas con pocos estados, de las que todo se puede calcular exactamente.",
      en: "Chains with few states, about which everything can be computed exactly.",
    },
    options: [
      { value: "bell", label: { es: "Metropolis en una campana", en: "Metropolis on a bell" } },
      { value: "wells", label: { es: "Metropolis en dos pozos", en: "Metropolis in two wells" } },
      { value: "cycle", label: { es: "Paseo en un anillo", en: "Walk on a ring" } },
      { value: "cube", label: { es: "Paseo en un cubo", en: "Walk on a cube" } },
      { value: "shuffle", label: { es: "Barajar cartas", en: "Shuffling cards" } },
      { value: "own", label: { es: "Tu matriz de transición", en: "Your transition matrix" } },
    ],
    default: "bell",
  },
  states: {
    kind: "integer",
    label: { es: "Estados", en: "States" },
    help: { es: "En cuántas casillas se divide la recta o el anillo.", en: "How many boxes the line or the ring has." },
    min: 3,
    max: 200,
    default: 40,
    when: { field: "chain", is: ["bell", "wells", "cycle"] },
  },
  width: {
    kind: "integer",
    label: { es: "Alcance de las propuestas", en: "Reach of proposals" },
    help: {
      es: "Se propone una de tantas casillas a cada lado, todas igual de probables.",
      en: "One of so many boxes to either side is proposed, all as likely.",
    },
    min: 1,
    max: 200,
    default: 2,
    scale: "log",
    when: { field: "chain", is: ROWS },
  },
  barrier: {
    kind: "number",
    label: { es: "Barrera", en: "Barrier" },
    help: {
      es: "Altura de la pared entre los pozos, en nats: la densidad cae en ella por el factor exp(−barrera).",
      en: "Height of the wall between the wells, in nats: on it the density falls by the factor exp(−barrier).",
    },
    min: 0,
    max: 12,
    default: 4,
    step: 0.1,
    when: { field: "chain", is: ["wells"] },
  },
  dimension: {
    kind: "integer",
    label: { es: "Dimensión", en: "Dimension" },
    help: {
      es: "Bits de un estado: el cubo tiene 2 elevado a la dimensión vértices.",
      en: "Bits of a state: the cube has 2 to the dimension corners.",
    },
    min: 1,
    max: 7,
    default: 5,
    when: { field: "chain", is: ["cube"] },
  },
  cards: {
    kind: "integer",
    label: { es: "Cartas", en: "Cards" },
    help: {
      es: "En cada paso la carta de arriba va a un lugar al azar. Un estado es un orden de todas.",
      en: "At each step the top card goes to a place at random. A state is an order of all of them.",
    },
    min: 2,
    max: 5,
    default: 4,
    when: { field: "chain", is: ["shuffle"] },
  },
  holding: {
    kind: "number",
    label: { es: "Probabilidad de esperar", en: "Probability of waiting" },
    help: {
      es: "En cada paso la cadena se queda donde está con esta probabilidad. Un anillo par o un cubo que nunca esperan alternan para siempre entre dos mitades.",
      en: "At each step the chain stays where it is with this probability. An even ring or a cube that never waits alternates between two halves for ever.",
    },
    min: 0,
    max: 0.95,
    default: 0,
    step: 0.05,
  },
  start: {
    kind: "choice",
    label: { es: "Comienzo", en: "Start" },
    help: { es: "Dónde está la cadena en el tiempo 0.", en: "Where the chain is at time 0." },
    options: [
      { value: "first", label: { es: "El primer estado", en: "The first state" } },
      { value: "middle", label: { es: "El del medio", en: "The middle one" } },
      { value: "last", label: { es: "El último", en: "The last one" } },
      { value: "uniform", label: { es: "Uno cualquiera", en: "Any of them" } },
      { value: "equilibrium", label: { es: "El equilibrio", en: "The equilibrium" } },
    ],
    default: "first",
  },
  steps: {
    kind: "integer",
    label: { es: "Pasos", en: "Steps" },
    help: { es: "Cuántas veces se mueve la cadena.", en: "How many times the chain moves." },
    min: 1,
    max: 100_000,
    default: 300,
    scale: "log",
  },
  chains: {
    kind: "integer",
    label: { es: "Cadenas simuladas", en: "Simulated chains" },
    help: {
      es: "Todas empiezan igual y se mueven con números aleatorios distintos.",
      en: "All begin alike and move by different random numbers.",
    },
    min: 4,
    max: 4000,
    default: 1000,
    scale: "log",
  },
  discarded: {
    kind: "integer",
    label: { es: "Descartar al inicio", en: "Discard at the start" },
    help: {
      es: "Pasos de cada cadena que no cuentan para su promedio: el quemado.",
      en: "Steps of each chain that do not count for its average: the burn-in.",
    },
    min: 0,
    max: 99_999,
    default: 50,
  },
  thin: {
    kind: "integer",
    label: { es: "Conservar uno de cada", en: "Keep one of every" },
    help: {
      es: "Después del quemado se promedia uno de cada tantos pasos.",
      en: "After the burn-in one of every so many steps is averaged.",
    },
    min: 1,
    max: 1000,
    default: 1,
    scale: "log",
  },
} as const satisfies Fields;

export type BurnInParams = ParamsOf<typeof burnInFields>;
