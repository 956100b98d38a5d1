/** Words for what several labs of graphs draw alike. */
export const words = {
  nothing: { es: "nada", en: "nothing" },

  transform: { es: "Hacia el árbol de cliques", en: "Towards the clique tree" },
  transformNote: {
    es: "rayas: lo que añade el paso · anchura {width} · clique mayor {largest} números",
    en: "dashes: what the step adds · width {width} · largest clique {largest} numbers",
  },
  step: { es: "Paso", en: "Step" },
  stepOf: { es: "{step} de {steps}", en: "{step} of {steps}" },
  before: { es: "Anterior", en: "Back" },
  after: { es: "Siguiente", en: "Next" },
  rule: { es: "Orden de eliminación", en: "Elimination order" },
  minFill: { es: "menos aristas que añadir", en: "fewest edges to add" },
  minDegree: { es: "menos vecinos", en: "fewest neighbours" },
  minWeight: { es: "tabla más pequeña", en: "smallest table" },
  weightedFill: { es: "aristas añadidas que menos pesan", en: "added edges that weigh least" },
  original: { es: "El grafo tal como es.", en: "The graph as it is." },
  originalMarkov: {
    es: "El grafo tal como es: una arista entre dos nodos que comparten un factor.",
    en: "The graph as it is: an edge between two nodes that share a factor.",
  },
  asFactors: {
    es: "Como grafo de factores: un cuadrado por tabla, unido a los nodos de los que depende.",
    en: "As a factor graph: one square per table, joined to the nodes that it depends on.",
  },
  moral: {
    es: "Grafo moral: se quitan las flechas y se casan los padres de un mismo hijo: {pairs}.",
    en: "Moral graph: arrows go, and the parents of one child are married: {pairs}.",
  },
  moralNone: {
    es: "Grafo moral: se quitan las flechas; ningún hijo tiene padres por casar.",
    en: "Moral graph: arrows go; no child has parents to be married.",
  },
  marriedTold: { es: "{a} con {b} (por {child})", en: "{a} with {b} (for {child})" },
  eliminateNone: {
    es: "Se elimina {node}. Vecinos: {neighbours}. Ya están unidos entre sí: nada que añadir.",
    en: "{node} is eliminated. Neighbours: {neighbours}. They are joined to each other already: nothing to add.",
  },
  eliminateFill: {
    es: "Se elimina {node}. Vecinos: {neighbours}. Se unen entre sí: {fill}.",
    en: "{node} is eliminated. Neighbours: {neighbours}. They are joined to each other: {fill}.",
  },
  pair: { es: "{a}–{b}", en: "{a}–{b}" },
  triangulated: {
    es: "Grafo triangulado: todo ciclo de cuatro nodos o más tiene una cuerda. Aristas añadidas: {count}.",
    en: "Triangulated graph: every cycle of four nodes or more has a chord. Edges added: {count}.",
  },
  cliqueTree: {
    es: "Árbol de cliques: {count} cliques unidas por lo que comparten (los cuadrados). Lo que dos tienen en común está en todas las que hay entre ellas.",
    en: "Clique tree: {count} cliques joined by what they share (the squares). What two have in common lies in all of those between them.",
  },
  cliqueInward: {
    es: "Mensaje {at} de {all}, hacia la raíz: de ({from}) a ({to}). Multiplica su tabla por lo que le ha llegado y suma todo menos ({members}): {cells} números.",
    en: "Message {at} of {all}, towards the root: from ({from}) to ({to}). It multiplies its table by what has come in and sums out all but ({members}): {cells} numbers.",
  },
  cliqueOutward: {
    es: "Mensaje {at} de {all}, de vuelta: de ({from}) a ({to}), sobre ({members}): {cells} números. Quien lo recibe ya sabe todo lo que dice el resto del grafo.",
    en: "Message {at} of {all}, on the way back: from ({from}) to ({to}), over ({members}): {cells} numbers. Who gets it knows all that the rest of the graph says.",
  },
  cliqueTold: { es: "Clique de {members}: {cells} números", en: "Clique of {members}: {cells} numbers" },
  separatorTold: { es: "Separador entre dos cliques: {members}", en: "Separator of two cliques: {members}" },
  separatorNone: { es: "Nada en común: dos partes sin relación", en: "Nothing in common: two unrelated parts" },
  nodeTold: {
    es: "{name}, estados: {states}. Vecinos: {neighbours}",
    en: "{name}, states: {states}. Neighbours: {neighbours}",
  },
  factorTold: { es: "Factor {name}: {cells} números", en: "Factor {name}: {cells} numbers" },
  graphHint: {
    es: "Pasa por un nodo, o pulsa una flecha del teclado, para leer qué es.",
    en: "Point at a node, or press an arrow key, to read what it is.",
  },
  edgeFrom: { es: "de", en: "from" },
  edgeTo: { es: "a", en: "to" },
  kind: { es: "clase", en: "kind" },
  kindPlain: { es: "del grafo", en: "of the graph" },
  kindAdded: { es: "añadida", en: "added" },

  elimination: { es: "Eliminar variable a variable", en: "Eliminating variable by variable" },
  asked: { es: "Se pregunta por", en: "Asked about" },
  orderRule: { es: "Orden", en: "Order" },
  asWritten: { es: "como está escrito", en: "as it is written" },
  backwards: { es: "al revés", en: "backwards" },
  sizes: { es: "Tamaño de cada factor intermedio", en: "Size of each intermediate factor" },
  sizesNote: {
    es: "números en el producto, antes de sumar la variable (barras logarítmicas)",
    en: "numbers in the product, before the variable is summed out (logarithmic bars)",
  },
  numbers: { es: "números", en: "numbers" },
  variable: { es: "variable", en: "variable" },
  multiplied: { es: "se multiplican", en: "multiplied" },
  left: { es: "queda", en: "left" },
  steps: { es: "Los pasos", en: "The steps" },
  stepsNote: {
    es: "φ: un factor sobre esas variables, con la evidencia ya puesta",
    en: "φ: a factor over these variables, with the evidence already in",
  },
  constant: { es: "una constante", en: "a constant" },
  price: { es: "Lo que cuesta cada orden", en: "What each order costs" },
  priceNote: { es: "para la misma pregunta", en: "for the same question" },
  largest: { es: "factor mayor", en: "largest factor" },
  total: { es: "en total", en: "in all" },
  width: { es: "anchura", en: "width" },
  noSteps: {
    es: "No hay nada que eliminar: la respuesta es un factor.",
    en: "There is nothing to eliminate: the answer is one factor.",
  },
  tooMany: {
    es: "El grafo tiene {count} nodos: los pasos se muestran hasta {most}.",
    en: "The graph has {count} nodes: steps are shown up to {most}.",
  },
} as const;

/** What the rules of elimination are called. */
export const ruleWords = {
  "min-fill": words.minFill,
  "min-degree": words.minDegree,
  "min-weight": words.minWeight,
  "weighted-fill": words.weightedFill,
} as const;
