/** Errors of the labs of inference by their code; `{name}` are the error's own values. */
export const errors = {
  "no-integers": {
    es: "La capa «{name}» ({value}) no tiene forma entera. Elige un modelo de capas densas, convoluciones y pooling.",
    en: "Layer “{name}” ({value}) has no form in integers. Choose a model of dense layers, convolutions and pooling.",
  },
} as const;
