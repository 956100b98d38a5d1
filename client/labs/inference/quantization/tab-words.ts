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
} as const;
