/** Words of the convolutional net's own views. */
export const words = {
  through: { es: "Una imagen a través de la red", en: "A picture through the net" },
  levels: { es: "De bordes a objetos", en: "From edges to objects" },
  curves: { es: "Curvas", en: "Curves" },
  saliency: { es: "Saliencia", en: "Saliency" },
  robust: { es: "Robustez", en: "Robustness" },
  noFilters: {
    es: "Un modelo que solo se ejecuta no enseña sus filtros. Qué mira se ve en «Saliencia».",
    en: "A model that is only run does not show its filters. What it looks at is under “Saliency”.",
  },
  level: { es: "Bloque {index}: {stage}", en: "Block {index}: {stage}" },
  edges: { es: "bordes y colores", en: "edges and colours" },
  parts: { es: "texturas y trozos", en: "textures and pieces" },
  wholes: { es: "partes", en: "parts" },
  sees: { es: "cada filtro ve {side} × {side} píxeles", en: "each filter sees {side} × {side} pixels" },
  seesAll: { es: "cada unidad ve la imagen entera", en: "each unit sees the whole picture" },
  denseText: {
    es: "Cada unidad junta partes de toda la imagen: combinaciones que inclinan la balanza.",
    en: "Each unit gathers parts of the whole picture: combinations that tip the scales.",
  },
  edgesText: {
    es: "Tan de cerca solo se distinguen bordes, esquinas y colores. Los filtros son imágenes: se leen a simple vista.",
    en: "So close up there are only edges, corners and colours. The filters are pictures: they can be read at a glance.",
  },
  partsText: {
    es: "Sus filtros combinan los mapas del bloque anterior y ya no son imágenes. Mira qué los excita: rayas, manchas, curvas.",
    en: "Its filters combine the maps of the block before and are no pictures any more. See what excites them: stripes, spots, curves.",
  },
  wholesText: {
    es: "Lo que ve ya abarca una parte grande de la imagen. ¿Qué tienen en común los recortes de una columna: orejas, hocicos, trazos?",
    en: "What it sees is now a large part of the picture. What do the patches of a column have in common: ears, muzzles, strokes?",
  },
  objects: { es: "Objetos: las clases", en: "Objects: the classes" },
  objectsText: {
    es: "La imagen que más convence a la red de cada clase, buscada cuesta arriba desde un gris con ruido. No se parece a una foto: es lo que la red mira, no lo que hay.",
    en: "The picture that convinces the net most of each class, found uphill from noisy grey. It looks like no photograph: it is what the net looks for, not what there is.",
  },
  nats: { es: "nats por imagen", en: "nats per picture" },
} as const;
