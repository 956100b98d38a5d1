import { useEffect, useRef } from "preact/hooks";
import { locale, t } from "../i18n/locale.ts";
import { formatNumber, withMinus } from "../i18n/numbers.ts";
import { words } from "../i18n/views.ts";
import { type Axis, axisTitle, chartColumns, isWhole } from "./chart-spec.ts";
import { Figure, type FigureProps } from "./figure.tsx";
import { resolveColor } from "./palette.ts";
import { fitCanvas, useSize } from "./size.ts";
import { noteWithUndrawn } from "./undrawn.ts";

export interface LiveSeries {
  readonly label: string;
  /** CSS colour: `roleColor("model")`, `seriesColor(2)`. */
  readonly color: string;
  readonly y: ArrayLike<number>;
  /** Default 0, 1, 2, …; increasing. */
  readonly x?: ArrayLike<number>;
  /** What lies between here and y is filled; y itself is no line then where there is no `width`. */
  readonly low?: ArrayLike<number>;
  /** In CSS pixels; default 1.5. A line of one point is a square a little wider. */
  readonly width?: number;
}

export interface LiveLineProps extends Omit<FigureProps, "children" | "columns"> {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly LiveSeries[];
  /** Height in CSS pixels; default 160. */
  readonly height?: number;
  /** The names of the lines stand elsewhere, where there are more than fit beside each other. */
  readonly named?: true;
}

/** Lines that grow while a run goes on, drawn on a canvas at every frame that brings something new. */
export function LiveLine({ x, y, series, height = 160, named, ...frame }: LiveLineProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = size.value[0];
  const language = locale.value;
  useEffect(() => {
    const drawn = named ? series.map((one) => ({ ...one, label: "" })) : series;
    if (canvas.current && width > 0) drawLines(canvas.current, width, height, x, y, drawn, language);
  });
  const spec = {
    x,
    y,
    marks: series.map(({ label, x: at, y: high, low }) =>
      low
        ? { kind: "band" as const, low, high, label, ...(at ? { x: at } : {}) }
        : { kind: "line" as const, y: high, label, ...(at ? { x: at } : {}) },
    ),
  };
  return (
    <Figure {...frame} {...noteWithUndrawn(frame.note, spec)} columns={() => chartColumns(spec)}>
      <div class="canvas-box" ref={box} style={{ "--canvas-height": `${height}px` }}>
        <canvas ref={canvas} role="img" aria-label={describeAll(frame.title, series)} />
      </div>
    </Figure>
  );
}

/** Before the first line there is the title alone. */
const describeAll = (title: string, series: readonly LiveSeries[]): string =>
  series.map((one) => describe(title, one)).join(". ") || title;

function describe(title: string, { label, y }: LiveSeries): string {
  const say = (value: number) => formatNumber(value, locale.value, 3);
  const [low, high] = extent([y], false);
  return t(words.lineOf, { title, label, last: say(y[y.length - 1] ?? Number.NaN), low: say(low), high: say(high) });
}

function extent(columns: readonly ArrayLike<number>[], positive: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (!Number.isFinite(value) || (positive && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return positive ? [1, 10] : [0, 1];
  // What differs by rounding alone is one level: its axis would have no numbers that can be told apart.
  const isLevel = high - low <= 10 ** (1 - MOST_DIGITS) * Math.max(Math.abs(low), Math.abs(high));
  if (isLevel && positive) return [low / 10, high * 10];
  return isLevel ? [low - 0.5 * Math.abs(low || 1), high + 0.5 * Math.abs(high || 1)] : [low, high];
}

const STEPS = [0.5, 1, 2, 5, 10];

/**
 * About as many round numbers within [low, high], and two at least: one alone does not say how far apart others are. `whole`: none that is not, be it
 * alone.
 */
export function roundTicks(low: number, high: number, about = 4, whole = false): number[] {
  const raw = (high - low) / about;
  if (whole && raw <= 1) return multiples(low, high, 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const found = STEPS.findIndex((m, i) => i > 0 && m * power >= raw);
  const at = found < 0 ? STEPS.length - 1 : found;
  const ticks = multiples(low, high, power * STEPS[at]);
  if (ticks.length > 1) return ticks;
  const finer = power * STEPS[at - 1];
  return multiples(low, high, whole ? Math.max(1, finer) : finer);
}

function multiples(low: number, high: number, step: number): number[] {
  // Counted, not gone through: beyond 2^53 steps from 0 there is no next one.
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, i) => (first + i) * step || 0);
}

/**
 * Powers of ten within [low, high], every n-th so that there are about that many; where there is one or none, also twice and five times powers of ten;
 * where there are none of these, round numbers; and else the ends.
 */
export function decades([low, high]: readonly [number, number], about = 4): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, about)));
  const found: number[] = [];
  for (let k = last; k >= first; k -= every) found.unshift(10 ** k);
  if (found.length > 1) return found;
  const between = [first - 1, first, first + 1].flatMap((k) => [1, 2, 5].map((m) => Number(`${m}e${k}`)));
  const inside = between.filter((value) => value >= low && value <= high);
  if (inside.length > 1) return inside;
  const round = roundTicks(low, high, about).filter((value) => value >= low && value <= high);
  return round.length > 1 ? round : [low, high];
}

const left = 52;
const right = 8;
const bottom = 32;

function drawLines(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  x: Axis,
  y: Axis,
  series: readonly LiveSeries[],
  language: "es" | "en",
): void {
  const context = fitCanvas(canvas, width, height);
  if (!context) return;
  const xs =
    x.domain ??
    extent(
      series.map((s) => s.x ?? [0, Math.max(1, s.y.length - 1)]),
      x.log ?? false,
    );
  const found =
    y.domain ??
    extent(
      series.flatMap((s) => (s.low ? [s.y, s.low] : [s.y])),
      y.log ?? false,
    );
  const known: readonly [number, number] = y.zero ? [Math.min(0, found[0]), Math.max(0, found[1])] : found;
  const ys = y.domain ? known : roomFor(series, known, y.log ?? false);
  const along = (v: number, [a, b]: readonly [number, number], log = false) =>
    log ? Math.log(v / a) / Math.log(b / a) : (v - a) / (b - a);
  context.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  const names = legendOf(series, (label) => context.measureText(label).width, axisTitle(y), width);
  const top = 16 * (names.above + names.rows.length - 1) + headroom + 20;
  const px = (v: number) => left + along(v, xs, x.log) * (width - left - right);
  const py = (v: number) => height - bottom - along(v, ys, y.log) * (height - top - bottom);
  const wholeX = isWhole(
    x,
    series.map((one) => one.x ?? []),
  );
  axes(context, canvas, { width, height, x, y, xs, ys, px, py, language, wholeX });
  context.save();
  context.beginPath();
  context.rect(left, top - 4, width - left - right, height - top - bottom + 8);
  context.clip();
  for (const { y: values, x: at, low, color, width: thick = low ? 0 : 1.5 } of series) {
    context.strokeStyle = resolveColor(color, canvas);
    context.fillStyle = context.strokeStyle;
    context.lineWidth = thick;
    if (low) fillBetween(context, low, values, (i) => px(at ? at[i] : i), py);
    if (thick === 0) continue;
    context.beginPath();
    let pen = false;
    const drawn: number[] = [];
    // More points than twice the pixels cannot be seen: every n-th is enough while it moves.
    const stride = Math.max(1, Math.floor(values.length / (2 * width)));
    for (let i = 0; i < values.length; i += stride) {
      const value = values[i];
      if (!Number.isFinite(value) || (y.log && value <= 0)) pen = false;
      else {
        if (pen) context.lineTo(px(at ? at[i] : i), py(value));
        else context.moveTo(px(at ? at[i] : i), py(value));
        pen = true;
        if (drawn.length < 2) drawn.push(i);
      }
    }
    context.stroke();
    // A line of one point would be invisible.
    if (drawn.length === 1) {
      const [i] = drawn;
      const size = thick + 2.5;
      context.fillRect(px(at ? at[i] : i) - size / 2, py(values[i]) - size / 2, size, size);
    }
  }
  context.restore();
  legend(context, canvas, names);
}

/** Points that stand alone are squares: those at an end of the axis lie within the figure. Zero stays an end where it is one. */
function roomFor(
  series: readonly LiveSeries[],
  [low, high]: readonly [number, number],
  log: boolean,
): readonly [number, number] {
  if (log || !series.some(({ y }) => y.length === 1)) return [low, high];
  const room = 0.04 * (high - low);
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
}

function fillBetween(
  context: CanvasRenderingContext2D,
  low: LiveSeries["y"],
  high: LiveSeries["y"],
  at: (i: number) => number,
  py: (v: number) => number,
): void {
  context.beginPath();
  for (let i = 0; i < high.length; i++) context.lineTo(at(i), py(high[i]));
  for (let i = low.length - 1; i >= 0; i--) context.lineTo(at(i), py(low[i]));
  context.globalAlpha = 0.22;
  context.fill();
  context.globalAlpha = 1;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly xs: readonly [number, number];
  readonly ys: readonly [number, number];
  readonly px: (v: number) => number;
  readonly py: (v: number) => number;
  readonly language: "es" | "en";
  /** Along x there are whole numbers alone. */
  readonly wholeX: boolean;
}

/** A small power of ten as 1E-9, and a number beyond words as 1E36: their zeros have no room, and few fonts have a raised minus. */
export function tickText(value: number, language: string, log = false, digits = 4): string {
  const size = Math.abs(value);
  const isSmall = size > 0 && (log ? value < 1e-3 : size < 1e-4);
  const notation = isSmall || size >= 1e15 ? "scientific" : size >= 1e5 ? "compact" : "standard";
  return withMinus(new Intl.NumberFormat(language, { maximumSignificantDigits: digits, notation }).format(value));
}

/** More have no room beside an axis, and differ by the rounding of float32. */
const MOST_DIGITS = 7;

/** The texts of the ticks of one axis: those that lie close together have as many digits as tell them apart, at most seven. */
export function tickTexts(values: readonly number[], language: string, log = false): readonly string[] {
  for (let digits = 4; ; digits++) {
    const texts = values.map((value) => tickText(value, language, log, digits));
    if (digits === MOST_DIGITS || new Set(texts).size === values.length) return texts;
  }
}

function axes(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement, frame: Frame): void {
  const { width, height, x, y, xs, ys, px, py, language, wholeX } = frame;
  const ink = resolveColor("var(--ink-soft)", canvas);
  const line = resolveColor("var(--line)", canvas);
  context.fillStyle = ink;
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  const across = Math.max(2, width / 110);
  const upright = Math.max(2, height / 50);
  const up = y.log ? decades(ys, height / 30) : roundTicks(...ys, upright, y.whole);
  const upTexts = tickTexts(up, language, y.log);
  for (const [i, value] of up.entries()) {
    context.beginPath();
    context.moveTo(left, Math.round(py(value)) + 0.5);
    context.lineTo(width - right, Math.round(py(value)) + 0.5);
    context.stroke();
    // What is wider than its room is drawn narrower.
    context.fillText(upTexts[i], left - 6, py(value), left - 8);
  }
  context.textBaseline = "top";
  context.textAlign = "center";
  const along = x.log ? decades(xs, across) : roundTicks(...xs, across, wholeX);
  const alongTexts = tickTexts(along, language, x.log);
  for (const [i, value] of along.entries()) {
    // The last label must not overflow the figure.
    const text = alongTexts[i];
    context.fillText(text, Math.min(px(value), width - context.measureText(text).width / 2), height - bottom + 4);
  }
  context.textBaseline = "bottom";
  context.fillText(axisTitle(x), (left + width - right) / 2, height);
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillText(axisTitle(y), 0, headroom);
}

const between = 12;
/** Over the names of axis and lines: a hat (R̂) stands above the letters. */
const headroom = 3;

interface Legend<S> {
  /** From the left to the right, row under row: none is wider than the figure, as far as its names are not. */
  readonly rows: readonly (readonly S[])[];
  /** Rows over the first: that of the name of the axis, where both do not fit beside each other. */
  readonly above: 0 | 1;
}

/** Where the names of the lines go: next to the name of the axis, or under it. `size`: of a text. */
export function legendOf<S extends Pick<LiveSeries, "label">>(
  series: readonly S[],
  size: (label: string) => number,
  axis: string,
  width: number,
): Legend<S> {
  const rows: S[][] = [[]];
  let wide = right;
  for (const one of series) {
    if (one.label === "") continue;
    const own = size(one.label) + between;
    if (wide + own > width && rows[rows.length - 1].length > 0) {
      rows.push([]);
      wide = right;
    }
    rows[rows.length - 1].push(one);
    wide += own;
  }
  const isBeside = rows.length === 1 && (rows[0].length === 0 || size(axis) + wide <= width);
  return { rows, above: isBeside ? 0 : 1 };
}

/** Names of the lines in their colours, at the right. */
function legend(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  { rows, above }: Legend<LiveSeries>,
): void {
  context.textAlign = "right";
  context.textBaseline = "top";
  for (const [row, names] of rows.entries()) {
    let at = canvas.clientWidth - right;
    for (const { label, color } of names.toReversed()) {
      context.fillStyle = resolveColor(color, canvas);
      context.fillText(label, at, 16 * (above + row) + headroom);
      at -= context.measureText(label).width + between;
    }
  }
}
