import type { Preset } from "../../lab.ts";

const digits = { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } } as const;

export const hardwarePresets: readonly Preset[] = [
  {
    id: "cnn",
    title: { es: "Una red convolucional en este ordenador", en: "A convolutional net on this machine" },
    about: {
      es: "La misma red, en float32 y en int8, con y sin WebAssembly: ¿cuánto tarda una imagen, y cuántas caben en un segundo?",
      en: "The same net, in float32 and in int8, with WebAssembly and without: how long does a picture take, and how many fit into a second?",
    },
    seed: 1,
    data: digits,
    params: {},
  },
  {
    id: "mlp",
    title: { es: "Un perceptrón de dígitos", en: "A perceptron for digits" },
    about: {
      es: "Pocas multiplicaciones y cada peso se usa una vez: mira a qué lado del codo cae.",
      en: "Few multiplications, and each weight is used once: see on which side of the ridge it falls.",
    },
    seed: 1,
    data: digits,
    params: { channels: [], dense: [128, 64] },
  },
  {
    id: "separable",
    title: { es: "Convoluciones separables", en: "Separable convolutions" },
    about: {
      es: "Menos de la mitad de multiplicaciones que con bloques completos. ¿Y de tiempo? El tejado dice por qué no.",
      en: "Less than half of the multiplications of full blocks. And of the time? The roofline tells why not.",
    },
    seed: 1,
    data: digits,
    params: { channels: [16, 32], blocks: "separable" },
  },
  {
    id: "wide",
    title: { es: "Densa y ancha: manda la memoria", en: "Dense and wide: memory rules" },
    about: {
      es: "Casi un millón de pesos para una sola imagen: el procesador espera a la memoria. Con lotes mayores, ya no.",
      en: "Almost a million weights for a single picture: the processor waits for memory. With larger batches, no longer.",
    },
    seed: 1,
    data: digits,
    params: { channels: [], dense: [640, 640], epochs: 2, learningRate: 0.001 },
  },
  {
    id: "camera",
    title: { es: "Una cámara con pila", en: "A camera on a battery" },
    about: {
      es: "Gatos y perros en color: aciertos, latencia y energía estimada a la vez. ¿Qué formato elegirías?",
      en: "Cats and dogs in colour: accuracy, latency and estimated energy together. Which format would you choose?",
    },
    seed: 1,
    data: { generator: "cats-dogs", seed: 1, params: { count: 2000, classes: 2, variation: 1 } },
    params: { blocks: "separable", channels: [8, 16], dense: [16], epochs: 6 },
  },
];
