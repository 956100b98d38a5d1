/** Words of views that come once they are looked at. */
export const words = {
  activationsTitle: { es: "Números vistos y rango de los códigos", en: "Numbers seen and range of the codes" },
  activationsNote: {
    es: "arrastra los extremos; fuera de ellos los números se recortan",
    en: "drag the ends; beyond them numbers are clipped",
  },
  value: { es: "Valor", en: "Value" },
  seen: { es: "números de las filas de calibración", en: "numbers of the calibration rows" },
  low: { es: "Desde", en: "From" },
  high: { es: "Hasta", en: "To" },
  asCalibrated: { es: "Como la calibración", en: "As calibrated" },
  clippedSaid: {
    es: "Paso {step}; se recorta el {share} de los números; error cuadrático medio {error}, la parte del recorte {tail}.",
    en: "Step {step}; {share} of the numbers are clipped; mean squared error {error}, of it by clipping {tail}.",
  },
  clippedAccuracy: {
    es: "Con este rango, {format} acierta {accuracy} de las primeras muestras de prueba.",
    en: "With this range, {format} gets {accuracy} of the first held-out samples right.",
  },
  differencesTitle: {
    es: "Lo que dice float32 y lo que dice {format}",
    en: "What float32 says and what {format} says",
  },
  differencesNote: {
    es: "filas: float32; columnas: {format}; pulsa una casilla para verlas",
    en: "rows: float32; columns: {format}; press a cell to see them",
  },
  cell: { es: "float32 dice {one}, {format} dice {other}", en: "float32 says {one}, {format} says {other}" },
  cellCount: {
    es: "float32 dice {one}, {format} dice {other}: {count}",
    en: "float32 says {one}, {format} says {other}: {count}",
  },
  noDifference: {
    es: "Dicen lo mismo de las {count} muestras de prueba.",
    en: "They say the same of all {count} held-out samples.",
  },
  someDifference: {
    es: "Discrepan en {count} de {all} muestras; de ellas acierta float32 {floats} y {format} {integers}.",
    en: "They disagree on {count} of {all} samples; of these float32 gets {floats} right and {format} {integers}.",
  },
  curveTitle: { es: "Aciertos según los bits de los pesos", en: "Accuracy by the bits of the weights" },
  curveNote: {
    es: "pesos de todas las capas en una rejilla de tantos bits, lo demás en float32; primeras muestras de prueba",
    en: "weights of all layers on a grid of so many bits, all else in float32; first held-out samples",
  },
  matrixNote: {
    es: "azul: negativo; rojo: positivo; cero en blanco",
    en: "blue: negative; red: positive; zero in white",
  },
  errorOf: { es: "error de {format}, ×{factor}", en: "error of {format}, ×{factor}" },
  unitsShown: {
    es: "Se muestran {shown} de {all} salidas y {taps} de {allTaps} pesos de cada una.",
    en: "{shown} of {all} outputs and {taps} of {allTaps} weights of each are shown.",
  },
  nats: { es: "nats por muestra", en: "nats per sample" },
} as const;
