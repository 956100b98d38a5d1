/** Sentences for the errors of `shared/labs/nets`, by their code. */
export const errors = {
  "needs-classes": {
    es: "Estas imágenes no dicen de qué clase son (clases: {value}). Da también sus etiquetas: un segundo archivo IDX o NPY, o carpetas con un nombre por clase.",
    en: "These pictures do not say which class they are (classes: {value}). Give their labels too: a second IDX or NPY file, or folders named after the classes.",
  },
  "net-needs-pictures": {
    es: "Esta red necesita imágenes de 4 × 4 píxeles al menos. Elige datos que sean imágenes.",
    en: "This net needs pictures of at least 4 × 4 pixels. Choose data that are pictures.",
  },
  "pictures-too-large": {
    es: "Las imágenes tienen {width} × {height} píxeles, y la red acepta hasta {max} de lado. Hazlas más pequeñas.",
    en: "The pictures have {width} × {height} pixels, and the net takes up to {max} on a side. Make them smaller.",
  },
} as const;
