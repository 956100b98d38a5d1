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
  "impossible-evidence": {
    es: "Evidencia imposible: no pueden darse a la vez {value}. Cambia una de ellas, o la tabla que tiene un 0.",
    en: "Impossible evidence: {value} cannot be together. Change one of them, or the table that has a 0.",
  },
  "impossible-factors": {
    es: "Ninguna combinación de estados es posible: todas tienen producto 0. Cambia los factores que tienen ceros.",
    en: "No combination of states is possible: all have the product 0. Change the factors that have zeros.",
  },
  "unknown-operation": {
    es: "El nodo «{node}» tiene una operación que no existe: {value}. Las más parecidas: {allowed}; también vale un número.",
    en: "Node “{node}” has an operation that does not exist: {value}. The nearest are: {allowed}; a number will do too.",
  },
  "operation-inputs": {
    es: "El nodo «{node}» tiene {value} entradas, y {operation} toma {expected}. Quita o añade flechas.",
    en: "Node “{node}” has {value} inputs, and {operation} takes {expected}. Remove or add arrows.",
  },
  "no-value": {
    es: "El nodo «{node}» no tiene valor: {operation} de {inputs} no es un número. Cambia lo que le llega.",
    en: "Node “{node}” has no value: {operation} of {inputs} is not a number. Change what comes in.",
  },
  "not-an-input": {
    es: "El nodo «{value}» calcula su valor. Solo se puede dar a las entradas: {allowed}.",
    en: "Node “{value}” computes its value. Only inputs can be given one: {allowed}.",
  },
  "value-not-a-number": {
    es: "El valor que se da a «{node}», {value}, no es un número. Escribe uno, por ejemplo 0.5.",
    en: "The value given to “{node}”, {value}, is not a number. Write one, such as 0.5.",
  },
} as const;
