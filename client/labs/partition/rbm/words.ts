/** Words of the Boltzmann machine's views. */
export const words = {
  phases: { es: "Las dos fases y los filtros", en: "The two phases and the filters" },
  positive: { es: "Fase positiva", en: "Positive phase" },
  positiveNote: { es: "datos", en: "data" },
  negative: { es: "Fase negativa", en: "Negative phase" },
  negativeNote: { es: "sueños", en: "dreams" },
  letGo: { es: "Soltar los sueños", en: "Let the dreams go" },
  pairedFromData: {
    es: "Cada sueño nació de la imagen de su mismo lugar: pulsa una.",
    en: "Each dream began at the picture in its own place: press one.",
  },
  pairedByPlace: {
    es: "Partículas que se compararon con esas imágenes, sin nacer de ellas.",
    en: "Particles that were compared with those pictures, not begun there.",
  },
  goneOn: {
    es: "Siguen solas, con muestreo de Gibbs, desde donde quedaron.",
    en: "They go on alone, by Gibbs sampling, from where they were.",
  },
  hiddenOf: { es: "Unidades ocultas: una fila por imagen", en: "Hidden units: one row per picture" },
  hiddenWhat: {
    es: "Probabilidad de cada unidad oculta, una fila por imagen: {phase}",
    en: "Probability of each hidden unit, one row per picture: {phase}",
  },
  filters: { es: "Filtros", en: "Filters" },
  filtersNote: { es: "rojo +, azul −; hasta {size}", en: "red +, blue −; up to {size}" },
  filtersCut: { es: "{shown} de {total}; hasta ±{size}", en: "{shown} of {total}; up to ±{size}" },
  noWeights: {
    es: "El resultado grabado no trae los pesos. Ejecuta para verlos aprender.",
    en: "The recorded result does not include the weights. Run to watch them being learnt.",
  },
  notYet: { es: "Aún no hay nada que mostrar: ejecuta.", en: "Nothing to show yet: run." },
  unit: { es: "unidad oculta", en: "hidden unit" },
  sample: { es: "muestra", en: "sample" },

  curves: { es: "Curvas", en: "Curves" },
  reconstruction: { es: "Error de reconstrucción", en: "Reconstruction error" },
  reconstructionAxis: { es: "error por píxel", en: "error per pixel" },
  pseudo: { es: "Log-pseudoverosimilitud", en: "Log pseudo-likelihood" },
  freeEnergy: { es: "Energía libre desde el comienzo", en: "Free energy since the start" },
  freeEnergyNote: {
    es: "Energía libre: cuánto ha cambiado la media de cada conjunto desde la primera medida. Si la línea de prueba se separa hacia arriba, la máquina memoriza; en la log-verosimilitud, que se mide si se pide, la misma distancia se abre hacia abajo.",
    en: "Free energy: how far the mean of each set has moved since it was first measured. When the held-out line pulls away upwards, the machine is overfitting; in the log-likelihood, measured where asked for, the same gap opens downwards.",
  },
  minibatch: { es: "minilote", en: "minibatch" },
  train: { es: "entrenamiento", en: "training" },
  heldOut: { es: "prueba", en: "held-out" },
  perSample: { es: "nats por muestra", en: "nats per sample" },

  likelihoods: { es: "Log-verosimilitud", en: "Log-likelihood" },
  swapCurve: { es: "Intercambios aceptados", en: "Swaps accepted" },
  fastNorm: { es: "Pesos rápidos", en: "Fast weights" },
  fastAxis: { es: "tamaño (media cuadrática)", en: "size (root mean square)" },

  gradient: { es: "El gradiente", en: "The gradient" },
  ofData: { es: "Media de v·h: datos", en: "Mean of v·h: data" },
  ofDreams: { es: "Media de v·h: sueños", en: "Mean of v·h: dreams" },
  ofGradient: { es: "Su diferencia: el gradiente", en: "Their difference: the gradient" },
  from0: { es: "de 0 a {size}", en: "from 0 to {size}" },
  signed: { es: "rojo +, azul −; hasta {size}", en: "red +, blue −; up to {size}" },
  gradientNote: {
    es: "Media del minilote entero en su último paso, de las primeras unidades ocultas. Rojo: ese peso sube, porque datos y unidad coinciden más a menudo que sueños y unidad. Cuando todo palidece, las fases se anulan y ya no se aprende.",
    en: "Mean over the whole minibatch at its last step, of the first hidden units. Red: that weight grows, since data and unit agree more often than dreams and unit. When all turns pale, the phases cancel and nothing more is learnt.",
  },

  bias: { es: "El sesgo de CD", en: "CD's bias" },
  biasTitle: { es: "Lo que le falta a CD-k", en: "What CD-k lacks" },
  biasAxis: { es: "norma", en: "norm" },
  gradientNorm: { es: "gradiente", en: "gradient" },
  cosineTitle: { es: "Dirección de CD-k", en: "Direction of CD-k" },
  cosineAxis: { es: "coseno con el gradiente", en: "cosine with the gradient" },
  biasNote: {
    es: "Sin azar: la distribución de las cadenas tras k barridos se calcula con todos los estados. Primera figura: la norma de la actualización esperada de CD-k menos el gradiente exacto, y la del propio gradiente: donde las dos se tocan, CD-k se queda quieta en un punto suyo mientras el gradiente aún tira.",
    en: "Without chance: the distribution of the chains after k sweeps is computed over all states. First figure: the norm of CD-k's expected update less the exact gradient, and that of the gradient itself: where the two touch, CD-k stands still at a point of its own while the gradient still pulls.",
  },
  exactGradient: { es: "Gradiente exacto", en: "Exact gradient" },
  expectedUpdate: { es: "CD-{k} esperada", en: "Expected CD-{k}" },
  biasPicture: { es: "Su diferencia: el sesgo", en: "Their difference: the bias" },

  tempering: { es: "Temperaturas", en: "Temperatures" },
  ladder: { es: "Una escalera de cadenas", en: "A ladder of chains" },
  ladderNote: {
    es: "de la máquina (β = 1, izquierda) a la que no tiene pesos (β = 0)",
    en: "from the machine (β = 1, left) to the one without weights (β = 0)",
  },
  walkers: { es: "Caminantes", en: "Walkers" },
  walkersNote: {
    es: "donde dos líneas se cruzan, dos cadenas se intercambiaron",
    en: "where two lines cross, two chains swapped",
  },
  lastSweeps: { es: "últimos barridos", en: "last sweeps" },
  swaps: { es: "Intercambios entre vecinas", en: "Swaps between neighbours" },
  swapsNote: { es: "en todo el entrenamiento", en: "over the whole training" },
  pair: { es: "β, entre dos vecinas", en: "β, between two neighbours" },
  swapShare: { es: "proporción aceptada", en: "share accepted" },

  logZ: { es: "log Z", en: "log Z" },
  logZTitle: { es: "La función de partición, encerrada", en: "Bounds on the partition function" },
  logZAxis: { es: "log Z (nats)", en: "log Z (nats)" },
  low: { es: "límite inferior", en: "lower limit" },
  high: { es: "límite superior", en: "upper limit" },
  estimate: { es: "AIS", en: "AIS" },
  exact: { es: "exacto", en: "exact" },
  fromExact: {
    es: "El límite superior parte de muestras exactas de la máquina.",
    en: "The upper limit starts from exact draws of the machine.",
  },
  fromChains: {
    es: "El límite superior parte de cadenas largas, no de muestras exactas: con más de 24 unidades en el lado menor solo vale si las cadenas se mezclaron.",
    en: "The upper limit starts from long chains, not from exact draws: with more than 24 units on the smaller side it holds only if the chains mixed.",
  },
  inside: { es: "El valor exacto queda entre los dos límites.", en: "The exact value lies between the two limits." },
  outside: { es: "El valor exacto queda fuera de los límites.", en: "The exact value lies outside the limits." },
  crossed: {
    es: "Los límites se cruzan: alguna de las dos direcciones no ha recorrido todo el modelo. Prueba con más temperaturas.",
    en: "The limits cross: one of the two directions has not explored the whole model. Try more temperatures.",
  },
  estimateAbove: {
    es: "La estimación queda por encima del límite superior: es la media de los pesos de ida, y unos pocos muy pesados la levantan. El límite sale de las cadenas de vuelta y no depende de ellos: fíate de los límites, o prueba con más cadenas.",
    en: "The estimate lies above the upper limit: it is the mean of the forward weights, and a few heavy ones lift it. The limit comes from the backward chains and does not depend on them: trust the limits, or try more chains.",
  },
  width: { es: "Entre los límites hay {width} nats.", en: "The limits are {width} nats apart." },
  noLogZ: {
    es: "log Z se mide al acabar el entrenamiento.",
    en: "log Z is estimated when training has finished.",
  },
  noAis: {
    es: "Con 0 cadenas de AIS no se estima. Sube «Cadenas de AIS» en los controles.",
    en: 'With 0 AIS chains it is not estimated. Raise "AIS chains" in the controls.',
  },

  samples: { es: "Soñar", en: "Dream" },
  samplesTitle: { es: "Muestras de la máquina", en: "Samples from the machine" },
  samplesNote: {
    es: "Cada cadena empieza en puro ruido. El gris dice cuánto duda.",
    en: "Every chain starts from pure noise. Grey shows uncertainty.",
  },
  again: { es: "Otra vez", en: "Again" },
  sweeps: { es: "barrido {now} de {total}", en: "sweep {now} of {total}" },
  time: { es: "Tiempo de muestreo", en: "Sampling time" },
  thinking: { es: "Muestreando…", en: "Sampling…" },

  complete: { es: "Completar", en: "Complete" },
  drawTitle: { es: "Tu dibujo", en: "Your drawing" },
  completed: { es: "Lo que imagina la máquina", en: "What the machine imagines" },
  hold: { es: "Se mantiene fijo", en: "Held fixed" },
  strokes: { es: "mis trazos", en: "my strokes" },
  upper: { es: "la mitad superior", en: "the upper half" },
  lower: { es: "la mitad inferior", en: "the lower half" },
  left: { es: "la mitad izquierda", en: "the left half" },
  right: { es: "la mitad derecha", en: "the right half" },
  completeNote: {
    es: "Lo fijo se vuelve blanco o negro (el gris, según pase o no de la mitad) y queda así; el resto lo sueña la máquina, barrido a barrido.",
    en: "What is held fixed becomes black or white (greys by a threshold at one half) and stays so; the machine dreams the rest, sweep by sweep.",
  },
  completeGrey: {
    es: "Lo fijo conserva su gris; el resto lo sueña la máquina, barrido a barrido.",
    en: "What is held fixed keeps its grey; the machine dreams the rest, sweep by sweep.",
  },
  needsPictures: {
    es: "Para dibujar hacen falta datos con forma de imagen en grises.",
    en: "Drawing needs grey-scale picture data.",
  },

  histograms: { es: "Pesos y actividad", en: "Weights and activity" },
  weights: { es: "Pesos", en: "Weights" },
  weight: { es: "peso", en: "weight" },
  activity: { es: "Actividad oculta", en: "Hidden activity" },
  activityNote: {
    es: "Probabilidades de las unidades ocultas. Cerca de 0 y de 1: unidades que deciden.",
    en: "Probabilities of the hidden units. Near 0 or 1, a unit has made up its mind.",
  },
  probability: { es: "probabilidad", en: "probability" },
  density: { es: "densidad", en: "density" },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "rbm-constant": {
    es: "Las {rows} filas son iguales: no hay nada que aprender. Usa datos que varíen de una fila a otra; si son imágenes, mira si se han leído negras.",
    en: "All {rows} rows are the same: there is nothing to learn. Use data that vary from row to row; if they are pictures, see whether they were read as black.",
  },
  "not-a-probability": {
    es: "El valor {value} (fila {row}, columna {column}) no está entre 0 y 1, y una unidad binaria necesita una probabilidad. Elige unidades visibles gaussianas, o estandariza: aquí eso lleva cada columna de 0 a 1.",
    en: "The value {value} (row {row}, column {column}) is not between 0 and 1, but a binary unit needs a probability. Choose Gaussian visible units, or standardise: here that brings each column to the range 0 to 1.",
  },
  "column-without-scale": {
    es: "La columna «{column}» tiene el mismo valor en todas las filas: sin variación no hay escala para una unidad gaussiana. Déjala fuera.",
    en: "Column “{column}” has the same value in all rows: without variation there is no scale for a Gaussian unit. Leave it out.",
  },
  "too-many-to-count": {
    es: "Para contar el sesgo de CD hay que recorrer los estados de {value} unidades ({visible} {visible:visible|visibles} y {hidden} {hidden:oculta|ocultas}), y caben {max}. Usa menos, o mide solo la verosimilitud.",
    en: "Counting CD's bias goes through the states of {value} units ({visible} visible and {hidden} hidden), and {max} fit. Use fewer, or measure the likelihood alone.",
  },
  "bias-of-real-units": {
    es: "El sesgo de CD se cuenta estado por estado, y las unidades gaussianas no tienen estados que contar. Elige unidades binarias, o mide solo la verosimilitud.",
    en: "CD's bias is counted state by state, and Gaussian units have no states to count. Choose binary units, or measure the likelihood alone.",
  },
  "too-many-tempered-chains": {
    es: "Son {value} cadenas: {temperatures} temperaturas por cada fila de un minilote de {batch}; caben {max}. Baja uno de los dos.",
    en: "That makes {value} chains: {temperatures} temperatures for each row of a minibatch of {batch}; {max} fit. Lower one of the two.",
  },
} as const;
