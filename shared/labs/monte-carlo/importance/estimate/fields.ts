import type { Fields, ParamsOf } from "../../../../experiment/fields.ts";

const when = { field: "task", is: ["estimate"] } as const;

/** Parameters of the task "estimate": the target p, the quantity f, the proposal q, and how draws are combined. */
export const estimateFields = {
  target: {
    when,
    kind: "choice",
    label: { es: "Distribución objetivo p", en: "Target distribution p" },
    help: {
      es: "La distribución cuya esperanza se quiere. Normal y Student están centradas en 0 con escala 1. La de tus datos es la densidad de núcleos de una columna.",
      en: "The distribution whose expectation is wanted. Normal and Student are centred at 0 with scale 1. That of your data is the kernel density of a column.",
    },
    options: [
      { value: "normal", label: { es: "Normal", en: "Normal" } },
      { value: "student", label: { es: "t de Student", en: "Student's t" } },
      { value: "mixture", label: { es: "Dos modos", en: "Two modes" } },
      { value: "table", label: { es: "Una columna de tus datos", en: "A column of your data" } },
      { value: "own", label: { es: "Escrita aquí", en: "Written here" } },
    ],
    default: "normal",
  },
  density: {
    when: { field: "target", is: ["own"] },
    kind: "text",
    label: { es: "Densidad p", en: "Density p" },
    help: {
      es: "Un modelo, una instrucción por línea: parameter x, x ~ normal(0, 1), target += … Sin constante: hace falta el estimador autonormalizado. Puede nombrar columnas de los datos.",
      en: "A model, one statement per line: parameter x, x ~ normal(0, 1), target += … Without its constant: the self-normalised estimator is needed. It may name columns of the data.",
    },
    maxLength: 4000,
    lines: true,
    default: "parameter x\ntarget += -x^4 / 4 + x^2",
  },
  degrees: {
    when: { field: "target", is: ["student"] },
    kind: "number",
    label: { es: "Grados de libertad de p", en: "Degrees of freedom of p" },
    help: {
      es: "Cuantos menos, más pesan las colas: con 1 es la de Cauchy, que no tiene media.",
      en: "The fewer, the heavier the tails: with 1 it is Cauchy's, which has no mean.",
    },
    min: 1,
    max: 100,
    default: 3,
    scale: "log",
  },
  separation: {
    when: { field: "target", is: ["mixture"] },
    kind: "number",
    label: { es: "Distancia de cada modo al 0", en: "Distance of each mode from 0" },
    help: {
      es: "Los modos están en −m y +m, con la misma probabilidad y desviación 1.",
      en: "The modes are at −m and +m, equally probable, with deviation 1.",
    },
    min: 0,
    max: 10,
    default: 3,
    step: 0.1,
  },
  column: {
    when: { field: "target", is: ["table"] },
    kind: "columns",
    label: { es: "Columna", en: "Column" },
    help: {
      es: "Sus valores se llevan a media 0 y desviación 1; cada uno es el centro de un núcleo normal.",
      en: "Its values are brought to mean 0 and deviation 1; each is the centre of a normal kernel.",
    },
    minItems: 0,
    maxItems: 1,
    default: [],
    none: { es: "la primera", en: "the first" },
  },
  quantity: {
    when,
    kind: "choice",
    label: { es: "Cantidad f", en: "Quantity f" },
    help: {
      es: "De qué se busca la esperanza. La probabilidad de superar un umbral es la esperanza de un 1 más allá de él y un 0 antes.",
      en: "What the expectation is of. The probability beyond a threshold is the expectation of 1 beyond it and 0 before.",
    },
    options: [
      { value: "tail", label: { es: "P(x > umbral)", en: "P(x > threshold)" } },
      { value: "mean", label: { es: "x, la media", en: "x, the mean" } },
      { value: "square", label: { es: "x²", en: "x²" } },
      { value: "exponential", label: { es: "eˣ", en: "eˣ" } },
      { value: "own", label: { es: "Escrita aquí", en: "Written here" } },
    ],
    default: "tail",
  },
  integrand: {
    when: { field: "quantity", is: ["own"] },
    kind: "text",
    label: { es: "Expresión de f", en: "Expression of f" },
    help: {
      es: "De x, la primera coordenada, o de los parámetros de la densidad escrita.",
      en: "Of x, the first coordinate, or of the parameters of the written density.",
    },
    maxLength: 1000,
    lines: true,
    default: "max(x, 0)^2",
  },
  threshold: {
    when: { field: "quantity", is: ["tail"] },
    kind: "number",
    label: { es: "Umbral", en: "Threshold" },
    help: { es: "Cuanto más lejos, más raro es superarlo.", en: "The further out, the rarer it is to exceed it." },
    min: -10,
    max: 20,
    default: 4,
    step: 0.1,
  },
  dimension: {
    when: { field: "target", is: ["normal", "student", "mixture"] },
    kind: "integer",
    label: { es: "Dimensiones", en: "Dimensions" },
    help: {
      es: "f mira la primera coordenada; las demás son independientes, y cada una pone su factor en los pesos.",
      en: "f looks at the first coordinate; the others are independent of it, and each puts its factor into the weights.",
    },
    min: 1,
    max: 50,
    default: 1,
  },
  proposal: {
    when,
    kind: "choice",
    label: { es: "Propuesta q", en: "Proposal q" },
    help: { es: "De dónde salen las muestras.", en: "Where the draws come from." },
    options: [
      { value: "normal", label: { es: "Normal", en: "Normal" } },
      { value: "student", label: { es: "t de Student", en: "Student's t" } },
      { value: "uniform", label: { es: "Uniforme", en: "Uniform" } },
    ],
    default: "normal",
  },
  proposalDegrees: {
    when: { field: "proposal", is: ["student"] },
    kind: "number",
    label: { es: "Grados de libertad de q", en: "Degrees of freedom of q" },
    help: { es: "Cuantos menos, más pesan sus colas.", en: "The fewer, the heavier its tails." },
    min: 1,
    max: 100,
    default: 3,
    scale: "log",
  },
  centre: {
    when,
    kind: "number",
    label: { es: "Centro de q", en: "Centre of q" },
    help: { es: "Se arrastra también en la figura.", en: "It can be dragged on the picture, too." },
    min: -20,
    max: 20,
    default: 0,
    step: 0.1,
  },
  width: {
    when,
    kind: "number",
    label: { es: "Ancho de q", en: "Width of q" },
    help: {
      es: "Desviación de la normal, escala de la Student, mitad del ancho de la uniforme; en todas las coordenadas.",
      en: "Deviation of the normal, scale of the Student, half the width of the uniform; in every coordinate.",
    },
    min: 0.05,
    max: 20,
    default: 1,
    scale: "log",
  },
  combine: {
    when,
    kind: "choice",
    label: { es: "Segunda propuesta", en: "Second proposal" },
    help: {
      es: "La mitad de las muestras sale de otra q. Con la heurística del balance el peso divide por la densidad media de las dos; por separado, por la de aquella de la que salió.",
      en: "Half of the draws come from another q. With the balance heuristic weights divide by the mean density of both; apart, by that of the one a draw came from.",
    },
    options: [
      { value: "one", label: { es: "Ninguna", en: "None" } },
      { value: "balance", label: { es: "Heurística del balance", en: "Balance heuristic" } },
      { value: "apart", label: { es: "Por separado", en: "Apart" } },
    ],
    default: "one",
  },
  secondCentre: {
    when: { field: "combine", is: ["balance", "apart"] },
    kind: "number",
    label: { es: "Centro de la segunda", en: "Centre of the second" },
    help: { es: "Se arrastra también en la figura.", en: "It can be dragged on the picture, too." },
    min: -20,
    max: 20,
    default: 0,
    step: 0.1,
  },
  secondWidth: {
    when: { field: "combine", is: ["balance", "apart"] },
    kind: "number",
    label: { es: "Ancho de la segunda", en: "Width of the second" },
    help: { es: "Como el de la primera.", en: "As of the first." },
    min: 0.05,
    max: 20,
    default: 1,
    scale: "log",
  },
  defensive: {
    when,
    kind: "number",
    label: { es: "Parte defensiva", en: "Defensive share" },
    help: {
      es: "Parte de las muestras que sale de p misma: así ningún peso pasa de uno entre esa parte.",
      en: "Share of the draws that come from p itself: then no weight exceeds one over that share.",
    },
    min: 0,
    max: 0.9,
    default: 0,
    step: 0.05,
  },
  estimator: {
    when,
    kind: "choice",
    label: { es: "Estimador", en: "Estimator" },
    help: {
      es: "El simple divide por el número de muestras y no tiene sesgo; el autonormalizado divide por la suma de los pesos, y no necesita la constante de p.",
      en: "The plain one divides by the number of draws and is unbiased; the self-normalised one divides by the sum of the weights, and needs no constant of p.",
    },
    options: [
      { value: "plain", label: { es: "Simple", en: "Plain" } },
      { value: "self", label: { es: "Autonormalizado", en: "Self-normalised" } },
    ],
    default: "plain",
  },
  rounds: {
    when,
    kind: "integer",
    label: { es: "Rondas de adaptación", en: "Rounds of adaptation" },
    help: {
      es: "Antes de contar: rondas de 1.000 muestras cuyos pesos mueven q hacia |f|·p (hacia p, si el estimador es autonormalizado).",
      en: "Before any draw counts: rounds of 1,000 draws whose weights move q towards |f|·p (towards p, for the self-normalised estimator).",
    },
    min: 0,
    max: 20,
    default: 0,
  },
  draws: {
    when,
    kind: "integer",
    label: { es: "Muestras", en: "Draws" },
    help: { es: "Se redondean hacia arriba a centenas.", en: "Rounded up to whole hundreds." },
    min: 100,
    max: 100_000,
    default: 10_000,
    scale: "log",
  },
  repeats: {
    when,
    kind: "integer",
    label: { es: "Repeticiones", en: "Repeats" },
    help: {
      es: "Estimaciones independientes con otras muestras: su dispersión es el error de verdad.",
      en: "Independent estimates with other draws: how they scatter is the true error.",
    },
    min: 0,
    max: 2000,
    default: 200,
  },
} as const satisfies Fields;

type Present<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };
type Own = ParamsOf<typeof estimateFields>;
type Optional =
  | "density"
  | "integrand"
  | "degrees"
  | "separation"
  | "column"
  | "threshold"
  | "dimension"
  | "proposalDegrees"
  | "secondCentre"
  | "secondWidth";
/** The parameters where the task is "estimate". */
export type EstimateParams = Present<Omit<Own, Optional>> & Pick<Own, Optional>;
