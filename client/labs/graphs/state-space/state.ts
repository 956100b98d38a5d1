import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
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

/** The step that all views show, from 0. */
export const moment = signal(0);
/** The series that it is a step of. */
let timed: Series | null = null;
/** The step of a series or of a film that is shown first: before it hardly anything is known. */
const FIRST = 9;

/** One moment for all views of a series: a path is seen whole at first. */
export function useMoment(shown: Shown | null, isPath: boolean): number {
  useEffect(() => {
    if (!shown || shown.series === timed) return;
    timed = shown.series;
    moment.value = isPath ? lastMeasured(shown) : FIRST;
  }, [shown?.series]);
  return Math.min(moment.value, (shown?.steps ?? 1) - 1);
}

/** The last step of which the model saw a measurement. */
export function lastMeasured({ series, seen }: Shown): number {
  for (let step = seen - 1; step > 0; step--)
    for (let i = 0; i < series.outputs; i++) if (isMeasured(series, step, i)) return step;
  return 0;
}

/** Two columns on a plane: only of a body are they the axes of one. */
export const isOnPlane = ({ model }: StateSpaceParams, series: Series): boolean =>
  series.outputs === 2 && model === "motion";

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
