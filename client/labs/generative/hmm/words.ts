import type { Localized } from "../../../../shared/text.ts";

export { errors } from "./errors.ts";

export const words = {
  main: { es: "Enrejado", en: "Trellis" },
  modelTab: { es: "Modelo", en: "Model" },
  learningTab: { es: "Aprendizaje", en: "Learning" },
  samplesTab: { es: "Muestras", en: "Samples" },

  empty: { es: "Ejecuta para ver qué estados son probables.", en: "Run to see which states are probable." },
  computing: { es: "Calculando…", en: "Computing…" },
  impossible: {
    es: "La fila {row} no puede seguir a las anteriores: este modelo le da probabilidad 0. Da una probabilidad pequeña a alguno de sus ceros.",
    en: "Row {row} cannot follow those before it: this model gives it probability 0. Give some of its zeros a small probability.",
  },
  stateNumber: { es: "Estado {number}", en: "State {number}" },

  sequence: { es: "La serie entera", en: "The whole series" },
  stripTold: {
    es: "La serie entera: lo observado, los estados verdaderos si se conocen, el camino más probable y la probabilidad de cada estado. Pulsa para llevar ahí el enrejado.",
    en: "The whole series: what was observed, the true states where they are known, the most probable path and the probability of each state. Press to take the trellis there.",
  },
  observed: { es: "Observado", en: "Observed" },
  truth: { es: "Estado verdadero", en: "True state" },
  path: { es: "Camino más probable (Viterbi)", en: "Most probable path (Viterbi)" },
  posterior: { es: "p(estado | todo lo observado)", en: "p(state | all observed)" },
  likelihoodOfRun: { es: "log p(x) = {value} nats", en: "log p(x) = {value} nats" },
  likelihoodNow: {
    es: "con el modelo del formulario, log p(x) = {value} nats",
    en: "with the model in the form, log p(x) = {value} nats",
  },
  whichSequence: { es: "Secuencia", en: "Sequence" },
  window: { es: "Ventana", en: "Window" },
  windowNow: { es: "pasos {from}–{to} de {rows}", en: "steps {from}–{to} of {rows}" },

  trellis: { es: "El enrejado", en: "The trellis" },
  trellisTold: {
    es: "Estados en filas y pasos en columnas. Cada círculo es tanto mayor cuanto más probable.",
    en: "States in rows and steps in columns. Each circle is the larger the more probable it is.",
  },
  modes: { es: "Qué se muestra", en: "What is shown" },
  forward: { es: "Adelante α", en: "Forward α" },
  smoothed: { es: "Adelante y atrás γ", en: "Forward–backward γ" },
  viterbi: { es: "Viterbi δ", en: "Viterbi δ" },
  forwardNote: {
    es: "lo que se cree de cada estado con lo visto hasta ese paso",
    en: "what is believed of each state from what was seen up to that step",
  },
  smoothedNote: {
    es: "lo que se cree de cada estado con toda la secuencia",
    en: "what is believed of each state from the whole sequence",
  },
  viterbiNote: {
    es: "el mejor camino hasta cada estado, frente al mejor de su columna; en naranja, el camino más probable",
    en: "the best path to each state, against the best of its column; in orange, the most probable path",
  },
  cellTold: {
    es: "Paso {step} de {steps}, {state}: {mode} {value}",
    en: "Step {step} of {steps}, {state}: {mode} {value}",
  },
  film: { es: "Paso a paso", en: "Step by step" },
  filmNow: { es: "paso {step}", en: "step {step}" },
  stepBack: { es: "Un paso menos", en: "One step back" },
  stepOn: { es: "Un paso más", en: "One step on" },

  cellHeading: { es: "Paso {step}, {state} · se ve {shown}", en: "Step {step}, {state} · seen: {shown}" },
  stateSymbol: { es: "sₜ", en: "sₜ" },
  agedTold: {
    es: "Con duraciones explícitas cada número suma sobre cuánto lleva ya el estado.",
    en: "With explicit durations each number sums over how long the state has lasted already.",
  },
  alphaTerm: { es: "α hacia delante", en: "α forward" },
  alphaTold: {
    es: "lo que muestra el estado · (lo que llega de cada estado anterior) / la probabilidad de lo visto",
    en: "what the state shows · (what comes from each state before) / the probability of what was seen",
  },
  betaTerm: { es: "β hacia atrás", en: "β backward" },
  betaTold: {
    es: "cuánto favorece a este estado lo que viene después; 1 en el último paso",
    en: "how far what comes after favours this state; 1 in the last step",
  },
  gammaTerm: { es: "γ = α · β", en: "γ = α · β" },
  gammaTold: {
    es: "probabilidad del estado con toda la secuencia",
    en: "probability of the state given the whole sequence",
  },
  deltaTerm: { es: "δ Viterbi", en: "δ Viterbi" },
  deltaTold: {
    es: "log del mejor camino hasta aquí, que viene de: {before}",
    en: "log of the best path to here, which comes from: {before}",
  },
  deltaFirst: {
    es: "log del mejor camino hasta aquí, que aquí empieza",
    en: "log of the best path to here, which begins here",
  },

  graph: { es: "Los estados y sus transiciones", en: "The states and their transitions" },
  graphNote: {
    es: "probabilidad de pasar de uno a otro en un paso",
    en: "probability of going from one to another in a step",
  },
  graphAgedNote: {
    es: "probabilidad del siguiente estado cuando uno acaba",
    en: "probability of the next state when one ends",
  },
  from: { es: "de", en: "from" },
  to: { es: "a", en: "to" },
  initial: { es: "Inicio", en: "Start" },
  initialNote: { es: "probabilidad de ser el primer estado", en: "probability of being the first state" },
  transitions: { es: "Transiciones", en: "Transitions" },
  transitionsNote: { es: "filas: de; columnas: a", en: "rows: from; columns: to" },
  after: { es: "Después de {state}", en: "After {state}" },
  shows: { es: "Lo que muestra cada estado", en: "What each state shows" },
  showsNote: { es: "probabilidad de cada símbolo", en: "probability of each symbol" },
  normalNote: { es: "media ± desviación típica", en: "mean ± standard deviation" },
  lasts: { es: "Lo que dura cada estado", en: "How long each state lasts" },
  lastsNote: { es: "probabilidad de durar tantos pasos", en: "probability of lasting so many steps" },
  mean: { es: "media", en: "mean" },
  deviation: { es: "desviación", en: "deviation" },
  variance: { es: "varianza", en: "variance" },
  state: { es: "Estado", en: "State" },

  notLearned: {
    es: "Aquí se ve aprender: elige «Aprendido sin los estados» y ejecuta.",
    en: "Learning is seen here: choose “Learned without the states”, and run.",
  },
  likelihoods: { es: "Log-verosimilitud por iteración", en: "Log-likelihood by iteration" },
  likelihoodsNote: {
    es: "una línea por reinicio; continua, la que se queda",
    en: "a line per restart; solid, the one that is kept",
  },
  oneState: { es: "{count} estado", en: "{count} state" },
  manyStates: { es: "{count} estados", en: "{count} states" },
  iteration: { es: "Iteración", en: "Iteration" },
  logLikelihood: { es: "log p(x)", en: "log p(x)" },
  criteria: { es: "¿Cuántos estados?", en: "How many states?" },
  criteriaNote: {
    es: "menos es mejor; −2 log p sin castigo siempre baja",
    en: "less is better; −2 log p without a charge always falls",
  },
  states: { es: "Estados", en: "States" },
  cost: { es: "Criterio", en: "Criterion" },
  chosen: { es: "elegido", en: "chosen" },
  heldOut: { es: "Parte reservada", en: "Held-out part" },
  heldOutNote: {
    es: "log-verosimilitud media por fila: más es mejor",
    en: "mean log-likelihood per row: more is better",
  },
  perRow: { es: "por fila", en: "per row" },

  samples: { es: "Una secuencia nueva", en: "A new sequence" },
  samplesNote: {
    es: "sorteada del modelo, con los estados que la produjeron",
    en: "drawn from the model, with the states that produced it",
  },
  another: { es: "Sortear otra", en: "Draw another" },
  sampleNumber: { es: "muestra {number}", en: "sample {number}" },
  step: { es: "Paso", en: "Step" },
} as const satisfies Record<string, Localized>;
