import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { inputColumns, targetOf } from "../../../../shared/labs/representation/mlp/data.ts";
import { type Pair, pairBounds } from "../../../../shared/labs/representation/mlp/plane-rows.ts";
import { colorTable, rgbOf, seriesColor, valueRange } from "../../../views/palette.ts";
import { paint } from "../../../views/pixels.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { cross } from "../../../views/strokes.ts";
import { paintClasses } from "./colors.ts";

/** Points that are drawn at most. */
const MOST_POINTS = 1500;

export interface SurfaceProps {
  readonly title: string;
  readonly data: Table;
  readonly pair: Pair;
  /** cells × outputs: probabilities of classes, or a number; row by row from the top. Null: points alone. */
  readonly surface: NDArray | null;
  /** A map of one unit in its place, between minus and plus `most`. */
  readonly unit?: { readonly values: ArrayLike<number>; readonly most?: number } | undefined;
  readonly predicted: NDArray | undefined;
  readonly test: Uint32Array;
  readonly hard: boolean;
  readonly showsTest: boolean;
  readonly height?: number;
  /** Smaller marks: one of several pictures. */
  readonly small?: boolean;
  readonly zoom?: string;
}

/** What the net says over the plane, and the points it learnt from (full) and is tested on (hollow); those that it gets wrong are crossed. */
export function Surface(props: SurfaceProps) {
  const { title, data, pair, zoom, height } = props;
  const { x, y } = useMemo(() => pairBounds(data, pair), [data, pair[0], pair[1]]);
  const draw = (pen: PlotContext) => {
    const pixels = pixelsOf(props, pen);
    if (pixels) drawPixels(pen, pixels, x, y);
    drawPoints(pen, props);
  };
  return (
    <Plane title={title} x={x} y={y} draw={draw} {...(zoom && { zoom })} {...(height !== undefined && { height })} />
  );
}

function pixelsOf(
  { data, surface, unit, hard }: SurfaceProps,
  pen: PlotContext,
): Uint8ClampedArray<ArrayBuffer> | null {
  if (unit) return fieldPixels(unit.values, "diverging", unit.most ? [-unit.most, unit.most] : undefined);
  if (!surface) return null;
  if (!data.labels) return fieldPixels(surface.values, "viridis");
  const colors = Array.from({ length: surface.shape[1] }, (_, c) => rgbOf(pen.color(seriesColor(c))));
  return paintClasses(surface, colors, rgbOf(pen.color("var(--surface)")), hard);
}

function fieldPixels(
  values: ArrayLike<number>,
  map: "diverging" | "viridis",
  range: readonly [number, number] = valueRange(values, map),
): Uint8ClampedArray<ArrayBuffer> {
  const side = Math.sqrt(values.length);
  return paint(values, 0, { width: side, height: side }, map, range);
}

function drawPixels(
  { context, px, py }: PlotContext,
  pixels: Uint8ClampedArray<ArrayBuffer>,
  x: readonly [number, number],
  y: readonly [number, number],
): void {
  const side = Math.sqrt(pixels.length / 4);
  const small = document.createElement("canvas");
  small.width = side;
  small.height = side;
  small.getContext("2d")?.putImageData(new ImageData(pixels, side, side), 0, 0);
  context.drawImage(small, px(x[0]), py(y[1]), px(x[1]) - px(x[0]), py(y[0]) - py(y[1]));
}

function drawPoints(pen: PlotContext, props: SurfaceProps): void {
  const { data, pair, predicted, test, showsTest, small } = props;
  const { context } = pen;
  const columns = inputColumns(data);
  const [across, upright] = [columns[pair[0]], columns[pair[1]]];
  const held = new Set(test);
  const stride = Math.max(1, Math.ceil(data.rows / MOST_POINTS));
  const colorOf = pointColors(data, pen);
  const ink = pen.color("var(--ink)");
  const paper = pen.color("var(--surface)");
  const radius = small ? 1.5 : 3.2;
  for (let row = 0; row < data.rows; row += stride) {
    const isHeld = held.has(row);
    if (isHeld && !showsTest) continue;
    const [x, y] = [
      pen.px(data.values[row * data.columns + across]),
      pen.py(data.values[row * data.columns + upright]),
    ];
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    const color = colorOf(row);
    context.fillStyle = isHeld ? paper : color;
    context.strokeStyle = isHeld ? color : paper;
    context.lineWidth = isHeld ? 1.6 : 0.8;
    context.fill();
    context.stroke();
    if (!small && isWrong(data, predicted, row)) {
      context.strokeStyle = ink;
      context.lineWidth = 1.2;
      cross(context, x, y, radius);
    }
  }
}

function isWrong({ labels }: Table, predicted: NDArray | undefined, row: number): boolean {
  return (
    labels !== undefined &&
    predicted !== undefined &&
    row < predicted.values.length &&
    predicted.values[row] !== labels[row]
  );
}

/** Of a class its colour; of a number its place in viridis. */
function pointColors(data: Table, pen: PlotContext): (row: number) => string {
  const { labels, values, columns, rows } = data;
  if (labels) {
    const colors = (data.classes ?? []).map((_, c) => pen.color(seriesColor(c)));
    return (row) => colors[labels[row]];
  }
  const target = targetOf(data) ?? 0;
  const own = Float64Array.from({ length: rows }, (_, row) => values[row * columns + target]);
  const [low, high] = valueRange(own, "viridis");
  const table = colorTable("viridis");
  return (row) => {
    const i = 3 * Math.round((255 * (own[row] - low)) / (high - low || 1));
    return `rgb(${table[i]} ${table[i + 1]} ${table[i + 2]})`;
  };
}
