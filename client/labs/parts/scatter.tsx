import type { NDArray } from "../../../shared/arrays.ts";
import { t } from "../../i18n/locale.ts";
import { Figure } from "../../views/figure.tsx";
import { okabeIto, seriesColor } from "../../views/palette.ts";
import { Plane, type PlotContext } from "../../views/plane.tsx";
import { dot, ring } from "../../views/strokes.ts";
import { columnOf } from "./matrix.ts";

const seriesColors = okabeIto.length;
/** Classes that are named in the picture. */
const maxNames = 20;

/** Smallest and largest value of a column. */
export function rangeOf({ shape: [rows, width], values }: NDArray, column: number): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < rows; n++) {
    low = Math.min(low, values[n * width + column]);
    high = Math.max(high, values[n * width + column]);
  }
  // A number that does not vary still gets a slider with some range.
  return high > low ? [low, high] : [low - 1, high + 1];
}

export function pointOf({ values }: NDArray, row: number): readonly [number, number] {
  return [values[2 * row], values[2 * row + 1]];
}

/** The row that lies nearest, as the picture is stretched. */
export function nearest(plane: NDArray, x: number, y: number): number {
  const [wide, tall] = [0, 1].map((axis) => rangeOf(plane, axis)).map(([low, high]) => high - low);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < plane.shape[0]; n++) {
    const [px, py] = pointOf(plane, n);
    const distance = ((px - x) / wide) ** 2 + ((py - y) / tall) ** 2;
    if (distance < least) [best, least] = [n, distance];
  }
  return best;
}

interface ScatterProps {
  /** points × 2. */
  readonly plane: NDArray;
  readonly labels: Int32Array | null;
  readonly title: string;
  readonly note: string;
  /** A place that is ringed. */
  readonly mark: readonly [number, number] | null;
  onPoint(x: number, y: number): void;
}

/** Head of the column of labels in a saved table. */
const CLASS = { es: "clase", en: "class" };

/** Codes in the plane: one colour per class, and the number of each class at the mean of its codes. */
export function CodeScatter({ plane, labels, title, note, mark, onPoint }: ScatterProps) {
  const [x, y] = [0, 1].map((axis) => padded(rangeOf(plane, axis)));
  const paint = (pen: PlotContext) => {
    drawCodes(pen, plane, labels);
    if (labels) drawNames(pen, plane, labels);
    if (mark) drawMark(pen, mark);
  };
  const columns = () => [
    { name: "x", values: columnOf(plane, 0) },
    { name: "y", values: columnOf(plane, 1) },
    ...(labels ? [{ name: t(CLASS), values: labels }] : []),
  ];
  return (
    <Figure title={title} note={note} columns={columns}>
      <Plane title={`${title}: ${note}`} x={x} y={y} height={300} zoom={title} draw={paint} onPoint={onPoint} />
    </Figure>
  );
}

/** There are more classes than colours: those beyond are rings. */
function drawCodes({ context, color, px, py }: PlotContext, plane: NDArray, labels: Int32Array | null): void {
  for (let n = 0; n < plane.shape[0]; n++) {
    const label = labels?.[n] ?? 0;
    context.fillStyle = context.strokeStyle = color(seriesColor(label));
    context.lineWidth = 1.5;
    const draw = label < seriesColors ? dot : ring;
    draw(context, px(plane.values[2 * n]), py(plane.values[2 * n + 1]), 3);
  }
}

function drawNames({ context, color, px, py }: PlotContext, plane: NDArray, labels: Int32Array): void {
  const means = new Map<number, [count: number, x: number, y: number]>();
  for (const [n, label] of labels.entries()) {
    const [count, x, y] = means.get(label) ?? [0, 0, 0];
    means.set(label, [count + 1, x + plane.values[2 * n], y + plane.values[2 * n + 1]]);
  }
  if (means.size > maxNames) return;
  Object.assign(context, { font: "600 14px system-ui, sans-serif", textAlign: "center", textBaseline: "middle" });
  Object.assign(context, {
    lineWidth: 4,
    lineJoin: "round",
    strokeStyle: color("var(--paper)"),
    fillStyle: color("var(--ink)"),
  });
  for (const [label, [count, x, y]] of means) {
    context.strokeText(String(label), px(x / count), py(y / count));
    context.fillText(String(label), px(x / count), py(y / count));
  }
}

function drawMark(pen: PlotContext, [x, y]: readonly [number, number]): void {
  const { context } = pen;
  context.strokeStyle = pen.color("var(--ink)");
  context.lineWidth = 2;
  ring(context, pen.px(x), pen.py(y), 7);
}

function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const margin = 0.06 * (high - low);
  return [low - margin, high + margin];
}
