/** Words of the sparse autoencoder lab's views. */
export const words = {
  features: { es: "Qué busca cada unidad", en: "What each unit looks for" },
  featuresNote: {
    es: "pesos de la primera capa, cada unidad a su escala: rojo +, azul −; pulsa una",
    en: "weights of the first layer, each unit on its own scale: red +, blue −; press one",
  },
  unit: { es: "Unidad {n}", en: "Unit {n}" },
  means: {
    es: "Actividad media: {training} en entrenamiento, {heldOut} en prueba.",
    en: "Mean activity: {training} in training, {heldOut} held out.",
  },
  isDead: { es: "Está muerta: ninguna muestra la mueve.", en: "It is dead: no sample moves it." },
  histogram: { es: "Distribución de su actividad", en: "Distribution of its activity" },
  activity: { es: "actividad", en: "activity" },
  exciting: { es: "Lo que más la excita", en: "What excites it most" },
  where: {
    es: "Dónde: peso por píxel (rojo suma, azul resta)",
    en: "Where: weight times pixel (red adds, blue subtracts)",
  },
  deeper: {
    es: "Con más de una capa antes del código, cada unidad del código mira a otras unidades: no tiene una sola imagen.",
    en: "With more than one layer down to the code, its units look at other units: they have no picture of their own.",
  },
  activities: { es: "Actividad de las unidades", en: "Activity of the units" },
  activitiesNote: {
    es: "media de cada unidad, de la más callada a la más activa",
    en: "mean of each unit, from the quietest to the most active",
  },
  rank: { es: "unidad, por orden", en: "unit, in order" },
  meanActivity: { es: "Actividad media", en: "Mean activity" },
  target: { es: "objetivo", en: "target" },
  madeOf: { es: "De qué está hecha", en: "What it is made of" },
  sample: { es: "Elige una muestra de prueba", en: "Choose a held-out sample" },
  whole: { es: "Entra y sale", en: "In and out" },
  parts: { es: "Las doce partes que más pesan", en: "The twelve parts that weigh most" },
  partsNote: { es: "actividades: {activities}", en: "activities: {activities}" },
} as const;

/** The lab's own errors by their code. */
export const errors = {
  "target-needs-sigmoid": {
    es: "La penalización KL compara actividades entre 0 y 1, y la activación «{value}» da otras. Elige la sigmoide, o L1.",
    en: "The KL penalty compares activities between 0 and 1, but the activation “{value}” gives others. Choose the sigmoid, or L1.",
  },
  "contraction-needs-one-layer": {
    es: "La contracción ({value}) se calcula para un codificador de una sola capa sigmoide. Ponla en 0, o deja una capa con sigmoide.",
    en: "The contraction ({value}) is computed for an encoder of a single sigmoid layer. Set it to 0, or keep one layer with the sigmoid.",
  },
} as const;
