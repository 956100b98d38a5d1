/** Words of the view of an approximation's error. */
export const words = {
  errorTitle: { es: "Distancia a la respuesta exacta", en: "Distance from the exact answer" },
  errorNote: { es: "variación total, media de los nodos", en: "total variation, mean over the nodes" },
  distance: { es: "distancia", en: "distance" },
  samples: { es: "muestras de cada cadena", en: "samples of each chain" },
  rounds: { es: "ronda", en: "round" },
  chain: { es: "cadena {n}", en: "chain {n}" },
  expectedTitle: { es: "Error que cabe esperar", en: "Error to be expected" },
  expectedNote: {
    es: "por los errores típicos de la propia estimación: no necesita la respuesta exacta",
    en: "by the standard errors of the estimate itself: it needs no exact answer",
  },
  effectiveTitle: { es: "Muestras efectivas", en: "Effective samples" },
  effectiveNote: {
    es: "a cuántas muestras independientes equivalen",
    en: "how many independent samples they are worth",
  },
  effective: { es: "muestras", en: "samples" },
  residualTitle: { es: "Cambio de los mensajes", en: "Change of the messages" },
  residualNote: { es: "el mayor de cada ronda", en: "the largest of each round" },
  change: { es: "cambio", en: "change" },
  boundTitle: { es: "Cota inferior", en: "Lower bound" },
  boundNote: {
    es: "no puede pasar del logaritmo de la evidencia (línea)",
    en: "cannot exceed the log evidence (line)",
  },
  logEvidence: { es: "log de la evidencia", en: "log evidence" },
  nats: { es: "nats", en: "nats" },
  noMethod: {
    es: "Elige un método aproximado y ejecuta: aquí se ve cuánto se aleja de la respuesta exacta.",
    en: "Choose an approximate method and run: here you see how far it is from the exact answer.",
  },
} as const;
