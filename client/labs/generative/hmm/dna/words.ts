/** Words of the islands in DNA. */
export const words = {
  islands: { es: "Islas CpG", en: "CpG islands" },
  islandsNote: {
    es: "probabilidad de que cada base esté en una isla, por toda la secuencia",
    en: "probability that each base lies in an island, given the whole sequence",
  },
  probability: { es: "probabilidad", en: "probability" },
  base: { es: "base", en: "base" },
  island: { es: "isla", en: "island" },
  path: { es: "camino más probable", en: "most probable path" },
  truth: { es: "de verdad", en: "true islands" },
  count: { es: "{count} islas", en: "{count} islands" },
  notYet: { es: "Todavía no se ha buscado nada. Pulsa Ejecutar.", en: "Nothing has been sought yet. Press Run." },
  around: { es: "Mirar desde la base", en: "Look from base" },
  letters: {
    es: "Las letras desde la base {from}: cuanto más oscuras, más probable es la isla; subrayado, CG",
    en: "The letters from base {from}: the darker, the likelier the island; underlined, CG",
  },

  tables: { es: "Qué base sigue a cuál", en: "Which base follows which" },
  inside: { es: "Dentro de una isla", en: "Inside an island" },
  outside: { es: "Fuera", en: "Outside" },
  tablesNote: {
    es: "filas: la base de antes; columnas: la que la sigue",
    en: "rows: the base before; columns: the one after",
  },
  learning: { es: "Log-verosimilitud por base", en: "Log-likelihood per base" },
  learningNote: { es: "antes de cada iteración; no puede bajar", en: "before each iteration; it cannot fall" },
  nats: { es: "nats", en: "nats" },
  iteration: { es: "iteración", en: "iteration" },
  drawn: { es: "ADN nuevo", en: "New DNA" },
  drawnNote: {
    es: "sorteado del modelo, 60 bases por línea; con fondo, dentro de una isla",
    en: "drawn from the model, 60 bases per line; shaded, inside an island",
  },
} as const;
