/** Sentences for the errors of `shared/labs/nets/coders`, by their code. */
export const errors = {
  "needs-more-layers": {
    es: "La normalización y el dropout dejan el código fuera, y esta red no tiene más capas. Escribe al menos dos: 128, 32.",
    en: "Normalisation and dropout do not touch the code, and this net has no other layer. Give at least two: 128, 32.",
  },
  "convolutions-need-pictures": {
    es: "Las convoluciones recorren imágenes, y estas filas son {value} {value:número suelto|números sueltos}. Elige capas densas.",
    en: "Convolutions go over pictures, but these rows are {value} plain {value:number|numbers}. Choose dense layers.",
  },
  "too-many-halvings": {
    es: "{value} convoluciones son demasiadas para imágenes de {width} × {height}: cada una reduce los lados a la mitad. Pon {most} como mucho.",
    en: "{value} convolutions are too many for pictures of {width} × {height}: each halves the sides. Use at most {most}.",
  },
} as const;
