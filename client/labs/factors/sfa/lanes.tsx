import { thin } from "../../../views/chart-spec.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { line as stroke } from "../../../views/strokes.ts";

export interface Line {
  readonly color: string;
  readonly dashed?: boolean;
  readonly values: ArrayLike<number>;
  /** Every `stride`-th number from `offset`; default all. */
  readonly stride?: number;
  readonly offset?: number;
  /** Default 1; −1 turns it over. */
  readonly factor?: number;
}
export interface Lane {
  readonly label: string;
  readonly lines: readonly Line[];
}

interface LanesProps {
  readonly title: string;
  readonly lanes: readonly Lane[];
  /** Steps that are shown, and the one that is marked. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
  onTime(step: number): void;
}

const laneHeight = 80;
const margin = 6;

/** Series under each other over one time axis, and a line at the present. */
export function Lanes({ title, lanes, from, to, now, onTime }: LanesProps) {
  const height = lanes.length * laneHeight;
  const draw = (pen: PlotContext) => {
    for (const [i, lane] of lanes.entries()) drawLane(pen, lane, i * laneHeight, from, to);
    const x = pen.px(now);
    pen.context.strokeStyle = pen.color("var(--mark)");
    pen.context.lineWidth = 1.5;
    stroke(pen.context, x, 0, x, height);
  };
  return (
    <Plane
      title={title}
      x={[from, to]}
      y={[0, 1]}
      height={height}
      draw={draw}
      onPoint={(x) => onTime(Math.min(to, Math.max(from, Math.round(x))))}
    />
  );
}

function drawLane(pen: PlotContext, { label, lines }: Lane, top: number, from: number, to: number): void {
  const { context, color, width } = pen;
  const shown = lines.map((line) => ({ line, values: windowOf(line, from, to) }));
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of shown)
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  const labelled = 20;
  const inner = laneHeight - labelled - margin;
  const py = (value: number) => top + labelled + (1 - (value - low) / (high - low || 1)) * inner;
  context.strokeStyle = color("var(--line)");
  context.lineWidth = 1;
  stroke(context, 0, top + 0.5, width, top + 0.5);
  for (const { line, values } of shown) {
    context.strokeStyle = color(line.color);
    context.lineWidth = line.dashed ? 1.5 : 1.25;
    context.setLineDash(line.dashed ? [5, 4] : []);
    context.beginPath();
    for (const [k, at] of thin(values, 2 * width).entries()) {
      const x = pen.px(from + (at * (to - from)) / Math.max(1, values.length - 1));
      if (k === 0) context.moveTo(x, py(values[at]));
      else context.lineTo(x, py(values[at]));
    }
    context.stroke();
  }
  context.setLineDash([]);
  context.fillStyle = color("var(--ink-soft)");
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "top";
  context.textAlign = "start";
  // On a phone, narrower letters rather than a truncated label.
  context.fillText(label, 0, top + 5, width);
}

function windowOf({ values, stride = 1, offset = 0, factor = 1 }: Line, from: number, to: number): Float64Array {
  const last = Math.min(to, Math.floor((values.length - 1 - offset) / stride));
  return Float64Array.from(
    { length: Math.max(0, last - from + 1) },
    (_, i) => factor * values[(from + i) * stride + offset],
  );
}
