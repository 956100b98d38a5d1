import { useEffect, useRef } from "preact/hooks";
import type { Card } from "../labs/recorded.ts";
import { colorTable, type Rgb, resolveColor, rgbOf, seriesColor } from "../views/palette.ts";
import { shownTheme } from "../views/shown-theme.ts";
import "./card-map.css";

interface CardMapProps {
  readonly card: Extract<Card, { readonly kind: "map" }>;
  readonly cells: Uint8Array;
}

/** What a model says over the plane, and points that it was about. */
export function CardMap({ card: { side, classes, series }, cells }: CardMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = shownTheme.value;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context) return;
    const color = (css: string) => rgbOf(resolveColor(css, canvas.current as HTMLCanvasElement));
    const pixels = classes ? classPixels(cells, color) : numberPixels(cells);
    context.putImageData(new ImageData(pixels, side, side), 0, 0);
  }, [side, classes, cells, theme]);
  return (
    <span class="card-map" aria-hidden="true">
      <canvas ref={canvas} width={side} height={side} />
      <svg viewBox="0 0 100 100" aria-hidden="true">
        {series.map((points, i) => (
          <g key={i} fill={seriesColor(i)}>
            {points.map(([x, y]) => (
              <circle key={`${x} ${y}`} cx={100 * x} cy={100 - 100 * y} r="1.7" />
            ))}
          </g>
        ))}
      </svg>
    </span>
  );
}

/** The colour of the likeliest class, the paler the less it stands out. */
function classPixels(cells: Uint8Array, color: (css: string) => Rgb): Uint8ClampedArray<ArrayBuffer> {
  const paper = color("var(--surface)");
  const pixels = new Uint8ClampedArray(2 * cells.length);
  for (let cell = 0; 2 * cell < cells.length; cell++) {
    const own = color(seriesColor(cells[2 * cell]));
    const strength = 0.08 + (0.6 * cells[2 * cell + 1]) / 255;
    for (let k = 0; k < 3; k++) pixels[4 * cell + k] = paper[k] + strength * (own[k] - paper[k]);
    pixels[4 * cell + 3] = 255;
  }
  return pixels;
}

function numberPixels(cells: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const colors = colorTable("viridis");
  const pixels = new Uint8ClampedArray(4 * cells.length);
  for (const [cell, shade] of cells.entries()) {
    pixels.set(colors.subarray(3 * shade, 3 * shade + 3), 4 * cell);
    pixels[4 * cell + 3] = 255;
  }
  return pixels;
}
