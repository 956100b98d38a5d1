import type { Preset } from "../../lab.ts";

/** A regression whose errors may have heavy tails. */
const ROBUST_TEXT = `# Outliers pull less where errors have heavy tails.
parameter alpha, beta[2], sigma > 0, nu > 1
mean_y = alpha + beta[1] * x1 + beta[2] * x2
alpha ~ normal(0, 5)
beta ~ normal(0, 5)
sigma ~ exponential(1)
nu ~ gamma(2, 0.1)
y ~ student_t(nu, mean_y, sigma)
`;

export const mcmcPresets: readonly Preset[] = [
  {
    id: "eight-schools",
    title: { es: "Ocho escuelas", en: "Eight schools" },
    about: {
      es: "Un modelo jerárquico real con NUTS: cuatro cadenas que se ponen de acuerdo.",
      en: "A real hierarchical model with NUTS: four chains that come to agree.",
    },
    seed: 1,
    data: null,
    params: {},
  },
  {
    id: "divergences",
    title: { es: "El embudo de las ocho escuelas", en: "The funnel of the eight schools" },
    about: {
      es: "El mismo modelo escrito de otra forma: las divergencias avisan de dónde las muestras llegan mal.",
      en: "The same model written the other way: divergences warn where the draws hardly reach.",
    },
    seed: 1,
    data: null,
    params: { target: "eight-schools-centered" },
  },
  {
    id: "banana-hmc",
    title: { es: "HMC en un plátano", en: "HMC on a banana" },
    about: {
      es: "Trayectorias que ruedan por una cresta curva.",
      en: "Trajectories that roll along a bent ridge.",
    },
    seed: 2,
    data: null,
    params: { target: "banana", sampler: "hmc", leapfrogs: 12 },
  },
  {
    id: "donut-metropolis",
    title: { es: "Metropolis en una rosquilla", en: "Metropolis on a doughnut" },
    about: {
      es: "Pasos al azar alrededor de un anillo: muchas muestras que valen por pocas.",
      en: "Random steps around a ring: many draws worth only a few independent ones.",
    },
    seed: 3,
    data: null,
    params: { target: "donut", sampler: "metropolis", draws: 2000 },
  },
  {
    id: "donut-hmc",
    title: { es: "HMC en una rosquilla", en: "HMC on a doughnut" },
    about: {
      es: "El mismo anillo y las mismas muestras que con Metropolis, que aquí valen por muchas más.",
      en: "The same ring and as many draws as with Metropolis, but here they are worth many more.",
    },
    seed: 3,
    data: null,
    params: { target: "donut", sampler: "hmc", draws: 2000 },
  },
  {
    id: "far-start",
    title: { es: "Un comienzo lejano", en: "A far start" },
    about: {
      es: "Las cadenas empiezan muy lejos y casi sin calentamiento: R̂ cuenta el camino de llegada.",
      en: "The chains start far away with hardly any warm-up: R̂ counts their way in.",
    },
    seed: 7,
    data: null,
    params: {
      target: "gaussian",
      sampler: "metropolis",
      proposalScale: 1,
      initRadius: 100,
      warmup: 10,
      draws: 4000,
    },
  },
  {
    id: "mixture-metropolis",
    title: { es: "Tres modas", en: "Three modes" },
    about: {
      es: "Las cadenas quedan atrapadas en modas distintas y R̂ lo delata.",
      en: "Chains get trapped in different modes, and R̂ shows it.",
    },
    seed: 4,
    data: null,
    params: { target: "mixture", sampler: "metropolis", proposalScale: 0.4 },
  },
  {
    id: "logistic",
    title: { es: "Regresión logística", en: "Logistic regression" },
    about: {
      es: "Coeficientes conocidos, recuperados de una tabla generada. Cambia la tabla por tu CSV.",
      en: "Known coefficients, recovered from a generated table. Replace it with your own CSV.",
    },
    seed: 5,
    data: {
      generator: "regression-table",
      seed: 5,
      params: { rows: 500, predictors: 5, response: "binary" },
    },
    params: { target: "logistic-regression" },
  },
  {
    id: "gaussian-100",
    title: { es: "Cien dimensiones", en: "A hundred dimensions" },
    about: {
      es: "Una gaussiana de 100 coordenadas con escalas y correlaciones: NUTS aprende las escalas.",
      en: "A Gaussian in 100 coordinates with different scales and correlations: NUTS learns the scales.",
    },
    seed: 6,
    data: null,
    params: { target: "gaussian-100" },
  },
  {
    id: "crowd-banana",
    title: { es: "Diez mil cadenas", en: "Ten thousand chains" },
    about: {
      es: "Una multitud que empieza en cien puntos y los olvida en pocos pasos: medias que llegan, y R̂ anidado que cae. Diverge una transición de cada doscientas, más o menos: el paso, común a todas, es largo para algunos sitios.",
      en: "A crowd that starts at a hundred points and forgets them within a few steps: means arrive, nested R̂ falls. About one transition in two hundred diverges: the step, which all share, is long for some places.",
    },
    seed: 8,
    data: null,
    params: {
      ...{ target: "banana", many: "crowd", sampler: "hmc", superchains: 100, subchains: 100 },
      ...{ leapfrogs: 10, stepSize: 0.2, targetAccept: 0.95, initRadius: 3, warmup: 100, draws: 50 },
    },
  },
  {
    id: "crowd-mixture",
    title: { es: "Diez mil cadenas, tres modas", en: "Ten thousand chains, three modes" },
    about: {
      es: "Cada supercadena se queda en la moda junto a la que empezó: R̂ anidado lo dice aunque las cadenas sean cortas.",
      en: "Each superchain stays in the mode near its start: nested R̂ tells, however short the chains.",
    },
    seed: 9,
    data: null,
    params: {
      ...{ target: "mixture", many: "crowd", sampler: "hmc", superchains: 100, subchains: 100 },
      ...{ leapfrogs: 6, stepSize: 0.2, initRadius: 4, warmup: 60, draws: 40 },
    },
  },
  {
    id: "crowd-funnel",
    title: { es: "Una multitud en el embudo", en: "A crowd in the funnel" },
    about: {
      es: "Miles de cadenas con un mismo paso: pocas entran en el cuello, y las divergencias las delatan.",
      en: "Thousands of chains with one step size: few enter the neck, and divergences give them away.",
    },
    seed: 10,
    data: null,
    params: {
      ...{ target: "funnel", many: "crowd", sampler: "hmc", superchains: 64, subchains: 64 },
      ...{ leapfrogs: 8, stepSize: 0.2, targetAccept: 0.9, warmup: 150, draws: 50 },
    },
  },
  {
    id: "crowd-schools",
    title: { es: "Ocho escuelas, cuatro mil cadenas", en: "Eight schools, four thousand chains" },
    about: {
      es: "El modelo jerárquico con cadenas de veinte muestras: muchas cortas dicen tanto como pocas largas.",
      en: "The hierarchical model with chains of twenty draws: many short ones say as much as a few long ones.",
    },
    seed: 11,
    data: null,
    params: {
      ...{ target: "eight-schools-noncentered", many: "crowd", sampler: "hmc", superchains: 64, subchains: 64 },
      ...{ leapfrogs: 8, stepSize: 0.2, warmup: 80, draws: 20 },
    },
  },
  {
    id: "mixture-tempering",
    title: { es: "Tres modas a varias temperaturas", en: "Three modes at several temperatures" },
    about: {
      es: "Las mismas tres modas con temple paralelo: las copias calientes saltan entre ellas y los intercambios traen sus hallazgos.",
      en: "The same three modes with parallel tempering: hot copies cross between them, and swaps bring down what they find.",
    },
    seed: 4,
    data: null,
    params: { target: "mixture", sampler: "tempering" },
  },
  {
    id: "mixture-gibbs",
    title: { es: "Gibbs entre modas", en: "Gibbs among modes" },
    about: {
      es: "Cada coordenada se extrae de su condicional exacta: las dos modas de abajo se alcanzan de un salto, la de arriba casi nunca.",
      en: "Each coordinate is drawn from its exact conditional: the two lower modes are one jump apart, the upper one is hardly ever reached.",
    },
    seed: 4,
    data: null,
    params: { target: "mixture", sampler: "gibbs" },
  },
  {
    id: "banana-adaptive",
    title: { es: "Metropolis adaptativo en un plátano", en: "Adaptive Metropolis on a banana" },
    about: {
      es: "Aprende la covarianza durante el calentamiento; una cresta curva no cabe en ninguna.",
      en: "It learns the covariance during warm-up; a bent ridge fits none.",
    },
    seed: 2,
    data: null,
    params: { target: "banana", sampler: "adaptive-metropolis" },
  },
  {
    id: "banana-slice",
    title: { es: "Cortes en un plátano", en: "Slices through a banana" },
    about: {
      es: "Una coordenada tras otra: el intervalo se abre hasta salir de la cresta y se encoge hasta acertar.",
      en: "One coordinate after the other: the interval steps out of the ridge, then shrinks until it hits.",
    },
    seed: 2,
    data: null,
    params: { target: "banana", sampler: "slice" },
  },
  {
    id: "banana-ensemble",
    title: { es: "Un grupo en un plátano", en: "A group on a banana" },
    about: {
      es: "Dieciséis caminantes que se estiran unos hacia otros: ni gradiente ni nada que ajustar. Cada paso mueve a uno, y se guarda uno de cada 99.",
      en: "Sixteen walkers that stretch towards one another: no gradient, nothing to tune. A step moves one of them, and one in 99 is kept.",
    },
    seed: 2,
    data: null,
    params: { target: "banana", sampler: "ensemble", walkers: 16, draws: 3200, warmup: 1600, thin: 99 },
  },
  {
    id: "calibration",
    title: { es: "Calibración con simulaciones", en: "Simulation-based calibration" },
    about: {
      es: "Parámetros de la distribución a priori, datos de ellos y una cadena por simulación: los rangos de un algoritmo correcto son uniformes.",
      en: "Parameters from the prior, data from them, and a chain for each simulation: the ranks of a right sampler are uniform.",
    },
    seed: 8,
    data: null,
    params: { target: "calibration", warmup: 200, draws: 99, thin: 2 },
  },
  {
    id: "calibration-wrong",
    title: { es: "Mal a propósito", en: "Wrong on purpose" },
    about: {
      es: "Un algoritmo al que le falta una línea: ninguna traza lo delata, los rangos sí.",
      en: "A sampler that lacks one line: no trace gives it away, but ranks do.",
    },
    seed: 8,
    data: null,
    params: { target: "calibration", flaw: "uncorrected", warmup: 200, draws: 99, thin: 4 },
  },
  {
    id: "low-rank",
    title: { es: "Cien dimensiones, rango bajo", en: "A hundred dimensions, low rank" },
    about: {
      es: "La misma gaussiana con una métrica que aprende también las correlaciones: trayectorias mucho más cortas.",
      en: "The same Gaussian with a metric that learns the correlations too: far shorter trajectories.",
    },
    seed: 6,
    data: null,
    params: { target: "gaussian-100", metric: "low-rank" },
  },
  {
    id: "funnel-walnuts",
    title: { es: "WALNUTS en el embudo", en: "WALNUTS in the funnel" },
    about: {
      es: "Un paso que se acorta solo donde hace falta: el cuello del embudo sin divergencias.",
      en: "A step that shortens itself where it must: the neck of the funnel without divergences.",
    },
    seed: 8,
    data: null,
    params: { target: "funnel", sampler: "walnuts", draws: 5000 },
  },
  {
    id: "own-robust",
    title: { es: "Tu propio modelo: regresión robusta", en: "Your own model: robust regression" },
    about: {
      es: "Un texto que usa las columnas de la tabla: errores t de Student, con sus grados de libertad como parámetro.",
      en: "A text on the columns of the table: Student-t errors, whose degrees of freedom are a parameter.",
    },
    seed: 12,
    data: {
      generator: "regression-table",
      seed: 3,
      params: { rows: 120, predictors: 2, response: "continuous" },
    },
    params: { target: "own", model: ROBUST_TEXT },
  },
  {
    id: "surgical",
    title: { es: "Doce hospitales", en: "Twelve hospitals" },
    about: {
      es: "De posteriordb: tasas de mortalidad que se prestan información; el hospital sin muertes no tiene riesgo cero.",
      en: "From posteriordb: death rates that borrow from each other; the hospital without deaths has no zero risk.",
    },
    seed: 13,
    data: null,
    params: { target: "surgical_data-surgical_model" },
  },
  {
    id: "gaussian-nuts",
    title: { es: "Árboles de NUTS en una gaussiana", en: "NUTS trees on a Gaussian" },
    about: {
      es: "Anima una muestra: la trayectoria se duplica hacia delante o hacia atrás hasta que da la vuelta.",
      en: "Animate a draw: the trajectory doubles forwards or backwards until it turns back.",
    },
    seed: 14,
    data: null,
    params: { target: "gaussian", sampler: "nuts" },
  },
];
