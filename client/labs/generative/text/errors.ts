/** Errors of the labs that learn texts, by their code; `{name}` are the error's own values. */
export const errors = {
  "no-text": {
    es: "Falta un texto: elige uno de los que hay o un archivo de texto.",
    en: "There is no text: choose one of those that there are, or a text file.",
  },
  "too-short-text": {
    es: "El texto tiene {value} {value:carácter|caracteres}, y con ventanas de {context} hacen falta {min}. Elige uno más largo, o ventanas más cortas.",
    en: "The text has {value} {value:character|characters}, and windows of {context} take {min}. Choose a longer one, or shorter windows.",
  },
} as const;
