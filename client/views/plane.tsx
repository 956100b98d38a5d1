import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "../i18n/views.ts";
import { type ColorMap, resolveColor, valueRange } from "./palette.ts";
import { paint } from "./pixels.ts";
import { fitCanvas, useSize } from "./size.ts";
import { type Span, useZoom } from "./zoom.ts";

/** What `draw` is given: a context in CSS pixels, and where a point of the plane lies. */
export interface PlotContext {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  px(x: number): number;
  py(y: number): number;
  /** The part of the plane that is seen: all of it, or what was zoomed into. */
  readonly x: Span;
  readonly y: Span;
  /** A CSS colour with variables resolved. */
  color(css: string): string;
}

export interface PlaneField {
  /** rows × columns, row 0 at the top. */
  readonly values: ArrayLike<number>;
  readonly columns: number;
  readonly rows: number;
  readonly map?: ColorMap;
  readonly range?: readonly [number, number];
  /** How much of it covers what is below: 1 where it is left out. */
  readonly alpha?: number;
}

export interface PlaneProps {
  readonly title: string;
  /** The part of the plane that is shown. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Height in CSS pixels; default: as wide as it is, so that units are equal where ranges are. */
  readonly height?: number;
  /** A field under the drawing, spread over the whole plane. */
  readonly field?: PlaneField;
  /** May be zoomed into; what `draw` draws then goes by `px` and `py` alone. The text says what the axes are: others are seen whole again. */
  readonly zoom?: string;
  /** Draws points, paths, arrows over it; called at every render. */
  draw(pen: PlotContext): void;
  /** Where the person pressed, and then every point that is dragged over, in coordinates of the plane. */
  onPoint?(x: number, y: number): void;
}

/** A piece of the plane on a canvas: a field, and over it what moves. Put it in a Figure. */
export function Plane({ title, x: allX, y: allY, height, field, zoom, draw, onPoint }: PlaneProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const isPressed = onPoint !== undefined;
  const { seen, hint, pinches } = useZoom({ canvas, full: { x: allX, y: allY }, axes: zoom, isPressed });
  const { x, y } = seen.value ?? { x: allX, y: allY };
  const width = size.value[0];
  const tall = height ?? width;
  useEffect(() => {
    const target = canvas.current;
    if (!target || width === 0) return;
    const context = fitCanvas(target, width, tall);
    if (!context) return;
    const px = (v: number) => ((v - x[0]) / (x[1] - x[0])) * width;
    const py = (v: number) => (1 - (v - y[0]) / (y[1] - y[0])) * tall;
    if (field) drawField(context, field, px(allX[0]), py(allY[1]), px(allX[1]), py(allY[0]));
    draw({
      context,
      width,
      height: tall,
      px,
      py,
      x,
      y,
      color: (css) => resolveColor(css, target),
    });
  });
  const press = (event: PointerEvent) => {
    const area = canvas.current?.getBoundingClientRect();
    if (!area || !onPoint || pinches.current) return;
    const across = (event.clientX - area.left) / area.width;
    const down = (event.clientY - area.top) / area.height;
    onPoint(x[0] + across * (x[1] - x[0]), y[1] - down * (y[1] - y[0]));
  };
  return (
    <div class="canvas-box plane" ref={box} data-act={isPressed ? "point" : undefined}>
      <canvas
        ref={canvas}
        role={zoom === undefined ? "img" : "application"}
        aria-label={zoom === undefined ? title : `${title}. ${t(words.zoomHint)}`}
        tabIndex={zoom === undefined ? undefined : 0}
        style={{
          // As large from the first moment as it is drawn: what is below must not move.
          width: `${width}px`,
          height: `${tall}px`,
          touchAction: isPressed || seen.value ? "none" : zoom === undefined ? "auto" : "pan-y",
        }}
        onPointerDown={press}
        onPointerMove={(event) => {
          if (event.buttons % 2 === 1) press(event);
        }}
      />
      {seen.value && (
        <button
          type="button"
          class="plane-reset small"
          onClick={() => {
            seen.value = null;
          }}
        >
          {t(words.seeAll)}
        </button>
      )}
      {hint.value && (
        <p class="plane-hint small" role="status">
          {t(words.zoomHint)}
        </p>
      )}
    </div>
  );
}

function drawField(
  context: CanvasRenderingContext2D,
  field: PlaneField,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const map = field.map ?? "viridis";
  const shape = { width: field.columns, height: field.rows };
  const small = document.createElement("canvas");
  small.width = shape.width;
  small.height = shape.height;
  const pixels = paint(field.values, 0, shape, map, field.range ?? valueRange(field.values, map));
  small.getContext("2d")?.putImageData(new ImageData(pixels, shape.width, shape.height), 0, 0);
  context.globalAlpha = field.alpha ?? 1;
  context.drawImage(small, left, top, right - left, bottom - top);
  context.globalAlpha = 1;
}
