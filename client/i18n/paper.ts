/** Words of the sheet that is printed. */
export const words = {
  print: { es: "Imprimir", en: "Print" },
  sheet: { es: "Hoja para imprimir", en: "Sheet to print" },
  onSheet: { es: "En la hoja:", en: "On the sheet:" },
  lesson: { es: "Lección", en: "Lesson" },
  parameters: { es: "Parámetros", en: "Parameters" },
  figures: { es: "Figuras", en: "Figures" },
  metrics: { es: "Métricas", en: "Metrics" },
  notRun: {
    es: "Aún no se ha ejecutado nada: no hay figuras ni métricas.",
    en: "Nothing has been run yet: there are no figures and no metrics.",
  },
  recorded: {
    es: "Resultado grabado de este experimento preparado.",
    en: "The recorded result of this prepared experiment.",
  },
  changed: {
    es: "El formulario ha cambiado desde entonces: esto es lo que se ejecutó.",
    en: "The form has changed since: this is what was run.",
  },
  moreMetrics: { es: "y {count} más, en la página", en: "and {count} more, on the page" },
  madeWith: { es: "Hecho con Latente", en: "Made with Latente" },
} as const;
