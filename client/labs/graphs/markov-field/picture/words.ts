import type { MethodName } from "../../../../../shared/labs/graphs/markov-field/picture/method-names.ts";
import type { Localized } from "../../../../../shared/text.ts";

export const words = {
  pictures: { es: "Imagen", en: "Picture" },
  picturesNote: {
    es: "Todos los métodos sobre la misma imagen. Elige uno para verlo grande; pulsa un píxel para ver qué lo decide. Con más de dos etiquetas no se conoce el mínimo: los cortes sucesivos (expansión α; en grises, intercambio α–β) hallan en cada paso el mejor cambio de una etiqueta.",
    en: "All methods on the same picture. Choose one to see it large; press a pixel to see what decides on it. Of more than two labels the least is not known: repeated cuts (α-expansion; in greys, α–β swap) find at each step the best change of one label.",
  },
  notYet: {
    es: "Pulsa Ejecutar: se añade ruido a la imagen, y cada método busca la de menor energía.",
    en: "Press Run: noise is added to the picture, and each method looks for the one of least energy.",
  },
  original: { es: "Sin ruido", en: "Without noise" },
  observed: { es: "Con ruido", en: "With noise" },
  over: { es: "Etiquetas sobre la imagen", en: "Labels over the picture" },
  pick: {
    es: "Píxel de la fila {row}, columna {column}. Las flechas lo mueven.",
    en: "Pixel of row {row}, column {column}. The arrow keys move it.",
  },
  energyIs: { es: "E = {energy}", en: "E = {energy}" },
  aboveLeast: { es: "+{gap} sobre el mínimo", en: "+{gap} above the least" },
  exact: { es: "mínimo exacto", en: "exact minimum" },
  right: { es: "{share} de acierto", en: "{share} right" },
  method: { es: "método", en: "method" },
  energy: { es: "Energía", en: "Energy" },
  gap: { es: "Sobre el mínimo", en: "Above the least" },
  psnr: { es: "PSNR", en: "PSNR" },
  accuracy: { es: "Acierto", en: "Accuracy" },
  rounds: { es: "Rondas", en: "Rounds" },
  time: { es: "Tiempo", en: "Time" },
  own: { es: "Usar una imagen mía…", en: "Use a picture of mine…" },
  shoot: { es: "Hacer la foto", en: "Take the picture" },
  courses: { es: "Ronda a ronda", en: "Round by round" },
  coursesEmpty: { es: "Se verá en cuanto corra un método.", en: "Shown as soon as a method runs." },
  energyTitle: { es: "Energía de las etiquetas", en: "Energy of the labels" },
  energyNote: {
    es: "ICM nunca sube. El recocido empieza caliente: sube primero. Suma-producto no busca el mínimo, sino la etiqueta más probable de cada píxel.",
    en: "ICM never rises. Annealing starts hot: it rises first. Sum-product does not look for the least, but for the likeliest label of each pixel.",
  },
  boundTitle: { es: "Cota de campo medio", en: "Mean-field bound" },
  boundNote: {
    es: "La energía libre de la mejor distribución sin dependencias: nunca sube, y nunca baja de −log Z.",
    en: "The free energy of the best distribution without dependences: it never rises, and never falls below −log Z.",
  },
  freeEnergy: { es: "Energía libre", en: "Free energy" },
  local: { es: "Qué decide un píxel", en: "What decides on a pixel" },
  localOf: { es: "Píxel: fila {row}, columna {column}", en: "Pixel: row {row}, column {column}" },
  localNote: {
    es: "Propiedad local de Markov: dados sus vecinos (enmarcados), el píxel no depende de ningún otro. Compruébalo: cambia lo que quieras a su alrededor.",
    en: "Local Markov property: given its neighbours (framed), the pixel depends on no other. See for yourself: change what you like around it.",
  },
  patch: {
    es: "El píxel y los que lo rodean: cada uno es un botón que cambia su etiqueta",
    en: "The pixel and those around it: each is a button that changes its label",
  },
  cellOwn: { es: "El píxel, {label}", en: "The pixel, {label}" },
  cellBlanket: { es: "Vecino, {label}: cambiar", en: "Neighbour, {label}: change" },
  cellFar: { es: "Lejano, {label}: cambiar", en: "Far, {label}: change" },
  changeOthers: { es: "Cambiar todos los que no son vecinos", en: "Change all that are no neighbours" },
  restore: { es: "Dejarlo como estaba", en: "Put it back" },
  same: {
    es: "{count} píxeles cambiados fuera de su manta de Markov, y sus probabilidades son, bit a bit, las mismas.",
    en: "{count} pixels changed outside its Markov blanket, and its probabilities are the same, bit for bit.",
  },
  differs: {
    es: "Has cambiado {count} de sus vecinos, y sus probabilidades con ellos (la raya marca las de antes).",
    en: "You changed {count} of its neighbours, and its probabilities with them (the line marks those of before).",
  },
  untouched: { es: "Nada cambiado aún.", en: "Nothing changed yet." },
  label: { es: "Etiqueta", en: "Label" },
  unary: { es: "Observación", en: "Observation" },
  pair: { es: "Vecinos", en: "Neighbours" },
  probability: { es: "Probabilidad", en: "Probability" },
  potentialsNote: {
    es: "Potenciales en nats: cuánto cuesta cada etiqueta por lo observado (sobre la más barata) y por no ser como los vecinos. La probabilidad es proporcional a exp(−suma).",
    en: "Potentials in nats: what each label costs for what was observed (above the cheapest) and for not being as the neighbours are. The probability is proportional to exp(−sum).",
  },
  pickFirst: { es: "Pulsa un píxel de la imagen.", en: "Press a pixel of the picture." },
  black: { es: "negro", en: "black" },
  white: { es: "blanco", en: "white" },
  class: { es: "clase {index}", en: "class {index}" },
  level: { es: "gris {percent}", en: "grey {percent}" },
} as const satisfies Record<string, Localized>;

/** Rounds of a method. */
export const rounds = {
  one: { es: "{count} ronda", en: "{count} round" },
  other: { es: "{count} rondas", en: "{count} rounds" },
} as const satisfies Record<string, Localized>;

/** Names of methods beside their lines. */
export const shortTitles: Readonly<Record<MethodName, Localized>> = {
  icm: { es: "ICM", en: "ICM" },
  annealing: { es: "Recocido", en: "Annealing" },
  "mean-field": { es: "C. medio", en: "Mean f." },
  "max-product": { es: "Máx-p.", en: "Max-p." },
  "sum-product": { es: "Suma-p.", en: "Sum-p." },
  cut: { es: "Corte", en: "Cut" },
  moves: { es: "Cortes", en: "Cuts" },
};
