/** Numbers that follow from what the tasks recorded; views draw by the same functions. */
import type { Fold } from "../../fold.ts";
import { mean, told } from "../../metrics.ts";
import { AMOUNTS, type Method, STUDIED } from "./names.ts";

export const learnOf = (method: Method): string => `learn.${method}`;

/** The number that the last step of a method told; undefined before there is one. */
export function lastOf(fold: Fold, method: Method, record: "kl" | "klTruth" | "logZ"): number | undefined {
  return told(fold, learnOf(method), record).at(-1);
}

/** Mean cosine of a method's updates with the exact gradient, weighted by that gradient's length: where it is short, any direction will do. */
export function meanCosine(fold: Fold, method: Method): number | undefined {
  const cosines = fold.records(learnOf(method), "cosine")?.values;
  const lengths = fold.records(learnOf(method), "length")?.values;
  if (!cosines || !lengths) return undefined;
  let [sum, weights] = [0, 0];
  for (let n = 0; n < cosines.length; n++) {
    if (!Number.isFinite(cosines[n])) continue;
    sum += Number(lengths[n]) * Number(cosines[n]);
    weights += Number(lengths[n]);
  }
  return weights > 0 ? sum / weights : undefined;
}

/** KL from the data at a method's fixed point, and how far that is from maximum likelihood. */
export function fixedOf(fold: Fold, method: Method) {
  const found = fold.output("fixed");
  const theta = found?.[`theta.${method}`]?.values;
  const exact = found?.["theta.exact"].values;
  if (!theta || !exact) return undefined;
  return { kl: Number(found[`kl.${method}`].values[0]), distance: distanceOf(theta, exact), theta };
}

export function distanceOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < b.length; i++) squares += (Number(a[i]) - Number(b[i])) ** 2;
  return Math.sqrt(squares);
}

/** Of the study: mean KL from the truth by method and amount, with its standard error over the samples so far. */
export function studyOf(fold: Fold, method: (typeof STUDIED)[number]) {
  const record = fold.records("study", "klTruth");
  const rows = record?.shape[0] ?? 0;
  if (!record || rows === 0) return undefined;
  const width = STUDIED.length * AMOUNTS.length;
  const first = STUDIED.indexOf(method) * AMOUNTS.length;
  const column = (a: number) =>
    Array.from({ length: rows }, (_, row) => Number(record.values[row * width + first + a]));
  return AMOUNTS.map((_, a) => {
    const values = column(a).filter(Number.isFinite);
    const average = mean(values) ?? Number.NaN;
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
    return { mean: average, error: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
  });
}
