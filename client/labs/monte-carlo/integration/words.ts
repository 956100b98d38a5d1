import type { Localized } from "../../../../shared/text.ts";

export const words = {
  main: { es: "Puntos y estimación", en: "Points and estimate" },
  points: { es: "Los puntos sobre la función", en: "The points on the function" },
  pointsNote: {
    es: "{count} de los {total} puntos. El color es el valor de la función.",
    en: "{count} of the {total} points. The colour is the value of the function.",
  },
  pointsOthers: {
    es: "{count} de los {total} puntos. El color es el valor de la función con las demás variables en su mitad.",
    en: "{count} of the {total} points. The colour is the value of the function with all other variables at their middle.",
  },
  pointsLine: {
    es: "{count} de los {total} puntos, a la altura de la función.",
    en: "{count} of the {total} points, at the height of the function.",
  },
  noPoints: { es: "Los puntos aparecen cuando ejecutas.", en: "The points appear when you run it." },
  method: { es: "Puntos de", en: "Points of" },
  across: { es: "Horizontal", en: "Across" },
  upright: { es: "Vertical", en: "Upright" },
  running: { es: "La estimación, punto a punto", en: "The estimate, point by point" },
  runningNote: {
    es: "Banda: intervalo del 95 % con los puntos vistos hasta ahí.",
    en: "Band: 95 % interval from the points seen so far.",
  },
  runningStreams: {
    es: "Media de 16 aleatorizaciones que avanzan a la par; su dispersión da la banda del 95 %.",
    en: "Mean of 16 randomisations that advance together; their spread gives the 95 % band.",
  },
  runningWhole: {
    es: "Media de 16 diseños recorridos en orden al azar: la ventaja llega cuando se completan. Banda del 95 % por su dispersión.",
    en: "Mean of 16 designs visited in random order: their advantage comes when they are complete. 95 % band from their spread.",
  },
  estimate: { es: "estimación", en: "estimate" },
  exact: { es: "exacto", en: "exact" },
  reference: { es: "referencia", en: "reference" },
  pointCount: { es: "puntos", en: "points" },
  edit: { es: "Función", en: "Function" },
  noMean: {
    es: "Unos pocos valores enormes deciden la suma (índice de la cola {tail}): es posible que la integral sea infinita. No te fíes de la estimación ni de su error.",
    en: "A few huge values decide the sum (tail index {tail}): the integral may be infinite. Trust neither the estimate nor its error.",
  },
  noVariance: {
    es: "La cola de los valores es pesada (índice {tail}): la varianza parece infinita, y los intervalos aciertan menos de lo que dicen.",
    en: "The tail of the values is heavy (index {tail}): the variance seems infinite, and intervals are right less often than they say.",
  },
  errors: { es: "Error", en: "Error" },
  errorsTitle: { es: "Error frente al número de puntos", en: "Error over the number of points" },
  errorsNote: {
    es: "Raíz del error cuadrático medio de {count} repeticiones. Entre paréntesis, la pendiente desde 64 puntos; la de Monte Carlo es −0,5.",
    en: "Root mean squared error of {count} repeats. In parentheses the slope from 64 points on; Monte Carlo's is −0.5.",
  },
  spreadNote: {
    es: "Dispersión de {count} repeticiones en torno a su media, pues no hay valor exacto. Entre paréntesis, la pendiente desde 64 puntos.",
    en: "Spread of {count} repeats about their mean, as there is no exact value. In parentheses the slope from 64 points on.",
  },
  rmse: { es: "error", en: "error" },
  noErrors: {
    es: "Las curvas aparecen cuando cada método se ha repetido dos veces.",
    en: "The curves appear once each method has been repeated twice.",
  },
  intervals: { es: "Intervalos", en: "Intervals" },
  lowerEnd: { es: "extremo inferior", en: "lower end" },
  upperEnd: { es: "extremo superior", en: "upper end" },
  intervalsTitle: { es: "Intervalos del 95 %, uno por repetición", en: "95 % intervals, one a repeat" },
  intervalsNote: {
    es: "{hits} de {count} contienen el valor ({share} %). Se muestran los {shown} primeros; en rojo y con punta, los que no.",
    en: "{hits} of {count} contain the value ({share} %). The first {shown} are shown; red and capped, those that do not.",
  },
  errorHistogram: { es: "Error, en errores estándar", en: "Error, in standard errors" },
  errorHistogramNote: {
    es: "La curva es la densidad que debería tener: normal, o t con 15 grados de libertad.",
    en: "The curve is the density that it should have: normal, or t with 15 degrees of freedom.",
  },
  density: { es: "densidad", en: "density" },
  repeat: { es: "repetición", en: "repeat" },
  noIntervals: { es: "Los intervalos aparecen cuando ejecutas.", en: "The intervals appear when you run it." },
  table: { es: "Métodos", en: "Methods" },
  oneMethod: { es: "método", en: "method" },
  tableNote: {
    es: "Ganancia: cuántas veces más puntos necesitaría Monte Carlo simple para el mismo error.",
    en: "Gain: how many times more points plain Monte Carlo would need for the same error.",
  },
  standardError: { es: "error estándar", en: "standard error" },
  slope: { es: "pendiente", en: "slope" },
  gain: { es: "ganancia", en: "gain" },
  varianceTitle: { es: "Varianza frente al tamaño del minilote", en: "Variance over the size of the minibatch" },
  varianceNote: {
    es: "Cuadrado medio de la distancia al gradiente de todas las filas. Trazo grueso: medido; fino: por la fórmula.",
    en: "Mean squared distance from the gradient of all rows. Thick: measured; thin: by formula.",
  },
  varianceAxis: { es: "varianza", en: "variance" },
  batch: { es: "filas del minilote", en: "rows of the minibatch" },
  noVarianceYet: {
    es: "Las curvas aparecen con el primer minilote.",
    en: "The curves appear with the first minibatch.",
  },
  descent: { es: "Descenso", en: "Descent" },
  descentTitle: { es: "Pérdida por encima de la mínima", en: "Loss above the least possible" },
  descentNote: {
    es: "Frente a las pasadas por los datos: SVRG lee cada fila tres veces por época. Donde una línea acaba antes, el descenso diverge.",
    en: "Over passes through the data: SVRG reads every row three times an epoch. Where a line ends early, the descent diverges.",
  },
  passes: { es: "pasadas por los datos", en: "passes through the data" },
  excess: { es: "pérdida de más", en: "excess loss" },
} as const satisfies Record<string, Localized>;

export const errors = {
  "no-geometric-control": {
    es: "La media geométrica solo es variable de control de la opción asiática. Elige los cuadrados.",
    en: "The geometric mean is a control variate of the Asian option alone. Choose the squares.",
  },
  "odd-queue": {
    es: "La cola necesita un número par de dimensiones (dos números por cliente), y son {value}. Pon {fits}.",
    en: "The queue takes an even number of dimensions (two numbers a customer), and there are {value}. Use {fits}.",
  },
  "empty-range": {
    es: "El límite superior, {value}, debe ser mayor que el inferior, {min}.",
    en: "The upper bound, {value}, must be above the lower one, {min}.",
  },
  "integrand-dimension": {
    es: "Línea {line}, carácter {column}: {value} es la variable {needed}, y hay {dimension}. Pon {needed} dimensiones.",
    en: "Line {line}, character {column}: {value} is variable {needed}, and there are {dimension}. Set {needed} dimensions.",
  },
  "integrand-name": {
    es: "Línea {line}, carácter {column}: no se conoce «{value}». Las variables son {allowed}.",
    en: "Line {line}, character {column}: “{value}” is not known. The variables are {allowed}.",
  },
  "integrand-undefined": {
    es: "La función no tiene valor en {point}. Cambia los límites, o la función ahí (por ejemplo, max(…, 0)).",
    en: "The function has no value at {point}. Change the bounds, or the function there (by max(…, 0), say).",
  },
  "integrand-infinite": {
    es: "La función es infinita en {point}. Cambia los límites, o la función ahí (por ejemplo, min(…, 1000)).",
    en: "The function is infinite at {point}. Change the bounds, or the function there (by min(…, 1000), say).",
  },
  "too-few-rows-for-batches": {
    es: "La tabla tiene {value} {value:fila|filas}, y hacen falta al menos {min}.",
    en: "The table has {value} {value:row|rows}, and at least {min} are needed.",
  },
  "batch-too-large": {
    es: "Un minilote de {value} filas no cabe en una tabla de {max}. Pon como mucho {max}.",
    en: "A minibatch of {value} rows does not fit a table of {max}. Use at most {max}.",
  },
} as const satisfies Record<string, Localized>;
