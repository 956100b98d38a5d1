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
  diverged: {
    es: "El entrenamiento divergió en el paso {step}: la pérdida dejó de ser un número finito. Ves los mejores pesos hasta entonces. Baja la tasa de aprendizaje, que era {rate}, y vuelve a ejecutar.",
    en: "Training diverged at step {step}: the loss was no longer a finite number. You see the best weights up to then. Lower the learning rate, which was {rate}, and run again.",
  },
  lowerRate: { es: "Poner {rate}", en: "Set it to {rate}" },
  stoppedPatience: {
    es: "El entrenamiento terminó en el paso {step}: el error de prueba ya no mejoraba. Ves los mejores pesos.",
    en: "Training ended at step {step}: the held-out loss no longer improved. You see the best weights.",
  },
  stoppedTarget: {
    es: "El entrenamiento terminó en el paso {step}: llegó a la meta.",
    en: "Training ended at step {step}: it reached its target.",
  },
} as const;
