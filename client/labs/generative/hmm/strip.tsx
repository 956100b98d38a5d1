import { t } from "../../../i18n/locale.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import type { Overview, Subject } from "./use-subject.ts";
import { words } from "./words.ts";

interface StripProps {
  readonly title: string;
  readonly subject: Subject;
  readonly overview: Overview | undefined;
  /** Rows that the trellis shows, where there is one. */
  readonly window: readonly [from: number, to: number] | undefined;
  readonly onPick: ((row: number) => void) | undefined;
}

const LABEL = 22;
const SHOWN = 64;
const STATES = 14;
const BELIEF = 84;

/** The whole series: what was observed, the true states, the most probable path, and what is believed of each row. */
export function Strip({ title, subject, overview, window, onPick }: StripProps) {
  const { rows } = subject.data.observations;
  const lanes = lanesOf(subject, overview);
  const height = lanes.reduce((sum, lane) => sum + LABEL + lane.height, 0);
  const draw = (pen: PlotContext) => {
    let top = 0;
    for (const { label, height: tall, paint } of lanes) {
      pen.context.fillStyle = pen.color("var(--ink-soft)");
      pen.context.font = "12px system-ui, sans-serif";
      pen.context.textBaseline = "middle";
      pen.context.fillText(label, 4, top + LABEL / 2 + 1);
      paint(pen, top + LABEL, tall);
      top += LABEL + tall;
    }
    if (!window) return;
    const [x0, x1] = [pen.px(window[0]), pen.px(window[1])];
    pen.context.strokeStyle = pen.color("var(--mark)");
    pen.context.lineWidth = 1.5;
    pen.context.strokeRect(x0 + 0.75, 0.75, Math.max(3, x1 - x0 - 1.5), height - 1.5);
  };
  return (
    <Plane
      title={title}
      x={[0, rows]}
      y={[0, 1]}
      height={height}
      draw={draw}
      {...(onPick && { onPoint: (x: number) => onPick(Math.max(0, Math.min(rows - 1, Math.floor(x)))) })}
    />
  );
}

interface Lane {
  readonly label: string;
  readonly height: number;
  paint(pen: PlotContext, top: number, height: number): void;
}

function lanesOf(subject: Subject, overview: Overview | undefined): readonly Lane[] {
  const { data, classColors, colors } = subject;
  const labels = data.labels;
  const found = overview && overview.rows > 0 ? overview : undefined;
  return [
    {
      label: `${t(words.observed)} · ${data.names.join(", ")}`,
      height: SHOWN,
      paint: (pen, top, tall) => observed(pen, subject, top, tall),
    },
    ...(labels
      ? [{ label: t(words.truth), height: STATES, paint: strip((row) => classColors[labels[row]], labels.length) }]
      : []),
    ...(found
      ? [
          { label: t(words.path), height: STATES, paint: strip((row) => colors[found.path[row]], found.rows) },
          {
            label: t(words.posterior),
            height: BELIEF,
            paint: (pen: PlotContext, top: number, tall: number) => band(pen, found, colors, top, tall),
          },
        ]
      : []),
  ];
}

/** Rows of each column of pixels: [first, last + 1). */
function* columns({ x: [low, high], width }: PlotContext, rows: number) {
  const count = Math.max(1, Math.min(rows, Math.ceil(width)));
  const at = (i: number) => Math.round(low + ((high - low) * i) / count);
  for (let i = 0; i < count; i++) yield [at(i), Math.min(rows, Math.max(at(i) + 1, at(i + 1)))] as const;
}

/** A box over these rows, whose sides lie on whole pixels: boxes meet without a seam. */
function fill({ context, px }: PlotContext, from: number, to: number, top: number, height: number): void {
  const left = Math.round(px(from));
  context.fillRect(left, top, Math.max(1, Math.round(px(to)) - left), height);
}

function strip(colorOf: (row: number) => string | undefined, rows: number): Lane["paint"] {
  return (pen, top, height) => {
    for (const [from, to] of columns(pen, rows)) {
      const css = colorOf(from);
      if (css === undefined || from >= rows) continue;
      pen.context.fillStyle = pen.color(css);
      fill(pen, from, to, top, height);
    }
  };
}

/** What is believed, one on top of the other; where many rows share a column of pixels, their mean. */
function band(pen: PlotContext, { posterior, rows }: Overview, colors: readonly string[], top: number, height: number) {
  const K = colors.length;
  const resolved = colors.map((css) => pen.color(css));
  for (const [from, to] of columns(pen, rows)) {
    let y = top + height;
    for (let s = 0; s < K; s++) {
      let sum = 0;
      for (let row = from; row < to; row++) sum += posterior[row * K + s];
      const tall = (height * sum) / Math.max(1, to - from);
      pen.context.fillStyle = resolved[s];
      fill(pen, from, to, y - tall, tall);
      y -= tall;
    }
  }
}

/** Symbols as dots at their heights, numbers as lines; gaps are shaded. */
function observed(pen: PlotContext, { data, symbols }: Subject, top: number, height: number): void {
  const { observations, dimensions: D, kind } = data;
  const { rows, mask, values } = observations;
  const given = observations.symbols;
  const valueAt = (row: number, d: number) => {
    if (given) return given[row] < 0 ? undefined : given[row];
    return mask && mask[row * D + d] === 0 ? undefined : (values as Float64Array)[row * D + d];
  };
  const lines = kind === "discrete" ? 1 : Math.min(D, 4);
  let [low, high] = [
    kind === "discrete" ? 0 : Number.POSITIVE_INFINITY,
    kind === "discrete" ? symbols.length - 1 : -Infinity,
  ];
  for (let row = 0; kind !== "discrete" && row < rows; row++)
    for (let d = 0; d < lines; d++) {
      const value = valueAt(row, d);
      if (value !== undefined) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  const py = (value: number) => top + 4 + (1 - (value - low) / (high - low || 1)) * (height - 8);
  const step = pen.px(1) - pen.px(0);
  shadeGaps(pen, rows, (row) => valueAt(row, 0) === undefined, top, height);
  for (let d = 0; d < lines; d++) {
    pen.context.fillStyle = pen.color(d === 0 ? "var(--role-data)" : `var(--series-${d})`);
    pen.context.strokeStyle = pen.context.fillStyle;
    pen.context.lineWidth = 1;
    pen.context.beginPath();
    let isOpen = false;
    const stride = Math.max(1, Math.floor(rows / (4 * pen.width)));
    for (let row = 0; row < rows; row += stride) {
      const value = valueAt(row, d);
      const x = pen.px(row + 0.5);
      if (value === undefined) isOpen = false;
      else if (kind === "discrete" || step > 6) pen.context.fillRect(x - 1.25, py(value) - 1.25, 2.5, 2.5);
      if (value === undefined || kind === "discrete") continue;
      if (isOpen) pen.context.lineTo(x, py(value));
      else pen.context.moveTo(x, py(value));
      isOpen = true;
    }
    pen.context.stroke();
  }
}

function shadeGaps(pen: PlotContext, rows: number, isGap: (row: number) => boolean, top: number, height: number): void {
  pen.context.fillStyle = pen.color("var(--line)");
  for (const [from, to] of columns(pen, rows)) if (isGap(from)) fill(pen, from, to, top, height);
}
