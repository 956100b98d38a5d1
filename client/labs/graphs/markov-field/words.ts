/** Sentences for the errors of the lab, by their code. */
export const errors = {
  "odd-checkerboard": {
    es: "El lado {value} es impar: en un toro de lado impar el tablero de ajedrez tiene vecinos del mismo color. Elige lados pares.",
    en: "Side {value} is odd: on a torus of odd side the checkerboard has neighbours of one colour. Choose even sides.",
  },
  "repeated-side": {
    es: "Los lados {value} se repiten. Escribe cada uno una vez.",
    en: "The sides {value} repeat. Write each one once.",
  },
  "empty-scan": {
    es: "El barrido acaba en {value}, donde empieza. Cambia la última temperatura, o elige una sola.",
    en: "The scan ends at {value}, where it begins. Change the last temperature, or choose a single one.",
  },
} as const;
