/** The parameters of learning: what is learnt, from how many rows, by which method. */
import type { Fields } from "../../../../experiment/fields.ts";

/** What learns from rows of states. */
const FROM_ROWS = ["tables", "structure"] as const;
const LEARNING = [...FROM_ROWS, "text"] as const;

export const taskField = {
  kind: "choice",
  label: { es: "Qué hacer", en: "What to do" },
  help: {
    es: "Preguntar a la red; o aprender de datos sus tablas, o también sus flechas. Sin datos propios, las filas se sortean de la red dibujada.",
    en: "Ask the network; or learn from data its tables, or its arrows as well. Without data of your own, rows are drawn from the network on the page.",
  },
  options: [
    { value: "query", label: { es: "Preguntar", en: "Ask" } },
    { value: "tables", label: { es: "Aprender las tablas", en: "Learn the tables" } },
    { value: "structure", label: { es: "Aprender el grafo", en: "Learn the graph" } },
    { value: "text", label: { es: "Clasificar textos", en: "Classify texts" } },
  ],
  default: "query",
  omitDefault: true,
} as const satisfies Fields[string];

const SCORED = ["climb", "exact"] as const;

export const learningFields = {
  rows: {
    kind: "integer",
    label: { es: "Filas simuladas", en: "Simulated rows" },
    help: {
      es: "Cuántas filas se sortean de la red. Con datos propios no se sortea ninguna.",
      en: "How many rows are drawn from the network. With data of your own, none are.",
    },
    min: 10,
    max: 100_000,
    default: 1000,
    step: 10,
    scale: "log",
    when: { field: "task", is: FROM_ROWS },
  },
  gaps: {
    kind: "number",
    label: { es: "Huecos simulados", en: "Simulated gaps" },
    help: {
      es: "Parte de las celdas simuladas que se borra al azar, sin mirar qué contienen.",
      en: "Share of the simulated cells that is erased at random, whatever they hold.",
    },
    min: 0,
    max: 0.9,
    default: 0,
    step: 0.05,
    when: { field: "task", is: FROM_ROWS },
  },
  heldOut: {
    kind: "number",
    label: { es: "Parte reservada", en: "Held-out share" },
    help: {
      es: "Parte de las filas de la que no se aprende: dice cuánto vale lo aprendido en filas nuevas.",
      en: "Share of the rows that nothing is learnt from: it tells what the result is worth on new rows.",
    },
    min: 0,
    max: 0.5,
    default: 0.2,
    step: 0.05,
    when: { field: "task", is: LEARNING },
    advanced: true,
  },
  bins: {
    kind: "integer",
    label: { es: "Cortar números en", en: "Cut numbers into" },
    help: {
      es: "En cuántos estados igual de frecuentes se corta cada columna de números; con menos de 2, una columna así se rechaza. Solo para tablas propias sin grafo.",
      en: "Into how many equally frequent states each column of numbers is cut; below 2 such a column is refused. Only for tables of your own without a graph.",
    },
    min: 0,
    max: 10,
    default: 0,
    step: 1,
    when: { field: "task", is: ["structure"] },
    advanced: true,
  },
  estimate: {
    kind: "choice",
    label: { es: "Estimación", en: "Estimate" },
    help: {
      es: "Máxima verosimilitud: las frecuencias. Dirichlet: toda una distribución por fila de la tabla, con su incertidumbre. EM: aprende también de las filas con huecos.",
      en: "Maximum likelihood: the frequencies. Dirichlet: a whole distribution for each row of a table, with its uncertainty. EM: learns from rows with gaps as well.",
    },
    options: [
      { value: "ml", label: { es: "Máxima verosimilitud", en: "Maximum likelihood" } },
      { value: "dirichlet", label: { es: "Bayesiana (Dirichlet)", en: "Bayesian (Dirichlet)" } },
      { value: "em", label: { es: "EM, con huecos", en: "EM, with gaps" } },
    ],
    default: "dirichlet",
    when: { field: "task", is: ["tables"] },
  },
  prior: {
    kind: "number",
    label: { es: "Pseudocuentas por celda", en: "Pseudo-counts per cell" },
    help: {
      es: "Lo que la distribución previa pesa, como si cada celda ya se hubiera visto tantas veces. 1: toda tabla es igual de probable.",
      en: "What the prior weighs, as if each cell had been seen so many times already. 1: all tables are equally likely.",
    },
    min: 0.01,
    max: 100,
    default: 1,
    step: 0.1,
    scale: "log",
    when: { field: "estimate", is: ["dirichlet"] },
  },
  iterations: {
    kind: "integer",
    label: { es: "Pasos de EM", en: "EM steps" },
    help: {
      es: "Cada paso completa los huecos con lo que se espera de ellos y vuelve a contar; la verosimilitud nunca baja.",
      en: "Each step fills the gaps with what is expected of them and counts again; the likelihood never falls.",
    },
    min: 1,
    max: 2000,
    default: 40,
    step: 1,
    scale: "log",
    when: { field: "estimate", is: ["em"] },
  },
  search: {
    kind: "choice",
    label: { es: "Búsqueda del grafo", en: "Search for the graph" },
    help: {
      es: "Ascenso: flecha a flecha, mientras la puntuación suba. Exacta: el mejor de todos los grafos, hasta 12 nodos. PC: con pruebas de independencia.",
      en: "Climbing: arrow by arrow, as long as the score rises. Exact: the best of all graphs, up to 12 nodes. PC: by tests of independence.",
    },
    options: [
      { value: "climb", label: { es: "Ascenso", en: "Hill climbing" } },
      { value: "pc", label: { es: "PC", en: "PC" } },
      { value: "exact", label: { es: "Exacta (≤ 12 nodos)", en: "Exact (≤ 12 nodes)" } },
    ],
    default: "climb",
    when: { field: "task", is: ["structure"] },
  },
  score: {
    kind: "choice",
    label: { es: "Puntuación", en: "Score" },
    help: {
      es: "BIC: la verosimilitud menos un precio por parámetro. BDeu: la probabilidad de los datos, promediada sobre todas las tablas.",
      en: "BIC: the likelihood less a price for each parameter. BDeu: the probability of the data, averaged over all tables.",
    },
    options: [
      { value: "bic", label: { es: "BIC", en: "BIC" } },
      { value: "bdeu", label: { es: "BDeu", en: "BDeu" } },
    ],
    default: "bic",
    when: { field: "search", is: SCORED },
  },
  equivalent: {
    kind: "number",
    label: { es: "Tamaño muestral equivalente", en: "Equivalent sample size" },
    help: {
      es: "Cuántas filas pesa la distribución previa de BDeu. Mayor: más flechas.",
      en: "How many rows the prior of BDeu is worth. Larger: more arrows.",
    },
    min: 0.1,
    max: 1000,
    default: 10,
    step: 1,
    scale: "log",
    when: { field: "score", is: ["bdeu"] },
  },
  restarts: {
    kind: "integer",
    label: { es: "Comienzos", en: "Starts" },
    help: {
      es: "El primero parte del grafo sin flechas, los demás de grafos al azar; queda el mejor. Corren a la vez.",
      en: "The first begins without arrows, the others with graphs at random; the best one stays. They run side by side.",
    },
    min: 1,
    max: 64,
    default: 4,
    step: 1,
    when: { field: "search", is: ["climb"] },
  },
  moves: {
    kind: "integer",
    label: { es: "Movimientos como máximo", en: "Moves at most" },
    help: {
      es: "Flechas que un ascenso puede añadir, quitar o girar. Se detiene antes si ya no mejora.",
      en: "Arrows that a climb may add, remove or turn. It stops before if nothing is better.",
    },
    min: 1,
    max: 1000,
    default: 60,
    step: 1,
    when: { field: "search", is: ["climb"] },
    advanced: true,
  },
  mostParents: {
    kind: "integer",
    label: { es: "Padres por nodo como máximo", en: "Parents per node at most" },
    help: {
      es: "Cada padre más multiplica la tabla; con pocas filas, más de tres rara vez se sostienen.",
      en: "Each further parent multiplies the table; with few rows, more than three rarely hold.",
    },
    min: 1,
    max: 8,
    default: 4,
    step: 1,
    when: { field: "search", is: SCORED },
    advanced: true,
  },
  alpha: {
    kind: "number",
    label: { es: "Nivel de las pruebas α", en: "Level of the tests α" },
    help: {
      es: "Probabilidad de unir sin motivo dos nodos independientes, en cada prueba G². Menor: menos aristas.",
      en: "Probability of joining two independent nodes for nothing, in each G² test. Smaller: fewer edges.",
    },
    min: 0.000_001,
    max: 0.5,
    default: 0.01,
    step: 0.01,
    scale: "log",
    when: { field: "search", is: ["pc"] },
  },
  mostGiven: {
    kind: "integer",
    label: { es: "Nodos dados como máximo", en: "Given nodes at most" },
    help: {
      es: "Con cuántos otros nodos conocidos se prueba a separar dos. Con muchos, cada prueba se queda con pocas filas.",
      en: "With how many other nodes known a test tries to separate two. With many, each test is left with few rows.",
    },
    min: 0,
    max: 6,
    default: 3,
    step: 1,
    when: { field: "search", is: ["pc"] },
    advanced: true,
  },
  vocabulary: {
    kind: "integer",
    label: { es: "Palabras", en: "Words" },
    help: {
      es: "Cuántas palabras se miran: las que más dicen de la clase, de las que están en dos textos o más.",
      en: "How many words are looked at: those that tell most of the class, out of the ones in two texts or more.",
    },
    min: 1,
    max: 300,
    default: 100,
    step: 1,
    when: { field: "task", is: ["text"] },
  },
  smoothing: {
    kind: "number",
    label: { es: "Suavizado", en: "Smoothing" },
    help: {
      es: "Pseudocuentas por celda. Con 0, una palabra nunca vista en una clase la descarta del todo.",
      en: "Pseudo-counts per cell. At 0, a word never seen in a class rules that class out altogether.",
    },
    min: 0,
    max: 10,
    default: 0.5,
    step: 0.1,
    when: { field: "task", is: ["text"] },
  },
  classColumn: {
    kind: "text",
    label: { es: "Columna de la clase", en: "Column of the class" },
    help: {
      es: "La columna que se predice a partir del texto. Vacío: la última.",
      en: "The column that is predicted from the text. Empty: the last one.",
    },
    maxLength: 128,
    default: "",
    names: "nodes",
    when: { field: "task", is: ["text"] },
    advanced: true,
  },
} as const satisfies Fields;
