import type { Table } from "../../../data/table.ts";
import { lateCode } from "../../late-code.ts";
import { FIXED_NAMES, type FixedTarget } from "../gallery/names.ts";
import { CALIBRATED, CALIBRATION, isRegression, type McmcParams, needsData } from "./fields.ts";

/** What reads texts, with all texts of the gallery: only for those of the user's data, and the user's own, does a page need it before a run. */
export const reading = lateCode(() => import("./model.ts"), "a text");

/** Whether the target is known by its text alone. */
export const isRead = ({ target }: McmcParams): boolean => target === "own" || needsData(target);

function fixedNames(target: McmcParams["target"]): readonly string[] {
  return target === CALIBRATION ? CALIBRATED : FIXED_NAMES[target as FixedTarget];
}

/** Unconstrained coordinates of the target, and names of what it reports. Throws an ExperimentError for what is wrong with a text, or with columns. */
export function sizeOf(
  params: McmcParams,
  table: Table | null,
): { readonly dimension: number; readonly names: readonly string[] } {
  if (isRead(params)) return reading.code().modelOf(params, table).target;
  const names = fixedNames(params.target);
  return { dimension: names.length, names };
}

/**
 * Names of the reported parameters. Of a regression they follow from the columns; where a result was opened without its data, from the number of
 * parameters that it has.
 */
export function parameterNames(params: McmcParams, table: Table | null, count?: number): readonly string[] {
  const { target } = params;
  if (isRegression(target)) {
    const others = target === "linear-regression" ? 2 : 1;
    const predictors =
      table === null && count !== undefined
        ? count - others
        : reading.code().chosenColumns(params, table).predictors.length;
    const names = ["alpha", ...Array.from({ length: predictors }, (_, j) => `beta[${j + 1}]`)];
    return target === "linear-regression" ? [...names, "sigma"] : names;
  }
  if (target !== "own" || table !== null || count === undefined) return sizeOf(params, table).names;
  try {
    const { names } = sizeOf(params, null);
    if (names.length === count) return names;
  } catch {
    // The text is of columns that are not there.
  }
  return Array.from({ length: count }, (_, i) => `[${i + 1}]`);
}
