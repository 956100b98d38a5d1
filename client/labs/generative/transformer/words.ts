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
    es: "La red recurrente, con {units} unidades, {weights}.",
    en: "The recurrent net, with {units} units, {weights}.",
  },
  attention: { es: "Atención", en: "Attention" },
  attentionNote: {
    es: "{layers} × {heads} mapas: capas en filas, cabezas en columnas. En cada uno, una fila por carácter: cuánto mira a los de antes. Elige un mapa y pasa por el texto",
    en: "{layers} × {heads} maps: layers in rows, heads in columns. In each, one row per character: how much it looks at those before. Choose a map and move over the text",
  },
  maps: {
    es: "Mapas de atención, {layers} capas × {heads} cabezas",
    en: "Attention maps, {layers} layers × {heads} heads",
  },
  text: { es: "Texto", en: "Text" },
  place: { es: "Carácter", en: "Character" },
  looks: {
    es: "Capa {layer}, cabeza {head}: desde «{place}» mira sobre todo a «{seen}» ({share}).",
    en: "Layer {layer}, head {head}: from “{place}” it looks above all at “{seen}” ({share}).",
  },
  share: { es: "atención", en: "attention" },
  next: { es: "Qué viene después", en: "What comes next" },
  nextNote: {
    es: "probabilidad de cada carácter tras el texto, ya con la temperatura y los recortes; pulsa uno para añadirlo",
    en: "probability of each character behind the text, after temperature and cuts; press one to add it",
  },
  heldOut: { es: "Texto de prueba", en: "Held-out text" },
  heldOutNote: {
    es: "texto que no se aprendió: cuanto más oscuro, más sorpresa",
    en: "text that was not learnt: the darker, the more of a surprise",
  },
  character: { es: "carácter", en: "character" },
  probability: { es: "probabilidad", en: "probability" },
} as const satisfies Record<string, Localized>;

/** Errors of this lab, by their code; `{name}` are the error's own values. */
export const errors = {
  "no-pairs": {
    es: "El texto tiene {value} líneas «pregunta=respuesta», y hacen falta {min}. Añade líneas, o di que el texto es prosa.",
    en: "The text has {value} lines “question=answer”, and {min} are needed. Add lines, or say that the text is prose.",
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
