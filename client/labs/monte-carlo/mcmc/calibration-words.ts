/** Words of the view of a calibration. */
export const words = {
  parameter: { es: "Parámetro", en: "Parameter" },
  made: { es: "{made} de {all} simulaciones", en: "{made} of {all} simulations" },
  tooFew: {
    es: "Hacen falta 20 simulaciones para un histograma de rangos.",
    en: "A rank histogram takes 20 simulations.",
  },
  uniform: {
    es: "Los rangos parecen uniformes (valor p de todos los parámetros {p}): nada habla contra el algoritmo.",
    en: "The ranks look uniform (p-value over all parameters {p}): nothing speaks against the sampler.",
  },
  notUniform: {
    es: "Los rangos no son uniformes (valor p de todos los parámetros {p}): el algoritmo está mal, o sus muestras dependen demasiado unas de otras.",
    en: "The ranks are not uniform (p-value over all parameters {p}): the sampler is wrong, or its draws depend too much on each other.",
  },
  ranksOf: { es: "Rangos de {name}", en: "Ranks of {name}" },
  ranksNote: {
    es: "Cuántas muestras quedan por debajo del valor que generó los datos. Un montículo: las muestras están demasiado dispersas; una U: demasiado juntas. χ²: p {p}.",
    en: "How many draws lie below the value that made the data. A hump: the draws are too spread out; a U: too narrow. χ²: p {p}.",
  },
  rank: { es: "rango", en: "rank" },
  count: { es: "simulaciones", en: "simulations" },
  band99: { es: "99 % de cada barra", en: "99 % of each bin" },
  differenceOf: {
    es: "Distribución de los rangos de {name} menos la uniforme",
    en: "Distribution of the ranks of {name} less the uniform one",
  },
  differenceNote: {
    es: "La curva de un algoritmo correcto se queda dentro de la banda en 19 de 20 ejecuciones.",
    en: "The curve of a right sampler stays within the band in 19 of 20 runs.",
  },
  difference: { es: "diferencia", en: "difference" },
  band95: { es: "banda del 95 %", en: "95 % band" },
} as const;
