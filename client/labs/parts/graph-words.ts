/** Words for graphs that several labs draw, and for what they compute. */
export const words = {
  graphHint: {
    es: "Pasa por un nodo, o pulsa una flecha del teclado, para ver qué calcula.",
    en: "Point at a node, or press an arrow key, to see what it computes.",
  },
  json: { es: "Grafo JSON", en: "Graph as JSON" },
  node: { es: "nodo", en: "node" },
  label: { es: "etiqueta", en: "label" },
  depth: { es: "profundidad", en: "depth" },
  inputs: { es: "entradas", en: "inputs" },
  value: { es: "valor", en: "value" },
  longest: { es: "en el camino más largo", en: "on the longest path" },
  yes: { es: "sí", en: "yes" },
  no: { es: "no", en: "no" },
  moreNumbers: { es: "y {count} más, que se quedan como están", en: "and {count} more, which stay as they are" },
  use: { es: "Usar esta", en: "Use this one" },
} as const;
