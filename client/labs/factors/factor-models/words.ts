/** Words of the factor family's views. */
export const words = {
  drag: { es: "De los factores a los datos", en: "From latents to data" },
  dragNote: {
    es: "arrastra en el plano de los factores y mira cómo cambian los datos",
    en: "drag in the latent plane and watch the data move",
  },
  latents: { es: "Factores", en: "Latents" },
  data: { es: "Datos", en: "Data" },
  model: { es: "Modelo", en: "Model" },
  truth: { es: "El verdadero", en: "The true one" },
  latent: { es: "factor {n}", en: "latent {n}" },
  centre: { es: "Al centro", en: "Back to centre" },
  cards: { es: "Seis modelos", en: "Six models" },
  cardsTitle: { es: "Los seis modelos con los mismos datos", en: "The six models on the same data" },
  cardsNote: {
    es: "componentes, y cómo le va con los datos de prueba",
    en: "components, and how each model does on held-out data",
  },
  logLikelihood: { es: "log-verosimilitud", en: "log-likelihood" },
  mse: { es: "error cuadrático", en: "squared error" },
  none: { es: "no tiene", en: "has none" },
  onlySquare: { es: "solo con tantos factores como columnas", en: "only with as many latents as columns" },
  best: { es: "la mayor", en: "the largest" },
  compared: { es: "Verosimilitud", en: "Likelihood" },
  comparedTitle: { es: "Log-verosimilitud de los datos de prueba", en: "Held-out log-likelihood" },
  comparedNote: { es: "nats por fila; más es mejor", en: "nats per row; higher is better" },
  errorTitle: { es: "Error al reconstruir los datos de prueba", en: "Reconstruction error on held-out data" },
  errorNote: { es: "media del cuadrado por valor; menos es mejor", en: "mean square per value; lower is better" },
  reconstructions: { es: "Reconstrucciones", en: "Reconstructions" },
  reconstructionsNote: {
    es: "filas de prueba, y lo que devuelve cada modelo",
    en: "held-out rows and each model's reconstruction",
  },
  original: { es: "datos", en: "data" },
  row: { es: "fila {n}", en: "row {n}" },
  value: { es: "valor", en: "value" },
  nats: { es: "nats por fila", en: "nats per row" },
  notYet: { es: "Todavía no hay modelos ajustados. Pulsa Ejecutar.", en: "No models have been fitted yet. Press Run." },
  noCodes: {
    es: "Los factores de los datos aparecen al terminar.",
    en: "The latents of the data appear when the run has finished.",
  },
  pca: { es: "PCA", en: "PCA" },
  ppca: { es: "PPCA", en: "PPCA" },
  fa: { es: "Análisis factorial", en: "Factor analysis" },
  ica: { es: "ICA", en: "ICA" },
  sfa: { es: "SFA", en: "SFA" },
  sparse: { es: "Codificación dispersa", en: "Sparse coding" },
  faShort: { es: "FA", en: "FA" },
  sparseShort: { es: "dispersa", en: "sparse" },
  pcaAbout: {
    es: "Las direcciones de mayor varianza; no supone nada más.",
    en: "The directions of largest variance; no other assumption.",
  },
  ppcaAbout: {
    es: "Factores gaussianos y el mismo ruido en todas las columnas.",
    en: "Gaussian latents and equal noise in all columns.",
  },
  faAbout: {
    es: "Factores gaussianos y un ruido propio en cada columna.",
    en: "Gaussian latents and a separate noise variance for each column.",
  },
  icaAbout: {
    es: "Factores independientes y no gaussianos, sin ruido.",
    en: "Independent, non-Gaussian latents; no noise.",
  },
  sfaAbout: {
    es: "Factores que cambian poco de una fila a la siguiente.",
    en: "Latents that change little from one row to the next.",
  },
  sparseAbout: {
    es: "Muchos átomos, de los que cada fila usa unos pocos.",
    en: "Many atoms; each row uses only a few.",
  },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "too-many-latents": {
    es: "{rows:Queda|Quedan} {rows} {rows:fila|filas} para aprender y {rows:basta|bastan} para {max} {max:factor|factores} como mucho. Pusiste {value}.",
    en: "{rows} {rows:row is|rows are} left to learn from, enough for at most {max} {max:latent|latents}. You set {value}.",
  },
} as const;
