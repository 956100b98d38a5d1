/** Words of the Boltzmann machine's views. */
export const words = {
  phases: { es: "Las dos fases y los filtros", en: "The two phases and the filters" },
  positive: { es: "Fase positiva", en: "Positive phase" },
  positiveNote: { es: "datos", en: "data" },
  negative: { es: "Fase negativa", en: "Negative phase" },
  negativeNote: { es: "sueños", en: "dreams" },
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
    es: "Energía libre: cuánto ha cambiado la media de cada conjunto desde la primera medida. Si la línea de prueba se separa hacia arriba, la máquina memoriza.",
    en: "Free energy: how far the mean of each set has moved since it was first measured. When the held-out line pulls away upwards, the machine is overfitting.",
  },
  minibatch: { es: "minilote", en: "minibatch" },
  train: { es: "entrenamiento", en: "training" },
  heldOut: { es: "prueba", en: "held-out" },
  perSample: { es: "nats por muestra", en: "nats per sample" },

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
  "not-a-probability": {
    es: "El valor {value} (fila {row}, columna {column}) no está entre 0 y 1, y una unidad binaria necesita una probabilidad. Estandariza: aquí eso lleva cada columna de 0 a 1.",
    en: "The value {value} (row {row}, column {column}) is not between 0 and 1, but a binary unit needs a probability. Standardise: here that brings each column to the range 0 to 1.",
  },
} as const;
