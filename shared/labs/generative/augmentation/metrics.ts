import type { Table } from "../../../data/table.ts";
import type { Params } from "../../../experiment/fields.ts";
import { differencesOf, intervalOf, standardErrorOf } from "../../../stats/paired.ts";
import { quantileOfSorted } from "../../../stats/quantile.ts";
import type { Fold } from "../../fold.ts";
import { metricsIn } from "../../metric-table.ts";
import { known, mean, told } from "../../metrics.ts";
import { presentClasses, rowsOf } from "./data.ts";
import type { AugmentationParams } from "./fields.ts";
import { type Arm, armSize, armsOf, evaluateTask } from "./names.ts";

export const ARM_NAMES = {
  real: { es: "solo reales", en: "real only" },
  augmented: { es: "con muestras", en: "with samples" },
  classical: { es: "con copias alteradas", en: "with altered copies" },
  more: { es: "con más reales", en: "with more real" },
} as const;

const isControlled = ({ controls }: Params) => controls !== false;

function accuracyOf(arm: Arm) {
  const said = ARM_NAMES[arm];
  return {
    label: { es: `Aciertos, ${said.es}`, en: `Accuracy, ${said.en}` },
    better: "higher",
    meaning: {
      es: "Parte de las filas apartadas que el clasificador acierta; media de las repeticiones",
      en: "Share of the held-out rows that the classifier gets right; mean of the repeats",
    },
  } as const;
}

export const augmentationMetrics = metricsIn({
  // One by one: the first that has a good end ranks the runs of a sweep.
  "accuracy.augmented": accuracyOf("augmented"),
  "accuracy.real": accuracyOf("real"),
  "accuracy.classical": { ...accuracyOf("classical"), applies: isControlled },
  "accuracy.more": { ...accuracyOf("more"), applies: isControlled },
  gain: {
    label: { es: "Ganancia", en: "Gain" },
    better: "higher",
    meaning: {
      es: "Media de la diferencia de aciertos de cada par, con muestras menos solo reales; puede ser negativa",
      en: "Mean difference of accuracy of each pair, with samples minus real only; it may be negative",
    },
  },
  "gain.<part>": {
    label: { es: "Ganancia", en: "Gain" },
    members: {
      low: { es: "límite inferior", en: "lower limit" },
      high: { es: "límite superior", en: "upper limit" },
      error: { es: "error estándar", en: "standard error" },
      classical: { es: "copias alteradas", en: "altered copies" },
      more: { es: "más reales", en: "more real" },
    },
    meaning: {
      es: "Error estándar de esa media y límites de su intervalo del 95 % (t de Student sobre los pares): dicen lo que varía por las filas con etiqueta y el azar, no por las filas apartadas, que son las mismas; y la misma diferencia para los controles",
      en: "Standard error of that mean and limits of its 95 % interval (Student's t over the pairs): they cover what varies with the labelled rows and chance, not the held-out rows, which are the same; and the same difference for the controls",
    },
  },
  quality: {
    applies: isControlled,
    label: { es: "Muestras de su clase", en: "Samples of their class" },
    better: "higher",
    meaning: {
      es: "Parte de las muestras a las que la red que aprendió de más filas reales da la clase para la que se hicieron",
      en: "Share of the samples to which the net that learnt from more real rows gives the class that they were made for",
    },
  },
  novelty: {
    label: { es: "Novedad", en: "Novelty" },
    meaning: {
      es: "Distancia mediana de una muestra a la fila con etiqueta más cercana, entre la de una fila real nueva: cerca de 0, el modelo copia",
      en: "Median distance from a sample to the nearest labelled row, over that from a new real row: near 0 the model copies",
    },
  },
  "rows.<arm>": {
    label: { es: "Filas", en: "Rows" },
    members: ARM_NAMES,
    meaning: { es: "Filas de las que aprende cada clasificador", en: "Rows that each classifier learns from" },
  },
});

/** What the nets of a repeat came to; undefined before all of its held-out rows went through them. */
export function ofRepeat(
  fold: Fold,
  { controls }: Pick<AugmentationParams, "controls">,
  repeat: number,
  name: "accuracy" | "loss" = "accuracy",
): Readonly<Partial<Record<Arm, number>>> | undefined {
  const arms = armsOf({ controls });
  const all = told(fold, evaluateTask(repeat), name);
  return all.length < arms.length ? undefined : Object.fromEntries(arms.map((arm, a) => [arm, all[a]]));
}

/** Of each finished repeat, in their order. */
export function repeatsOf(fold: Fold, params: Pick<AugmentationParams, "controls" | "seeds">) {
  return Array.from({ length: params.seeds }, (_, repeat) => ({
    repeat,
    found: ofRepeat(fold, params, repeat),
  })).flatMap(({ repeat, found }) => (found ? [{ repeat, found }] : []));
}

/** Differences of an arm from real rows alone, of the repeats that are finished. */
export function gainsOf(
  fold: Fold,
  params: Pick<AugmentationParams, "controls" | "seeds">,
  arm: Arm,
): readonly number[] {
  const pairs = repeatsOf(fold, params);
  const of = (one: Arm) => pairs.map(({ found }) => found[one] ?? Number.NaN);
  return differencesOf(of(arm), of("real"));
}

export function measureAugmentation(
  fold: Fold,
  { params }: { readonly params: AugmentationParams },
  data: Table | null,
): Readonly<Record<string, number>> {
  const pairs = repeatsOf(fold, params);
  const arms = armsOf(params);
  const gains = gainsOf(fold, params, "augmented");
  const interval = intervalOf(gains);
  const qualities = pairs.map(({ repeat }) => fold.output(evaluateTask(repeat))?.quality?.values[0]);
  const judged = qualities.filter((value) => value !== undefined).map(Number);
  const { nearest, nearestReal } = fold.output("samples") ?? {};
  const median = (values: ArrayLike<number> | undefined) =>
    values && values.length > 0 ? quantileOfSorted(Float64Array.from(values).sort(), 0.5) : undefined;
  const [near, typical] = [median(nearest?.values), median(nearestReal?.values)];
  return known({
    ...Object.fromEntries(
      arms.map((arm) => [`accuracy.${arm}`, mean(pairs.map(({ found }) => found[arm] ?? Number.NaN))]),
    ),
    gain: mean(gains),
    "gain.low": interval?.low,
    "gain.high": interval?.high,
    "gain.error": standardErrorOf(gains),
    ...Object.fromEntries(arms.slice(2).map((arm) => [`gain.${arm}`, mean(gainsOf(fold, params, arm))])),
    quality: mean(judged),
    novelty: near !== undefined && typical ? near / typical : undefined,
    ...rowsLearnt(params, data),
  });
}

/** How many rows each arm learns from. */
function rowsLearnt(params: AugmentationParams, data: Table | null): Readonly<Record<string, number | undefined>> {
  if (!data?.labels) return {};
  const rows = rowsOf(params, data);
  const classes = presentClasses(rows).length;
  const [labelled, added] = [params.labelled * classes, params.samples * classes];
  const counted = armsOf(params).map(
    (arm) => [`rows.${arm}`, armSize(arm, labelled, added, rows.train.length)] as const,
  );
  return Object.fromEntries(counted);
}
