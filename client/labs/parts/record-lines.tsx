/**
 * Curves of what a run records. The only place among the views that knows of thinned records: the records of a published result may have fewer
 * rows than its tasks have steps, evenly spaced (`evenRow`).
 */
import type { ComponentChildren } from "preact";
import type { Fold } from "../../../shared/labs/fold.ts";
import { evenRow } from "../../../shared/publication/even-rows.ts";
import type { Localized } from "../../../shared/text.ts";
import { t } from "../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../views/live-line.tsx";
import { type Role, roleColor, seriesColor } from "../../views/palette.ts";
import type { ViewProps } from "../view.ts";
import "./parts.css";

/** The step of each row of a record, counted from 1. */
export function stepsOf(fold: Fold, task: string, record: string): Float64Array {
  const rows = fold.records(task, record)?.shape[0] ?? 0;
  return Float64Array.from({ length: rows }, (_, row) => 1 + evenRow(row, rows, fold.done(task)));
}

/** A task whose records are drawn. */
export interface RecordTask {
  readonly id: string;
  /** Name of its lines where a figure gives none. */
  readonly label?: string;
  /** The largest x that counts. */
  readonly until?: number;
}

/** x of a step, or the name of the record that holds it: then only rows where it grows are drawn. */
type Place = ((step: number) => number) | string;

interface LineOptions {
  /** Default: at the step itself. */
  readonly at?: Place | undefined;
  /** Values less the first that is known. */
  readonly fromStart?: boolean | undefined;
}

/** A record where it is known, over the places of its steps. */
export function recordLine(fold: Fold, task: RecordTask, record: string, options: LineOptions = {}) {
  const { at = (step) => step, fromStart = false } = options;
  const values = fold.records(task.id, record)?.values ?? [];
  const given = typeof at === "string" ? (fold.records(task.id, at)?.values ?? []) : null;
  const places = given ? Float64Array.from(given) : stepsOf(fold, task.id, record).map(at as (step: number) => number);
  const isNew = (row: number) => given === null || places[row] > (row > 0 ? places[row - 1] : 0);
  const { until = Number.POSITIVE_INFINITY } = task;
  const rows = Array.from(values, (_, row) => row).filter(
    (row) => Number.isFinite(values[row]) && isNew(row) && places[row] <= until,
  );
  const start = fromStart ? values[rows[0]] : 0;
  return { x: Float64Array.from(rows, (row) => places[row]), y: Float64Array.from(rows, (row) => values[row] - start) };
}

/** A role of the palette, or the number of a series. */
type Color = Role | number;
const cssColor = (color: Color) => (typeof color === "number" ? seriesColor(color) : roleColor(color));

/** A line of a figure. Without a name and a colour it has those of its task. */
type Line = readonly [record: string, label?: Localized, color?: Color];
/** A level across a figure, such as what another method reaches; left out while its value is not known. */
type Level = readonly [value: number | undefined, label: Localized, color: Color];

export interface RecordFigure<P> {
  readonly title: Localized;
  readonly note?: Localized;
  readonly y: Localized;
  readonly zero?: boolean;
  readonly log?: boolean;
  /** The values are counts. */
  readonly whole?: boolean;
  /** The y axis spans what comes after the first tenth of each line: how a run began does not flatten the rest. */
  readonly settled?: boolean;
  /** How far each line has come from where it began: for lines that differ from the start by chance alone. */
  readonly fromStart?: boolean;
  readonly lines: readonly Line[];
  levels?(props: ViewProps<P>): readonly Level[];
  /** Left out while none of its lines is known. */
  readonly optional?: boolean;
}

export interface RecordLinesSpec<P> {
  /** The task, or several: each with its own lines. */
  readonly task: string | ((props: ViewProps<P>) => readonly RecordTask[]);
  readonly x: Localized;
  /** Where a step stands; default: at its number, counted from 1. */
  at?(props: ViewProps<P>): Place;
  /** Ends of the x axis; default: the steps of the only task where they are at their numbers, else what is known. */
  domain?(props: ViewProps<P>): readonly [number, number];
  /** Height of a figure in CSS pixels. */
  readonly height?: number;
  readonly figures: readonly RecordFigure<P>[];
  /** Under the figures. */
  readonly note?: Localized;
  /** Said as long as the first figure has no line. */
  readonly empty?: Localized;
  /** More figures beside these. */
  beside?(props: ViewProps<P>): ComponentChildren;
}

/** A view of records: one figure beside the other, each with its lines as far as they are known. */
export function recordLines<P = unknown>(spec: RecordLinesSpec<P>) {
  const { height, note, empty } = spec;
  return function RecordLines(props: ViewProps<P>) {
    const tasks = typeof spec.task === "string" ? [{ id: spec.task }] : spec.task(props);
    const domain = spec.domain?.(props) ?? (spec.at ? undefined : stepDomain(props.fold, tasks));
    const figures = spec.figures.map((figure) => {
      const lines = linesOf(props, spec, tasks, figure);
      const levels = domain ? levelsOf(figure.levels?.(props) ?? [], domain) : [];
      return { figure, lines, levels, span: figure.settled ? settledSpan([...levels, ...lines]) : undefined };
    });
    if (empty && figures[0].lines.length === 0) return <p class="part-caption">{t(empty)}</p>;
    return (
      <>
        <div class="part-pair">
          {figures.map(
            ({ figure, lines, levels, span }) =>
              (lines.some(({ y }) => isDrawn(y, figure)) || !figure.optional) && (
                <LiveLine
                  key={figure.title.en}
                  title={t(figure.title)}
                  {...(figure.note && { note: t(figure.note) })}
                  x={{ label: t(spec.x), ...(domain && { domain }) }}
                  y={{
                    label: t(figure.y),
                    zero: figure.zero ?? false,
                    log: figure.log ?? false,
                    ...(figure.whole && { whole: true }),
                    ...(span && { domain: span }),
                  }}
                  {...(height !== undefined && { height })}
                  series={[...levels, ...lines]}
                />
              ),
          )}
          {spec.beside?.(props)}
        </div>
        {note && <p class="part-caption">{t(note)}</p>}
      </>
    );
  };
}

/** Lines that differ by less, relative to their size, differ by rounding. */
const ROUNDING = 1e-9;

/** From the least to the largest of all lines, each without its first tenth; undefined where these are not two numbers. Never so near that rounding would be drawn. */
export function settledSpan(
  lines: readonly { readonly y: ArrayLike<number> }[],
): readonly [number, number] | undefined {
  const kept = lines.flatMap(({ y }) => Array.from(y).slice(Math.floor(y.length / 10))).filter(Number.isFinite);
  const [low, high] = kept.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  if (!(low < high)) return undefined;
  const least = ROUNDING * Math.max(Math.abs(low), Math.abs(high));
  return high - low < least ? [low - least, high + least] : [low, high];
}

/** A logarithmic axis has no place for what is not positive. */
function isDrawn(y: ArrayLike<number>, { log }: { readonly log?: boolean }): boolean {
  return !log || Array.from(y).some((value) => value > 0);
}

function stepDomain(fold: Fold, tasks: readonly RecordTask[]): readonly [number, number] | undefined {
  const steps = fold.tasks.find(({ id }) => id === tasks[0]?.id)?.steps;
  return tasks.length === 1 && steps !== undefined ? [0, steps] : undefined;
}

function linesOf<P>(
  props: ViewProps<P>,
  spec: RecordLinesSpec<P>,
  tasks: readonly RecordTask[],
  { lines, fromStart }: RecordFigure<P>,
): LiveSeries[] {
  return tasks.flatMap((task, i) =>
    lines.flatMap(([record, label, color]) => {
      const line = recordLine(props.fold, task, record, { at: spec.at?.(props), fromStart });
      return line.y.length === 0
        ? []
        : [{ label: label ? t(label) : (task.label ?? ""), color: cssColor(color ?? i), ...line }];
    }),
  );
}

function levelsOf(levels: readonly Level[], [from, to]: readonly [number, number]): LiveSeries[] {
  return levels.flatMap(([value, label, color]) =>
    value === undefined
      ? []
      : [{ label: t(label), color: cssColor(color), x: Float64Array.of(from, to), y: Float64Array.of(value, value) }],
  );
}
