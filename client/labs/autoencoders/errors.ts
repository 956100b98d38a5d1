import { errors as coders } from "../parts/coder-errors.ts";
import { errors as nets } from "../parts/errors.ts";

/** Sentences for the errors of this family alone, by their code; `{name}` are the error's own values. */
export const own = {
  "not-from-0-to-1": {
    es: "El valor {value} (fila {row}, columna {column}) no está entre 0 y 1, como pide la entropía cruzada. Elige el error cuadrático medio.",
    en: "The value {value} (row {row}, column {column}) is not between 0 and 1, as cross-entropy needs. Choose the mean squared error.",
  },
  "weights-of-other-data": {
    es: "Los pesos son de una red con {expected} entradas, y los datos tienen {value} columnas. Elige los datos con los que se entrenó, o quita los pesos.",
    en: "The weights belong to a net with {expected} inputs, but the data have {value} columns. Choose the data it was trained on, or leave the weights out.",
  },
  "not-own-model": {
    es: "«{name}» no lo escribió este laboratorio, que solo sigue entrenando sus propios autoencoders. Ábrelo en el perceptrón multicapa o en la red convolucional.",
    en: "“{name}” was not written by this lab, which trains on autoencoders of its own only. Open it in the multilayer perceptron or the convolutional net.",
  },
} as const;

/** Those that the views of its labs bring: also of what all nets ask, and of encoders. */
export const errors = { ...nets, ...coders, ...own } as const;
