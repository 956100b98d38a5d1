import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";
import { netFields } from "../net-fields.ts";

const tuned = { field: "tuning", is: ["mask", "rewind"] } as const;

export const pruningFields = {
  sparsity: {
    kind: "number",
    label: { es: "Dispersión", en: "Sparsity" },
    help: {
      es: "Qué parte de los pesos se lleva a cero al podar. Por unidades enteras: qué parte de las unidades ocultas.",
      en: "Which share of the weights pruning sets to zero. With whole units: which share of the hidden units.",
    },
    min: 0,
    max: 0.999,
    step: 0.001,
    default: 0.9,
  },
  structure: {
    kind: "choice",
    label: { es: "Qué se poda", en: "What is pruned" },
    help: {
      es: "Pesos sueltos: la red conserva su forma. Bloques: cuadrados de 4 × 4 pesos, que el procesador se salta de una vez. Unidades: neuronas y filtros enteros, y la red se hace más pequeña de verdad.",
      en: "Single weights: the net keeps its shape. Blocks: squares of 4 × 4 weights, which a processor skips at once. Units: whole neurons and filters, and the net really gets smaller.",
    },
    options: [
      { value: "weights", label: { es: "Pesos sueltos", en: "Single weights" } },
      { value: "blocks", label: { es: "Bloques de 4 × 4", en: "Blocks of 4 × 4" } },
      { value: "units", label: { es: "Unidades y filtros", en: "Units and filters" } },
    ],
    default: "weights",
  },
  method: {
    kind: "choice",
    label: { es: "Criterio", en: "Criterion" },
    help: {
      es: "Magnitud: caen los pesos más cercanos a cero. Al azar: la referencia que todo criterio ha de superar.",
      en: "Magnitude: the weights nearest to zero go. At random: the baseline that any criterion has to beat.",
    },
    options: [
      { value: "magnitude", label: { es: "Magnitud", en: "Magnitude" } },
      { value: "random", label: { es: "Al azar", en: "At random" } },
    ],
    default: "magnitude",
  },
  scope: {
    kind: "choice",
    label: { es: "Umbral", en: "Threshold" },
    help: {
      es: "Global: un solo umbral para toda la red, así que unas capas pierden más que otras. Por capa: cada una pierde la misma parte.",
      en: "Global: one threshold for the whole net, so that some layers lose more than others. Per layer: each loses the same share.",
    },
    options: [
      { value: "global", label: { es: "Global", en: "Global" } },
      { value: "layer", label: { es: "Por capa", en: "Per layer" } },
    ],
    default: "global",
  },
  tuning: {
    kind: "choice",
    label: { es: "Después de podar", en: "After pruning" },
    help: {
      es: "Ajuste fino: se sigue entrenando y lo podado se queda en cero. Rebobinar: lo que queda vuelve a sus pesos iniciales y se entrena desde ahí (billete de lotería).",
      en: "Fine-tuning: training goes on, and what is pruned stays zero. Rewind: what is left goes back to its initial weights and is trained from there (lottery ticket).",
    },
    options: [
      { value: "none", label: { es: "Nada", en: "Nothing" } },
      { value: "mask", label: { es: "Ajuste fino", en: "Fine-tuning" } },
      { value: "rewind", label: { es: "Rebobinar", en: "Rewind" } },
    ],
    default: "mask",
  },
  schedule: {
    kind: "choice",
    label: { es: "Calendario", en: "Schedule" },
    help: {
      es: "De una vez: toda la poda al principio. Por rondas: cada ronda quita la misma parte de lo que queda. Gradual: mucho al principio y cada vez menos, s(t) = s·(1 − (1 − t)³), hasta tres cuartos del ajuste.",
      en: "One-shot: all at the beginning. In rounds: each takes the same share of what is left. Gradual: much at first, then less and less, s(t) = s·(1 − (1 − t)³), up to three quarters of the fine-tuning.",
    },
    options: [
      { value: "one-shot", label: { es: "De una vez", en: "One-shot" } },
      { value: "iterative", label: { es: "Por rondas", en: "In rounds" } },
      { value: "gradual", label: { es: "Gradual (cúbico)", en: "Gradual (cubic)" } },
    ],
    default: "one-shot",
    when: tuned,
  },
  rounds: {
    kind: "integer",
    label: { es: "Rondas", en: "Rounds" },
    help: {
      es: "Cuántas veces se poda y se vuelve a ajustar.",
      en: "How many times it prunes and fine-tunes again.",
    },
    min: 2,
    max: 20,
    default: 5,
    when: { field: "schedule", is: ["iterative"] },
  },
  every: {
    kind: "integer",
    label: { es: "Pasos entre podas", en: "Steps between prunings" },
    help: {
      es: "Minilotes de ajuste entre una poda y la siguiente.",
      en: "Minibatches of fine-tuning between one pruning and the next.",
    },
    min: 1,
    max: 200,
    scale: "log",
    default: 10,
    advanced: true,
    when: { field: "schedule", is: ["gradual"] },
  },
  tuneEpochs: {
    kind: "integer",
    label: { es: "Épocas de ajuste", en: "Fine-tuning epochs" },
    help: {
      es: "Cuántas veces recorre los datos de entrenamiento después de empezar a podar.",
      en: "How many times it goes through the training data after pruning has begun.",
    },
    min: 1,
    max: 100,
    scale: "log",
    default: 3,
    when: tuned,
  },
  tuneRate: {
    ...nets.learningRate,
    label: { es: "Tasa del ajuste", en: "Fine-tuning rate" },
    default: 0.001,
    advanced: true,
    when: tuned,
  },
  levels: {
    kind: "integers",
    label: { es: "Niveles ajustados (%)", en: "Fine-tuned levels (%)" },
    help: {
      es: "Dispersiones en las que además se poda y se ajusta una red aparte, para la curva de aciertos. Cada una es otro entrenamiento, en su hilo.",
      en: "Sparsities at which a net of its own is pruned and fine-tuned too, for the curve of accuracy. Each is another training, on a thread of its own.",
    },
    min: 1,
    max: 99,
    minItems: 0,
    maxItems: 8,
    default: [80, 90, 95, 98],
    when: tuned,
  },
  ...netFields,
} as const satisfies Fields;

export type PruningParams = ParamsOf<typeof pruningFields>;

/** What training the net needs: what becomes of it afterwards changes nothing. */
export function netParams(params: PruningParams) {
  const { channels, kernel, pooling, dense, activation, learningRate, normalisation, optimizer, batch, testFraction } =
    params;
  return {
    ...{ channels, kernel, pooling, dense, activation, learningRate, normalisation, optimizer, batch, testFraction },
  };
}
