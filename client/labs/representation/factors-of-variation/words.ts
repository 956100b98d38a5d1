export const words = {
  traversals: { es: "Recorridos", en: "Traversals" },
  traversalsNote: {
    es: "cada fila mueve un número del código de −{span} a {span}; al lado, de qué factor sabe más",
    en: "each row moves one number of the code from −{span} to {span}; beside it, the factor it knows best",
  },
  unused: { es: "{number} · sin usar", en: "{number} · unused" },
  pick: { es: "Empieza en otra imagen de prueba:", en: "Start from another held-out picture:" },
  matrix: { es: "Código y factores", en: "Code and factors" },
  information: { es: "Información mutua (MIG)", en: "Mutual information (MIG)" },
  informationNote: {
    es: "qué parte de la entropía de un factor sabe un número del código",
    en: "what share of a factor's entropy a number of the code knows",
  },
  importance: { es: "Importancias (DCI)", en: "Importances (DCI)" },
  importanceNote: {
    es: "qué parte de lo que los árboles predicen de un factor viene de un número",
    en: "what share of what trees predict of a factor comes from a number",
  },
  predictability: { es: "Predecible por sí solo (SAP)", en: "Predictable from one number (SAP)" },
  predictabilityNote: {
    es: "R² de una recta; de una clase, acierto equilibrado de umbrales",
    en: "R² of a line; of a class, balanced accuracy of thresholds",
  },
  probe: { es: "Todo el código", en: "The whole code" },
  probeNote: {
    es: "lo que se predice de imágenes de prueba: R², o acierto de una clase",
    en: "what is predicted of held-out pictures: R², or accuracy of a class",
  },
  linear: { es: "regla lineal", en: "linear rule" },
  trees: { es: "árboles", en: "trees" },
  noFactors: {
    es: "No se conocen los factores de estos datos: no hay con qué comparar el código. Mira los recorridos.",
    en: "The factors of these data are not known: there is nothing to compare the code with. Look at the traversals.",
  },
  code: { es: "De factores a código", en: "From factors to code" },
  drawn: { es: "Imagen de estos factores", en: "Picture of these factors" },
  chosen: { es: "Imagen elegida", en: "Chosen picture" },
  back: { es: "Imagen de este código", en: "Picture of this code" },
  codeNote: {
    es: "Mueve un factor y mira qué números del código se mueven con él; o mueve un número y mira qué cambia en la imagen.",
    en: "Move a factor and see which numbers of the code move with it; or move a number and see what changes in the picture.",
  },
  codeNoteOwn: {
    es: "Elige una imagen, mueve los números de su código y mira qué cambia.",
    en: "Choose a picture, move the numbers of its code and see what changes.",
  },
  curves: { es: "Curvas", en: "Curves" },
  nats: { es: "nats", en: "nats" },
  elbo: { es: "ELBO", en: "ELBO" },
  kl: { es: "Divergencia KL", en: "KL divergence" },
  tc: { es: "Correlación total", en: "Total correlation" },
  tcNote: { es: "según el discriminador", en: "as the discriminator sees it" },
  labels: { es: "Error en las etiquetas", en: "Error on labels" },
  labelsNote: {
    es: "media del minilote; sin etiqueta cuenta 0",
    en: "mean of the minibatch; 0 where there is no label",
  },
} as const;

/** What people call factors whose names in the data are not the form's. */
export const factors = {
  form: { es: "Forma", en: "Form" },
  class: { es: "Clase", en: "Class" },
  x: { es: "x", en: "x" },
  y: { es: "y", en: "y" },
  slant: { es: "Inclinación", en: "Slant" },
  thickness: { es: "Grosor", en: "Thickness" },
  scale: { es: "Tamaño", en: "Scale" },
} as const;

export const errors = {
  "no-known-factors": {
    es: "De estos datos no se conoce ningún factor: no hay etiquetas que enseñar. Pon 0 imágenes con etiquetas.",
    en: "No factor of these data is known: there are no labels to teach. Set the pictures with labels to 0.",
  },
  "fewer-latents-than-factors": {
    es: "Con etiquetas cada factor necesita un número del código, y hay {value}. Pon al menos {min}.",
    en: "With labels each factor needs a number of the code, and there are {value}. Use at least {min}.",
  },
  "pixels-not-from-0-to-1": {
    es: "El valor {value} (fila {row}, columna {column}) no está entre 0 y 1. Usa píxeles de un byte, o divídelos por el mayor.",
    en: "The value {value} (row {row}, column {column}) is not between 0 and 1. Use pixels of one byte, or divide them by the largest.",
  },
} as const;
