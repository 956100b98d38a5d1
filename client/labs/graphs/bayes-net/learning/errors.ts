/** What learning refuses, by the code of the error; `{name}` are the error's own values. */
export const learningErrors = {
  "no-network": {
    es: "Estos datos no tienen ninguna red a la que preguntar. Abre o dibuja una, o elige aprender de ellos.",
    en: "These data have no network to ask. Open or draw one, or choose to learn from them.",
  },
  "tables-without-graph": {
    es: "Las tablas se aprenden para un grafo, y estos datos no tienen. Abre o dibuja uno, o aprende también el grafo.",
    en: "Tables are learnt for a graph, and these data have none. Open or draw one, or learn the graph as well.",
  },
  "table-too-large-to-learn": {
    es: "La tabla de «{node}» pasaría de {max} números. Quítale padres.",
    en: "The table of “{node}” would exceed {max} numbers. Take parents away from it.",
  },
  "gaps-too-large": {
    es: "Los huecos de alguna fila piden a EM una tabla de {cells} números, y caben {max}. Usa datos con menos huecos, u otra estimación.",
    en: "The gaps of some row ask EM for a table of {cells} numbers, and {max} fit. Use data with fewer gaps, or another estimate.",
  },
  "too-few-nodes": {
    es: "Un grafo de {value} {value:nodo|nodos} no tiene flechas que aprender: hacen falta al menos 2 columnas que sean nodos.",
    en: "A graph of {value} {value:node|nodes} has no arrows to learn: at least 2 columns that are nodes are needed.",
  },
  "too-many-nodes": {
    es: "Hay {value} nodos y la búsqueda del grafo admite {max}. Deja fuera columnas.",
    en: "There are {value} nodes, and the search for a graph takes {max}. Ignore some columns.",
  },
  "exact-search-too-large": {
    es: "La búsqueda exacta mira todos los conjuntos de nodos: admite {max} y aquí hay {value}. Elige el ascenso, o deja fuera columnas.",
    en: "The exact search looks at all sets of nodes: it takes {max}, and here are {value}. Choose climbing, or ignore columns.",
  },
  "nodes-without-column": {
    es: "Estos nodos no tienen columna: {names}. Para aprender el grafo hacen falta todas; añádelas, quita esos nodos, o aprende de la tabla sola.",
    en: "These nodes have no column: {names}. Learning the graph needs all of them; add them, remove these nodes, or learn from the table alone.",
  },
  "no-complete-row": {
    es: "Ninguna de las {rows} filas está completa, y el grafo se aprende de filas sin huecos. Deja fuera las columnas con más huecos.",
    en: "None of the {rows} rows is complete, and a graph is learnt from rows without gaps. Ignore the columns with most gaps.",
  },
  "no-node-column": {
    es: "Ninguna columna se llama como un nodo: son {value}. Nombres de nodos parecidos: {nearest}. Cambia los nombres, o aprende de la tabla sin el grafo.",
    en: "No column has the name of a node: they are {value}. Similar node names: {nearest}. Rename them, or learn from the table without the graph.",
  },
  "unknown-state-in-data": {
    es: "La columna «{node}» tiene «{value}» en la fila {row}, que no es un estado del nodo (son: {allowed}). Cámbialo en el archivo, o añade ese estado.",
    en: "Column “{node}” has “{value}” in row {row}, which is no state of the node (they are: {allowed}). Rename it in the file, or add that state.",
  },
  "column-of-numbers": {
    es: "La columna «{column}» tiene {value} números distintos; como estados valen hasta {max} enteros. Elige en cuántos estados cortar los números, o deja fuera la columna.",
    en: "Column “{column}” has {value} different numbers; as states up to {max} whole ones will do. Choose into how many states numbers are cut, or ignore the column.",
  },
  "no-texts": {
    es: "No hay ninguna columna de textos. Hace falta una tabla con una columna de frases y otra de clases; elige otro archivo, u otra cosa que hacer.",
    en: "There is no column of texts. It takes a table with a column of sentences and one of classes; choose another file, or something else to do.",
  },
  "no-class-column": {
    es: "Ninguna columna se llama «{value}». Las más parecidas: {nearest}.",
    en: "No column is called “{value}”. The nearest are: {nearest}.",
  },
  "one-class": {
    es: "La columna «{column}» tiene una sola clase, «{value}», y hacen falta al menos dos. Elige otra columna.",
    en: "Column “{column}” has one class alone, “{value}”, and at least two are needed. Choose another column.",
  },
} as const;
