/** Sentences for the errors of the lab, by their code. */
export const errors = {
  "odd-checkerboard": {
    es: "El lado {value} es impar: en un toro de lado impar el tablero de ajedrez tiene vecinos del mismo color. Elige lados pares, o Swendsen–Wang o Wolff.",
    en: "Side {value} is odd: on a torus of odd side the checkerboard has neighbours of one colour. Choose even sides, or Swendsen–Wang or Wolff.",
  },
  "repeated-side": {
    es: "Los lados {value} se repiten. Escribe cada uno una vez.",
    en: "The sides {value} repeat. Write each one once.",
  },
  "empty-scan": {
    es: "El barrido acaba en {value}, donde empieza. Cambia la última temperatura, o elige una sola.",
    en: "The scan ends at {value}, where it begins. Change the last temperature, or choose a single one.",
  },
  "needs-picture": {
    es: "Falta una imagen. Elige un archivo PNG o JPEG, o uno de los dibujos.",
    en: "A picture is missing. Choose a PNG or JPEG file, or one of the drawings.",
  },
  "too-many-labels": {
    es: "Son {width} × {height} píxeles con {labels} etiquetas cada uno: {value} casillas, y el máximo es {max}. Baja el lado máximo o el número de etiquetas.",
    en: "That is {width} × {height} pixels with {labels} labels each: {value} cells, and the most is {max}. Lower the longest side or the number of labels.",
  },
  "few-colours": {
    es: "Colores distintos en la imagen: {max}. No bastan para {value} clases (al menos 2). Elige menos clases, u otra imagen si es de un solo color.",
    en: "Different colours in the picture: {max}. They do not suffice for {value} classes (2 at least). Choose fewer classes, or another picture if it is all of one colour.",
  },
  "too-many-sites": {
    es: "Las redes tienen juntas {value} sitios y deben tener como mucho {max}. Elige lados menores o menos temperaturas.",
    en: "All lattices together have {value} sites but must have at most {max}. Choose smaller sides, or fewer temperatures.",
  },
  "too-many-sweeps": {
    es: "Las cadenas dan juntas {value} barridos y deben dar como mucho {max}. Elige menos barridos o menos temperaturas.",
    en: "All chains together make {value} sweeps but must make at most {max}. Choose fewer sweeps, or fewer temperatures.",
  },
} as const;
