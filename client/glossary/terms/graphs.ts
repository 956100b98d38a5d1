import type { Term } from "../term.ts";

export const graphs: readonly Term[] = [
  {
    id: "graphical-model",
    es: "modelo gráfico",
    en: "graphical model",
    also: { es: ["modelo gráfico probabilístico"], en: ["probabilistic graphical model"] },
    near: { es: ["grafo"], en: ["graph"] },
    about: {
      es: "Distribución de muchas variables escrita como producto de factores pequeños; el grafo dice qué variables entran en cada uno y cuáles son independientes.",
      en: "A distribution over many variables written as a product of small factors; the graph says which variables enter each and which are independent.",
    },
    labs: ["bayes-net", "factor-graph", "markov-field"],
  },
  {
    id: "bayesian-network",
    es: "red bayesiana",
    en: "Bayesian network",
    near: { es: ["grafo dirigido acíclico", "DAG"], en: ["directed acyclic graph", "DAG"] },
    about: {
      es: "Grafo dirigido sin ciclos con una tabla por variable: su probabilidad dados sus padres. La conjunta es el producto de las tablas.",
      en: "A directed graph without cycles with one table per variable: its probability given its parents. The joint is the product of the tables.",
    },
    labs: ["bayes-net", "factor-graph"],
  },
  {
    id: "evidence",
    es: "evidencia",
    en: "evidence",
    near: { es: ["posterior", "probabilidad a posteriori"], en: ["posterior"] },
    isEveryday: true,
    about: {
      es: "Valores que se han observado. La inferencia calcula la distribución de lo demás dada la evidencia: la posterior.",
      en: "Values that were observed. Inference computes the distribution of the rest given the evidence: the posterior.",
    },
    labs: ["bayes-net", "mcmc"],
  },
  {
    id: "explaining-away",
    es: "explicación alternativa",
    en: "explaining away",
    also: { es: ["explaining away"] },
    about: {
      es: "Dos causas independientes dejan de serlo al observar su efecto común: si una lo explica, la otra se vuelve menos probable.",
      en: "Two independent causes cease to be so once their common effect is observed: if one explains it, the other grows less probable.",
    },
    labs: ["bayes-net"],
  },
  {
    id: "intervention",
    es: "intervención",
    en: "intervention",
    near: { es: ["causalidad", "do(x)"], en: ["causality", "do(x)"] },
    isEveryday: true,
    about: {
      es: "Fijar una variable desde fuera, lo que corta las flechas que llegan a ella. No es lo mismo que observarla con ese valor.",
      en: "Setting a variable from outside, which cuts the arrows into it. It is not the same as observing it at that value.",
    },
    labs: ["bayes-net"],
  },
  {
    id: "markov-field",
    es: "campo de Markov",
    en: "Markov random field",
    also: {
      es: ["campo aleatorio de Markov", "modelo no dirigido", "campo aleatorio"],
      en: ["Markov field", "undirected model"],
    },
    near: { es: ["modelo de Markov"] },
    about: {
      es: "Modelo gráfico no dirigido: p(x) es proporcional a un producto de potenciales de los cliques, y una variable solo depende de sus vecinas.",
      en: "An undirected graphical model: p(x) is proportional to a product of potentials over cliques, and a variable depends on its neighbours alone.",
    },
    labs: ["markov-field", "factor-graph", "state-space"],
  },
  {
    id: "ising",
    es: "modelo de Ising",
    en: "Ising model",
    near: {
      es: ["espín", "temperatura", "magnetización", "Potts"],
      en: ["spin", "temperature", "magnetisation", "Potts"],
    },
    about: {
      es: "Espines ±1 en una rejilla que prefieren estar de acuerdo con sus vecinos; a temperatura baja se ordenan solos.",
      en: "Spins ±1 on a grid that prefer to agree with their neighbours; at low temperature they order by themselves.",
    },
    labs: ["markov-field", "log-z"],
  },
  {
    id: "factor-graph",
    es: "grafo de factores",
    en: "factor graph",
    about: {
      es: "Grafo bipartito de variables y factores que escribe una función como producto: cada factor toca las variables de las que depende.",
      en: "A bipartite graph of variables and factors that writes a function as a product: each factor touches the variables it depends on.",
    },
    labs: ["factor-graph", "bayes-net"],
  },
  {
    id: "belief-propagation",
    es: "propagación de creencias",
    en: "belief propagation",
    also: { es: ["suma-producto", "paso de mensajes"], en: ["sum-product", "message passing"] },
    near: { es: ["mensaje"], en: ["message"] },
    about: {
      es: "Las variables y los factores se envían mensajes hasta que cada uno conoce su marginal. Exacta en árboles; con ciclos, una aproximación.",
      en: "Variables and factors send each other messages until each knows its marginal. Exact on trees; an approximation where there are cycles.",
    },
    labs: ["factor-graph", "bayes-net", "hmm"],
  },
  {
    id: "junction-tree",
    es: "árbol de uniones",
    en: "junction tree",
    also: { es: ["árbol de cliques"], en: ["clique tree"] },
    near: { es: ["eliminación de variables"], en: ["variable elimination"] },
    about: {
      es: "Árbol de grupos de variables sobre el que la inferencia es exacta; su precio crece exponencialmente con el grupo mayor.",
      en: "A tree of groups of variables on which inference is exact; its price grows exponentially with the largest group.",
    },
    labs: ["bayes-net", "factor-graph"],
  },
  {
    id: "mean-field",
    es: "campo medio",
    en: "mean field",
    near: { es: ["inferencia variacional"], en: ["variational inference"] },
    about: {
      es: "Aproximar una distribución por la más cercana (en KL) de las que tratan las variables como independientes.",
      en: "Approximating a distribution by the nearest (in KL) of those that treat the variables as independent.",
    },
    labs: ["bayes-net", "vae"],
  },
  {
    id: "kalman-filter",
    es: "filtro de Kalman",
    en: "Kalman filter",
    near: { es: ["suavizado", "espacio de estados"], en: ["smoother", "state space"] },
    about: {
      es: "Inferencia exacta en un modelo lineal gaussiano de espacio de estados: predice el estado y lo corrige con cada observación.",
      en: "Exact inference in a linear Gaussian state-space model: it predicts the state and corrects it with each observation.",
    },
    labs: ["state-space"],
  },
];
