import type { Preset } from "../../lab.ts";

const digits = { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } } as const;

export const pruningPresets: readonly Preset[] = [
  {
    id: "one-shot",
    title: { es: "Diecinueve de cada veinte pesos", en: "Nineteen weights in twenty" },
    about: {
      es: "Un perceptrón que lee dígitos pierde el 95 % de sus pesos de una vez. ¿Cuánto acierta, y cuánto recupera?",
      en: "A perceptron that reads digits loses 95 % of its weights at once. How much accuracy goes, and how much comes back?",
    },
    seed: 1,
    data: digits,
    params: { channels: [], dense: [64, 32], sparsity: 0.95, tuneEpochs: 2 },
  },
  {
    id: "gradual",
    title: { es: "Poda gradual con ajuste", en: "Gradual pruning with fine-tuning" },
    about: {
      es: "El 98 % de los pesos, con el calendario cúbico: mucho al principio y cada vez menos.",
      en: "98 % of the weights, by the cubic schedule: much at first, then less and less.",
    },
    seed: 1,
    data: digits,
    params: { channels: [], dense: [64, 32], sparsity: 0.98, schedule: "gradual", tuneEpochs: 6, levels: [] },
  },
  {
    id: "random",
    title: { es: "Al azar: la referencia", en: "At random: the baseline" },
    about: {
      es: "La misma poda con pesos elegidos a suerte. El ajuste repara algo: ¿alcanza a la magnitud?",
      en: "The same pruning with weights chosen by chance. Fine-tuning repairs some: does it catch up with magnitude?",
    },
    seed: 1,
    data: digits,
    params: { channels: [], dense: [64, 32], sparsity: 0.95, method: "random", tuneEpochs: 2 },
  },
  {
    id: "filters",
    title: { es: "Quitar filtros enteros", en: "Taking whole filters out" },
    about: {
      es: "La mitad de los filtros de una red convolucional desaparece y la red es más pequeña de verdad.",
      en: "Half of the filters of a convolutional net go, and the net really is smaller.",
    },
    seed: 1,
    data: digits,
    params: {
      channels: [12, 24],
      dense: [32],
      structure: "units",
      scope: "layer",
      sparsity: 0.5,
      epochs: 4,
      tuneEpochs: 2,
      levels: [25, 50, 75],
    },
  },
  {
    id: "blocks",
    title: { es: "Bloques para el procesador", en: "Blocks for the processor" },
    about: {
      es: "Con los mismos ceros en cuadrados de 4 × 4 la red corre más, pero cada cuadrado se lleva también pesos grandes. La poda gradual salva casi todos los aciertos; de una vez se pierde un tercio.",
      en: "With the same zeros in squares of 4 × 4 the net runs faster, but each square takes large weights with it. Gradual pruning saves most of the accuracy; one-shot loses a third.",
    },
    seed: 1,
    data: digits,
    params: {
      channels: [],
      dense: [64, 32],
      sparsity: 0.95,
      structure: "blocks",
      schedule: "gradual",
      tuneEpochs: 6,
      levels: [80, 90],
    },
  },
  {
    id: "collapse",
    title: { es: "Podar demasiado", en: "Pruned too far" },
    about: {
      es: "Con un umbral global y el 99,9 % fuera, una capa se queda sin pesos: ya ninguna imagen llega al final.",
      en: "With one global threshold and 99.9 % gone a layer has no weights left: no picture reaches the end any more.",
    },
    seed: 1,
    data: digits,
    params: { channels: [12, 24], dense: [32], sparsity: 0.999, epochs: 4, tuneEpochs: 2, levels: [] },
  },
  {
    id: "ticket",
    title: { es: "El billete de lotería", en: "The lottery ticket" },
    about: {
      es: "Lo que queda vuelve a sus pesos iniciales y aprende otra vez. ¿Basta con haber acertado las conexiones?",
      en: "What is left goes back to its initial weights and learns again. Is it enough to have the right connections?",
    },
    seed: 1,
    data: digits,
    params: {
      channels: [],
      dense: [64, 32],
      sparsity: 0.95,
      tuning: "rewind",
      tuneEpochs: 6,
      tuneRate: 0.003,
      levels: [],
    },
  },
];
