/** Words of the data panel about graphs. */
export const words = {
  graph: { es: "Grafo", en: "Graph" },
  ownGraph: { es: "Tu grafo", en: "Your own graph" },
  noGraph: { es: "Ninguno: solo muestras", en: "None: samples alone" },
  name: { es: "Nombre del grafo", en: "Name of the graph" },
  unnamed: { es: "sin nombre", en: "unnamed" },
  newGraph: { es: "Grafo nuevo", en: "New graph" },
  newOfKind: { es: "Nuevo: {kind}", en: "New: {kind}" },
  samples: {
    es: "Las filas de {files} son muestras de este grafo.",
    en: "The rows of {files} are samples of this graph.",
  },
  withoutSamples: { es: "Quitar las muestras", en: "Remove the samples" },
  withoutGraph: { es: "Quitar el grafo", en: "Remove the graph" },
  firstNode: { es: "A", en: "A" },
  changed: { es: "{graph}, con cambios en {parts}", en: "{graph}, with changes in {parts}" },
  more: { es: "{parts} y {count} más", en: "{parts} and {count} more" },
  rest: { es: "el nombre o las anotaciones", en: "its name or notes" },
  nodes: { one: { es: "{count} nodo", en: "{count} node" }, other: { es: "{count} nodos", en: "{count} nodes" } },
  arcs: { one: { es: "{count} arco", en: "{count} arc" }, other: { es: "{count} arcos", en: "{count} arcs" } },
  factors: {
    one: { es: "{count} factor", en: "{count} factor" },
    other: { es: "{count} factores", en: "{count} factors" },
  },
} as const;

export const kinds = {
  bayes: { es: "red bayesiana", en: "Bayesian network" },
  markov: { es: "campo de Markov", en: "Markov random field" },
  factor: { es: "grafo de factores", en: "factor graph" },
  deterministic: { es: "grafo determinista", en: "deterministic graph" },
} as const;
