/** What the figures that judge chains say. */
export const words = {
  runningOf: { es: "Media acumulada de {name}", en: "Running mean of {name}" },
  runningNote: {
    es: "Media de todas las muestras hasta cada punto; la banda es de dos MCSE a cada lado.",
    en: "Mean of all draws up to each point; the band is two MCSE on either side.",
  },
  depthNote: {
    es: "Cuántas muestras necesitaron un árbol de cada profundidad. Muchas en el máximo ({max}) quiere decir que las trayectorias se cortan.",
    en: "How many draws took a tree of each depth. Many at the maximum ({max}) mean that trajectories are cut short.",
  },
  depthAxis: { es: "profundidad", en: "depth" },
  ranksOf: { es: "Rangos de {name}", en: "Ranks of {name}" },
  ranksNote: {
    es: "Si las cadenas coinciden, cada una tiene más o menos los mismos rangos en cada franja (línea discontinua).",
    en: "When chains agree, each has about the same number of ranks in every bin (dashed line).",
  },
  rank: { es: "rango", en: "rank" },
  count: { es: "muestras", en: "draws" },
  autocorrelationOf: { es: "Autocorrelación de {name}", en: "Autocorrelation of {name}" },
  lag: { es: "retardo", en: "lag" },
  lagOfKept: { es: "retardo, en muestras guardadas (1 de cada {thin})", en: "lag, in kept draws (1 in {thin})" },
  notNeighbours: {
    es: "De cada cadena se guardó más o menos una muestra de cada {stride}: no son vecinas, y su autocorrelación no es la de la cadena. Ejecuta el experimento para verla.",
    en: "About one in {stride} draws of each chain was kept: they are not neighbours, and their autocorrelation is not that of the chain. Run the experiment to see it.",
  },
  densityOf: { es: "Densidad de {name}", en: "Density of {name}" },
  essOf: { es: "Tamaño de muestra efectivo de {name}", en: "Effective sample size of {name}" },
  essNote: {
    es: "Debe crecer en línea recta con las muestras. 400 es lo mínimo recomendado.",
    en: "Should grow linearly with the draws. At least 400 is recommended.",
  },
  energyNote: {
    es: "Energía de cada muestra (azul) y su cambio de una a la siguiente (naranja): si el cambio es mucho más estrecho, las colas se exploran despacio.",
    en: "Energy of each draw (blue) and its change from one to the next (orange): when the change is much narrower, the tails are explored slowly.",
  },
  energyChange: { es: "cambio", en: "change" },
  energyLevel: { es: "energía", en: "energy" },
  essCap: { es: "tope", en: "cap" },
  essCapNote: {
    es: "El tope es S·log₁₀ S de S muestras: más allá la estimación no es fiable, y el valor solo dice «al menos».",
    en: "The cap is S·log₁₀ S of S draws: beyond it the estimate is unreliable, and the value only says “at least”.",
  },
} as const;
