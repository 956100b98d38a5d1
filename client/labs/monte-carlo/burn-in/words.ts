import type { Localized } from "../../../../shared/text.ts";

export const words = {
  distribution: { es: "La distribución en el tiempo", en: "The distribution in time" },
  distributionNote: {
    es: "Barras: probabilidad exacta de cada estado. Línea: el equilibrio. Puntos: las cadenas simuladas.",
    en: "Bars: exact probability of each state. Line: the equilibrium. Dots: the simulated chains.",
  },
  empty: { es: "La imagen aparece con los primeros pasos.", en: "The picture appears with the first steps." },
  state: { es: "estado", en: "state" },
  place: { es: "lugar x", en: "place x" },
  exact: { es: "exacta", en: "exact" },
  equilibrium: { es: "equilibrio", en: "equilibrium" },
  simulated: { es: "simuladas", en: "simulated" },
  step: { es: "Paso", en: "Step" },
  film: { es: "Paso que se muestra", en: "Step that is shown" },
  filmNow: { es: "paso {step}: distancia {distance}", en: "step {step}: distance {distance}" },
  distance: { es: "Distancia al equilibrio", en: "Distance to equilibrium" },
  distanceNote: {
    es: "Variación total: la mayor diferencia entre las probabilidades que dan a un mismo suceso.",
    en: "Total variation: the largest difference of the probabilities that they give to one event.",
  },
  totalVariation: { es: "distancia", en: "distance" },
  fromStart: { es: "desde el comienzo", en: "from the start" },
  fromWorst: { es: "desde el peor", en: "from the worst" },
  bound: { es: "cota espectral", en: "spectral bound" },
  bias: { es: "Lo que se promedia", en: "What is averaged" },
  biasNote: {
    es: "Valor esperado en cada paso, y su media sobre las cadenas simuladas (con dos errores estándar).",
    en: "Expected value at each step, and its mean over the simulated chains (with two standard errors).",
  },
  mean: { es: "media", en: "mean" },
  discard: { es: "¿Cuánto descartar?", en: "How much to discard?" },
  discardNote: {
    es: "Error típico (raíz del cuadrático medio) y sesgo del promedio de una cadena según los pasos que se descartan, sin aclarar. El punto es lo que erraron las cadenas simuladas.",
    en: "Typical error (root mean square) and bias of the average of one chain by the steps that are discarded, without thinning. The dot is how far off the simulated chains were.",
  },
  discarded: { es: "pasos descartados", en: "steps discarded" },
  error: { es: "error", en: "error" },
  rootMeanSquare: { es: "total", en: "total" },
  absoluteBias: { es: "|sesgo|", en: "|bias|" },
  observed: { es: "simulado", en: "simulated" },
  thin: { es: "¿Conviene aclarar?", en: "Is thinning worth it?" },
  thinNote: {
    es: "Error del promedio si después del quemado se conserva uno de cada k pasos de la misma cadena.",
    en: "Error of the average if after the burn-in one of every k steps of the same chain is kept.",
  },
  every: { es: "uno de cada k", en: "one of every k" },
  averagesTab: { es: "Promedios", en: "Averages" },
  correlation: { es: "Autocorrelación", en: "Autocorrelation" },
  correlationNote: {
    es: "En el equilibrio: exacta, y estimada de la primera cadena de cada bloque.",
    en: "In equilibrium: exact, and estimated from the first chain of each block.",
  },
  lag: { es: "retardo", en: "lag" },
  traces: { es: "Trayectorias", en: "Traces" },
  tracesNote: {
    es: "Cuatro cadenas. La línea vertical es el fin del quemado.",
    en: "Four chains. The vertical line is the end of burn-in.",
  },
  value: { es: "valor", en: "value" },
  chain: { es: "cadena {n}", en: "chain {n}" },
  spectrum: { es: "Espectro", en: "Spectrum" },
  spectrumReversible: {
    es: "Valores propios de la matriz de transición. El segundo módulo, {second}, decide cuánto dura el recuerdo: 1/(1 − λ) = {time} pasos.",
    en: "Eigenvalues of the transition matrix. The second modulus, {second}, decides how long the memory lasts: 1/(1 − λ) = {time} steps.",
  },
  spectrumOther: {
    es: "La cadena no es reversible: se muestran los valores singulares, que acotan la distancia. El segundo es {second}.",
    en: "The chain is not reversible: its singular values are shown, which bound the distance. The second is {second}.",
  },
  spectrumStuck: {
    es: "El segundo módulo es 1: la cadena nunca olvida del todo dónde empezó.",
    en: "The second modulus is 1: the chain never quite forgets where it began.",
  },
  number: { es: "número", en: "number" },
  eigenvalue: { es: "valor propio", en: "eigenvalue" },
  singularValue: { es: "valor singular", en: "singular value" },
  noSpectrum: {
    es: "Hay estados que se dejan para siempre: no tienen lugar en el espectro.",
    en: "Some states are left for good: they have no place in the spectrum.",
  },
  afterwards: { es: "Se calcula al final.", en: "It is computed at the end." },
  constant: {
    es: "Lo que se promedia es igual en todos los estados: no hay autocorrelación.",
    en: "What is averaged is the same in all states: there is no autocorrelation.",
  },
} as const satisfies Record<string, Localized>;

/** Sentences for errors of the user's matrix. */
export const errors = {
  "not-a-chain": {
    es: "La tabla mide {rows} × {columns} (filas por columnas). Una matriz de transición es cuadrada, de 2 a {max}: la fila i tiene las probabilidades de ir del estado i a cada uno.",
    en: "The table is {rows} × {columns} (rows by columns). A transition matrix is square, of 2 to {max}: row i holds the probabilities of going from state i to each.",
  },
  "no-probability": {
    es: "Lo que hay en la fila {row}, columna {column} no es una probabilidad de 0 a 1.",
    en: "What is in row {row}, column {column} is not a probability from 0 to 1.",
  },
  "row-sum": {
    es: "La fila {row} suma {value}, y debe sumar 1: divídela por su suma.",
    en: "Row {row} sums to {value}, and must sum to 1: divide it by its sum.",
  },
  "several-parts": {
    es: "Del estado {one} no se llega nunca al {other}, ni al revés: no hay un solo equilibrio. Une las dos partes con alguna probabilidad.",
    en: "State {other} is never reached from state {one}, nor the other way round: there is no single equilibrium. Join the two parts by some probability.",
  },
  "matrix-unused": {
    es: "La tabla es una matriz de transición: elige «Tu matriz de transición» como cadena.",
    en: "The table is a transition matrix: choose “Your transition matrix” as the chain.",
  },
  "too-many-steps": {
    es: "{value} pasos son demasiados con tantos estados: caben {max}.",
    en: "{value} steps are too many with that many states: {max} fit.",
  },
  "nothing-left": {
    es: "Descartar {value} pasos no deja ninguno: descarta {max} como mucho.",
    en: "Discarding {value} steps leaves none: discard {max} at most.",
  },
} as const satisfies Record<string, Localized>;
