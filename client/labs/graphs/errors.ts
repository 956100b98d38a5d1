/** Errors that several labs of graphs throw, by their code; `{name}` are the error's own values. */
export const errors = {
  "table-not-given": {
    es: "El nodo «{node}» no tiene tabla. Dale una, o apréndela de unos datos.",
    en: "Node “{node}” has no table. Give it one, or learn it from data.",
  },
  "row-misses-one": {
    es: "En la tabla de «{node}», la fila {row} suma {sum} y debe sumar 1. Corrígela o normalízala.",
    en: "In the table of “{node}”, row {row} sums to {sum} but must sum to 1. Correct it, or normalise it.",
  },
  "row-of-zeros": {
    es: "En la tabla de «{node}», la fila {row} solo tiene ceros y debe sumar 1. Da probabilidad a algún estado.",
    en: "In the table of “{node}”, row {row} is all zeros but must sum to 1. Give some state a probability.",
  },
  "function-too-large": {
    es: "La función «{path}» tiene demasiados padres: su tabla pasaría de {max} números. Quita padres, o encadena varios nodos.",
    en: "The function “{path}” has too many parents: its table would exceed {max} numbers. Remove parents, or chain several nodes.",
  },
  "functions-too-large": {
    es: "Las tablas de los nodos deterministas pasarían juntas de {max} números. Quita padres, o encadena varios nodos.",
    en: "The tables of the deterministic nodes would together exceed {max} numbers. Remove parents, or chain several nodes.",
  },
  "no-such-node": {
    es: "En «{path}»: ningún nodo se llama «{value}». Los nombres más parecidos: {nearest}.",
    en: "In “{path}”: no node is called “{value}”. The nearest names are: {nearest}.",
  },
  "no-such-state": {
    es: "En «{path}»: el nodo «{node}» no tiene ningún estado «{value}». Los más parecidos: {allowed}.",
    en: "In “{path}”: node “{node}” has no state “{value}”. The nearest are: {allowed}.",
  },
  "soft-count": {
    es: "La evidencia blanda sobre «{node}» tiene {value} números y debe tener {expected}, uno por estado.",
    en: "The soft evidence on “{node}” has {value} numbers but must have {expected}, one per state.",
  },
  "soft-negative": {
    es: "La evidencia blanda sobre «{node}» contiene {value}. Los números deben ser 0 o mayores.",
    en: "The soft evidence on “{node}” contains {value}. The numbers must be 0 or more.",
  },
  "soft-of-zeros": {
    es: "La evidencia blanda sobre «{node}» descarta todos los estados. Algún número debe ser mayor que 0.",
    en: "The soft evidence on “{node}” rules out every state. At least one number must be greater than 0.",
  },
  "soft-sum": {
    es: "La distribución que se da a «{node}» suma {sum} y debe sumar 1. Corrígela, o trata los números como pesos (evidencia virtual).",
    en: "The distribution given to “{node}” sums to {sum} but must sum to 1. Correct it, or treat the numbers as weights (virtual evidence).",
  },
} as const;
