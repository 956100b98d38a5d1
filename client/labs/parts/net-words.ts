/** Words for what nets of any kind draw alike. */
export const words = {
  minibatch: { es: "minilote", en: "minibatch" },
  loss: { es: "Pérdida", en: "Loss" },
  training: { es: "entrenamiento", en: "training" },
  heldOut: { es: "prueba", en: "held-out" },
  share: { es: "parte", en: "share" },
  notYet: { es: "Todavía no hay una red entrenada. Pulsa Ejecutar.", en: "No net has been trained yet. Press Run." },
  afterTraining: { es: "Aparece cuando termina el entrenamiento.", en: "Appears when training has finished." },
  noCurves: {
    es: "Este modelo no se entrena aquí, solo se ejecuta: no tiene curvas.",
    en: "This model is not trained here but only run: it has no curves.",
  },
} as const;
