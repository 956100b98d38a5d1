import type { Params } from "../../../../experiment/fields.ts";
import { medianOfSorted } from "../../../../stats/quantile.ts";
import type { Fold } from "../../../fold.ts";
import type { Metric } from "../../../lab.ts";
import { known } from "../../../metrics.ts";
import type { VocabularyParams } from "./fields.ts";
import { trainingsOf } from "./plan.ts";
import { FOUND, type Found, GRADIENT_ROWS, sizesOf } from "./sizes.ts";

const applies = ({ task }: Params) => task === "vocabulary";

export const methodTitles = {
  full: { es: "suma entera", en: "whole sum" },
  importance: { es: "importancia", en: "importance" },
  sampled: { es: "muestreada", en: "sampled" },
  nce: { es: "NCE", en: "NCE" },
  uncorrected: { es: "sin corregir", en: "uncorrected" },
} as const;

export const vocabularyMetrics: readonly Metric[] = [
  {
    name: "gradientBias",
    applies: (params) => applies(params) && params.method !== "nce",
    unit: "",
    label: { es: "Sesgo del gradiente", en: "Gradient bias" },
    meaning: {
      es: "Norma del sesgo del gradiente estimado entre la del verdadero, con las palabras sorteadas de esta ejecución; 0 donde las repeticiones no lo distinguen del azar",
      en: "Norm of the bias of the estimated gradient over that of the true one, with as many drawn words as this run; 0 where the repeats cannot tell it from chance",
    },
    better: "lower",
    kind: "exact",
  },
  {
    name: "gradientNoise",
    applies: (params) => applies(params) && params.method !== "nce",
    unit: "",
    label: { es: "Ruido del gradiente", en: "Gradient noise" },
    meaning: {
      es: "Distancia típica (cuadrática media) del gradiente estimado al verdadero, entre la norma de este",
      en: "Typical (root mean square) distance of the estimated gradient from the true one, over the norm of the latter",
    },
    better: "lower",
    kind: "exact",
  },
  {
    name: "speedup",
    applies,
    unit: "×",
    label: { es: "Veces más rápido", en: "Speed-up" },
    meaning: {
      es: "Tiempo de una actualización con la suma entera entre el de una con palabras sorteadas, medidos uno tras otro en esta máquina",
      en: "Time of an update with the whole sum over that of one with drawn words, measured one after the other on this machine",
    },
    better: "higher",
    kind: "measured",
  },
  {
    name: "loss.<method>",
    applies,
    unit: "nats",
    label: { es: "Pérdida", en: "Loss" },
    members: methodTitles,
    meaning: {
      es: "Media de −log p(palabra | anterior), con la suma entera, en pares apartados",
      en: "Mean of −log p(word | previous), with the whole sum, on held-out pairs",
    },
    better: "lower",
    kind: "exact",
  },
  {
    name: "milliseconds.<method>",
    applies,
    unit: "ms",
    label: { es: "Actualización", en: "An update" },
    members: methodTitles,
    meaning: { es: "Mediana del tiempo de una actualización", en: "Median time of an update" },
    better: "lower",
    kind: "measured",
  },
  {
    name: "sameTopic",
    applies: (params) => applies(params) && params.corpus !== "own",
    unit: "",
    label: { es: "Vecinas del tema", en: "Same topic" },
    meaning: {
      es: "Parte de las cinco vecinas más próximas de las palabras frecuentes que es de su tema",
      en: "Share of the five nearest neighbours of frequent words that are of their topic",
    },
    better: "higher",
    kind: "exact",
  },
];

/** The sums over the pairs of words of the numbers that the task "gradient" found, by method and size; and ‖g‖². Undefined before the first. */
export function gradientIn(fold: Fold, params: VocabularyParams) {
  const values = fold.records("gradient", "found")?.values;
  const squares = fold.records("gradient", "gradient")?.values;
  if (!values || !squares || squares.length === 0) return undefined;
  const sizes = sizesOf(params);
  const total = Array.from(squares, Number).reduce((sum, g) => sum + g, 0);
  const of = (row: number, size: number, name: Found): number => {
    const stride = GRADIENT_ROWS.length * sizes.length * FOUND.length;
    const at = (row * sizes.length + size) * FOUND.length + FOUND.indexOf(name);
    let sum = 0;
    for (let pair = 0; pair < squares.length; pair++) sum += Number(values[pair * stride + at]);
    return sum / total;
  };
  return { sizes, of };
}

/** The median of a measured record; undefined before its first value. */
export function medianIn(fold: Fold, task: string, record: string): number | undefined {
  const values = Float64Array.from(fold.records(task, record)?.values ?? [])
    .filter(Number.isFinite)
    .sort();
  return values.length === 0 ? undefined : medianOfSorted(values);
}

/** The last loss that a training looked at. */
export function lossIn(fold: Fold, task: string): number | undefined {
  const values = Array.from(fold.records(task, "loss")?.values ?? [], Number).filter(Number.isFinite);
  return values.at(-1);
}

export function measureVocabulary(fold: Fold, params: VocabularyParams): Readonly<Record<string, number>> {
  const row = (GRADIENT_ROWS as readonly string[]).indexOf(params.method);
  const found = row < 0 ? undefined : gradientIn(fold, params);
  const size = found?.sizes.indexOf(params.samples) ?? -1;
  const root = (name: Found) => found && Math.sqrt(Math.max(0, found.of(row, size, name)));
  const [full, sampled] = [medianIn(fold, "speed", "full"), medianIn(fold, "speed", "sampled")];
  const same = fold.output("summary")?.sameTopic?.values[0];
  return known({
    gradientBias: root("bias"),
    gradientNoise: root("spread"),
    speedup: full !== undefined && sampled !== undefined && sampled > 0 ? full / sampled : undefined,
    "milliseconds.full": full,
    [`milliseconds.${params.method}`]: sampled,
    ...Object.fromEntries(trainingsOf(params).map((by) => [`loss.${by}`, lossIn(fold, `train.${by}`)])),
    sameTopic: same === undefined ? undefined : Number(same),
  });
}
