import type { Term } from "../term.ts";

export const monteCarlo: readonly Term[] = [
  {
    id: "monte-carlo",
    es: "método de Monte Carlo",
    en: "Monte Carlo method",
    also: { es: ["Monte Carlo"], en: ["Monte Carlo"] },
    about: {
      es: "Estimar una integral o una suma por la media de muestras al azar; el error típico baja como 1/√n, sea cual sea la dimensión.",
      en: "Estimating an integral or a sum by the mean of random samples; the standard error falls as 1/√n in any dimension.",
    },
    labs: ["integration", "importance", "mcmc"],
  },
  {
    id: "variance-reduction",
    es: "reducción de varianza",
    en: "variance reduction",
    near: { es: ["variable de control", "muestreo estratificado"], en: ["control variate", "stratified sampling"] },
    about: {
      es: "Cambiar cómo se muestrea o qué se promedia para que la misma media salga con menos error: variables antitéticas, de control, estratos.",
      en: "Changing how one samples or what one averages so that the same mean comes with less error: antithetic and control variates, strata.",
    },
    labs: ["integration", "importance"],
  },
  {
    id: "quasi-monte-carlo",
    es: "cuasi-Monte Carlo",
    en: "quasi-Monte Carlo",
    near: { es: ["Sobol", "hipercubo latino"], en: ["Sobol", "Latin hypercube"] },
    about: {
      es: "Puntos repartidos con más regularidad que el azar (los de Sobol, por ejemplo): en integrandos suaves el error baja más deprisa que 1/√n.",
      en: "Points spread more evenly than by chance (those of Sobol, for one): for smooth integrands the error falls faster than 1/√n.",
    },
    labs: ["integration"],
  },
  {
    id: "importance-sampling",
    es: "muestreo de importancia",
    en: "importance sampling",
    also: { es: ["muestreo por importancia"] },
    forms: { es: ["peso de importancia"], en: ["importance weight"] },
    about: {
      es: "Muestrear de otra distribución, la propuesta, y corregir cada muestra con el peso p/q. Falla si q tiene colas más ligeras que p.",
      en: "Sampling from another distribution, the proposal, and correcting each sample by the weight p/q. It fails if q has lighter tails than p.",
    },
    labs: ["importance", "log-z", "vae"],
  },
  {
    id: "effective-sample-size",
    es: "tamaño efectivo de muestra",
    en: "effective sample size",
    also: { es: ["ESS"], en: ["ESS"] },
    about: {
      es: "Cuántas muestras independientes darían el mismo error: menos que las que hay si están correlacionadas o sus pesos son desiguales.",
      en: "How many independent samples would give the same error: fewer than there are if they are correlated or their weights unequal.",
    },
    labs: ["mcmc", "importance", "log-z"],
  },
  {
    id: "markov-chain",
    es: "cadena de Markov",
    en: "Markov chain",
    near: { es: ["cadena"], en: ["chain", "transition matrix"] },
    about: {
      es: "Sucesión de estados en la que el siguiente solo depende del actual. Si es ergódica, acaba en su distribución de equilibrio desde cualquier comienzo.",
      en: "A sequence of states in which the next depends on the present one alone. If it is ergodic, it ends in its equilibrium distribution from any start.",
    },
    labs: ["burn-in", "mcmc", "rbm"],
  },
  {
    id: "mcmc",
    es: "Monte Carlo por cadenas de Markov",
    en: "Markov chain Monte Carlo",
    also: { es: ["MCMC"], en: ["MCMC"] },
    about: {
      es: "Muestrear de una distribución que solo se conoce salvo una constante, con una cadena de Markov cuyo equilibrio es esa distribución.",
      en: "Sampling from a distribution known up to a constant, by a Markov chain that has it as its equilibrium.",
    },
    labs: ["mcmc", "burn-in", "markov-field"],
  },
  {
    id: "metropolis",
    es: "algoritmo de Metropolis–Hastings",
    en: "Metropolis–Hastings algorithm",
    also: { es: ["Metropolis"], en: ["Metropolis"] },
    near: { es: ["tasa de aceptación"], en: ["acceptance rate"] },
    about: {
      es: "Propone un paso y lo acepta con probabilidad mín(1, p(x′)q(x|x′)/p(x)q(x′|x)); si no, se queda donde estaba.",
      en: "Proposes a step and accepts it with probability min(1, p(x′)q(x|x′)/p(x)q(x′|x)); otherwise it stays where it was.",
    },
    labs: ["mcmc", "burn-in", "markov-field"],
  },
  {
    id: "gibbs",
    es: "muestreo de Gibbs",
    en: "Gibbs sampling",
    also: { es: ["Gibbs"], en: ["Gibbs"] },
    about: {
      es: "Cambia las variables por turnos, cada una por una muestra de su distribución dadas las demás.",
      en: "Changes the variables in turn, each for a sample of its distribution given the others.",
    },
    labs: ["mcmc", "rbm", "bayes-net", "markov-field"],
  },
  {
    id: "hmc",
    es: "Monte Carlo hamiltoniano",
    en: "Hamiltonian Monte Carlo",
    also: { es: ["HMC"], en: ["HMC"] },
    near: { es: ["NUTS", "divergencia"], en: ["NUTS", "divergence"] },
    about: {
      es: "Da al estado un impulso y lo deja correr siguiendo el gradiente: pasos largos que se aceptan casi siempre. NUTS elige solo cuánto corre.",
      en: "Gives the state a momentum and lets it run along the gradient: long steps that are almost always accepted. NUTS chooses by itself how far it runs.",
    },
    labs: ["mcmc"],
  },
  {
    id: "burn-in",
    es: "quemado",
    en: "burn-in",
    also: { es: ["burn-in", "calentamiento"], en: ["warm-up"] },
    near: { es: ["descartar al inicio"] },
    isEveryday: true,
    about: {
      es: "Los primeros pasos de una cadena, que se descartan porque aún recuerdan de dónde partió.",
      en: "The first steps of a chain, which are discarded since they still remember where it began.",
    },
    labs: ["burn-in", "mcmc"],
  },
  {
    id: "mixing",
    es: "mezcla",
    en: "mixing",
    near: {
      es: ["autocorrelación", "distancia de variación total"],
      en: ["autocorrelation", "total variation distance", "mixing time"],
    },
    isEveryday: true,
    about: {
      es: "Con qué rapidez olvida una cadena su pasado: lo miden la distancia al equilibrio y la correlación entre pasos separados.",
      en: "How fast a chain forgets its past: measured by its distance from equilibrium and the correlation between steps apart.",
    },
    labs: ["burn-in", "mcmc", "markov-field"],
  },
  {
    id: "r-hat",
    es: "R̂ (factor de reducción potencial)",
    en: "R̂ (potential scale reduction)",
    also: { es: ["R̂"], en: ["R̂"] },
    near: { es: ["Gelman–Rubin", "convergencia"], en: ["Gelman–Rubin", "convergence"] },
    about: {
      es: "Compara la variación entre cadenas con la de dentro de cada una; claramente mayor que 1, las cadenas no cuentan lo mismo.",
      en: "Compares the variation between chains with that within each; clearly above 1, the chains do not tell the same story.",
    },
    labs: ["mcmc"],
  },
];
