import type { Localized } from "../../../../../shared/text.ts";

/** Words of the theory of Bayesian networks. */
export const words = {
  factorizationNote: {
    es: "Un factor por nodo, dados sus padres: cambia con el dibujo. Señala un factor y verás su nodo.",
    en: "One factor per node, given its parents: it follows the drawing. Point at a factor to see its node.",
  },
  truncated: {
    es: "Factorización truncada: el factor de un nodo que se fija con do() desaparece y deja paso a su estado.",
    en: "Truncated factorization: the factor of a node that do() sets is gone, and its state stands instead.",
  },
  counts: {
    es: "Números libres de estas tablas: {own}. De una sola tabla sobre todos los nodos: {joint}.",
    en: "Free numbers in these tables: {own}. In a single table over all nodes: {joint}.",
  },
  moreFactors: {
    es: "Se escriben {most} de {total} factores, y el del nodo seleccionado.",
    en: "{most} of {total} factors are written, and that of the selected node.",
  },
  twoNodes: { es: "Hacen falta dos nodos.", en: "It takes two nodes." },
  topic: { es: "Mira", en: "Look at" },
  paths: { es: "Caminos entre X e Y", en: "Paths between X and Y" },
  blanket: { es: "Manta de Markov", en: "Markov blanket" },
  local: { es: "Propiedad local de Markov", en: "Local Markov property" },
  given: { es: "Dado Z", en: "Given Z" },
  addNode: { es: "Añade un nodo", en: "Add a node" },
  takeOut: { es: "Quitar {node} de Z", en: "Take {node} out of Z" },
  asEvidence: { es: "Como la evidencia", en: "As the evidence" },
  nothing: { es: "nada", en: "nothing" },
  separated: {
    es: "d-separados: {x} y {y} son independientes dado {z}, digan lo que digan las tablas.",
    en: "d-separated: {x} and {y} are independent given {z}, whatever the tables say.",
  },
  notSeparated: {
    es: "No están d-separados: dado {z}, por el camino abierto {x} puede decir algo de {y}.",
    en: "Not d-separated: given {z}, {x} can tell of {y} along the open path.",
  },
  noPath: { es: "Ningún camino los une.", en: "No path joins them." },
  firstPaths: { es: "Se muestran los {count} caminos más cortos.", en: "The {count} shortest paths are shown." },
  open: { es: "abierto", en: "open" },
  blocked: { es: "bloqueado: {why}", en: "blocked: {why}" },
  colliderBlocks: {
    es: "en {node} chocan dos flechas, y ni él ni sus descendientes se conocen",
    en: "two arrows collide at {node}, and neither it nor a descendant is known",
  },
  givenBlocks: { es: "{node} se conoce", en: "{node} is known" },
  computing: { es: "Calculando…", en: "Computing…" },
  check: { es: "Probabilidades de {x}", en: "Probabilities of {x}" },
  knowing: { es: "sabiendo", en: "knowing" },
  equal: { es: "Las filas son iguales, como debe ser.", en: "The rows are equal, as they must be." },
  equalByChance: {
    es: "Las filas son iguales, aunque el grafo no lo exige: es cosa de estas tablas.",
    en: "The rows are equal, though the graph does not demand it: these tables do.",
  },
  differ: { es: "Las filas difieren: Y dice algo de X.", en: "The rows differ: Y tells of X." },
  blanketTold: {
    es: "Conocida su manta (padres, hijos y los otros padres de sus hijos), {node} es independiente de todos los demás nodos.",
    en: "Given its blanket (parents, children and the children's other parents), {node} is independent of all other nodes.",
  },
  localTold: {
    es: "Conocidos sus padres, {node} es independiente de sus no descendientes; no de todo lo demás: de sus descendientes no lo es.",
    en: "Given its parents, {node} is independent of its non-descendants; not of everything else: not of its descendants.",
  },
  itsParents: { es: "Padres", en: "Parents" },
  independentOf: { es: "Independiente de", en: "Independent of" },
  notOf: { es: "No de sus descendientes", en: "Not of its descendants" },
  twinNote: {
    es: "con ′, lo que habría pasado; los cuadrados son el azar que comparten los dos mundos",
    en: "with ′, what would have been; squares are the chance that both worlds share",
  },
  twinHint: {
    es: "La evidencia vale en el mundo como es; la intervención, en el otro.",
    en: "The evidence holds in the world as it is; the intervention in the other one.",
  },
  twinOff: {
    es: "Activa «Contrafactual» en los controles y fija un nodo con do(): aquí se ven los dos mundos.",
    en: "Turn on “Counterfactual” in the controls and set a node with do(): both worlds are drawn here.",
  },
  twinNeedsDo: {
    es: "Fija un nodo con do(): ¿qué habría pasado entonces?",
    en: "Set a node with do(): what would have been then?",
  },
  twinTooMany: { es: "Se dibujan hasta {most} nodos.", en: "Up to {most} nodes are drawn." },
  noise: { es: "El azar de {node}, el mismo en los dos mundos", en: "The chance of {node}, the same in both worlds" },
  from: { es: "de", en: "from" },
  to: { es: "a", en: "to" },
} as const satisfies Record<string, Localized>;
