/** Words of the denoising lab's views. */
export const words = {
  cleaned: { es: "Estropeado y limpio", en: "Spoiled and cleaned" },
  original: { es: "original", en: "original" },
  spoiled: { es: "con ruido", en: "spoiled" },
  clean: { es: "limpio", en: "cleaned" },
  before: { es: "antes de limpiar", en: "before cleaning" },
  cleanedNote: {
    es: "datos de prueba, con ruido y después de la red",
    en: "held-out data, spoiled and after the net",
  },
  cleanedBy: {
    es: "datos de prueba: {before} dB antes, {after} dB después",
    en: "held-out data: {before} dB before, {after} dB after",
  },
  field: { es: "Hacia dónde empuja la red", en: "Which way the net pushes" },
  fieldNote: {
    es: "fino: r(x) − x de la red; grueso: σ² por el score verdadero de los datos con ruido",
    en: "thin: the net's r(x) − x; thick: σ² times the true score of the noised data",
  },
  fieldAlone: { es: "r(x) − x en cada lugar", en: "r(x) − x at each place" },
  arrows: { es: "Flechas", en: "Arrows" },
  both: { es: "ambas", en: "both" },
  learnt: { es: "de la red", en: "of the net" },
  truth: { es: "verdaderas", en: "true" },
  press: {
    es: "Pulsa en el plano: desde ahí se sigue el campo, paso a paso.",
    en: "Press in the plane: from there the field is followed, step by step.",
  },
  again: { es: "Poner ruido otra vez en cada paso", en: "Spoil again at each step" },
  forget: { es: "Borrar caminos", en: "Clear walks" },
  spoil: { es: "Estropéala tú", en: "Spoil it yourself" },
  yourPicture: { es: "Tu imagen", en: "Your picture" },
  sigma: { es: "σ del ruido", en: "σ of the noise" },
  rate: { es: "Parte estropeada", en: "Fraction spoiled" },
  otherNoise: { es: "Otro ruido", en: "Other noise" },
  decibels: { es: "PSNR {value} dB", en: "PSNR {value} dB" },
  noPictures: { es: "Estos datos no son imágenes de un canal.", en: "These data are not single-channel pictures." },
  spoilNote: {
    es: "La red aprendió con un solo nivel de ruido. Con menos borra detalles; con más no llega.",
    en: "The net learnt with one level of noise. With less it wipes out detail; with more it falls short.",
  },
  walk: { es: "Limpiar una y otra vez", en: "Clean again and again" },
  walkNote: {
    es: "cada fila es lo que la red devuelve al recibir la de arriba",
    en: "each row is what the net gives back when fed the one above it",
  },
  walkInPlane: {
    es: "En el plano los caminos se ven en la figura principal: pulsa en ella.",
    en: "In the plane walks are shown in the main figure: press there.",
  },
  start: { es: "Empezar en", en: "Start from" },
  startNoise: { es: "ruido puro", en: "pure noise" },
  startData: { es: "datos, con ruido en cada paso", en: "data, spoiled at each step" },
  begin: { es: "inicio", en: "start" },
} as const;

/** The lab's own errors by their code. */
export const errors = {
  "rows-without-range": {
    es: "Las {value} columnas son constantes en los datos de entrenamiento: nada se distingue del ruido. Usa datos que varíen.",
    en: "All {value} columns are constant in the training rows: nothing could be told from noise. Use data that vary.",
  },
  "noise-needs-pictures": {
    es: "La sal y la pimienta son ceros y unos, y estas filas son {value} {value:número|números} en otra escala. Elige el ruido gaussiano o la máscara.",
    en: "Salt and pepper are zeros and ones, but these rows are {value} {value:number|numbers} on another scale. Choose Gaussian noise or masking.",
  },
} as const;
