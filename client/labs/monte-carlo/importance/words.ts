import type { Localized } from "../../../../shared/text.ts";

/** Names of the views. */
export const words = {
  picture: { es: "Figura", en: "Picture" },
  course: { es: "Recorrido", en: "Course" },
  weights: { es: "Pesos", en: "Weights" },
  repeats: { es: "Repeticiones", en: "Repeats" },
  largest: { es: "Mayor peso", en: "Largest weight" },
  gradient: { es: "Gradiente", en: "Gradient" },
  cost: { es: "Coste", en: "Cost" },
  neighbours: { es: "Palabras", en: "Words" },
} as const satisfies Record<string, Localized>;

/** Sentences for the errors of the lab, by their code. */
export const errors = {
  "importance-no-column": {
    es: "No hay datos. Elige una tabla con una columna de números.",
    en: "There are no data. Choose a table with a column of numbers.",
  },
  "importance-flat-column": {
    es: "Los números de la columna «{value}» no varían. Elige otra.",
    en: "The numbers of the column “{value}” do not vary. Choose another.",
  },
  "importance-unused-data": {
    es: "Los datos no se usan con «{value}». Elige que p, o el texto, sea el de los datos, o quítalos.",
    en: "The data are not used with “{value}”. Choose those of the data as p, or as the text, or take them away.",
  },
  "importance-other-task": {
    es: "Estos datos no son para la tarea «{value}». Elige la tarea «{fits}», o quita los datos.",
    en: "These data are not for the task “{value}”. Choose the task “{fits}”, or take the data away.",
  },
  "importance-no-expectation": {
    es: "Con {degrees} grados de libertad la esperanza de «{value}» no es finita. Elige otra cantidad, o más grados de libertad.",
    en: "With {degrees} degrees of freedom the expectation of “{value}” is not finite. Choose another quantity, or more degrees of freedom.",
  },
  "importance-too-many": {
    es: "Son {value} repeticiones, y con tantas muestras y dimensiones deben ser como mucho {max}.",
    en: "That is {value} repeats; with so many draws and dimensions there must be at most {max}.",
  },
  "importance-dimensions": {
    es: "Las dimensiones {value} no valen. Escríbelas de menor a mayor, cada una una vez.",
    en: "The dimensions {value} are not valid. Write them from small to large, each once.",
  },
  "importance-no-constant": {
    es: "El estimador simple necesita la constante de p, y una densidad escrita no la tiene. Elige el autonormalizado.",
    en: "The plain estimator needs the constant of p, which a written density has not. Choose the self-normalised one.",
  },
  "importance-not-drawn": {
    es: "La parte defensiva {value} habría que sortearla de p, y de una densidad escrita no se puede. Ponla a 0; una segunda propuesta ancha hace lo mismo.",
    en: "A defensive share of {value} would have to be drawn from p, which a written density cannot. Set it to 0; a second, wide proposal does the same.",
  },
  "importance-short-text": {
    es: "El texto tiene {value} {value:palabra|palabras}, {different} {different:distinta|distintas}, y hacen falta al menos {min} y 2. Elige una tabla con una columna de textos.",
    en: "The text has {value} {value:word|words}, {different} of them different; at least {min} and 2 are needed. Choose a table with a column of texts.",
  },
  "importance-large-model": {
    es: "Son {value} números por palabra, y con {words} palabras deben ser como mucho {max}.",
    en: "That is {value} numbers per word; with {words} words there must be at most {max}.",
  },
} as const;
