/** Errors by their code. `{path}` is the place, `{value}` what was given, other names are the error's own values. */
export const messages = {
  "out-of-range": {
    es: "Valor fuera de rango: {value}. Debe estar entre {min} y {max}.",
    en: "Value out of range: {value}. It must be between {min} and {max}.",
  },
} as const;
