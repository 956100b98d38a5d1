import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

/** Posteriors of posteriordb, by its names. */
const POSTERIOR_OPTIONS = [
  { value: "arK-arK", label: { es: "Autorregresión de orden 5", en: "Autoregression of order 5" } },
  { value: "arma-arma11", label: { es: "Serie ARMA(1, 1)", en: "ARMA(1, 1) series" } },
  { value: "garch-garch11", label: { es: "Serie GARCH(1, 1)", en: "GARCH(1, 1) series" } },
  {
    value: "kidiq-kidscore_interaction",
    label: { es: "Puntuación de niños, con interacción", en: "Children’s scores, with interaction" },
  },
  {
    value: "kilpisjarvi_mod-kilpisjarvi",
    label: { es: "Temperaturas de verano en Kilpisjärvi", en: "Summer temperatures in Kilpisjärvi" },
  },
  {
    value: "low_dim_gauss_mix-low_dim_gauss_mix",
    label: { es: "Mezcla de dos normales, mil datos", en: "Mixture of two normals, a thousand data" },
  },
  { value: "mesquite-logmesquite_logvash", label: { es: "Biomasa del mezquite", en: "Biomass of mesquite" } },
  { value: "Rate_3_data-Rate_3_model", label: { es: "Una tasa común", en: "A common rate" } },
  {
    value: "sblrc-blr",
    label: { es: "Regresión con predictores correlacionados", en: "Regression on correlated predictors" },
  },
  {
    value: "surgical_data-surgical_model",
    label: { es: "Mortalidad quirúrgica en doce hospitales", en: "Surgical mortality in twelve hospitals" },
  },
] as const;

/** What an own model begins as. */
const OWN_TEXT = `data y = [28, 8, -3, 7, -1, 1, 18, 12]
parameter mu, sigma > 0
mu ~ normal(0, 10)
sigma ~ half_cauchy(0, 10)
y ~ student_t(4, mu, sigma)
`;

/** Targets that the columns of the form are for. */
const REGRESSIONS = ["linear-regression", "logistic-regression", "poisson-regression"] as const;
const CHOOSING = [...REGRESSIONS, "column-mixture", "own"] as const;

/** The target of which every chain has other data: drawn from the prior, to see whether the sampler finds what it should. */
export const CALIBRATION = "calibration";

/** Samplers that follow Hamiltonian dynamics. */
const HAMILTONIAN = ["nuts", "walnuts", "hmc", "mala"] as const;

/** What a wrong sampler has not, and what a crowd has not. */
const OF_RIGHT = { field: "flaw", is: ["none"] } as const;
const OF_FEW = { field: "many", is: ["few"] } as const;
/** Each simulation of a calibration has one chain; `chains` then says only among how many tasks they are shared out. */
const OF_ONE_POSTERIOR = { field: "simulations", is: [] } as const;

export const mcmcFields = {
  target: {
    kind: "choice",
    label: { es: "Distribución", en: "Distribution" },
    help: {
      es: "De qué distribución se extraen las muestras: figuras en el plano, o distribuciones a posteriori de modelos reales.",
      en: "What to draw from: shapes in the plane, or posteriors of real models.",
    },
    options: [
      {
        value: "eight-schools-noncentered",
        label: { es: "Ocho escuelas, no centrado", en: "Eight schools, non-centred" },
      },
      { value: "eight-schools-centered", label: { es: "Ocho escuelas, centrado", en: "Eight schools, centred" } },
      {
        value: "linear-regression",
        label: { es: "Regresión lineal (tus datos)", en: "Linear regression (your data)" },
      },
      {
        value: "logistic-regression",
        label: { es: "Regresión logística (tus datos)", en: "Logistic regression (your data)" },
      },
      {
        value: "poisson-regression",
        label: { es: "Regresión de Poisson (tus datos)", en: "Poisson regression (your data)" },
      },
      {
        value: "column-mixture",
        label: { es: "Mezcla de dos normales (tus datos)", en: "Mixture of two normals (your data)" },
      },
      { value: "own", label: { es: "Tu propio modelo", en: "Your own model" } },
      { value: "gaussian-100", label: { es: "Gaussiana de 100 dimensiones", en: "Gaussian in 100 dimensions" } },
      { value: "gaussian", label: { es: "Gaussiana correlacionada", en: "Correlated Gaussian" } },
      { value: "banana", label: { es: "Plátano", en: "Banana" } },
      { value: "donut", label: { es: "Rosquilla", en: "Doughnut" } },
      { value: "mixture", label: { es: "Mezcla de tres modas", en: "Mixture of three modes" } },
      { value: "funnel", label: { es: "Embudo de Neal", en: "Neal's funnel" } },
      { value: "squiggle", label: { es: "Serpentina", en: "Squiggle" } },
      ...POSTERIOR_OPTIONS,
      {
        value: CALIBRATION,
        label: { es: "Calibración con datos simulados", en: "Calibration with simulated data" },
      },
    ],
    default: "eight-schools-noncentered",
  },
  model: {
    kind: "text",
    label: { es: "Modelo", en: "Model" },
    help: {
      es: "La densidad, escrita por ti: parámetros con sus límites, distribuciones a priori y verosimilitud con ~, términos con target +=, y las columnas de tu tabla por su nombre.",
      en: "The density, written by you: parameters with their bounds, priors and likelihood with ~, terms with target +=, and the columns of your table by their names.",
    },
    maxLength: 20_000,
    lines: true,
    default: OWN_TEXT,
    when: { field: "target", is: ["own"] },
  },
  simulations: {
    kind: "integer",
    label: { es: "Simulaciones", en: "Simulations" },
    help: {
      es: "Cuántas veces se extraen parámetros de la distribución a priori y datos de ellos. Con más se ven errores más pequeños.",
      en: "How many times parameters are drawn from the prior and data from them. More simulations show smaller errors.",
    },
    min: 20,
    max: 20_000,
    default: 400,
    step: 20,
    scale: "log",
    when: { field: "target", is: [CALIBRATION] },
  },
  flaw: {
    kind: "choice",
    label: { es: "Error a propósito", en: "Deliberate flaw" },
    help: {
      es: "Sustituye el algoritmo por uno equivocado, para ver cómo lo delata la calibración.",
      en: "Replaces the sampler with a wrong one, to see how calibration gives it away.",
    },
    options: [
      { value: "none", label: { es: "Ninguno", en: "None" } },
      {
        value: "uncorrected",
        label: { es: "Langevin sin corregir la asimetría", en: "Langevin, asymmetry not corrected" },
      },
      { value: "unadjusted", label: { es: "HMC que acepta siempre", en: "HMC that always accepts" } },
    ],
    default: "none",
    when: { field: "target", is: [CALIBRATION] },
  },
  response: {
    kind: "columns",
    label: { es: "Respuesta", en: "Response" },
    help: {
      es: "La columna que se quiere explicar; sin elegir, la última. En la regresión logística tiene dos valores, y el menor es 0.",
      en: "The column to explain; the last one when none is chosen. In logistic regression it has two values, of which the lower is 0.",
    },
    minItems: 0,
    maxItems: 1,
    none: { es: "(última columna)", en: "(last column)" },
    default: [],
    when: { field: "target", is: CHOOSING },
  },
  predictors: {
    kind: "columns",
    label: { es: "Predictores", en: "Predictors" },
    help: {
      es: "Las columnas que explican la respuesta; sin elegir, todas las demás.",
      en: "The columns that explain the response; all others when none is chosen.",
    },
    minItems: 0,
    maxItems: 200,
    default: [],
    when: { field: "target", is: CHOOSING },
  },
  standardised: {
    kind: "boolean",
    label: { es: "Coeficientes estandarizados", en: "Standardised coefficients" },
    help: {
      es: "Informa los coeficientes por desviación típica de cada columna; si no, en las unidades de los datos. Las distribuciones a priori no cambian: normal(0, 2,5) por desviación típica y, para sigma, exponencial de media una desviación típica de la respuesta.",
      en: "Reports coefficients per standard deviation of each column; otherwise in the data's units. The priors stay the same: normal(0, 2.5) per standard deviation and, for sigma, exponential with a mean of one standard deviation of the response.",
    },
    default: true,
    when: { field: "target", is: REGRESSIONS },
  },
  precision: {
    kind: "choice",
    label: { es: "Precisión de las filas", en: "Precision of rows" },
    help: {
      es: "Con float32 las sumas sobre las filas de la tabla se calculan con 24 bits de mantisa y se acumulan con 53: más del doble de rápido, y la media de cada parámetro cambia mucho menos que su desviación típica. Lo demás sigue en float64.",
      en: "With float32 the sums over the rows of the table are computed with 24-bit significands and accumulated with 53: more than twice as fast, and the mean of each parameter moves by far less than its standard deviation. All else stays in float64.",
    },
    options: [
      { value: "float64", label: { es: "float64", en: "float64" } },
      { value: "float32", label: { es: "float32", en: "float32" } },
    ],
    default: "float64",
    omitDefault: true,
    advanced: true,
    when: { field: "target", is: ["logistic-regression", "poisson-regression", "own"] },
  },
  sampler: {
    kind: "choice",
    label: { es: "Algoritmo", en: "Sampler" },
    help: {
      es: "NUTS se ajusta solo; HMC da un número fijo de pasos; MALA, uno. Los demás no usan el gradiente: proponen, cortan por coordenadas, cambian de temperatura o avanzan en grupo.",
      en: "NUTS tunes itself; HMC takes a fixed number of steps, MALA one. The others need no gradient: they propose, slice along coordinates, change temperature or move as a group.",
    },
    options: [
      { value: "nuts", label: { es: "NUTS", en: "NUTS" } },
      { value: "walnuts", label: { es: "WALNUTS (paso local)", en: "WALNUTS (local step)" } },
      { value: "hmc", label: { es: "HMC", en: "HMC" } },
      { value: "metropolis", label: { es: "Metropolis", en: "Metropolis" } },
      { value: "adaptive-metropolis", label: { es: "Metropolis adaptativo", en: "Adaptive Metropolis" } },
      { value: "mala", label: { es: "MALA (Langevin)", en: "MALA (Langevin)" } },
      { value: "slice", label: { es: "Muestreo por cortes", en: "Slice sampling" } },
      { value: "gibbs", label: { es: "Gibbs (condicionales exactas)", en: "Gibbs (exact conditionals)" } },
      { value: "tempering", label: { es: "Temple paralelo", en: "Parallel tempering" } },
      { value: "ensemble", label: { es: "Conjunto invariante afín", en: "Affine-invariant ensemble" } },
    ],
    default: "nuts",
    offered: [OF_RIGHT],
  },
  many: {
    kind: "choice",
    label: { es: "Cuántas cadenas", en: "How many chains" },
    help: {
      es: "Pocas cadenas largas, cada una con su propio ajuste; o miles de cadenas cortas que avanzan juntas y se ajustan con lo que toda la multitud ha visto (Metropolis o HMC).",
      en: "A few long chains, each adapting by itself; or thousands of short chains that walk in step and adapt to what the whole crowd has seen (Metropolis or HMC).",
    },
    options: [
      { value: "few", label: { es: "pocas y largas", en: "few and long" } },
      { value: "crowd", label: { es: "miles y cortas", en: "thousands, short" } },
    ],
    default: "few",
    omitDefault: true,
    offered: [OF_ONE_POSTERIOR],
  },
  superchains: {
    kind: "integer",
    label: { es: "Supercadenas", en: "Superchains" },
    help: {
      es: "Grupos de cadenas que empiezan en un mismo punto. R̂ anidado compara los grupos: los que aún recuerdan su comienzo difieren.",
      en: "Groups of chains that start at one point. Nested R̂ compares the groups: those that still remember their start differ.",
    },
    min: 2,
    max: 4096,
    default: 64,
    step: 1,
    scale: "log",
    when: { field: "many", is: ["crowd"] },
  },
  subchains: {
    kind: "integer",
    label: { es: "Cadenas de cada una", en: "Chains in each" },
    help: {
      es: "Cadenas de cada supercadena; en total puede haber 100 000.",
      en: "Chains of each superchain; there may be 100,000 in all.",
    },
    min: 1,
    max: 1024,
    default: 64,
    step: 1,
    scale: "log",
    when: { field: "many", is: ["crowd"] },
  },
  levels: {
    kind: "integer",
    label: { es: "Temperaturas", en: "Temperatures" },
    help: {
      es: "Cuántas copias de la cadena corren a la vez, cada una sobre una densidad más aplanada; solo se guarda la más fría. Añade más si los intercambios son raros.",
      en: "How many copies of the chain run side by side, each on a flatter density; only the coldest is kept. Add more when swaps are rare.",
    },
    min: 2,
    max: 24,
    default: 6,
    step: 1,
    when: { field: "sampler", is: ["tempering"] },
    offered: [OF_RIGHT],
  },
  hottest: {
    kind: "number",
    label: { es: "Exponente más caliente", en: "Hottest power" },
    help: {
      es: "La copia más caliente muestrea la densidad elevada a este exponente; las demás quedan entre él y 1 en progresión geométrica. Bájalo si las modas siguen separadas.",
      en: "The hottest copy samples the density to this power; the others lie between it and 1 in geometric progression. Lower it when modes stay apart.",
    },
    min: 0.0001,
    max: 0.95,
    default: 0.02,
    step: 0.01,
    scale: "log",
    when: { field: "sampler", is: ["tempering"] },
    offered: [OF_RIGHT],
  },
  walkers: {
    kind: "integer",
    label: { es: "Caminantes", en: "Walkers" },
    help: {
      es: "Tamaño del grupo de cada cadena: cada muestra mueve a uno de ellos a lo largo de la recta que pasa por otro. Al menos el doble de coordenadas.",
      en: "Size of each chain's group: each draw moves one of them along the line through another. At least twice the number of coordinates.",
    },
    min: 4,
    max: 1000,
    default: 32,
    step: 2,
    scale: "log",
    when: { field: "sampler", is: ["ensemble"] },
    offered: [OF_RIGHT],
  },
  chains: {
    kind: "integer",
    label: { es: "Cadenas", en: "Chains" },
    help: {
      es: "Cadenas independientes con inicios distintos; R̂ las compara, y con cuatro o más dice algo.",
      en: "Independent chains from different starting points; R̂ compares them, and takes four or more to tell much.",
    },
    min: 1,
    max: 64,
    default: 4,
    step: 1,
    offered: [OF_FEW, OF_ONE_POSTERIOR],
  },
  draws: {
    kind: "integer",
    label: { es: "Muestras por cadena", en: "Draws per chain" },
    help: { es: "Muestras que se guardan después del calentamiento.", en: "Draws kept after warm-up." },
    min: 10,
    max: 20_000,
    default: 1000,
    step: 10,
    scale: "log",
  },
  warmup: {
    kind: "integer",
    label: { es: "Calentamiento", en: "Warm-up" },
    help: {
      es: "Muestras iniciales de cada cadena, que se descartan; durante ellas se ajustan el paso y la métrica.",
      en: "Initial draws of each chain, which are discarded; step size and metric are adapted during them.",
    },
    min: 0,
    max: 20_000,
    default: 1000,
    step: 10,
  },
  targetAccept: {
    kind: "number",
    label: { es: "Aceptación deseada", en: "Target acceptance" },
    help: {
      es: "Probabilidad media de aceptación a la que se ajusta el paso. Si hay divergencias, súbela hacia 0,99; si no se van, escribe el modelo de otra forma.",
      en: "Mean acceptance probability that step-size adaptation aims for. Raise it towards 0.99 when there are divergences; if they stay, write the model another way.",
    },
    min: 0.5,
    max: 0.999,
    default: 0.8,
    step: 0.01,
    when: { field: "sampler", is: ["nuts", "walnuts", "hmc"] },
    offered: [OF_RIGHT],
  },
  leapfrogs: {
    kind: "integer",
    label: { es: "Pasos por muestra", en: "Leapfrog steps" },
    help: { es: "Pasos leapfrog de cada trayectoria.", en: "Leapfrog steps of each trajectory." },
    min: 1,
    max: 1000,
    default: 16,
    step: 1,
    scale: "log",
    when: { field: "sampler", is: ["hmc"] },
    offered: [OF_RIGHT],
  },
  proposalScale: {
    kind: "number",
    label: { es: "Tamaño de la propuesta", en: "Proposal scale" },
    help: {
      es: "Desviación típica del paso propuesto en cada coordenada: una pequeña casi siempre se acepta y avanza poco; una grande casi siempre se rechaza.",
      en: "Standard deviation of the proposed step in each coordinate: small steps are mostly accepted but do not lead far, large ones are mostly rejected.",
    },
    min: 0.001,
    max: 100,
    default: 0.5,
    step: 0.01,
    scale: "log",
    when: { field: "sampler", is: ["metropolis"] },
    offered: [OF_RIGHT],
  },
  maxDepth: {
    kind: "integer",
    label: { es: "Profundidad máxima", en: "Maximum tree depth" },
    help: {
      es: "Una trayectoria tiene como mucho 2 elevado a este número de pasos.",
      en: "A trajectory has at most 2 to the power of this many steps.",
    },
    min: 1,
    max: 10,
    default: 10,
    step: 1,
    advanced: true,
    when: { field: "sampler", is: ["nuts", "walnuts"] },
    offered: [OF_RIGHT],
  },
  maxError: {
    kind: "number",
    label: { es: "Error de energía admitido", en: "Energy error allowed" },
    help: {
      es: "Un paso de WALNUTS se divide en dos, cuatro, ocho… hasta que la energía no cambia más que esto de un extremo al otro.",
      en: "A step of WALNUTS is divided into two, four, eight… until the energy changes by no more than this from end to end.",
    },
    min: 0.01,
    max: 10,
    default: 0.5,
    step: 0.01,
    scale: "log",
    when: { field: "sampler", is: ["walnuts"] },
    offered: [OF_RIGHT],
  },
  metric: {
    kind: "choice",
    label: { es: "Métrica", en: "Metric" },
    help: {
      es: "Qué se aprende durante el calentamiento de la inversa de la matriz de masas: solo las escalas (como Stan), toda la covarianza, o las escalas y unas pocas direcciones, a partir de las muestras y sus gradientes.",
      en: "What warm-up learns of the inverse mass matrix: the scales alone (as Stan does), the whole covariance, or the scales and a few directions, from the draws and their gradients.",
    },
    options: [
      { value: "diagonal", label: { es: "Diagonal", en: "Diagonal" } },
      { value: "dense", label: { es: "Densa", en: "Dense" } },
      { value: "low-rank", label: { es: "De rango bajo", en: "Low rank" } },
    ],
    default: "diagonal",
    omitDefault: true,
    advanced: true,
    when: { field: "sampler", is: HAMILTONIAN },
    offered: [OF_RIGHT, OF_FEW],
  },
  adapt: {
    kind: "boolean",
    label: { es: "Ajustar durante el calentamiento", en: "Adapt during warm-up" },
    help: {
      es: "Ajusta el paso y la métrica como Stan. Sin ajuste se usa el paso dado y la métrica unidad.",
      en: "Adapts step size and metric as Stan does. Without it the given step size and the unit metric are used.",
    },
    default: true,
    advanced: true,
    when: { field: "sampler", is: HAMILTONIAN },
    offered: [OF_RIGHT, OF_FEW],
  },
  stepSize: {
    kind: "number",
    label: { es: "Paso", en: "Step size" },
    help: {
      es: "Paso de la simulación; si se ajusta, solo el valor inicial.",
      en: "Step of the simulation; only the initial value when it is adapted.",
    },
    min: 0.0001,
    max: 10,
    default: 1,
    step: 0.01,
    scale: "log",
    advanced: true,
    when: { field: "sampler", is: [...HAMILTONIAN, "adaptive-metropolis", "slice", "tempering"] },
    offered: [OF_RIGHT],
  },
  thin: {
    kind: "integer",
    label: { es: "Una de cada", en: "Thinning" },
    help: {
      es: "Guarda una de cada tantas transiciones después del calentamiento. Ahorra memoria, no mejora la estimación.",
      en: "Keeps one in this many transitions after warm-up. Saves memory; does not improve the estimates.",
    },
    min: 1,
    max: 100,
    default: 1,
    step: 1,
    advanced: true,
    offered: [OF_FEW],
  },
  initRadius: {
    kind: "number",
    label: { es: "Dispersión inicial", en: "Initial spread" },
    help: {
      es: "Cada cadena empieza al azar entre menos y más este valor en cada coordenada sin restricciones.",
      en: "Each chain starts at random between minus and plus this value in every unconstrained coordinate.",
    },
    min: 0,
    max: 100,
    default: 2,
    step: 0.1,
    advanced: true,
  },
} as const satisfies Fields;

export type McmcParams = ParamsOf<typeof mcmcFields>;

export function isRegression(target: string): target is (typeof REGRESSIONS)[number] {
  return (REGRESSIONS as readonly string[]).includes(target);
}

/** Whether the target needs a table. */
export function needsData(target: string): boolean {
  return isRegression(target) || target === "column-mixture";
}
