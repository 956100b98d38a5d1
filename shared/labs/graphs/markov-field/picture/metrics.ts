import type { Params } from "../../../../experiment/fields.ts";
import type { Localized } from "../../../../text.ts";
import type { Fold } from "../../../fold.ts";
import type { Metric } from "../../../lab.ts";
import { known } from "../../../metrics.ts";
import type { PictureParams } from "./fields.ts";
import { labelsOf } from "./given.ts";
import type { MethodName } from "./method-names.ts";
import { methodsOf } from "./plan.ts";

export const methodTitles: Readonly<Record<MethodName | "alone", Localized>> = {
  alone: { es: "Cada píxel solo", en: "Each pixel alone" },
  icm: { es: "ICM", en: "ICM" },
  annealing: { es: "Recocido", en: "Annealing" },
  "mean-field": { es: "Campo medio", en: "Mean field" },
  "max-product": { es: "Máximo-producto", en: "Max-product" },
  "sum-product": { es: "Suma-producto", en: "Sum-product" },
  cut: { es: "Corte mínimo", en: "Minimum cut" },
  moves: { es: "Cortes sucesivos", en: "Repeated cuts" },
};

const ofTasks =
  (...tasks: readonly PictureParams["task"][]) =>
  ({ task }: Params) =>
    tasks.some((one) => one === task);

export const pictureMetrics: readonly Metric[] = [
  {
    name: "psnr",
    applies: ofTasks("binary", "grey"),
    unit: "dB",
    label: { es: "PSNR", en: "PSNR" },
    meaning: {
      es: "Relación señal-ruido de pico de la imagen limpia de menor energía, frente a la imagen sin ruido; 99 si son iguales",
      en: "Peak signal-to-noise ratio of the cleaned picture of least energy against the picture without noise; 99 where they are equal",
    },
    better: "higher",
    kind: "exact",
  },
  {
    name: "accuracy",
    applies: ofTasks("binary", "segment"),
    unit: "",
    label: { es: "Acierto", en: "Accuracy" },
    meaning: {
      es: "Parte de los píxeles que tienen su etiqueta verdadera en la solución de menor energía",
      en: "Share of pixels with their true label in the solution of least energy",
    },
    better: "higher",
    kind: "exact",
  },
  {
    name: "energy.<method>",
    applies: ofTasks("binary", "grey", "segment"),
    unit: "nats",
    label: { es: "Energía", en: "Energy" },
    members: methodTitles,
    meaning: { es: "Energía de las etiquetas que halla el método", en: "Energy of the labels that the method finds" },
    better: "lower",
    kind: "exact",
  },
  {
    name: "gap.<method>",
    applies: (params) => params.task !== "sample" && labelsOf(params as unknown as PictureParams) === 2,
    unit: "nats",
    label: { es: "Sobre el mínimo", en: "Above the least" },
    members: methodTitles,
    meaning: {
      es: "Cuánto supera esa energía a la mínima, que con dos etiquetas da el corte",
      en: "By how much that energy exceeds the least, which the cut gives for two labels",
    },
    better: "lower",
    kind: "exact",
  },
  {
    name: "psnr.<method>",
    applies: ofTasks("binary", "grey"),
    unit: "dB",
    label: { es: "PSNR", en: "PSNR" },
    members: methodTitles,
    meaning: { es: "PSNR de la imagen que da el método", en: "PSNR of the picture that the method gives" },
    better: "higher",
    kind: "exact",
  },
  {
    name: "accuracy.<method>",
    applies: ofTasks("binary", "segment"),
    unit: "",
    label: { es: "Acierto", en: "Accuracy" },
    members: methodTitles,
    meaning: { es: "Parte de los píxeles que el método acierta", en: "Share of pixels that the method gets right" },
    better: "higher",
    kind: "exact",
  },
];

const BOTH = ["psnr", "accuracy"] as const;

/** What each method has come to so far; what is said of the picture as a whole is that of the one with the least energy. */
export function measurePicture(fold: Fold, params: PictureParams): Readonly<Record<string, number>> {
  const out: Record<string, number | undefined> = {};
  const ran = methodsOf(params).filter((name) => fold.done(name) > 0);
  const last = (name: string, record: string) => fold.records(name, record)?.values.at(-1) as number | undefined;
  for (const name of ran) {
    out[`energy.${name}`] = last(name, "energy");
    for (const score of BOTH) out[`${score}.${name}`] = last(name, score);
  }
  const least = out["energy.cut"];
  if (least !== undefined) for (const name of ran) out[`gap.${name}`] = Number(out[`energy.${name}`]) - least;
  const energyOf = (name: string) => Number(out[`energy.${name}`]);
  const [first, ...rest] = ran;
  if (first !== undefined) {
    const best = rest.reduce<string>((a, b) => (energyOf(b) < energyOf(a) ? b : a), first);
    for (const score of BOTH) out[score] = out[`${score}.${best}`];
  }
  const alone = fold.output("observe")?.score.values;
  if (alone && ran.length > 0)
    for (const [i, score] of BOTH.entries()) if (out[score] !== undefined) out[`${score}.alone`] = Number(alone[i]);
  return known(out);
}
