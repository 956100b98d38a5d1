import type { Localized } from "../../../../shared/text.ts";

export const words = {
  written: { es: "Lo que escribe", en: "What it writes" },
  writtenNote: {
    es: "tras lo que escribas, carácter a carácter; el sombreado es la sorpresa",
    en: "behind what you type, character by character; the shade is the surprise",
  },
  answerNote: {
    es: "tras lo que escribas, hasta el final de la línea; el sombreado es la sorpresa",
    en: "behind what you type, up to the end of the line; the shade is the surprise",
  },
  learning: { es: "mientras aprende: minilote {step}", en: "while it learns: minibatch {step}" },
  empty: { es: "Aparece con los primeros pasos.", en: "Appears with the first steps." },
  curvesEmpty: {
    es: "Las curvas aparecen con el primer minilote.",
    en: "The curves appear with the first minibatch.",
  },
  question: { es: "Pregunta", en: "Question" },
  truth: { es: "Correcta", en: "Correct" },
  wrong: { es: "mal", en: "wrong" },
  answers: { es: "Líneas que no vio", en: "Lines that it did not see" },
  answersNote: {
    es: "lo que se contesta eligiendo siempre lo más probable; subrayado, lo que está mal",
    en: "what is answered by always choosing the most probable; underlined what is wrong",
  },
  transformer: { es: "Transformador", en: "Transformer" },
  recurrent: { es: "Recurrente", en: "Recurrent" },
  curves: { es: "Curvas", en: "Curves" },
  perCharacter: { es: "bits por carácter", en: "bits per character" },
  bits: { es: "Bits por carácter, prueba", en: "Bits per character, held-out" },
  trainingBits: { es: "Bits por carácter, entrenamiento", en: "Bits per character, training" },
  exact: { es: "Respuestas exactas, prueba", en: "Exact answers, held-out" },
  table: { es: "tabla de orden 3", en: "table of order 3" },
  weights: { es: "El transformador aprende {weights} números.", en: "The transformer learns {weights} numbers." },
  weightsBeside: {
    es: "La red recurrente, con {units} unidades, {weights}: {fewer} menos; con una unidad más pasaría.",
    en: "The recurrent net, with {units} units, {weights}: {fewer} fewer; with one more unit it would have more.",
  },
  measuredText: {
    es: "Mientras aprende se mide en hasta {most} ventanas de prueba, en todos sus caracteres; al final y en la tabla, en los que tienen media ventana delante, que se adivinan mejor.",
    en: "While it learns it is measured in up to {most} held-out windows, on all their characters; at the end, as in the table, on those with half a window before them, which are easier to guess.",
  },
  measuredPairs: {
    es: "Mientras aprende se mide en hasta {most} líneas de prueba; al final, en todas, hasta {all}.",
    en: "While it learns it is measured on up to {most} held-out lines; at the end, on all, up to {all}.",
  },
  attention: { es: "Atención", en: "Attention" },
  next: { es: "Qué viene después", en: "What comes next" },
  heldOut: { es: "Texto de prueba", en: "Held-out text" },
  character: { es: "carácter", en: "character" },
  probability: { es: "probabilidad", en: "probability" },
} as const satisfies Record<string, Localized>;

/** Errors of this lab, by their code; `{name}` are the error's own values. */
export const errors = {
  "no-pairs": {
    es: "El texto tiene {value} {value:línea|líneas} «pregunta=respuesta», y hacen falta {min}. Añade líneas, o di que el texto es prosa.",
    en: "The text has {value} {value:line|lines} “question=answer”, and {min} are needed. Add lines, or say that the text is prose.",
  },
  "long-pair": {
    es: "Una línea tiene {value} caracteres, y caben {most}. Acórtala.",
    en: "A line has {value} characters, and {most} fit. Shorten it.",
  },
  "width-of-heads": {
    es: "La anchura {value} no se reparte entre {heads} cabezas. Prueba con {next}.",
    en: "A width of {value} cannot be shared among {heads} heads. Try {next}.",
  },
} as const satisfies Record<string, Localized>;
