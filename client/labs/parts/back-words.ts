/** Words for rows beside what a net gives back for them. */
export const words = {
  row: { es: "fila", en: "row" },
  reconstruction: { es: "reconstrucción", en: "reconstruction" },
  linesNote: { es: "el relleno es lo que la red no acierta", en: "the filling is what the net misses" },
  picturesNote: { es: "fila, reconstrucción y diferencia", en: "row, reconstruction and difference" },
  tableNote: {
    es: "cuanto más oscura la celda, mayor su parte del error",
    en: "the darker a cell, the larger its part of the error",
  },
  yourRow: { es: "Tu fila", en: "Your row" },
  otherRow: { es: "Otra de los datos", en: "Another from the data" },
  undo: { es: "Deshacer los cambios", en: "Undo the changes" },
  errorParts: { es: "Parte del error de cada columna", en: "Each column's part of the error" },
  noDraw: {
    es: "Estas imágenes tienen color, y aquí se dibuja en gris.",
    en: "These pictures have colours, and drawing is in grey.",
  },
  lineNote: {
    es: "Dibuja encima: quita una onda, ensánchala, levanta un tramo. La otra línea es lo que la red reconstruye.",
    en: "Draw over it: remove a wave, broaden it, lift a stretch. The other line is what the net reconstructs.",
  },
} as const;
