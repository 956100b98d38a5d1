/** Sentences for the errors of `shared/labs/nets`, by their code. */
export const errors = {
  "needs-classes": {
    es: "Las filas no dicen de qué clase son (clases: {value}). Da también sus etiquetas: un segundo archivo IDX o NPY, carpetas con un nombre por clase o, en una tabla, la columna que las tiene («Columnas y lectura…»).",
    en: "The rows do not say of which class they are (classes: {value}). Give their labels too: a second IDX or NPY file, folders named after the classes or, in a table, the column that has them (“Columns and reading…”).",
  },
  "net-needs-pictures": {
    es: "Esta red necesita imágenes de 4 × 4 píxeles al menos. Elige datos que sean imágenes.",
    en: "This net needs pictures of at least 4 × 4 pixels. Choose data that are pictures.",
  },
  "pictures-too-large": {
    es: "Las imágenes tienen {width} × {height} píxeles, y la red acepta hasta {max} de lado. Hazlas más pequeñas.",
    en: "The pictures have {width} × {height} pixels, and the net takes up to {max} on a side. Make them smaller.",
  },
  "net-too-large": {
    es: "La red tendría {value} pesos, y un navegador aguanta {most}. Estrecha las capas más anchas.",
    en: "The net would have {value} weights, but a browser can hold {most}. Make its widest layers narrower.",
  },
  "minibatch-too-large": {
    es: "Un minilote de {value} muestras no cabe en la memoria con estas capas. Pon {most} como mucho, o menos filtros.",
    en: "A minibatch of {value} samples does not fit into memory with these layers. Use at most {most}, or fewer filters.",
  },
  "no-rows-to-test": {
    es: "Con {value} de {rows} filas no queda ninguna de prueba. Pon {fits} o más en «Datos de prueba».",
    en: "{value} of {rows} rows leaves none to test. Set “Held-out data” to {fits} or more.",
  },
  "nets-too-large": {
    es: "Las {nets} redes tendrían {value} pesos entre todas, y un navegador aguanta {most}. Entrena {fits} como mucho, o estrecha las capas más anchas.",
    en: "The {nets} nets would have {value} weights together, but a browser can hold {most}. Train at most {fits}, or make their widest layers narrower.",
  },
  "too-many-blocks": {
    es: "Cada pooling divide la imagen por dos, y con {least} píxeles solo caben {fits} bloques. Quita bloques, o el pooling.",
    en: "Each pooling halves the picture, and {least} pixels leave room for {fits} blocks only. Remove blocks, or the pooling.",
  },
  "layer-not-followed": {
    es: "La capa «{name}» ({value}) no se sigue aquí número a número. Usa un modelo de capas densas, convoluciones y pooling.",
    en: "Layer “{name}” ({value}) is not followed number by number here. Use a model of dense layers, convolutions and pooling.",
  },
} as const;
