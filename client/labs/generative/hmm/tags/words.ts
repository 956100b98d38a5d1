/** Words of the tagger. */
export const words = {
  sentence: { es: "Una frase tuya", en: "A sentence of yours" },
  sentenceNote: {
    es: "cada columna, una palabra; cada fila, una etiqueta: más oscura, más probable. El camino más probable va enmarcado",
    en: "each column is a word, each row a tag: the darker, the likelier. The most probable path is framed",
  },
  type: { es: "Escribe una frase", en: "Type a sentence" },
  default: { es: "Yo camino despacio por el camino.", en: "I walk slowly after the long walk." },
  empty: { es: "Escribe al menos una palabra.", en: "Type at least one word." },
  cut: { es: "Se etiquetan las primeras {count} palabras.", en: "The first {count} words are tagged." },
  tag: { es: "etiqueta", en: "tag" },
  unknown: { es: "no vista", en: "not seen" },
  unknownNote: {
    es: "Con puntos, palabras que no se habían visto: se adivinan por su final y por lo que las rodea.",
    en: "Dotted, words that had not been seen: they are guessed by their ending and by what stands around them.",
  },
  cell: {
    es: "«{word}» como {tag}: probabilidad {probability}; la palabra, entre las de esa etiqueta, {shown}. Mejor camino hasta aquí: {path}",
    en: "“{word}” as {tag}: probability {probability}; the word among those of that tag, {shown}. Best path to here: {path}",
  },
  press: {
    es: "Pulsa una casilla para ver el mejor camino que llega a ella.",
    en: "Press a cell to see the best path that leads to it.",
  },
  tagged: { es: "Etiquetas: {text}", en: "Tags: {text}" },
  notYet: { es: "Todavía no se ha aprendido nada. Pulsa Ejecutar.", en: "Nothing has been learnt yet. Press Run." },

  mistakes: { es: "Frases apartadas", en: "Sentences kept apart" },
  mistakesNote: {
    es: "palabras que no se usaron para aprender; las filas son la etiqueta verdadera",
    en: "words that were not learnt from; rows are the true tag",
  },
  wrong: { es: "{word}: {found}, y es {truth}", en: "{word}: {found}, and is {truth}" },
  wrongTitle: { es: "Las que falla", en: "Those that are wrong" },
  noneWrong: { es: "No falla ninguna.", en: "None is wrong." },
  transitions: { es: "Qué etiqueta sigue a cuál", en: "Which tag follows which" },
  transitionsNote: {
    es: "filas: la de antes; columnas: la que la sigue",
    en: "rows: the one before; columns: the one after",
  },
  invented: { es: "Frases inventadas", en: "Invented sentences" },
  inventedNote: {
    es: "sorteadas del modelo: cada etiqueta solo conoce la de antes, y cada palabra solo su etiqueta",
    en: "drawn from the model: each tag knows only the one before, and each word only its tag",
  },
} as const;
