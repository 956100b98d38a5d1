/** Words of the Monte Carlo lab's views. */
export const words = {
  chain: { es: "cadena {n}", en: "chain {n}" },
  draw: { es: "muestra", en: "draw" },
  drawOf: { es: "Cadena {chain}, muestra {draw}", en: "Chain {chain}, draw {draw}" },
  warmingUp: { es: "calentamiento", en: "warm-up" },
  accepted: { es: "aceptada", en: "accepted" },
  refused: { es: "rechazada", en: "refused" },
  diverged: { es: "divergente", en: "divergent" },
  play: { es: "Animar", en: "Animate" },
  stop: { es: "Detener", en: "Stop" },
  oneDraw: { es: "Una muestra", en: "One draw" },
  speed: { es: "Velocidad", en: "Speed" },
  chainChoice: { es: "Cadena", en: "Chain" },
  parameter: { es: "Parámetro", en: "Parameter" },
  logScale: { es: "Escala logarítmica", en: "Logarithmic scale" },
  burnIn: { es: "Descartar al inicio", en: "Burn-in" },
  burnInHelp: {
    es: "Cuántas muestras del principio de cada cadena no cuentan en estas figuras. El calentamiento tuvo {warmup}.",
    en: "How many draws at the start of each chain these figures leave out. Warm-up took {warmup}.",
  },
  plane: { es: "La distribución y las cadenas", en: "The distribution and the chains" },
  planeNote: {
    es: "Curvas de nivel de la densidad; un color por cadena. La línea es la trayectoria de una muestra.",
    en: "Contours of the density; one colour per chain. The line is the path of one draw.",
  },
  pairsOf: { es: "{x} frente a {y}", en: "{x} against {y}" },
  pairsNote: {
    es: "Un color por cadena; las cruces marcan {divergences} transiciones divergentes.",
    en: "One colour per chain; crosses mark {divergences} divergent transitions.",
  },
  pairsThinned: {
    es: "Se guardaron {kept} de las {made} muestras de cada cadena. Un color por cadena; las cruces marcan las {divergences} transiciones divergentes que hay entre ellas.",
    en: "{kept} of the {made} draws of each chain were kept. One colour per chain; crosses mark the {divergences} divergent transitions among them.",
  },
  keptOf: {
    es: "Se guardaron {kept} de las {made} muestras de cada cadena.",
    en: "{kept} of the {made} draws of each chain were kept.",
  },
  trace: { es: "Trazas", en: "Traces" },
  traceOf: { es: "Traza de {name}", en: "Trace of {name}" },
  ranks: { es: "Rangos", en: "Ranks" },
  ranksOf: { es: "Rangos de {name}", en: "Ranks of {name}" },
  ranksNote: {
    es: "Si las cadenas coinciden, cada una tiene más o menos los mismos rangos en cada franja (línea discontinua).",
    en: "When chains agree, each has about the same number of ranks in every bin (dashed line).",
  },
  rank: { es: "rango", en: "rank" },
  count: { es: "muestras", en: "draws" },
  autocorrelation: { es: "Autocorrelación", en: "Autocorrelation" },
  autocorrelationOf: { es: "Autocorrelación de {name}", en: "Autocorrelation of {name}" },
  lag: { es: "retardo", en: "lag" },
  lagOfKept: { es: "retardo, en muestras guardadas (1 de cada {thin})", en: "lag, in kept draws (1 in {thin})" },
  notNeighbours: {
    es: "De cada cadena se guardó más o menos una muestra de cada {stride}: no son vecinas, y su autocorrelación no es la de la cadena. Ejecuta el experimento para verla.",
    en: "About one in {stride} draws of each chain was kept: they are not neighbours, and their autocorrelation is not that of the chain. Run the experiment to see it.",
  },
  density: { es: "Densidad", en: "Density" },
  densityOf: { es: "Densidad de {name}", en: "Density of {name}" },
  ess: { es: "ESS", en: "ESS" },
  essOf: { es: "Tamaño de muestra efectivo de {name}", en: "Effective sample size of {name}" },
  essNote: {
    es: "Debe crecer en línea recta con las muestras. 400 es lo mínimo recomendado.",
    en: "Should grow linearly with the draws. At least 400 is recommended.",
  },
  essBulk: { es: "centro", en: "bulk" },
  essTail: { es: "colas", en: "tail" },
  energy: { es: "Energía", en: "Energy" },
  energyNote: {
    es: "Energía de cada muestra y cambio de una a la siguiente: si el cambio es mucho más estrecho, las colas se exploran despacio.",
    en: "Energy of each draw and its change from one to the next: when the change is much narrower, the tails are explored slowly.",
  },
  energyChange: { es: "cambio", en: "change" },
  energyLevel: { es: "energía", en: "energy" },
  table: { es: "Tabla", en: "Table" },
  mean: { es: "media", en: "mean" },
  sd: { es: "desv. típica", en: "sd" },
  mcse: { es: "MCSE", en: "MCSE" },
  ofAllDraws: {
    es: "Calculada con todas las muestras, no solo con las que se guardaron.",
    en: "Computed from all draws, not only from those that were kept.",
  },
  didNotMove: { es: "no se movieron", en: "did not move" },
  doNotAgree: { es: "no coinciden", en: "chains do not agree" },
  stoodStill: {
    es: "Las cadenas no se movieron: todas las muestras son iguales, así que ni R̂ ni ESS tienen valor. Prueba un paso más pequeño u otro comienzo.",
    en: "The chains did not move: all draws are equal, so neither R̂ nor ESS has a value. Try a smaller step or another start.",
  },
  standApart: {
    es: "Las cadenas no coinciden: cada una se quedó quieta en un sitio distinto, así que R̂ no tiene valor. Prueba un paso más pequeño.",
    en: "The chains do not agree: each stood still at a place of its own, so R̂ has no value. Try a smaller step.",
  },
  essCapped: {
    es: "«≥»: el tope de ESS, S·log₁₀ S de S muestras. Las muestras se compensan entre sí, y más allá la estimación no es fiable.",
    en: "“≥”: the cap of ESS, S·log₁₀ S of S draws. Draws make up for each other, and beyond it the estimate is unreliable.",
  },
  essCap: { es: "tope", en: "cap" },
  essCapNote: {
    es: "El tope es S·log₁₀ S de S muestras: más allá la estimación no es fiable, y el valor solo dice «al menos».",
    en: "The cap is S·log₁₀ S of S draws: beyond it the estimate is unreliable, and the value only says “at least”.",
  },
  saveDraws: { es: "Guardar muestras (CSV de Stan)", en: "Save draws (Stan CSV)" },
  withWarmup: { es: "con calentamiento", en: "with warm-up" },
  noDraws: { es: "Aún no hay muestras después del descarte.", en: "No draws after the burn-in yet." },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "bad-density": {
    es: "El modelo no se entiende en la línea {line}, carácter {column}: {value}.",
    en: "The model cannot be read at line {line}, character {column}: {value}.",
  },
  "response-among-predictors": {
    es: "La columna «{value}» es la respuesta: no puede ser también predictor.",
    en: "The column “{value}” is the response, so it cannot also be a predictor.",
  },
  "not-binary": {
    es: "La respuesta «{column}» tiene el valor {value}, entre otros; en una regresión logística debe ser 0 o 1, o uno de dos valores.",
    en: "The response “{column}” has the value {value}, among others; in logistic regression it must be 0 or 1, or one of two values.",
  },
} as const;
