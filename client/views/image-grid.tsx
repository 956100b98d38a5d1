import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "../i18n/views.ts";
import { type ColorMap, valueRange } from "./palette.ts";
import { type GridLayout, gridLayout, type PictureShape, paint } from "./pixels.ts";
import { useSize } from "./size.ts";
import "./figure.css";

/** Of a picture: its column and row, from 0. */
export interface Pixel {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

export interface ImageGridProps {
  /** What the pictures are: said to those who do not see them. */
  readonly title: string;
  /** count × height × width (× channels), row-major. Bytes are 0–255, floats in any range. */
  readonly values: ArrayLike<number>;
  readonly count: number;
  readonly shape: PictureShape;
  /** Default grey. Weights: diverging, whose zero is fixed in the middle. */
  readonly map?: ColorMap;
  /** Values at the ends of the map; default: bytes 0–255, probabilities given as [0, 1], else from the values. */
  readonly range?: readonly [number, number];
  /** Fixed number of columns; default: what makes the pictures largest. */
  readonly columns?: number;
  /** Largest height in CSS pixels; default: the box's own where it has one, else as needed. */
  readonly height?: number;
  /** Largest whole-number scale in CSS pixels per picture pixel; default 8. */
  readonly maxScale?: number;
  readonly gap?: number;
  readonly selected?: number;
  /** Makes each picture a button. */
  readonly onPick?: (index: number) => void;
  /** What each of these buttons is called; default: its number. */
  readonly names?: readonly string[];
  /** The pixel of a picture that the pointer is on; null when it leaves. Of pictures that are buttons. */
  readonly onPoint?: (pixel: Pixel | null) => void;
  /** A row of the chosen picture that is framed. */
  readonly row?: number;
}

/** CSS pixels by which a button stands out around its picture. */
const FRAME = 2;

/** Pictures side by side at a whole-number scale, never blurred. Put it in a Figure. */
export function ImageGrid(props: ImageGridProps) {
  const { title, count, shape, map = "grey", columns, height = 0, maxScale = 8, gap = 4 } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = globalThis.devicePixelRatio || 1;
  const width = size.value[0];
  const layout = gridLayout(
    count,
    shape,
    width * ratio,
    height * ratio,
    gap * ratio,
    columns,
    Math.max(1, Math.floor(maxScale * ratio)),
  );
  useEffect(() => {
    if (canvas.current && width > 0) drawGrid(canvas.current, props, layout, map, Math.round(gap * ratio));
  });
  const cell = (layout.scale * shape.width) / ratio + gap;
  const cellHeight = (layout.scale * shape.height) / ratio + gap;
  return (
    <div class="image-grid" ref={box}>
      {width > 0 && (
        <canvas
          ref={canvas}
          role="img"
          aria-label={t(count === 1 ? words.oneImageOf : words.imageOf, {
            title,
            count,
            width: shape.width,
            height: shape.height,
          })}
          // One picture may be wider than its box: then it is shown smaller, in its own proportions.
          style={{
            width: `${layout.columns * cell - gap}px`,
            maxWidth: "100%",
            height: "auto",
            aspectRatio: `${layout.columns * cell - gap} / ${layout.rows * cellHeight - gap}`,
          }}
        />
      )}
      {width > 0 && props.onPick && <Picks {...props} layout={layout} cell={cell} cellHeight={cellHeight} gap={gap} />}
      {width > 0 && props.row !== undefined && props.selected !== undefined && (
        <span
          class="image-grid-row"
          style={{
            left: `${(props.selected % layout.columns) * cell - 1}px`,
            top: `${Math.floor(props.selected / layout.columns) * cellHeight + (props.row * layout.scale) / ratio - 1}px`,
            width: `${cell - gap + 2}px`,
            height: `${layout.scale / ratio + 2}px`,
          }}
        />
      )}
    </div>
  );
}

interface PicksProps extends ImageGridProps {
  readonly layout: GridLayout;
  readonly cell: number;
  readonly cellHeight: number;
  readonly gap: number;
}

function Picks({ count, shape, layout, cell, cellHeight, gap, selected, names, onPick, onPoint }: PicksProps) {
  const pixelAt = (index: number, { clientX, clientY, currentTarget }: PointerEvent): Pixel => {
    const { left, top } = (currentTarget as Element).getBoundingClientRect();
    const at = (distance: number, length: number, pixels: number) =>
      Math.min(pixels - 1, Math.max(0, Math.floor(((distance - FRAME) / length) * pixels)));
    return {
      index,
      x: at(clientX - left, cell - gap, shape.width),
      y: at(clientY - top, cellHeight - gap, shape.height),
    };
  };
  return (
    <>
      {Array.from({ length: count }, (_, i) => (
        <button
          key={i}
          type="button"
          class="image-grid-pick"
          aria-pressed={selected === i}
          aria-label={names?.[i] ?? t(words.image, { index: i + 1 })}
          onClick={() => onPick?.(i)}
          onPointerMove={onPoint && ((event) => onPoint(pixelAt(i, event)))}
          onPointerLeave={onPoint && (() => onPoint(null))}
          style={{
            left: `${(i % layout.columns) * cell - FRAME}px`,
            top: `${Math.floor(i / layout.columns) * cellHeight - FRAME}px`,
            width: `${cell - gap + 2 * FRAME}px`,
            height: `${cellHeight - gap + 2 * FRAME}px`,
          }}
        />
      ))}
    </>
  );
}

function drawGrid(
  canvas: HTMLCanvasElement,
  props: ImageGridProps,
  layout: GridLayout,
  map: ColorMap,
  gap: number,
): void {
  const { values, count, shape } = props;
  const { columns, rows, scale } = layout;
  const width = columns * shape.width * scale + gap * (columns - 1);
  const height = rows * shape.height * scale + gap * (rows - 1);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = Math.max(1, width);
    canvas.height = Math.max(1, height);
  }
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  const range = props.range ?? valueRange(values, map);
  const area = shape.width * shape.height * (shape.channels ?? 1);
  const small = document.createElement("canvas");
  small.width = shape.width;
  small.height = shape.height;
  const brush = small.getContext("2d");
  if (!brush) return;
  for (let i = 0; i < count && (i + 1) * area <= values.length; i++) {
    brush.putImageData(new ImageData(paint(values, i * area, shape, map, range), shape.width, shape.height), 0, 0);
    const x = (i % columns) * (shape.width * scale + gap);
    const y = Math.floor(i / columns) * (shape.height * scale + gap);
    context.drawImage(small, x, y, shape.width * scale, shape.height * scale);
  }
}
