import type { Preset } from "../../lab.ts";

export const sparseCodingPresets: readonly Preset[] = [
  {
    id: "edges",
    title: { es: "Bordes en hojas muertas", en: "Edges of dead leaves" },
    about: {
      es: "De imágenes con la estadística de una foto salen átomos que son bordes, como las neuronas de la corteza visual.",
      en: "Pictures with the statistics of a photograph give atoms that are edges, like neurons of the visual cortex.",
    },
    seed: 1,
    data: { generator: "dead-leaves", seed: 1, params: {} },
    params: { start: "noise", steps: 900 },
  },
  {
    id: "denoise",
    title: { es: "Quitar el ruido", en: "Take the noise out" },
    about: {
      es: "El diccionario se aprende de la propia imagen ruidosa; cada parche se escribe con los átomos justos.",
      en: "The dictionary is learnt from the noisy picture itself; each patch is written with just enough atoms.",
    },
    seed: 1,
    data: { generator: "dead-leaves", seed: 3, params: { count: 1, side: 128, smallest: 6 } },
    params: { goal: "denoise", atoms: 128, sigma: 25, penalty: 0.3, steps: 200 },
  },
  {
    id: "inpaint",
    title: { es: "Rellenar huecos", en: "Fill in gaps" },
    about: {
      es: "Falta la mitad de los píxeles: los átomos aprendidos de otras imágenes adivinan el resto.",
      en: "Half of the pixels are missing: atoms learnt from other pictures fill in the rest.",
    },
    seed: 1,
    data: { generator: "dead-leaves", seed: 3, params: { count: 12, side: 128, smallest: 6 } },
    params: { goal: "inpaint", atoms: 128, missing: 0.5, steps: 300 },
  },
  {
    id: "planted",
    title: { es: "Átomos plantados", en: "Planted atoms" },
    about: {
      es: "Se sabe de qué átomos están hechos los datos: ¿los encuentra todos?",
      en: "The atoms behind the data are known: are they all found?",
    },
    seed: 1,
    data: { generator: "planted-dictionary", seed: 1, params: {} },
    params: { atoms: 30, penalty: 0.15, steps: 400 },
  },
];
