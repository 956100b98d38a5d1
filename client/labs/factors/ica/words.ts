/** Words of the views of the ICA lab. */
export const words = {
  party: { es: "Antes y después", en: "Before and after" },
  mixtures: { es: "Mezclas", en: "Mixtures" },
  separated: { es: "Separadas", en: "Separated" },
  truth: { es: "Fuentes verdaderas", en: "True sources" },
  showTruth: { es: "Comparar con las fuentes verdaderas", en: "Compare with the true sources" },
  listen: {
    es: "Escucha cada mezcla y lo que sale de ella. Suenan con el mismo volumen, de una en una.",
    en: "Listen to every mixture and to every component. All play at the same loudness, one at a time.",
  },
  traces: { es: "las primeras {count} muestras", en: "the first {count} samples" },
  tracedSeconds: { es: "los primeros {seconds}", en: "the first {seconds}" },
  component: { es: "componente {n}", en: "component {n}" },
  is: { es: "componente {n} · {source}", en: "component {n} · {source}" },
  mic: { es: "micrófono", en: "microphone" },
  voice: { es: "voz", en: "voice" },
  electrode: { es: "electrodo", en: "electrode" },
  mother: { es: "la madre", en: "the mother" },
  child: { es: "el hijo", en: "the child" },
  breathing: { es: "la respiración", en: "breathing" },
  laplace: { es: "Laplace", en: "Laplace" },
  uniform: { es: "uniforme", en: "uniform" },
  student: { es: "Student", en: "Student" },
  bimodal: { es: "bimodal", en: "bimodal" },
  gaussian: { es: "gaussiana", en: "Gaussian" },
  notYet: {
    es: "Todavía no hay nada separado. Pulsa Ejecutar.",
    en: "Nothing has been separated yet. Press Run.",
  },
  reading: { es: "Leyendo los datos…", en: "Reading the data…" },
  more: { es: "Se muestran {shown} de {total}.", en: "{shown} of {total} are shown." },
  cut: { es: "Se muestran los primeros {seconds}.", en: "The first {seconds} are shown." },

  gaussianSome: {
    es: "Las componentes {list} no se distinguen de una gaussiana: cualquier giro entre ellas se vería igual, así que no son fuentes reconocibles.",
    en: "Components {list} cannot be told apart from a Gaussian: any rotation among them would look the same, so they are not identifiable sources.",
  },
  gaussianOne: {
    es: "La componente {list} no se distingue de una gaussiana. Con una sola no hay problema: las demás la fijan.",
    en: "Component {list} cannot be told apart from a Gaussian. A single one does no harm: the others pin it down.",
  },
  rank: {
    es: "Los datos solo tienen {rank} direcciones independientes en {columns} columnas (alguna es constante o se repite): se buscan {rank} componentes.",
    en: "The data have only {rank} independent directions in {columns} columns (some are constant or repeated), so {rank} components are sought.",
  },
  unstable: {
    es: "Los reintentos no coinciden en {list}: no te fíes de esas componentes.",
    en: "The restarts disagree about {list}: do not trust those components.",
  },
  notConverged: {
    es: "No ha convergido en estas iteraciones.",
    en: "Not converged within these iterations.",
  },

  spectrograms: { es: "Espectrogramas", en: "Spectrograms" },
  spectrogramsNote: {
    es: "qué tonos suenan en cada momento; hacia arriba, de 0 a {top} Hz",
    en: "which frequencies sound when; 0 to {top} Hz upwards",
  },
  noSound: { es: "Estos datos no son sonido.", en: "These data are not sound." },

  planes: { es: "Nubes de puntos", en: "Scatter" },
  plane1: { es: "Mezclas", en: "Mixtures" },
  plane2: { es: "Blanqueadas", en: "Whitened" },
  plane3: { es: "Giradas por ICA", en: "Rotated by ICA" },
  plane1Note: {
    es: "las líneas son las direcciones de las fuentes",
    en: "the lines show the directions of the sources",
  },
  plane2Note: {
    es: "varianza 1 (dividida por n) en todas direcciones; falta un giro",
    en: "variance 1 (divided by n) in every direction; only a rotation is left to find",
  },
  plane3Note: { es: "los ejes son las fuentes", en: "the axes are the sources" },

  convergence: { es: "Convergencia", en: "Convergence" },
  changeTitle: { es: "Cambio en cada iteración", en: "Change at each iteration" },
  change: { es: "cambio", en: "change" },
  amariTitle: { es: "Error de Amari", en: "Amari error" },
  amari: { es: "error", en: "error" },
  iteration: { es: "iteración", en: "iteration" },
  restart: { es: "intento {n}", en: "start {n}" },

  components: { es: "Componentes", en: "Components" },
  columnComponent: { es: "componente", en: "component" },
  kurtosis: { es: "curtosis", en: "kurtosis" },
  gaussianity: { es: "lejos de gaussiana", en: "far from Gaussian" },
  agreement: { es: "acuerdo", en: "agreement" },
  source: { es: "se parece a", en: "resembles" },
  decibels: { es: "SI-SDR (dB)", en: "SI-SDR (dB)" },
  componentsNote: {
    es: "«lejos de gaussiana»: errores típicos que la separan de una gaussiana (límite {limit}); «acuerdo»: coseno con el reintento que menos coincide",
    en: "“far from Gaussian”: distance from a Gaussian in standard errors (limit {limit}); “agreement”: cosine with the restart that agrees least",
  },

  filters: { es: "Componentes de las imágenes", en: "Components of the pictures" },
  features: { es: "Rasgos: con qué suman las imágenes", en: "Features: what the pictures are sums of" },
  detectors: { es: "Filtros: qué busca cada componente", en: "Filters: what each component looks for" },
  filtersNote: { es: "rojo +, azul −; primero la menos gaussiana", en: "red +, blue −; least Gaussian first" },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "fewer-rows-than-columns": {
    es: "Hay {value} {value:fila|filas} para {columns} {columns:columna|columnas}: con tan pocas, cualquier separación parece buena. Hacen falta más filas que columnas.",
    en: "There {value:is|are} {value} {value:row|rows} for {columns} {columns:column|columns}: with so few, any separation looks good. There must be more rows than columns.",
  },
  "no-pictures": {
    es: "Las filas no son imágenes, así que no se pueden cortar trozos. Elige imágenes o desmarca el corte.",
    en: "The rows are not pictures, so no patches can be cut. Choose pictures or turn off cutting into patches.",
  },
} as const;
