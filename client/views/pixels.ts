/** Numbers to pixels. */
import { type ColorMap, colorTable } from "./palette.ts";

/** The shape of the pictures in an array of them, row-major, one after another. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  /** 3: red, green, blue side by side in each pixel, drawn as they are. Default 1. */
  readonly channels?: 1 | 3;
}

/** RGBA of one picture at `offset` of `values`; `range` gives the values at the two ends of the map. NaN is transparent. */
export function paint(
  values: ArrayLike<number>,
  offset: number,
  { width, height, channels = 1 }: PictureShape,
  map: ColorMap,
  [low, high]: readonly [number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * width * height);
  const colors = colorTable(map);
  const factor = 255 / (high - low || 1);
  for (let p = 0; p < width * height; p++) {
    const value = values[offset + p * channels];
    if (Number.isNaN(value)) continue;
    for (let c = 0; c < 3; c++) {
      if (channels === 3) pixels[4 * p + c] = (values[offset + 3 * p + c] - low) * factor;
      else {
        const shade = Math.min(255, Math.max(0, Math.round((value - low) * factor)));
        pixels[4 * p + c] = colors[3 * shade + c];
      }
    }
    pixels[4 * p + 3] = 255;
  }
  return pixels;
}

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  /** Whole number of screen pixels that one picture pixel takes on a side. */
  readonly scale: number;
}

/**
 * The layout of `count` pictures that makes them largest within width × height screen pixels (height 0: as high as needed), at a whole-number scale so
 * that pixels stay square and sharp. `gap` screen pixels between pictures; a
 * scale never above `maxScale`.
 */
export function gridLayout(
  count: number,
  shape: PictureShape,
  width: number,
  height: number,
  gap: number,
  columns?: number,
  maxScale = Number.POSITIVE_INFINITY,
): GridLayout {
  let best: GridLayout = { columns: columns ?? 1, rows: Math.ceil(count / (columns ?? 1)), scale: 0 };
  const [first, last] = columns ? [columns, columns] : [1, Math.max(1, count)];
  for (let c = first; c <= last; c++) {
    const rows = Math.ceil(count / c);
    const across = Math.floor((width - gap * (c - 1)) / (c * shape.width));
    const down = height > 0 ? Math.floor((height - gap * (rows - 1)) / (rows * shape.height)) : across;
    const scale = Math.min(across, down, maxScale);
    if (scale > best.scale || (scale === best.scale && scale > 0 && rows < best.rows))
      best = { columns: c, rows, scale };
  }
  if (best.scale > 0) return best;
  // Too narrow for scale 1 in the wanted columns: as many columns as fit, and the rest below.
  const fitting = Math.max(1, Math.floor((width + gap) / (shape.width + gap)));
  return { columns: fitting, rows: Math.ceil(count / fitting), scale: 1 };
}
