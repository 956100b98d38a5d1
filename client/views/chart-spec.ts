/** What a chart shows, as plain data. Columns may be typed arrays; nothing is copied until it is drawn. */
import type { Column, Columns } from "./export.ts";

type Numbers = ArrayLike<number>;

export interface Axis {
  /** Name, in the reader's language. */
  readonly label: string;
  readonly unit?: string;
  readonly log?: boolean;
  /** The axis includes zero, where zero means something. */
  readonly zero?: boolean;
  readonly domain?: readonly [number, number];
  /** The only values that it names, in ascending order, where there are no others; those that there is room for. */
  readonly ticks?: readonly number[];
  /** It counts: half of one has no name on it. Default: along x where nothing lies between whole numbers, along y never. */
  readonly whole?: boolean;
}

interface MarkBase {
  /** CSS colour: `roleColor("model")`, `seriesColor(2)`. Default: ink. */
  readonly color?: string;
  /** Direct label beside the mark, and name of its column. */
  readonly label?: string;
}
/** A line over x (default 0, 1, 2, …). Non-finite values break it. */
export interface LineMark extends MarkBase {
  readonly kind: "line";
  readonly x?: Numbers;
  readonly y: Numbers;
  readonly dashed?: boolean;
  readonly width?: number;
}
/** The area between two lines: an interval of uncertainty. */
export interface BandMark extends MarkBase {
  readonly kind: "band";
  readonly x?: Numbers;
  readonly low: Numbers;
  readonly high: Numbers;
}
export interface PointsMark extends MarkBase {
  readonly kind: "points";
  readonly x: Numbers;
  readonly y: Numbers;
  /** Class or chain of each point: colours it by `seriesColor`. */
  readonly groups?: Numbers;
  readonly radius?: number;
}
/** Vertical error bars from low to high at x. */
export interface IntervalMark extends MarkBase {
  readonly kind: "interval";
  readonly x: Numbers;
  readonly low: Numbers;
  readonly high: Numbers;
}
export interface HistogramMark extends MarkBase {
  readonly kind: "histogram";
  readonly values: Numbers;
  /** Number of bins; default by Freedman and Diaconis, at most 60. */
  readonly bins?: number;
  /** Area 1 instead of counts, so that a density can be drawn over it. */
  readonly density?: boolean;
}
/** One bar per name. */
export interface BarsMark extends MarkBase {
  readonly kind: "bars";
  readonly names: readonly string[];
  readonly values: Numbers;
}
/** A straight line at one value of x or y: truth, threshold, end of warm-up. */
export interface RuleMark extends MarkBase {
  readonly kind: "rule";
  readonly x?: number;
  readonly y?: number;
  readonly dashed?: boolean;
}
export type Mark = LineMark | BandMark | PointsMark | IntervalMark | HistogramMark | BarsMark | RuleMark;

export interface ChartSpec {
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
}

/** Name and unit as an axis says it: "loss (nats)". */
export function axisTitle(axis: Axis): string {
  return axis.unit ? `${axis.label} (${axis.unit})` : axis.label;
}

/** Whether an axis names whole numbers alone. `columns`: the places of its points; what spans the axis from end to end says nothing of it. */
export function isWhole({ whole, domain }: Axis, columns: readonly Numbers[]): boolean {
  if (whole !== undefined) return whole;
  for (const values of columns)
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (Number.isFinite(value) && !Number.isInteger(value) && value !== domain?.[0] && value !== domain?.[1])
        return false;
    }
  return true;
}

/**
 * How many points a logarithmic axis leaves out because they are zero or negative. What is not finite is a gap by intent, and does not count; a rule is
 * no point.
 */
export function undrawn({ x, y, marks }: ChartSpec): number {
  if (!x.log && !y.log) return 0;
  let count = 0;
  for (const mark of marks) {
    const [along, up] = placesOf(mark);
    const length = Math.max(0, ...[...along, ...up].map((values) => values.length));
    for (let i = 0; i < length; i++) {
      const lies = (values: Numbers) => Number.isFinite(values[i]) && values[i] <= 0;
      if ((x.log && along.some(lies)) || (y.log && up.some(lies))) count++;
    }
  }
  return count;
}

/** The columns of a mark that its points have along x and along y. Counts of a histogram are made when it is drawn. */
export function placesOf(mark: Mark): readonly [along: readonly Numbers[], up: readonly Numbers[]] {
  const x = "x" in mark && typeof mark.x === "object" ? [mark.x] : [];
  switch (mark.kind) {
    case "line":
    case "points":
      return [x, [mark.y]];
    case "band":
    case "interval":
      return [x, [mark.low, mark.high]];
    case "histogram":
      return [[mark.values], []];
    case "bars":
      return [[], [mark.values]];
    case "rule":
      return [[], []];
    default:
      mark satisfies never;
      return [[], []];
  }
}

/** The numbers of a chart, mark after mark, for CSV and table. */
export function chartColumns({ x, y, marks }: ChartSpec): Columns {
  const columns: Column[] = [];
  const names = new Map<string, number>();
  const add = (name: string, values: Column["values"]) => {
    const seen = names.get(name) ?? 0;
    names.set(name, seen + 1);
    columns.push({ name: seen === 0 ? name : `${name} ${seen + 1}`, values });
  };
  const shared = new Set<unknown>();
  const addX = (values: Numbers | undefined, length: number) => {
    const key = values ?? length;
    if (shared.has(key)) return;
    shared.add(key);
    add(axisTitle(x), values ?? Float64Array.from({ length }, (_, i) => i));
  };
  for (const mark of marks) {
    // What has no name in the picture goes by its axis.
    const name = mark.label || axisTitle(y);
    switch (mark.kind) {
      case "line":
        addX(mark.x, mark.y.length);
        add(name, mark.y);
        break;
      case "points":
        addX(mark.x, mark.y.length);
        add(name, mark.y);
        if (mark.groups) add(`${name} #`, mark.groups);
        break;
      case "band":
      case "interval":
        addX(mark.x, mark.low.length);
        add(`${name} –`, mark.low);
        add(`${name} +`, mark.high);
        break;
      case "histogram":
        add(mark.label ?? axisTitle(x), mark.values);
        break;
      case "bars":
        add(axisTitle(x), mark.names);
        add(name, mark.values);
        break;
      case "rule":
        add(name, [mark.x ?? mark.y ?? Number.NaN]);
        break;
      default:
        mark satisfies never;
    }
  }
  const rows = Math.max(0, ...columns.map((column) => column.values.length));
  return columns.map((column) => (column.values.length === rows ? column : pad(column, rows)));
}

function pad({ name, values }: Column, rows: number): Column {
  return typeof values[0] === "string"
    ? { name, values: Array.from({ length: rows }, (_, i) => String(values[i] ?? "")) }
    : {
        name,
        values: Float64Array.from({ length: rows }, (_, i) => (i < values.length ? Number(values[i]) : Number.NaN)),
      };
}

/**
 * Indices of at most about `limit` points of a line that keep its look: from each stretch its lowest and highest. A screen has fewer
 * columns than a long trace has points.
 */
export function thin(y: Numbers, limit: number): Uint32Array {
  if (y.length <= limit) return Uint32Array.from({ length: y.length }, (_, i) => i);
  const stretches = Math.max(1, Math.floor(limit / 2));
  const kept: number[] = [0];
  for (let s = 0; s < stretches; s++) {
    const from = Math.floor((s * y.length) / stretches);
    const to = Math.floor(((s + 1) * y.length) / stretches);
    let low = from;
    let high = from;
    for (let i = from; i < to; i++) {
      if (y[i] < y[low] || Number.isNaN(y[low])) low = i;
      if (y[i] > y[high] || Number.isNaN(y[high])) high = i;
    }
    for (const i of low < high ? [low, high] : [high, low]) if (i > kept[kept.length - 1]) kept.push(i);
  }
  if (kept[kept.length - 1] !== y.length - 1) kept.push(y.length - 1);
  return Uint32Array.from(kept);
}
