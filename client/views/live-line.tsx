import { useEffect, useRef } from "preact/hooks";
import { locale, t } from "../i18n/locale.ts";
import { formatNumber } from "../i18n/numbers.ts";
import { words } from "../i18n/views.ts";
import { type Axis, axisTitle, chartColumns, isWhole } from "./chart-spec.ts";
import { Figure, type FigureProps } from "./figure.tsx";
import { resolveColor } from "./palette.ts";
import { fitCanvas, useSize } from "./size.ts";
import { decades, MOST_DIGITS, roundTicks, tickTexts } from "./ticks.ts";
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
