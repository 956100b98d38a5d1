import type { Preset } from "../../lab.ts";

const digits = (variation: number) =>
  ({ generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation } }) as const;

export const quantizationPresets: readonly Preset[] = [
  {
    id: "digits-mlp",
    title: { es: "De 32 bits a 8", en: "From 32 bits to 8" },
    about: {
      es: "Un perceptrón de dígitos en float32, int8 e int4: la cuarta y la octava parte de los bytes. ¿Cuántos aciertos se pierden?",
      en: "A perceptron on digits in float32, int8 and int4: a quarter and an eighth of the bytes. How much accuracy is lost?",
    },
    seed: 1,
    data: digits(1.5),
    params: { channels: [], dense: [32] },
  },
  {
    id: "digits",
    title: { es: "Una red convolucional en enteros", en: "A convolutional net in integers" },
    about: {
      es: "Convoluciones y pooling con multiplicaciones enteras: compara la respuesta de cada capa con la de los decimales.",
      en: "Convolutions and pooling by integer multiplications: compare what each layer answers with what floats do.",
    },
    seed: 1,
    data: digits(1.5),
    params: { channels: [8, 16], dense: [], epochs: 5 },
  },
  {
    id: "clipping",
    title: { es: "Recortar las colas", en: "Clipping the tails" },
    about: {
      es: "Una calibración que recorta el 10 % de los números más grandes: en las activaciones son los que importan. Mueve el rango a mano.",
      en: "A calibration that clips the largest 10 % of the numbers: of activations they are those that matter. Move the range by hand.",
    },
    seed: 1,
    data: digits(2),
    params: { channels: [8, 16], dense: [], epochs: 4, calibration: "percentile", clipped: 0.1 },
  },
  {
    id: "four-bits",
    title: { es: "Cuatro bits por peso", en: "Four bits per weight" },
    about: {
      es: "int4 en grupos de 128 pesos, en una red profunda y estrecha. Mira qué imágenes cambian de clase, y prueba con grupos menores.",
      en: "int4 in groups of 128 weights, in a deep and narrow net. See which pictures change their class, and try smaller groups.",
    },
    seed: 1,
    data: digits(2),
    params: { channels: [], dense: [32, 16, 16], format: "int4", group: "128" },
  },
  {
    id: "one-row",
    title: { es: "Calibrar con una sola imagen", en: "Calibrating by a single picture" },
    about: {
      es: "Los rangos salen de una sola muestra: lo que las demás pasan de ahí se recorta. ¿Cuántas hacen falta?",
      en: "The ranges come from a single sample: what others have beyond them is clipped. How many does it take?",
    },
    seed: 1,
    data: digits(2),
    params: { channels: [], dense: [32, 16, 16], rows: 1 },
  },
  {
    id: "cats-dogs",
    title: { es: "Gatos y perros con ruido", en: "Cats and dogs in noise" },
    about: {
      es: "¿Aguantan los enteros el ruido y los desplazamientos de la imagen tanto como los decimales?",
      en: "Do integers bear noise and shifts of the picture as well as floats do?",
    },
    seed: 1,
    data: { generator: "cats-dogs", seed: 1, params: { count: 2000, classes: 2, variation: 1 } },
    params: { channels: [8, 16], dense: [16], epochs: 8 },
  },
  {
    id: "tissue",
    title: { es: "Un diagnóstico en un aparato pequeño", en: "A diagnosis on a small device" },
    about: {
      es: "Tejido inventado de microscopio: ¿cuánta memoria y energía ahorra el modelo entero, y qué casos diagnostica de otra manera?",
      en: "Made-up microscope tissue: how much memory and energy does the integer model save, and which cases does it diagnose otherwise?",
    },
    seed: 1,
    data: { generator: "tissue", seed: 1, params: { count: 1500, share: 0.5, difficulty: 0.3 } },
    params: { channels: [8, 16, 32], epochs: 8 },
  },
];
