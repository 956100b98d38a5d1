import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { dot, line } from "../../../views/strokes.ts";

type Numbers = ArrayLike<number>;

/** Rows of the data that a scatter shows. */
const plotted = 400;

interface RowsProps {
  readonly title: string;
  /** count × columns. */
  readonly rows: Numbers;
  readonly columns: number;
  readonly height: number;
  /** Value at the edge; default the largest. */
  readonly extent?: number;
  readonly color?: (index: number) => string;
}

/** Rows as lines over the columns, with a line at zero. */
export function RowLines({ title, rows, columns, height, extent, color = seriesColor }: RowsProps) {
  const edge = 1.08 * (extent ?? largest(rows)) || 1;
  const draw = (pen: PlotContext) => {
    zeroLine(pen);
    for (let i = 0; i * columns < rows.length; i++) drawRow(pen, rows, i, columns, color(i));
  };
  return <Plane title={title} x={[0.5, columns + 0.5]} y={[-edge, edge]} height={height} draw={draw} />;
}

function zeroLine({ context, color, width, py }: PlotContext): void {
  context.strokeStyle = color("var(--line-strong)");
  context.lineWidth = 0.75;
  line(context, 0, py(0), width, py(0));
}

function drawRow({ context, color, px, py }: PlotContext, rows: Numbers, i: number, columns: number, css: string) {
  context.strokeStyle = context.fillStyle = color(css);
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.beginPath();
  for (let j = 0; j < columns; j++) context.lineTo(px(j + 1), py(rows[i * columns + j]));
  context.stroke();
  if (columns > 40) return;
  for (let j = 0; j < columns; j++) dot(context, px(j + 1), py(rows[i * columns + j]), 2.5);
}

interface ScatterProps {
  readonly title: string;
  readonly data: Table;
  /** latents × 2: arrows from the mean. */
  readonly components: Numbers;
  readonly mean: Numbers;
  readonly mark?: readonly [number, number];
}

/** Data in the plane, and the components as arrows. */
export function DataPlane({ title, data, components, mean, mark }: ScatterProps) {
  const { values, rows } = data;
  const unit = values instanceof Uint8Array ? 255 : 1;
  const from = Math.max(0, rows - plotted);
  const shown = Array.from({ length: 2 * Math.min(rows, plotted) }, (_, at) => values[2 * from + at] / unit);
  const extent = 1.05 * Math.max(...shown.map(Math.abs)) || 1;
  const draw = (pen: PlotContext) => {
    for (let n = 0; n < shown.length; n += 2) point(pen, shown[n], shown[n + 1], 1.75, roleColor("other"));
    const size = Math.max(...Array.from({ length: components.length / 2 }, (_, k) => length(components, k))) || 1;
    for (let k = 0; k < components.length / 2; k++) arrow(pen, mean, components, k, (0.55 * extent) / size);
    if (mark) point(pen, mark[0], mark[1], 6, "var(--mark)");
  };
  return <Plane title={title} x={[-extent, extent]} y={[-extent, extent]} draw={draw} />;
}

function length(components: Numbers, k: number): number {
  return Math.hypot(components[2 * k], components[2 * k + 1]);
}

function point({ context, color, px, py }: PlotContext, x: number, y: number, radius: number, css: string): void {
  context.fillStyle = color(css);
  dot(context, px(x), py(y), radius);
}

function arrow({ context, color, px, py }: PlotContext, mean: Numbers, components: Numbers, k: number, scale: number) {
  const [x0, y0] = [px(mean[0]), py(mean[1])];
  const [x1, y1] = [px(mean[0] + scale * components[2 * k]), py(mean[1] + scale * components[2 * k + 1])];
  const angle = Math.atan2(y1 - y0, x1 - x0);
  context.strokeStyle = context.fillStyle = color(seriesColor(k));
  context.lineWidth = 2.5;
  line(context, x0, y0, x1, y1);
  context.beginPath();
  for (const turn of [0, 2.6, -2.6]) context.lineTo(x1 + 8 * Math.cos(angle + turn), y1 + 8 * Math.sin(angle + turn));
  context.fill();
}

interface DrawingProps {
  readonly title: string;
  readonly data: Table;
  readonly mean: Numbers;
  /** latents × columns. */
  readonly components: Numbers;
  readonly height: number;
}

/** Components as arrows among the data, as pictures, or as lines. */
export function Components({ title, data, mean, components, height }: DrawingProps) {
  const { columns, image } = data;
  if (image)
    return (
      <ImageGrid
        title={title}
        values={components}
        count={components.length / columns}
        shape={image}
        map="diverging"
        height={height}
        gap={3}
      />
    );
  if (columns === 2)
    return (
      <div class="family-square">
        <DataPlane title={title} data={data} mean={mean} components={components} />
      </div>
    );
  return <RowLines title={title} rows={components} columns={columns} height={height} />;
}

export function largest(values: Numbers): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) most = Math.max(most, Math.abs(values[at]));
  return most;
}

/** Latents of rows in the plane of two of them, and the one that is dragged. */
export function drawLatents(
  pen: PlotContext,
  points: NDArray | undefined,
  [i, j]: readonly [number, number],
  z: readonly number[],
): void {
  const { context, color, width } = pen;
  context.strokeStyle = color("var(--line)");
  context.lineWidth = 1;
  line(context, 0, pen.py(0), width, pen.py(0));
  line(context, pen.px(0), 0, pen.px(0), pen.height);
  const stride = points?.shape[1] ?? 0;
  for (let n = 0; n < (points?.shape[0] ?? 0) && stride === z.length; n++) {
    const values = points?.values ?? [];
    point(pen, values[n * stride + i], j < 0 ? 0 : values[n * stride + j], 1.75, roleColor("other"));
  }
  point(pen, z[i] ?? 0, j < 0 ? 0 : (z[j] ?? 0), 8, "var(--mark)");
}
