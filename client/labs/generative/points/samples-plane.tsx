import type { ComponentChildren } from "preact";
import type { TypedArray } from "../../../../shared/arrays.ts";
import { ACROSS, gridOf, type Square, shareOutside } from "../../../../shared/labs/generative/points/plane.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { drawArrows } from "../../../views/arrows.ts";
import type { Columns } from "../../../views/export.ts";
import { Figure, type FigureProps } from "../../../views/figure.tsx";
import { rgbOf, roleColor } from "../../../views/palette.ts";
import { Plane, type PlaneField, type PlotContext } from "../../../views/plane.tsx";
import { dot, ring } from "../../../views/strokes.ts";
import { ColorNames } from "../../parts/color-names.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";
import "../../parts/arrow-plane.css";

type Points = ArrayLike<number>;

export interface SamplesPlaneProps extends Pick<FigureProps, "controls"> {
  readonly title: string;
  readonly note?: string;
  /** The part of the plane that is shown, as the model sees it. */
  readonly square: Square;
  /** Points of the data and of the model, x, y, x, y, … */
  readonly real: Points;
  readonly generated: Points | undefined;
  /** Says which share of the generated points is not shown: not of those that are still on their way. */
  readonly countsOutside?: boolean;
  /** A number at each cell of the grid (`gridOf`), as shading under the points. Of a diverging map zero is the page itself. */
  readonly field?: (Pick<PlaneField, "map" | "range"> & { readonly values: TypedArray }) | undefined;
  /** An arrow at each of these cells, cells × 2. */
  readonly arrows?: ArrayLike<number> | undefined;
  /** Centres of the modes, and how far their points reach. */
  readonly modes?: { readonly centres: Points; readonly radius: number; covered(mode: number): boolean } | undefined;
  /** More that is drawn over all. */
  draw?(pen: PlotContext): void;
  onPoint?(x: number, y: number): void;
  /** Beside the plane, or under it where there is no room. */
  readonly children?: ComponentChildren;
}

/** Points that are drawn of each kind, at most. */
const MOST_POINTS = 5000;

/** Points of the data and of a model in one square of the plane, over a field and its arrows. */
export function SamplesPlane(props: SamplesPlaneProps) {
  const { title, note, controls, square, real, generated, countsOutside, field, arrows, modes, draw, onPoint } = props;
  const { children } = props;
  const { low, side } = square;
  const isSigned = field?.map === "diverging";
  const outside = countsOutside && generated && noteOfOutside(generated, square);
  const drawAll = (pen: PlotContext) => {
    if (field && isSigned) drawSigned(pen, field, square);
    if (arrows) drawArrows(pen, gridOf(square), arrows, ACROSS, { color: "var(--ink-soft)", width: 1 });
    if (modes) drawModes(pen, modes);
    drawPoints(pen, real, roleColor("data"), 1.7);
    if (generated) drawPoints(pen, generated, roleColor("model"), 2);
    draw?.(pen);
    if (outside) drawNote(pen, outside);
  };
  const names = { data: t(words.real), ...(generated && { model: t(words.generated) }) };
  const figure = (
    <Figure
      title={title}
      {...(note !== undefined && { note })}
      controls={
        <>
          <ColorNames {...names} />
          {controls}
        </>
      }
      columns={() => columnsOf(props)}
    >
      <div class="part-arrows-plane">
        <Plane
          title={outside ? `${title} · ${outside}` : title}
          x={[low[0], low[0] + side]}
          y={[low[1], low[1] + side]}
          {...(field && !isSigned && { field: { ...field, columns: ACROSS, rows: ACROSS, alpha: 0.7 } })}
          draw={drawAll}
          {...(onPoint && { onPoint })}
        />
      </div>
    </Figure>
  );
  // Beside the figure, not within it: figures of their own, each with its table.
  return children ? (
    <div class="part-arrows">
      <div class="part-arrows-plane">{figure}</div>
      <div class="part-stack">{children}</div>
    </div>
  ) : (
    figure
  );
}

/** Which share of the points the picture does not show, from a hundredth on: a model that went astray leaves an empty picture behind. */
function noteOfOutside(points: Points, square: Square): string | undefined {
  const share = shareOutside(points, square);
  return share < 0.01 ? undefined : t(words.generatedOutside, { share: formatPercent(share, locale.value) });
}

/** In a corner of the picture, where it moves nothing when it comes and goes. */
function drawNote({ context, width, height, color }: PlotContext, note: string): void {
  context.font = "13px system-ui, sans-serif";
  context.textAlign = "right";
  context.textBaseline = "bottom";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = color("var(--surface)");
  context.strokeText(note, width - 6, height - 4);
  context.fillStyle = color("var(--ink)");
  context.fillText(note, width - 6, height - 4);
}

/** Of positive and of negative numbers: the colours of the diverging map on both sides of its middle. */
const SIGNS = [rgbOf("#d6604d"), rgbOf("#4393c3")] as const;

/** The larger a number, the less of the page is seen through its colour. */
function drawSigned(
  { context, px, py }: PlotContext,
  { values, range = [-1, 1] }: NonNullable<SamplesPlaneProps["field"]>,
  { low, side }: Square,
): void {
  const pixels = new Uint8ClampedArray(4 * ACROSS * ACROSS);
  for (let cell = 0; cell < ACROSS * ACROSS; cell++) {
    const share = Number(values[cell]) / range[1];
    pixels.set([...SIGNS[share > 0 ? 0 : 1], 190 * Math.min(1, Math.abs(share))], 4 * cell);
  }
  const small = document.createElement("canvas");
  small.width = small.height = ACROSS;
  small.getContext("2d")?.putImageData(new ImageData(pixels, ACROSS, ACROSS), 0, 0);
  const [left, top] = [px(low[0]), py(low[1] + side)];
  context.drawImage(small, left, top, px(low[0] + side) - left, py(low[1]) - top);
}

function drawPoints(pen: PlotContext, points: Points, color: string, radius: number): void {
  const { context } = pen;
  context.fillStyle = pen.color(color);
  context.globalAlpha = 0.75;
  const count = points.length / 2;
  const stride = Math.max(1, Math.ceil(count / MOST_POINTS));
  for (let n = 0; n < count; n += stride) dot(context, pen.px(points[2 * n]), pen.py(points[2 * n + 1]), radius);
  context.globalAlpha = 1;
}

/** Full circles about the modes that are covered, broken ones about the others. */
function drawModes(pen: PlotContext, { centres, radius, covered }: NonNullable<SamplesPlaneProps["modes"]>): void {
  const { context } = pen;
  const reach = Math.max(5, Math.abs(pen.px(radius) - pen.px(0)));
  context.strokeStyle = pen.color("var(--ink)");
  context.lineWidth = 1.2;
  for (let mode = 0; mode < centres.length / 2; mode++) {
    context.setLineDash(covered(mode) ? [] : [3, 3]);
    ring(context, pen.px(centres[2 * mode]), pen.py(centres[2 * mode + 1]), reach);
  }
  context.setLineDash([]);
}

function columnsOf({ real, generated = [] }: SamplesPlaneProps): Columns {
  const rows = Math.max(real.length, generated.length) / 2;
  const column = (points: Points, axis: number) =>
    Float64Array.from({ length: rows }, (_, n) => (2 * n < points.length ? points[2 * n + axis] : Number.NaN));
  return (
    [
      [t(words.real), real],
      [t(words.generated), generated],
    ] as const
  ).flatMap(([name, points]) => [
    { name: `${name} x`, values: column(points, 0) },
    { name: `${name} y`, values: column(points, 1) },
  ]);
}
