/** Errors of sound, DNA and words, by their code; `{name}` are the error's own values. */
export const applicationErrors = {
  "no-sound": {
    es: "Estos datos no son un sonido. Elige un archivo WAV o graba con el micrófono.",
    en: "These data are no sound. Choose a WAV file, or record one with the microphone.",
  },
  "rate-too-low": {
    es: "El sonido tiene {value} muestras por segundo y hacen falta al menos {min} para oír las vocales. Grábalo de nuevo.",
    en: "The sound has {value} samples per second, and vowels need at least {min} to be heard. Record it anew.",
  },
  "sound-too-short": {
    es: "El sonido solo tiene {value} muestras; debe durar al menos {min} s.",
    en: "The sound has only {value} samples; it must last at least {min} s.",
  },
  "sound-too-long": {
    es: "El sonido dura {value} s; como mucho, {max} s. Córtalo.",
    en: "The sound lasts {value} s; at most {max} s. Cut it.",
  },
  "gap-in-sound": {
    es: "Falta la muestra {value} del sonido. Debe estar completo.",
    en: "Sample {value} of the sound is missing. It must be complete.",
  },
  silent: {
    es: "Las {rows} muestras son iguales: es silencio. Grábalo de nuevo, más cerca del micrófono.",
    en: "All {rows} samples are the same: this is silence. Record it again, closer to the microphone.",
  },
  "no-letters": {
    es: "No hay ninguna columna de letras. Debe haber A, C, G, T: una por fila, o una secuencia por fila.",
    en: "There is no column of letters. There must be A, C, G, T: one per row, or a sequence per row.",
  },
  "unknown-base": {
    es: "La letra «{value}» de la fila {row} no es ninguna base. Debe ser A, C, G o T; N, donde no se sepa.",
    en: "The letter “{value}” in row {row} is no base. It must be A, C, G or T; N where it is not known.",
  },
  "too-few-bases": {
    es: "La secuencia tiene {value} bases; hacen falta al menos 2.",
    en: "The sequence has {value} bases; at least 2 are needed.",
  },
  "too-many-bases": {
    es: "La secuencia tiene {value} bases; como mucho, {max}. Usa una parte.",
    en: "The sequence has {value} bases; at most {max}. Use a part.",
  },
  "no-words": {
    es: "No hay ninguna columna de palabras. Debe haber una palabra por fila.",
    en: "There is no column of words. There must be a word per row.",
  },
  "no-tags": {
    es: "Las palabras no tienen etiqueta. Elige como clase la columna de etiquetas, con dos distintas o más.",
    en: "The words have no tags. Choose the column of tags as the class, with two different ones or more.",
  },
  "too-few-words": {
    es: "Hay {value} palabras; hacen falta al menos {min}.",
    en: "There are {value} words; at least {min} are needed.",
  },
  "missing-word": {
    es: "Falta la palabra {row}. Borra la fila, o escríbela.",
    en: "Word {row} is missing. Delete the row, or write it.",
  },
} as const;
