import { presetsOf } from "../../presets.ts";

const digits = { generator: "digits", seed: 1, params: { count: 1200, classes: 10, variation: 1 } } as const;

export const dbnPresets = presetsOf({ seed: 1, data: digits }, [
  {
    id: "few-labels",
    title: { es: "Preentrenar con pocas etiquetas", en: "Pre-training with few labels" },
    about: {
      es: "900 dígitos sin etiqueta y 50 con ella. ¿Acierta más la red que antes aprendió a soñar?",
      en: "900 digits without a label and 50 with one. Is the net that first learnt to dream right more often?",
    },
  },
  {
    id: "many-labels",
    title: { es: "Con todas las etiquetas", en: "With all the labels" },
    about: {
      es: "Las 900 filas tienen etiqueta. ¿Qué queda de la ganancia?",
      en: "All 900 rows have a label. What is left of the gain?",
    },
    params: { labelled: 900, epochs: 15 },
  },
  {
    id: "deeper",
    title: { es: "Tres capas", en: "Three layers" },
    about: {
      es: "Cuanto más honda la red de sigmoides, más le cuesta empezar al azar.",
      en: "The deeper a net of sigmoids, the harder it is to begin at random.",
    },
    params: { hidden: [64, 64, 64] },
  },
  {
    id: "one-layer",
    title: { es: "Una sola capa", en: "A single layer" },
    about: {
      es: "La misma comparación con una máquina: ¿cuánto de la ganancia era de la primera capa?",
      en: "The same comparison with one machine: how much of the gain came from the first layer?",
    },
    params: { hidden: [64] },
  },
  {
    id: "dreams",
    title: { es: "Lo que sueña la pila", en: "What the stack dreams" },
    about: {
      es: "Tres máquinas apiladas: Gibbs arriba, y de ahí hacia abajo hasta los píxeles.",
      en: "Three stacked machines: Gibbs at the top, and from there down to the pixels.",
    },
    params: { goal: "dream", hidden: [64, 64, 64], pretrainingEpochs: 60, testFraction: 0.1 },
  },
  {
    id: "class-dreams",
    title: { es: "Soñar con una clase", en: "Dreaming of a class" },
    about: {
      es: "La máquina de arriba ve también la etiqueta: sujétala, y la pila sueña ese dígito.",
      en: "The top machine sees the label too: hold it, and the stack dreams of that digit.",
    },
    params: { goal: "dream", labels: "top", hidden: [64, 64], pretrainingEpochs: 60, testFraction: 0.1 },
  },
  {
    id: "bars-and-stripes",
    title: { es: "Barras y franjas", en: "Bars and stripes" },
    about: {
      es: "Treinta imágenes distintas y ninguna más: ¿sueña la pila barras y franjas, o mezclas?",
      en: "Thirty different pictures and no more: does the stack dream bars and stripes, or mixtures?",
    },
    data: { generator: "bars-and-stripes", seed: 1, params: { side: 4, source: "all" } },
    params: { goal: "dream", hidden: [24, 12], pretrainingEpochs: 1500, batch: 32, testFraction: 0, weightDecay: 0 },
  },
]);
