import type { Localized } from "../../../../shared/text.ts";

/** Words of the views of flows. */
export const words = {
  main: { es: "Densidad y muestras", en: "Density and samples" },
  mainNote: {
    es: "Fondo: densidad exacta del modelo, más roja cuanto más alta.",
    en: "Shading: exact density of the model, redder where higher.",
  },
  samples: { es: "Muestras", en: "Samples" },
  layers: { es: "Capa a capa", en: "Layer by layer" },
  layersNote: {
    es: "La rejilla del plano latente y muestras de una gaussiana, camino de los datos.",
    en: "The grid of the latent plane and samples of a Gaussian, on their way to the data.",
  },
  grid: { es: "Rejilla", en: "Grid" },
  layer: { es: "Capa", en: "Layer" },
  layerOf: { es: "{layer} de {total}", en: "{layer} of {total}" },
  curves: { es: "Verosimilitud", en: "Likelihood" },
  nll: { es: "NLL, la media de −log p(x)", en: "NLL, the mean of −log p(x)" },
  nats: { es: "nats", en: "nats" },
  truth: { es: "densidad verdadera", en: "true density" },
} as const satisfies Record<string, Localized>;
