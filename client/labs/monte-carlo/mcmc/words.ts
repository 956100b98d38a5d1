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
  oneStep: { es: "Un paso", en: "One step" },
  fromWarmup: { es: "desde el calentamiento", en: "from the warm-up on" },
  otherSampler: { es: "La misma distribución con", en: "The same target with" },
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
  planeDivergences: {
    es: "Las cruces marcan {divergences} transiciones divergentes.",
    en: "Crosses mark {divergences} divergent transitions.",
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
  oneIn: { es: "Se dibuja 1 de cada {stride} muestras.", en: "1 in {stride} draws is drawn." },
  running: { es: "Media acumulada", en: "Running mean" },
  runningOf: { es: "Media acumulada de {name}", en: "Running mean of {name}" },
  runningNote: {
    es: "Media de todas las muestras hasta cada punto; la banda es de dos MCSE a cada lado.",
    en: "Mean of all draws up to each point; the band is two MCSE on either side.",
  },
  depth: { es: "Profundidad de los árboles", en: "Tree depth" },
  depthNote: {
    es: "Cuántas muestras necesitaron un árbol de cada profundidad. Muchas en el máximo ({max}) quiere decir que las trayectorias se cortan.",
    en: "How many draws took a tree of each depth. Many at the maximum ({max}) mean that trajectories are cut short.",
  },
  depthAxis: { es: "profundidad", en: "depth" },
  forest: { es: "Intervalos", en: "Intervals" },
  forestTitle: { es: "Intervalos de los parámetros", en: "Intervals of the parameters" },
  forestNote: {
    es: "Mediana (punto), intervalos centrales del 50 % (grueso) y del 90 % (fino). El color es R̂: verde hasta 1,01; ámbar hasta 1,05; rojo por encima o sin valor.",
    en: "Median (dot), central 50 % (thick) and 90 % (thin) intervals. Colour is R̂: green up to 1.01, amber up to 1.05, red above or without a value.",
  },
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
    es: "Energía de cada muestra (azul) y su cambio de una a la siguiente (naranja): si el cambio es mucho más estrecho, las colas se exploran despacio.",
    en: "Energy of each draw (blue) and its change from one to the next (orange): when the change is much narrower, the tails are explored slowly.",
  },
  energyChange: { es: "cambio", en: "change" },
  energyLevel: { es: "energía", en: "energy" },
  table: { es: "Tabla", en: "Table" },
  mean: { es: "media", en: "mean" },
  sd: { es: "desv. típica", en: "sd" },
  mcse: { es: "MCSE", en: "MCSE" },
  mcseOf: { es: "MCSE {of}", en: "MCSE {of}" },
  restLater: {
    es: "Los demás parámetros se diagnostican al terminar.",
    en: "The other parameters are diagnosed at the end of the run.",
  },
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
  rhatHigh: {
    es: "R̂ de {name} es {value}, y debería ser como mucho 1,01: las cadenas aún no coinciden. Pon más calentamiento o más muestras; si no baja, puede que la distribución tenga varias modas, o que no tenga suma finita.",
    en: "R̂ of {name} is {value}, and should be at most 1.01: the chains do not agree yet. Take more warm-up or more draws; where it stays, the target may have several modes, or no finite integral.",
  },
  essLow: {
    es: "El ESS de {name} es {value}: por debajo de 400 ni los errores que da esta tabla son fiables. Pon más muestras.",
    en: "The ESS of {name} is {value}: below 400 not even the errors in this table can be relied on. Take more draws.",
  },
  divergencesThere: {
    es: "Divergieron {count} transiciones: una región puede estar mal explorada. Sube la aceptación deseada hacia 0,99, o escribe el modelo de otra forma.",
    en: "{count} transitions diverged: a region may be badly explored. Raise the target acceptance towards 0.99, or write the model another way.",
  },
  saveDraws: { es: "Guardar muestras", en: "Save draws" },
  writingDraws: { es: "Guardando muestras… {percent} %", en: "Saving draws… {percent}%" },
  runToSave: {
    es: "Ejecuta el experimento para poder guardar todas sus muestras.",
    en: "Run the experiment to be able to save all of its draws.",
  },
  asStan: { es: "CSV de Stan, un archivo por cadena (ZIP)", en: "Stan CSV, a file per chain (ZIP)" },
  asNpy: { es: "NumPy: [cadenas, muestras, parámetros] (NPY)", en: "NumPy: [chains, draws, parameters] (NPY)" },
  asArviz: { es: "ArviZ: from_json (JSON)", en: "ArviZ: from_json (JSON)" },
  withWarmup: { es: "con calentamiento", en: "with warm-up" },
  noDraws: { es: "Aún no hay muestras después del descarte.", en: "No draws after the burn-in yet." },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "no-finite-start": {
    es: "Ninguno de 100 comienzos a ±{value} del origen tiene densidad positiva y derivadas finitas. Revisa los límites de los parámetros, o cambia la dispersión inicial.",
    en: "None of 100 starts within ±{value} of the origin has a positive density with finite derivatives. Check the bounds of the parameters, or change the initial spread.",
  },
  "no-rows-in-float32": {
    es: "Este modelo no tiene sumas sobre las filas de la tabla que se puedan calcular en {value}. Elige float64.",
    en: "This model has no sums over the rows of the table that could be computed in {value}. Choose float64.",
  },
  "model-not-compiled": {
    es: "El modelo tiene demasiadas operaciones para compilarlo a WebAssembly. Acorta el texto (un vector en lugar de muchos números) o elige el dispositivo scalar.",
    en: "The model has too many operations to be compiled to WebAssembly. Shorten the text (one vector in place of many numbers), or choose the device scalar.",
  },
  "no-conditionals": {
    es: "Gibbs necesita las condicionales exactas, y las de esta distribución no se conocen. Elige el muestreo por cortes, o una de estas distribuciones: «Gaussiana correlacionada», «Mezcla de tres modas», «Gaussiana de 100 dimensiones», «Ocho escuelas, centrado» o «Calibración con datos simulados».",
    en: "Gibbs needs the exact conditionals, and those of this target are not known. Choose slice sampling, or one of these targets: “Correlated Gaussian”, “Mixture of three modes”, “Gaussian in 100 dimensions”, “Eight schools, centred” or “Calibration with simulated data”.",
  },
  "crowd-of-calibration": {
    es: "En una calibración cada simulación tiene su propia cadena: elige pocas cadenas, no una multitud.",
    en: "In a calibration each simulation has a chain of its own: choose few chains, not a crowd.",
  },
  "no-draws": {
    es: "Una calibración guarda rangos, no muestras. Para guardar muestras, elige otra distribución.",
    en: "A calibration keeps ranks, not draws. To save draws, choose another distribution.",
  },
  "too-few-walkers": {
    es: "{value} caminantes son pocos: hacen falta al menos {min}, el doble del número de coordenadas.",
    en: "{value} walkers are too few: there must be at least {min}, twice the number of coordinates.",
  },
  "too-wide-for-metric": {
    es: "El modelo tiene {dimension} coordenadas, y una métrica densa o de rango bajo admite como mucho {max}. Elige la métrica diagonal.",
    en: "The model has {dimension} coordinates, and a dense or low-rank metric takes at most {max}. Choose the diagonal metric.",
  },
  "response-among-predictors": {
    es: "La columna «{value}» es la respuesta: no puede ser también predictor.",
    en: "The column “{value}” is the response, so it cannot also be a predictor.",
  },
  "not-binary": {
    es: "La respuesta «{column}» tiene el valor {value}, entre otros; en una regresión logística debe ser 0 o 1, o uno de dos valores.",
    en: "The response “{column}” has the value {value}, among others; in logistic regression it must be 0 or 1, or one of two values.",
  },
  "crowd-sampler": {
    es: "Miles de cadenas avanzan juntas con HMC o Metropolis: «{value}» no puede. Elige uno de los dos.",
    en: "Thousands of chains walk in step by HMC or Metropolis: “{value}” cannot. Choose one of the two.",
  },
  "too-many-chains": {
    es: "{value} cadenas son demasiadas para este modelo: como mucho {max}. Pon menos supercadenas, o menos cadenas en cada una.",
    en: "{value} chains are too many for this model: at most {max}. Take fewer superchains, or fewer chains in each.",
  },
} as const;
