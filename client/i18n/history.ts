/** Words of earlier runs: the history, what changed from one experiment to another, two of them side by side. */
export const words = {
  historyEmpty: {
    es: "Aquí aparecerán los experimentos que termines.",
    en: "Experiments you finish will appear here.",
  },
  noChanges: { es: "Sin cambios", en: "No changes" },
  moreChanges: { es: "y {count} más", en: "+ {count} more" },
  weights: { es: "Pesos iniciales", en: "Initial weights" },
  reading: { es: "Lectura de los archivos", en: "How files are read" },
  oneWay: { es: "de un modo", en: "one way" },
  anotherWay: { es: "de otro", en: "another way" },
  grid: { es: "Rejilla de valores", en: "Grid of values" },
  compare: { es: "Comparar", en: "Compare" },
  compareTwo: { es: "Comparar los dos elegidos", en: "Compare the two chosen" },
  compareHint: {
    es: "Debajo de cada ejecución, lo que cambia respecto a la anterior. Elige dos para verlas una al lado de la otra.",
    en: "Under each run, what changed since the one before. Choose two to see them side by side.",
  },
  compareBusy: {
    es: "Hay una ejecución en marcha: cuando acabe podrás comparar.",
    en: "A run is under way: you can compare when it is over.",
  },
  otherResults: { es: "Otros resultados", en: "Other results" },
  parentNamed: { es: "Original: {title}", en: "Parent: {title}" },
  linkNamed: { es: "Enlace: {title}", en: "Link: {title}" },
  sideBySide: { es: "Uno al lado del otro", en: "Side by side" },
  fromAToB: { es: "De A a B:", en: "From A to B:" },
  exactMetrics: { es: "Medidas exactas", en: "Exact metrics" },
  computingAgain: { es: "Se calcula de nuevo", en: "Computing it again" },
  computedOtherwise: {
    es: "Calculado de nuevo con esta versión, no da los mismos bits que entonces.",
    en: "Computed again with this version, it does not give the same bits as then.",
  },
  restore: { es: "Recuperar", en: "Restore" },
  forget: { es: "Olvidar", en: "Forget" },
  forgetAll: { es: "Olvidar todo", en: "Forget all" },
} as const;
