import { presetsOf } from "../../presets.ts";
import { digits } from "../presets.ts";

const heartbeats = {
  generator: "beats",
  seed: 1,
  params: { count: 2400, share: 0.12, variation: 1.3, noise: 0.04 },
};

export const anomalyPresets = presetsOf({ seed: 1, data: heartbeats }, [
  {
    id: "heartbeats",
    title: { es: "Latidos", en: "Heartbeats" },
    about: {
      es: "La red solo ha visto latidos normales. Los anómalos, de cuatro tipos, los reconstruye mal, y eso los delata.",
      en: "The net has seen normal beats only. It reconstructs the anomalous ones, of four kinds, badly, and that gives them away.",
    },
    params: { hidden: [32, 8], scaling: "together", epochs: 60 },
  },
  {
    id: "wide",
    title: { es: "Un código demasiado ancho", en: "Too wide a code" },
    about: {
      es: "Con tantos números en el código como en el latido, la red también copia lo anómalo, y el AUC cae.",
      en: "With as many numbers in the code as in the beat, the net copies anomalies too, and the AUC falls.",
    },
    params: { hidden: [96], activation: "linear", scaling: "together", epochs: 20 },
  },
  {
    id: "width",
    title: { es: "Barrido: la anchura del código", en: "Sweep: the width of the code" },
    about: {
      es: "Ocho redes lineales, con códigos de 1 a 96 números. Con pocos no cabe lo normal; con muchos cabe todo.",
      en: "Eight linear nets, with codes of 1 to 96 numbers. In few the normal does not fit; in many, everything does.",
    },
    params: { hidden: [8], activation: "linear", scaling: "together", epochs: 40 },
    sweep: { "params.hidden": [[1], [2], [4], [8], [16], [32], [64], [96]] },
  },
  {
    id: "payments",
    title: { es: "Fraude con tarjeta", en: "Card fraud" },
    about: {
      es: "Raro no es lo mismo que fraudulento: muchos pagos honrados también son raros.",
      en: "Odd is not the same as fraudulent: many honest payments are odd too.",
    },
    data: { generator: "payments", seed: 1, params: { count: 4000, share: 0.1, disguise: 0.05 } },
    params: { hidden: [24, 5], epochs: 40 },
  },
  {
    id: "digit",
    title: { es: "Un dígito que nunca vio", en: "A digit it never saw" },
    about: {
      es: "Entrenada sin ningún 8. ¿Reconoce que un 8 no es de los suyos?",
      en: "Trained without a single 8. Does it notice that an 8 is not one of its own?",
    },
    data: digits,
    params: {
      labels: "anomaly",
      class: "8",
      hidden: [128, 16],
      activation: "leaky-relu",
      loss: "cross-entropy",
      epochs: 30,
    },
  },
]);
