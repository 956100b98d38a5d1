/** Words of the views of the variational autoencoder. */
export const words = {
  samples: { es: "Muestras", en: "Samples" },
  samplesNote: {
    es: "códigos de la normal estándar, decodificados; semilla {seed}",
    en: "codes from the standard normal, decoded; seed {seed}",
  },
  samplesIntegers: {
    es: "lo que la red publicada responde a sample?seed={seed}&n={count}, byte por byte",
    en: "what the published net answers to sample?seed={seed}&n={count}, byte for byte",
  },
  otherSamples: { es: "Otras muestras", en: "Other samples" },
  arithmeticOf: { es: "Red", en: "Net" },
  floats: { es: "en decimales", en: "in floats" },
  integers: { es: "en int8, como se publica", en: "in int8, as published" },
  elbo: { es: "ELBO", en: "ELBO" },
  elboNote: {
    es: "la cota y, encima, su parte de reconstrucción: lo que las separa es la KL",
    en: "the bound and, above it, its reconstruction part: what lies between them is the KL",
  },
  reconstruction: { es: "reconstrucción (prueba)", en: "reconstruction (held-out)" },
  kl: { es: "KL", en: "KL" },
  klNote: {
    es: "divergencia de q(z | x) a la normal estándar",
    en: "divergence of q(z | x) from the standard normal",
  },
  nats: { es: "nats por fila", en: "nats per row" },
  ppca: { es: "PPCA", en: "PPCA" },
  bound: { es: "Cota", en: "Bound" },
  iwae: { es: "Cota con K muestras", en: "Bound with K samples" },
  iwaeNote: {
    es: "datos de prueba; con K = 1 es la ELBO; barras: ± 2 errores estándar",
    en: "held-out data; with K = 1 it is the ELBO; bars: ± 2 standard errors",
  },
  samplesAxis: { es: "muestras K", en: "samples K" },
  divergences: { es: "KL de cada número del código", en: "KL of each number of the code" },
  divergencesNote: {
    es: "de mayor a menor; cerca de 0, no le dice nada al decodificador",
    en: "largest first; near 0 it tells the decoder nothing",
  },
  number: { es: "número del código", en: "number of the code" },
  monteCarlo: {
    es: "KL en forma cerrada: {exact} nats. Por Monte Carlo, con los mismos códigos que la cota: {drawn} ± {error}.",
    en: "KL in closed form: {exact} nats. By Monte Carlo, from the same codes as the bound: {drawn} ± {error}.",
  },
  grid: { es: "Plano latente", en: "Latent plane" },
  gridNote: {
    es: "z{x} hacia la derecha, z{y} hacia arriba, en cuantiles de la normal: cada casilla es igual de probable",
    en: "z{x} to the right, z{y} upwards, at quantiles of the normal: each cell is equally likely",
  },
  lineNote: {
    es: "z{x} hacia la derecha, en cuantiles de la normal",
    en: "z{x} to the right, at quantiles of the normal",
  },
  noPictures: {
    es: "Estas filas no son imágenes: el plano se dibuja de imágenes.",
    en: "These rows are not pictures: the plane is drawn of pictures.",
  },
  walk: { es: "Recorrido latente", en: "Latent walk" },
  walkNote: {
    es: "cada fila lleva un número del código de −3 a 3 y deja los demás",
    en: "each row takes one number of the code from −3 to 3 and leaves the others",
  },
  walkHow: {
    es: "Mueve los números del código del que parten las filas. Junto a cada fila, la KL de su número en nats: los más activos primero.",
    en: "Move the numbers of the code that the rows start from. Beside each row, the KL of its number in nats: the most active first.",
  },
  betweenNote: {
    es: "de una muestra de prueba a otra, mezclando sus valores o sus códigos",
    en: "from one held-out sample to another, mixing their values or their codes",
  },
  arithmetic: { es: "Aritmética", en: "Arithmetic" },
  arithmeticNote: {
    es: "a, b, c y a − b + c: lo que a tiene de más que b, puesto en c",
    en: "a, b, c and a − b + c: what a has beyond b, put on c",
  },
  meanOf: { es: "media de «{name}»", en: "mean of “{name}”" },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "not-from-0-to-1-for-bernoulli": {
    es: "El valor {value} (fila {row}, columna {column}) no está entre 0 y 1, como pide la verosimilitud de Bernoulli. Elige la normal.",
    en: "The value {value} (row {row}, column {column}) is not between 0 and 1, as the Bernoulli likelihood needs. Choose the normal one.",
  },
  "rows-without-spread": {
    es: "Las {value} columnas son constantes en los datos de entrenamiento: la densidad de filas iguales no tiene cota. Usa datos que varíen.",
    en: "All {value} columns are constant in the training rows: the density of equal rows has no bound. Use data that vary.",
  },
} as const;
