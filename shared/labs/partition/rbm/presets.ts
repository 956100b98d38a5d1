import type { Preset } from "../../lab.ts";

export const rbmPresets: readonly Preset[] = [
  {
    id: "digits",
    title: { es: "Dígitos con CD-1", en: "Digits with CD-1" },
    about: {
      es: "64 unidades ocultas aprenden trazos de dígitos manuscritos; mira la fase positiva y la negativa.",
      en: "64 hidden units learn the strokes of handwritten digits; watch the positive and negative phases.",
    },
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } },
    params: { hidden: 64, epochs: 12, aisSteps: 2000, weightDecay: 0.0005 },
  },
  {
    id: "bars-and-stripes",
    title: { es: "Barras y franjas", en: "Bars and stripes" },
    about: {
      es: "Una máquina de 16 por 16 cuya función de partición se puede contar entera.",
      en: "A machine of 16 by 16 units, small enough to sum its partition function in full.",
    },
    seed: 1,
    data: { generator: "bars-and-stripes", seed: 1, params: { side: 4, source: "all" } },
    params: {
      hidden: 16,
      method: "pcd",
      k: 5,
      epochs: 2000,
      batch: 32,
      learningRate: 0.05,
      testFraction: 0,
      weightDecay: 0,
    },
  },
  {
    id: "exact-digits",
    title: { es: "Dígitos con log Z exacto", en: "Digits with exact log Z" },
    about: {
      es: "Solo 16 unidades ocultas: AIS encierra el valor exacto de la función de partición entre dos límites.",
      en: "Only 16 hidden units: AIS encloses the exact partition function between two limits.",
    },
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } },
    params: { hidden: 16, epochs: 20, aisSteps: 2000 },
  },
  {
    id: "persistent",
    title: { es: "Sueños persistentes (PCD)", en: "Persistent dreams (PCD)" },
    about: {
      es: "Las cadenas no vuelven a los datos: mira cómo los sueños viajan de un dígito a otro.",
      en: "The chains do not go back to the data: watch the dreams travel from one digit to another.",
    },
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } },
    params: { hidden: 64, method: "pcd", epochs: 30, learningRate: 0.02, aisSteps: 3000 },
  },
];
