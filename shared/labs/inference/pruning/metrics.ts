import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known } from "../../metrics.ts";
import { stoppedAtOf } from "../../stopped.ts";

const UNTUNED = {
  es: "Parte de las muestras de prueba que acierta la red recién podada",
  en: "Share of the held-out samples that the net gets right just after pruning",
};

export const pruningMetrics: readonly Metric[] = [
  {
    name: "accuracy",
    label: { es: "Aciertos, podada", en: "Accuracy, pruned" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de las muestras de prueba que acierta la red podada, tras el ajuste si lo hay",
      en: "Share of the held-out samples that the pruned net gets right, after fine-tuning if there is any",
    },
  },
  {
    name: "accuracyDense",
    label: { es: "Aciertos, entera", en: "Accuracy, whole" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de las muestras de prueba que acierta la red antes de podar",
      en: "Share of the held-out samples that the net gets right before pruning",
    },
  },
  {
    name: "accuracyUntuned",
    label: { es: "Por magnitud, sin ajuste", en: "By magnitude, untuned" },
    unit: "",
    kind: "exact",
    meaning: { es: `${UNTUNED.es}, por magnitud`, en: `${UNTUNED.en}, by magnitude` },
  },
  {
    name: "accuracyRandom",
    label: { es: "Al azar, sin ajuste", en: "At random, untuned" },
    unit: "",
    kind: "exact",
    meaning: { es: `${UNTUNED.es}, al azar`, en: `${UNTUNED.en}, at random` },
  },
  {
    name: "sparsity",
    label: { es: "Dispersión", en: "Sparsity" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de los pesos que son cero, sesgos aparte",
      en: "Share of the weights that are zero, biases apart",
    },
  },
  {
    name: "speedup",
    label: { es: "Aceleración", en: "Speed-up" },
    unit: "×",
    better: "higher",
    kind: "measured",
    meaning: {
      es: "Medida aquí, en float32 y de una muestra en una: mediana del tiempo de los productos de la red entera entre la de la podada. Por debajo de 1, la podada es más lenta",
      en: "Measured here, in float32 and one sample at a time: median time of the products of the whole net over that of the pruned one. Below 1 the pruned one is slower",
    },
  },
  {
    name: "speedupInt8",
    label: { es: "Aceleración, int8", en: "Speed-up, int8" },
    unit: "×",
    better: "higher",
    kind: "measured",
    meaning: {
      es: "La misma, de la red completa en enteros de 8 bits",
      en: "The same, of the complete net in integers of 8 bits",
    },
  },
  {
    name: "macs",
    label: { es: "Productos que quedan", en: "Products left" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Productos por muestra con un peso que no es cero",
      en: "Products per sample with a weight that is not zero",
    },
  },
  {
    name: "bytes",
    label: { es: "Bytes que quedan", en: "Bytes left" },
    unit: "B",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Lo que ocupan en float32 los bloques que quedan y sus posiciones; de unidades enteras, la red más pequeña",
      en: "What the blocks that are left and their places take in float32; with whole units, the smaller net",
    },
  },
  {
    name: "emptyLayers",
    label: { es: "Capas vacías", en: "Empty layers" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Capas que se han quedado sin ningún peso: tras ellas todas las muestras son iguales",
      en: "Layers left without a single weight: behind them all samples are the same",
    },
  },
  {
    name: "stoppedAt",
    label: { es: "Paso de parada", en: "Stopped at" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Paso en el que el entrenamiento se detuvo antes del último, por divergir",
      en: "Step at which training stopped before the last one, having diverged",
    },
  },
];

/** Median milliseconds of all layers together. */
export function medianOf(fold: Fold, name: string): number | undefined {
  const values = fold.output("times")?.[name]?.values;
  if (!values) return undefined;
  let sum = 0;
  for (let i = 1; i < values.length; i += 3) sum += Number(values[i]);
  return sum;
}

/** How many times faster; undefined where no clock ran. */
function ratioOf(fold: Fold, whole: string, part: string): number | undefined {
  const [a, b] = [medianOf(fold, whole), medianOf(fold, part)];
  return a !== undefined && b !== undefined && a > 0 && b > 0 ? a / b : undefined;
}

/** Layers of a pruned net without any weight, by name. */
export function emptyLayersOf(fold: Fold): readonly string[] {
  return Object.entries(fold.output("prune") ?? {}).flatMap(([name, { values }]) =>
    name.endsWith(".weights") && values.length > 0 && !values.some((weight) => weight !== 0)
      ? [name.slice(0, -".weights".length)]
      : [],
  );
}

export function measurePruning(fold: Fold): Readonly<Record<string, number>> {
  const pruned = fold.output("prune");
  const times = fold.output("times");
  const now = fold.output("curve")?.now?.values;
  const train = fold.output("train");
  return known({
    accuracy: pruned?.accuracy?.values[0],
    accuracyDense: fold.output("evaluate")?.accuracy?.values[0],
    accuracyUntuned: now?.[0],
    accuracyRandom: now?.[1],
    sparsity: pruned?.sparsity?.values[0],
    speedup: ratioOf(fold, "time.dense", "time.pruned"),
    speedupInt8: ratioOf(fold, "time.int8Dense", "time.int8Pruned"),
    macs: times?.keptMacs?.values[0],
    bytes: times?.keptBytes?.values[0],
    emptyLayers: pruned && emptyLayersOf(fold).length,
    stoppedAt: train?.stopped && stoppedAtOf(train),
  });
}
