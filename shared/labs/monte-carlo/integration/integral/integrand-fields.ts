import type { Fields } from "../../../../experiment/fields.ts";

/** Genz's six families of test functions. */
export const GENZ = ["oscillatory", "product-peak", "corner-peak", "gaussian", "continuous", "discontinuous"] as const;
export const INTEGRALS = ["ball", ...GENZ, "keister", "asian", "queue", "epidemic", "own"] as const;

/** What is integrated: parameters of each of the problems. */
export const integrandFields = {
  integrand: {
    kind: "text",
    label: { es: "Función", en: "Function" },
    help: {
      es: "Una expresión en x, y, z, en x1, x2, … o en X, el vector de todas: exp(-x^2) * cos(y), o exp(-sum(X^2)).",
      en: "An expression in x, y, z, in x1, x2, … or in X, the vector of all: exp(-x^2) * cos(y), or exp(-sum(X^2)).",
    },
    maxLength: 1000,
    lines: true,
    default: "exp(-x^2 - y^2) * (1 + sin(3 * x * y))",
    when: { field: "problem", is: ["own"] },
  },
  measure: {
    kind: "choice",
    label: { es: "Se quiere", en: "Wanted" },
    help: {
      es: "La integral sobre el cubo entre los dos límites, la media de la función en él, o su media cuando las variables son normales estándar.",
      en: "The integral over the cube between the two bounds, the mean of the function over it, or its mean where the variables are standard normal.",
    },
    options: [
      { value: "integral", label: { es: "Integral", en: "Integral" } },
      { value: "mean", label: { es: "Media", en: "Mean" } },
      { value: "normal", label: { es: "Media bajo una normal", en: "Mean under a normal" } },
    ],
    default: "integral",
    when: { field: "problem", is: ["own"] },
  },
  lower: {
    kind: "number",
    label: { es: "Desde", en: "From" },
    help: { es: "Límite inferior de cada variable.", en: "Lower bound of every variable." },
    min: -1000,
    max: 1000,
    default: 0,
    when: { field: "problem", is: ["own"] },
  },
  upper: {
    kind: "number",
    label: { es: "Hasta", en: "To" },
    help: { es: "Límite superior de cada variable.", en: "Upper bound of every variable." },
    min: -1000,
    max: 1000,
    default: 1,
    when: { field: "problem", is: ["own"] },
  },
  dimension: {
    kind: "integer",
    label: { es: "Dimensiones", en: "Dimensions" },
    help: {
      es: "Cuántos números al azar entran en cada evaluación: dos por cliente en la cola, uno por generación en la epidemia, uno por fecha en la opción.",
      en: "How many random numbers each evaluation takes: two a customer in the queue, one a generation in the epidemic, one a date in the option.",
    },
    min: 1,
    max: 32,
    default: 2,
    step: 1,
    when: { field: "problem", is: INTEGRALS },
  },
  difficulty: {
    kind: "number",
    label: { es: "Dificultad", en: "Difficulty" },
    help: {
      es: "Suma de los coeficientes a de la función: con más, cambia más deprisa.",
      en: "Sum of the coefficients a of the function: the larger, the faster it changes.",
    },
    min: 0.1,
    max: 50,
    default: 5,
    step: 0.1,
    scale: "log",
    when: { field: "problem", is: GENZ },
  },
  importance: {
    kind: "choice",
    label: { es: "Importan", en: "What matters" },
    help: {
      es: "Si todas las variables pesan igual, o las primeras más que las últimas.",
      en: "Whether all variables matter alike, or the first ones more than the last.",
    },
    options: [
      { value: "equal", label: { es: "Todas por igual", en: "All alike" } },
      { value: "decaying", label: { es: "Las primeras más", en: "The first ones more" } },
    ],
    default: "equal",
    when: { field: "problem", is: GENZ },
  },
  strike: {
    kind: "number",
    label: { es: "Precio de ejercicio", en: "Strike" },
    help: {
      es: "La opción paga lo que la media del precio, que hoy es 100, pase de aquí.",
      en: "The option pays what the mean of the price, which is 100 today, exceeds this by.",
    },
    min: 50,
    max: 200,
    default: 100,
    step: 1,
    when: { field: "problem", is: ["asian"] },
  },
  volatility: {
    kind: "number",
    label: { es: "Volatilidad", en: "Volatility" },
    help: {
      es: "Desviación típica anual del logaritmo del precio.",
      en: "Standard deviation of the logarithm of the price in a year.",
    },
    min: 0.01,
    max: 1,
    default: 0.3,
    step: 0.01,
    when: { field: "problem", is: ["asian"] },
  },
  path: {
    kind: "choice",
    label: { es: "Trayectoria", en: "Path" },
    help: {
      es: "Día a día, cada número mueve el precio un paso; con el puente, el primero pone el final, el segundo la mitad, y así: los primeros números deciden casi todo.",
      en: "Day by day, each number moves the price one step; by the bridge the first sets the end, the second the middle, and so on: the first numbers decide nearly everything.",
    },
    options: [
      { value: "steps", label: { es: "Día a día", en: "Day by day" } },
      { value: "bridge", label: { es: "Puente browniano", en: "Brownian bridge" } },
    ],
    default: "steps",
    when: { field: "problem", is: ["asian"] },
  },
  load: {
    kind: "number",
    label: { es: "Carga", en: "Load" },
    help: {
      es: "Llegadas por cada cliente que se puede atender: cerca de 1 la cola crece.",
      en: "Arrivals for each customer who can be served: near 1 the queue grows.",
    },
    min: 0.05,
    max: 2,
    default: 0.8,
    step: 0.05,
    when: { field: "problem", is: ["queue"] },
  },
  wait: {
    kind: "number",
    label: { es: "Espera", en: "Wait" },
    help: {
      es: "Se busca la probabilidad de que el último cliente espere más que esto (el servicio dura 1 de media).",
      en: "The probability is wanted that the last customer waits longer than this (services last 1 on average).",
    },
    min: 0,
    max: 50,
    default: 3,
    step: 0.5,
    when: { field: "problem", is: ["queue"] },
  },
  contagion: {
    kind: "number",
    label: { es: "Contagios por caso (R₀)", en: "Infections a case (R₀)" },
    help: {
      es: "A cuántos contagia de media el primer caso, entre 100 personas.",
      en: "How many the first case infects on average, among 100 people.",
    },
    min: 0.1,
    max: 10,
    default: 1.5,
    step: 0.1,
    when: { field: "problem", is: ["epidemic"] },
  },
  outbreak: {
    kind: "integer",
    label: { es: "Brote: más de", en: "Outbreak: more than" },
    help: {
      es: "Se busca la probabilidad de que enfermen más personas que estas.",
      en: "The probability is wanted that more people than this fall ill.",
    },
    min: 1,
    max: 99,
    default: 20,
    step: 1,
    when: { field: "problem", is: ["epidemic"] },
  },
} as const satisfies Fields;
