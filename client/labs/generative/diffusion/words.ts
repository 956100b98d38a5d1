import type { Localized } from "../../../../shared/text.ts";

/** Words of the views of diffusion models. */
export const words = {
  main: { es: "Datos y muestras", en: "Data and samples" },
  way: { es: "El camino", en: "The way" },
  forward: { es: "De los datos al ruido", en: "From data to noise" },
  forwardNote: {
    es: "Los datos de prueba con el ruido de este paso.",
    en: "Held-out data under the noise of this step.",
  },
  back: { es: "Del ruido a las muestras", en: "From noise to samples" },
  backNote: {
    es: "Flechas: hacia dónde quitaría el ruido la red, (1 − ᾱ) por el score.",
    en: "Arrows: where the net would take the noise away to, (1 − ᾱ) times the score.",
  },
  predicted: { es: "Lo que predice", en: "What it predicts" },
  noisedNote: {
    es: "xₜ: cada imagen con el ruido que le queda en este paso.",
    en: "xₜ: each picture with the noise that it still has at this step.",
  },
  predictedNote: {
    es: "x̂₀: la imagen limpia por la que la red toma cada xₜ.",
    en: "x̂₀: the clean picture that the net takes each xₜ for.",
  },
  predictedPointsNote: {
    es: "En naranja, x̂₀: el dato limpio por el que la red toma cada punto.",
    en: "Orange, x̂₀: the clean datum that the net takes each point for.",
  },
  sampler: { es: "Muestreo", en: "Sampler" },
  steps: { es: "Pasos", en: "Steps" },
  temperature: { es: "Temperatura", en: "Temperature" },
  otherNoise: { es: "Otro ruido", en: "Other noise" },
  bound: { es: "Cota", en: "Bound" },
  boundTitle: { es: "Lo que añade cada paso a la cota", en: "What each step adds to the bound" },
  boundNats: {
    es: "En nats, con los datos en las unidades de la red: L₀ = {first}, L_T = {last}; todos los pasos, {sum}. Pasar a las unidades de los datos suma {units}: la cota de la NLL es {bound}.",
    en: "In nats, data in the units of the net: L₀ = {first}, L_T = {last}; all steps {sum}. Going to the units of the data adds {units}: the NLL bound is {bound}.",
  },
  boundBits: {
    es: "En bits por píxel y canal: L₀ = {first}, L_T = {last}; todo junto, {sum}.",
    en: "In bits for each pixel and channel: L₀ = {first}, L_T = {last}; all together {sum}.",
  },
  arrows: { es: "Flechas", en: "Arrows" },
  step: { es: "Paso", en: "Step" },
  stepOf: { es: "t = {t} de {total}", en: "t = {t} of {total}" },
  curves: { es: "Pérdida", en: "Loss" },
  loss: { es: "Error de lo que se predice", en: "Error of what is predicted" },
  square: { es: "error al cuadrado", en: "squared error" },
} as const satisfies Record<string, Localized>;
