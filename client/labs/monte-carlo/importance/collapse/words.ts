export const words = {
  dimension: { es: "Dimensiones", en: "Dimensions" },
  title: { es: "Cuántas muestras cuentan", en: "How many draws count" },
  note: {
    es: "Parte efectiva de {size} muestras, media y dispersión de las repeticiones; la línea es 1/E w², su límite con infinitas muestras.",
    en: "Effective share of {size} draws, mean and scatter of the repeats; the line is 1/E w², its limit for many draws.",
  },
  share: { es: "ESS / muestras", en: "ESS / draws" },
  theory: { es: "teoría", en: "theory" },
  measured: { es: "medido", en: "measured" },
  floor: { es: "una sola muestra", en: "a single draw" },
  largestTitle: { es: "Parte del peso en una sola muestra", en: "Share of the weight on a single draw" },
  largest: { es: "Mayor peso", en: "Largest weight" },
  empty: { es: "Los puntos aparecen con las primeras repeticiones.", en: "The points appear with the first repeats." },
  optimism: {
    es: "Donde la teoría baja de una muestra, la medida se queda por encima: lo que falta son los pesos enormes que nunca salieron.",
    en: "Where theory falls below one draw, what is measured stays above: what is missing are the huge weights that never came up.",
  },
  infinite: {
    es: "Con esta escala E w² es infinita en todas las dimensiones: la teoría da 0, y lo que se mide no se estabiliza nunca.",
    en: "At this scale E w² is infinite in every dimension: theory says 0, and what is measured never settles.",
  },
} as const;
