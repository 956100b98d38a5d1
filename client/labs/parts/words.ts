/** Words for what several labs draw alike. */
export const words = {
  column: { es: "columna", en: "column" },
  row: { es: "fila", en: "row" },
  across: { es: "Horizontal", en: "Horizontal" },
  upright: { es: "Vertical", en: "Vertical" },
  notKept: {
    es: "No se guardó con este resultado. Ejecuta el experimento para verlo.",
    en: "Not kept with this result. Run the experiment to see it.",
  },
  fromData: { es: "De los datos", en: "From the data" },
  play: { es: "Reproducir", en: "Play" },
  stop: { es: "Detener", en: "Stop" },
} as const;
