/** Errors that several labs of factors throw, by their code; `{name}` are the error's own values. */
export const errors = {
  "empty-column": {
    es: "La columna «{column}» no tiene ningún valor. Quítala.",
    en: "The column “{column}” has no values. Leave it out.",
  },
  "nothing-varies": {
    es: "Todas las filas son iguales: no hay nada que explicar. Elige otros datos.",
    en: "All rows are identical: there is nothing to explain. Choose other data.",
  },
  "too-large-to-square": {
    es: "El valor {value} (fila {row}, columna {column}) es demasiado grande para elevarlo al cuadrado. Divide esa columna por una potencia de diez.",
    en: "The value {value} (row {row}, column {column}) is too large to be squared. Divide that column by a power of ten.",
  },
  "too-small-to-square": {
    es: "Los valores varían tan poco ({value}) que su cuadrado se pierde. Multiplica las columnas por una potencia de diez.",
    en: "The values vary so little ({value}) that their squares vanish. Multiply the columns by a power of ten.",
  },
} as const;
