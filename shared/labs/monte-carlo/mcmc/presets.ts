import type { Preset } from "../../lab.ts";

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
      es: "Una multitud que empieza en cien puntos y los olvida en pocos pasos: medias que llegan, y R̂ anidado que cae.",
      en: "A crowd that starts at a hundred points and forgets them within a few steps: means arrive, nested R̂ falls.",
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
];
