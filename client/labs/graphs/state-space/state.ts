import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { StateSpaceParams } from "../../../../shared/labs/graphs/state-space/fields.ts";
import { type Series, seenOf, seriesOf } from "../../../../shared/labs/graphs/state-space/series.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

export type Props = ViewProps<StateSpaceParams>;

/** What a view draws: an answer, and the series that it is about. */
export interface Shown {
  readonly found: Arrays;
  readonly series: Series;
  /** Steps that the model saw. */
  readonly seen: number;
  /** Steps of the answer: with those that are predicted. */
  readonly steps: number;
}

/** The series of a table; null for one that is none (the form says why). */
export function useSeries(data: Table | null): Series | null {
  return useMemo(() => {
    try {
      return data && seriesOf(data);
    } catch {
      return null;
    }
  }, [data]);
}

/** The answer of the run, once it is there and of this very series. */
export function useShown({ data, fold, experiment }: Props, found?: Arrays | null): Shown | null {
  const series = useSeries(data);
  const answer = found ?? fold.output("answer");
  if (!series || !answer?.smoothed || answer.smoothed.shape[1] !== series.outputs) return null;
  const seen = seenOf(experiment.params, series).steps;
  return { found: answer, series, seen, steps: answer.smoothed.shape[0] };
}

/** A column's name in the reader's language: those that our own generators give. */
export function nameOf({ names }: Series, i: number): string {
  const name = names[i];
  if (name === "flow" || name === "price" || name === "voice") return t(words[name]);
  const [, number] = /^sensor (\d+)$/.exec(name) ?? [];
  return number ? `${t(words.sensor)} ${number}` : name;
}

/** What the numbers of a state are called. */
export function stateNames({ model }: StateSpaceParams, series: Series, states: number): readonly string[] {
  return Array.from({ length: states }, (_, i) => {
    if (model === "level") return nameOf(series, i);
    if (model !== "trend" && model !== "motion") return t(words.stateNumber, { n: i + 1 });
    const name = nameOf(series, Math.floor(i / 2));
    return i % 2 === 0 ? name : t(model === "motion" ? words.velocityOf : words.slopeOf, { name });
  });
}

export const bandName = ({ band }: StateSpaceParams): string => formatPercent(band, locale.value);

/** Whether a value was measured, whatever became of it. */
export function isMeasured({ steps, outputs, mask }: Series, step: number, i: number): boolean {
  return step < steps && mask?.[step * outputs + i] !== 0;
}
