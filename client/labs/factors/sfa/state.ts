import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { type KnownVariable, knownVariables } from "../../../../shared/labs/factors/sfa/compared.ts";
import type { SfaParams } from "../../../../shared/labs/factors/sfa/fields.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { withMinus } from "../../../i18n/number-forms.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** What every view of this lab is given. */
export type SfaProps = ViewProps<SfaParams>;

/** The features of a run so far: rows × count. */
export function featuresOf({ fold }: Pick<ViewProps, "fold">): NDArray | undefined {
  return fold.output("slow")?.features ?? fold.snapshot("slow")?.features;
}

export const featureName = (i: number) => t(words.feature, { n: i + 1 });

/** The second series colour is near that of the input. */
export const featureColor = (i: number) => (i === 1 ? 7 : i);

/** The variables that made the data, where they are known and vary, with their names in the reader's language. */
export function knownOf({ data, experiment }: Pick<SfaProps, "data" | "experiment">): readonly KnownVariable[] {
  return data ? knownVariables(data, experiment.params).map((one) => ({ ...one, name: said(one.name) })) : [];
}

function said(name: string): string {
  return name === "force" || name === "position" || name === "angle" || name === "brightness" ? t(words[name]) : name;
}

/** r of feature i with a known variable; 0 before the run has ended. */
export function correlationOf({ fold }: Pick<ViewProps, "fold">, feature: number, { column }: KnownVariable): number {
  const found = fold.output("slow")?.correlations;
  return Number(found?.values[feature * found.shape[1] + column] ?? 0);
}

/** Name of a column of the data, counted from 0. */
export function columnName(data: Table, column: number): string {
  return data.names?.[column] ?? t(data.image ? words.pixel : words.column, { n: column + 1 });
}

export function sayShort(value: number): string {
  return withMinus(new Intl.NumberFormat(locale.value, { maximumSignificantDigits: 3 }).format(value));
}
