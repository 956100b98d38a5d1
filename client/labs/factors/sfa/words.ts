/** Words of the slow feature lab's views. */
export const words = {
  time: { es: "Funciones lentas en el tiempo", en: "Slow features over time" },
  timeNote: {
    es: "cada una con varianza 1 (dividida por n); pulsa o arrastra para moverte en el tiempo",
    en: "each with variance 1 (divided by n); press or drag to move in time",
  },
  step: { es: "instante", en: "step" },
  frame: { es: "fotograma", en: "frame" },
  input: { es: "entrada", en: "input" },
  inputOf: { es: "entrada: {name}", en: "input: {name}" },
  pixel: { es: "píxel {n}", en: "pixel {n}" },
  column: { es: "columna {n}", en: "column {n}" },
  feature: { es: "función {n}", en: "feature {n}" },
  truth: { es: "Verdad", en: "Truth" },
  noTruth: { es: "ninguna", en: "none" },
  window: { es: "Ventana", en: "Window" },
  whole: { es: "todo", en: "all" },
  inputChoice: { es: "Entrada", en: "Input" },
  now: { es: "Instante {t} de {total}", en: "Step {t} of {total}" },
  picture: { es: "Lo que se ve", en: "Input picture" },
  spectrum: { es: "Lentitud", en: "Slowness" },
  spectrumTitle: { es: "Δ de cada dirección", en: "Δ of each direction" },
  spectrumNote: {
    es: "{kept} de {functions} funciones varían; {inputs} de {columns} dimensiones de entrada",
    en: "{kept} of {functions} functions vary; {inputs} of {columns} input dimensions",
  },
  dropped: {
    es: "{n} direcciones no tienen varianza propia (menos de una milmillonésima de la mayor) y se dejaron fuera: la entrada o su expansión se repite.",
    en: "{n} directions have no variance of their own (less than a billionth of the largest) and were left out: the input or its expansion repeats itself.",
  },
  direction: { es: "dirección", en: "direction" },
  delta: { es: "Δ", en: "Δ" },
  found: { es: "en orden", en: "in order" },
  chance: { es: "barajado", en: "shuffled" },
  noise: { es: "ruido blanco", en: "white noise" },
  filters: { es: "Filtros", en: "Filters" },
  filtersTitle: { es: "Qué busca cada función", en: "What each feature looks for" },
  weightsNote: { es: "pesos de la parte lineal: rojo +, azul −", en: "weights of the linear part: red +, blue −" },
  stimuliNote: {
    es: "diferencia con la media: rojo más claro, azul más oscuro",
    en: "difference from the mean: red brighter, blue darker",
  },
  most: { es: "máximo", en: "most" },
  least: { es: "mínimo", en: "least" },
  linear: { es: "lineal", en: "linear" },
  weight: { es: "peso", en: "weight" },
  against: { es: "Frente a la verdad", en: "Against the truth" },
  againstTitle: { es: "{feature} frente a {truth}", en: "{feature} against {truth}" },
  againstNote: {
    es: "r = {r}; el signo de una función lenta es arbitrario",
    en: "r = {r}; the sign of a slow feature is arbitrary",
  },
  noKnown: {
    es: "De estos datos no se conoce la verdad: solo la tienen los generados aquí.",
    en: "The truth behind these data is not known: only those generated here have it.",
  },
  featureChoice: { es: "Función", en: "Feature" },
  notYet: { es: "Todavía no hay funciones lentas. Pulsa Ejecutar.", en: "There are no slow features yet. Press Run." },
  force: { es: "fuerza", en: "force" },
  position: { es: "posición", en: "position" },
  angle: { es: "ángulo", en: "angle" },
  brightness: { es: "brillo", en: "brightness" },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "too-many-embedded": {
    es: "Con los instantes juntados hay {value} columnas; caben como mucho {max}. Junta {fits} como mucho.",
    en: "With the time steps embedded there are {value} columns; at most {max} fit. Embed at most {fits}.",
  },
  "too-few-rows-to-expand": {
    es: "Hay {value} {value:fila|filas} y la expansión tiene {expected} funciones: harían falta {min} filas. Usa menos dimensiones de entrada o junta menos instantes.",
    en: "There {value:is|are} {value} {value:row|rows}, but the expansion has {expected} functions and needs {min} rows. Keep fewer input dimensions, or embed fewer time steps.",
  },
  "expansion-too-wide": {
    es: "La expansión tendría {value} funciones; caben como mucho {max}. Usa menos dimensiones de entrada.",
    en: "The expansion would have {value} functions; at most {max} fit. Keep fewer input dimensions.",
  },
  "constant-data": {
    es: "Ninguna columna cambia de una fila a otra: no hay nada que analizar. Elige una serie que cambie.",
    en: "No column changes from row to row: there is nothing to analyse. Choose a series that changes.",
  },
} as const;
