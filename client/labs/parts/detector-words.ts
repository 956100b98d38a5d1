/** Words for what labs that flag rows from a threshold on draw alike. */
export const words = {
  threshold: { es: "umbral", en: "threshold" },
  share: { es: "parte", en: "share" },
  sensitivity: { es: "Sensibilidad", en: "Sensitivity" },
  sensitivityOf: { es: "parte de «{positive}» que se señala", en: "share of “{positive}” that is flagged" },
  specificity: { es: "Especificidad", en: "Specificity" },
  specificityOf: { es: "parte de «{negative}» que no se señala", en: "share of “{negative}” that is not flagged" },
  precision: { es: "Precisión", en: "Precision" },
  precisionOf: {
    es: "parte de lo señalado que está en «{positive}»",
    en: "share of the flagged that is in “{positive}”",
  },
  roc: { es: "Curva ROC", en: "ROC curve" },
  falsePositiveRate: { es: "Tasa de falsas alarmas", en: "False positive rate" },
  precisionRecall: { es: "Precisión y exhaustividad", en: "Precision and recall" },
  recall: { es: "Exhaustividad (sensibilidad)", en: "Recall (sensitivity)" },
  withInterval: { es: "área {own}; 95 %: {from} – {to}", en: "area {own}; 95 %: {from} – {to}" },
  chance: { es: "al azar", en: "by chance" },
} as const;
