/** The family's own errors by their code. */
export const errors = {
  "needs-classes": {
    es: "Estas imágenes no dicen de qué clase son (clases: {value}). Da también sus etiquetas: un segundo archivo IDX o NPY, o carpetas con un nombre por clase.",
    en: "These pictures do not say which class they are (classes: {value}). Give their labels too: a second IDX or NPY file, or folders named after the classes.",
  },
} as const;
