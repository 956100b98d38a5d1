/** Words of the views of factor analysis. */
export const words = {
  loadings: { es: "Cargas", en: "Loadings" },
  loadingsNote: {
    es: "correlación de cada columna con cada factor; azul negativa, roja positiva; girado, el signo de un factor hace positiva su mayor carga",
    en: "correlation of each column with each factor; blue negative, red positive; once rotated, a factor's sign makes its largest loading positive",
  },
  rotated: { es: "con varimax", en: "with varimax" },
  unrotated: { es: "sin girar", en: "unrotated" },
  turn: { es: "Giro", en: "Turn" },
  factor: { es: "f{n}", en: "f{n}" },
  noModel: { es: "Pulsa Ejecutar para ajustar el modelo.", en: "Press Run to fit the model." },
  later: { es: "Se calcula al final del ajuste.", en: "Computed when the fit has finished." },
  uniqueness: { es: "Unicidades", en: "Uniquenesses" },
  uniquenessNote: {
    es: "parte de la varianza de cada columna que no explica ningún factor",
    en: "share of each column's variance that no factor explains",
  },
  share: { es: "parte de la varianza", en: "share of the variance" },
  column: { es: "columna", en: "column" },
  heywood: {
    es: "Caso de Heywood en {columns}: sin ruido propio (unicidad en su mínimo, {bound}). Suelen faltar filas o sobrar un factor; no te fíes de esas cargas.",
    en: "Heywood case in {columns}: no noise of its own (uniqueness at its lower bound, {bound}). Usually there are too few rows or one factor too many; do not trust those loadings.",
  },
  notStill: {
    es: "Aún no ha llegado: el gradiente es {gradient}. Dale más iteraciones o usa Newton.",
    en: "Not converged: the gradient is still {gradient}. Allow more iterations or use Newton.",
  },
  scores: { es: "Puntuaciones", en: "Scores" },
  scoresNote: { es: "cada fila en el plano de dos factores", en: "each row in the plane of two factors" },
  curve: { es: "Cómo sube", en: "How it climbs" },
  curveTitle: { es: "Log-verosimilitud", en: "Log-likelihood" },
  gradientTitle: { es: "Gradiente", en: "Gradient" },
  gradientAxis: { es: "el mayor", en: "the largest" },
  gradientNote: { es: "se detiene cuando se anula", en: "the fit stops when it vanishes" },
  iteration: { es: "iteración", en: "iteration" },
  nats: { es: "nats por fila", en: "nats per row" },
  start: { es: "comienzo {n}", en: "start {n}" },
  starts: { es: "Comienzos", en: "Starts" },
  startsNote: { es: "dónde acabó cada uno; se queda el más alto", en: "where each ended up; the highest is kept" },
  startAxis: { es: "comienzo", en: "start" },
  beside: { es: "Frente a PPCA", en: "Compared with PPCA" },
  besideNote: {
    es: "los mismos factores con el mismo ruido en todas las columnas",
    en: "same number of factors, equal noise in all columns",
  },
  model: { es: "modelo", en: "model" },
  fa: { es: "Análisis factorial", en: "Factor analysis" },
  ppca: { es: "PPCA", en: "PPCA" },
  free: { es: "números libres", en: "free parameters" },
  bic: { es: "BIC (mejor bajo)", en: "BIC (lower is better)" },
  ppcaLoadings: { es: "Cargas de PPCA", en: "PPCA loadings" },
  ppcaNote: {
    es: "en la misma escala; las columnas ruidosas se llevan las direcciones",
    en: "on the same scale; noisy columns capture the directions",
  },
  noise: { es: "Ruido de cada columna", en: "Noise of each column" },
  noiseNote: {
    es: "parte de la varianza: libre en el análisis factorial, un solo σ² en PPCA",
    en: "share of the variance: free in factor analysis, one σ² in PPCA",
  },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "too-few-for-factors": {
    es: "Hay {value} {value:columna|columnas} y hacen falta {min} o más: dos no dicen nada de una causa común.",
    en: "There {value:is|are} {value} {value:column|columns}, but {min} or more are needed: two say nothing about a common cause.",
  },
  "too-many-factors": {
    es: "Con {columns} columnas {max:cabe|caben} como mucho {max} {max:factor|factores}: con más, el modelo tiene más números libres que la covarianza. Pusiste {value}.",
    en: "With {columns} columns there can be at most {max} {max:factor|factors}: with more, the model would have more free parameters than the covariance has entries. You set {value}.",
  },
} as const;
