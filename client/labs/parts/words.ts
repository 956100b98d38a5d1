/** Words of what several labs draw alike. */
export const words = {
  column: { es: "columna", en: "column" },
  row: { es: "fila", en: "row" },
  across: { es: "Horizontal", en: "Horizontal" },
  upright: { es: "Vertical", en: "Vertical" },
  fromData: { es: "De los datos", en: "From the data" },
  play: { es: "Reproducir", en: "Play" },
  stop: { es: "Detener", en: "Stop" },
} as const;
