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
  arrows: { es: "Flechas", en: "Arrows" },
  step: { es: "Paso", en: "Step" },
  stepOf: { es: "t = {t} de {total}", en: "t = {t} of {total}" },
  curves: { es: "Pérdida", en: "Loss" },
  loss: { es: "Error del ruido predicho", en: "Error of the predicted noise" },
  half: { es: "½‖ε − ε̂‖²", en: "½‖ε − ε̂‖²" },
} as const satisfies Record<string, Localized>;
