import type { Fields } from "../../../../experiment/fields.ts";

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
/** Its parameters as they are reported. */
export const CALIBRATED = ["theta[1]", "theta[2]", "theta[3]", "theta[4]", "mu", "tau"] as const;

/** What is sampled: a target, one's own text, simulated data; and what is taken of the user's table. */
export const targetFields = {
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
} as const satisfies Fields;

export function isRegression(target: string): target is (typeof REGRESSIONS)[number] {
  return (REGRESSIONS as readonly string[]).includes(target);
}

/** Whether the target needs a table. */
export function needsData(target: string): boolean {
  return isRegression(target) || target === "column-mixture";
}
