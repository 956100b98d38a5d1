import type { Localized } from "../../../../shared/text.ts";

/** Words of what labs show of models of points, and of two samples beside each other. */
export const words = {
  real: { es: "datos", en: "data" },
  generated: { es: "generados", en: "generated" },
  generatedOutside: { es: "generados fuera: {share}", en: "generated outside: {share}" },
  generatedPictures: { es: "Generadas", en: "Generated" },
  dataPictures: { es: "Datos de prueba", en: "Held-out data" },
  picture: { es: "imagen {index}", en: "picture {index}" },
  sameNoise: {
    es: "cada casilla conserva su azar",
    en: "each cell keeps its random numbers",
  },
  freshNoise: { es: "de números al azar nuevos", en: "from fresh random numbers" },
  mmd: { es: "Prueba MMD²", en: "MMD² test" },
  mmdTitle: { es: "MMD² entre datos y muestras", en: "MMD² between data and samples" },
  mmdApart: {
    es: "{mmd}, por encima del nivel del 95 % ({level}): las muestras no son como los datos (p = {p}).",
    en: "{mmd}, above the 95 % level ({level}): samples are not like the data (p = {p}).",
  },
  mmdAlike: {
    es: "{mmd}, por debajo del nivel del 95 % ({level}): esta prueba no las distingue de los datos (p = {p}).",
    en: "{mmd}, below the 95 % level ({level}): this test cannot tell them from the data (p = {p}).",
  },
  permutations: { es: "permutaciones", en: "permutations" },
  byChance: { es: "repartidas al azar", en: "dealt out by chance" },
  level: { es: "95 %", en: "95 %" },
  observed: { es: "observado", en: "observed" },
  noData: {
    es: "El resultado vino sin sus datos. Ejecuta el experimento para verlo.",
    en: "The result came without its data. Run the experiment to see it.",
  },
  draw: { es: "Dibuja tus datos", en: "Draw your data" },
  drawNote: {
    es: "Pinta dónde hay datos, con el ratón o el dedo. «Usar estos puntos» los hace los datos del experimento, como un archivo tuyo.",
    en: "Paint where data are, with the mouse or a finger. “Use these points” makes them the data of the experiment, as a file of yours.",
  },
  tooFewPoints: { es: "Hacen falta al menos cuarenta puntos.", en: "It takes at least forty points." },
} as const satisfies Record<string, Localized>;

/** Errors of their data by code. */
export const errors = {
  "picture-not-from-0-to-1": {
    es: "Hay un {value} en la fila {row}, columna {column}, y los píxeles van de 0 a 1. Usa píxeles como bytes, o divídelos entre el mayor.",
    en: "There is a {value} in row {row}, column {column}, but pixels go from 0 to 1. Use pixels as bytes, or divide them by the largest.",
  },
  "too-few-to-compare": {
    es: "Con {value} de {rows} filas quedan menos de dos para comparar. Pon {fits} o más en «Datos de prueba».",
    en: "{value} of {rows} rows leaves fewer than two to compare. Set “Held-out data” to {fits} or more.",
  },
} as const satisfies Record<string, Localized>;
