import type { Family } from "../../shared/labs/lab.ts";
import type { Localized } from "../../shared/text.ts";

/** Names of the eight families, in the order of the home page. */
export const families: Readonly<Record<Family, Localized>> = {
  factors: { es: "Modelos de factores lineales", en: "Linear factor models" },
  autoencoders: { es: "Autoencoders", en: "Autoencoders" },
  representation: { es: "Aprendizaje de representaciones", en: "Representation learning" },
  graphs: { es: "Modelos gráficos", en: "Graphical models" },
  "monte-carlo": { es: "Métodos de Monte Carlo", en: "Monte Carlo methods" },
  partition: { es: "La función de partición", en: "The partition function" },
  inference: { es: "Inferencia en redes profundas", en: "Inference in deep networks" },
  generative: { es: "Modelos generativos", en: "Generative models" },
};
