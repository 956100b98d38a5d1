import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { knownOf } from "../../../../shared/labs/factors/sfa/data.ts";
import type { SfaParams } from "../../../../shared/labs/factors/sfa/fields.ts";
import { t } from "../../../i18n/locale.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** The features of a run as far as it has come: rows × count. */
export function featuresOf({ fold }: Pick<ViewProps, "fold">): NDArray | undefined {
  return fold.output("slow")?.features ?? fold.snapshot("slow")?.features;
}

export interface Known {
  readonly name: string;
  /** Mean 0 and variance 1, one a joined input; null where it does not vary. */
  readonly values: Float64Array;
}

/** The variables that made the data, where they are known and vary; `column` is their place among all that are known. */
export function knownVariables({
  data,
  experiment,
}: Pick<ViewProps, "data" | "experiment">): (Known & { column: number })[] {
  if (!data) return [];
  return knownOf(data, experiment.params as unknown as SfaParams).flatMap(({ name, values }, column) => {
    const standard = standardised(values);
    return standard ? [{ name: nameOf(name), values: standard, column }] : [];
  });
}

function standardised(values: Float64Array): Float64Array | null {
  if (values.every((value) => value === values[0])) return null;
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
  return values.map((value) => (value - mean) / Math.sqrt(variance));
}

/** What generators call their variables, in the reader's language. */
function nameOf(name: string): string {
  return name === "force" || name === "position" || name === "angle" || name === "brightness" ? t(words[name]) : name;
}

/** r of feature i with the known variable in `column`; 0 before the run has ended. */
export function correlationOf({ fold }: Pick<ViewProps, "fold">, feature: number, column: number): number {
  const found = fold.output("slow")?.correlations;
  return found ? Number(found.values[feature * found.shape[1] + column] ?? 0) : 0;
}

/** Name of a column of the data, counted from 0. */
export function columnName(data: Table, column: number): string {
  return data.names?.[column] ?? t(data.image ? words.pixel : words.column, { n: column + 1 });
}

/** The steps of a joined input reach this far behind its first. */
export function middleOf({ experiment }: Pick<ViewProps, "experiment">): number {
  const { frames, lag } = experiment.params as unknown as SfaParams;
  return Math.floor(((frames - 1) * lag) / 2);
}
