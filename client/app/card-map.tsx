import { useEffect, useRef } from "preact/hooks";
import type { Card } from "../../shared/labs/card.ts";
import { cellColors, marksOf } from "../../shared/labs/card-scene.ts";
import { type Rgb, resolveColor, rgbOf, seriesColor } from "../views/palette.ts";
import { shownTheme } from "../views/shown-theme.ts";
import { CardMarks } from "./card-marks.tsx";
import "./card-map.css";

interface CardMapProps {
  readonly card: Extract<Card, { readonly kind: "map" }>;
  readonly cells: Uint8Array;
}

/** What a model says over the plane, and points that it was about. */
export function CardMap({ card, cells }: CardMapProps) {
  const { side } = card;
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = shownTheme.value;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context) return;
    const color = (css: string): Rgb => rgbOf(resolveColor(css, canvas.current as HTMLCanvasElement));
    const colors = cellColors(card, cells, {
      paper: color("var(--surface)"),
      series: (index) => color(seriesColor(index)),
    });
    const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
    for (let at = 0; at < side * side; at++) pixels.set(colors.subarray(3 * at, 3 * at + 3), 4 * at);
    context.putImageData(new ImageData(pixels, side, side), 0, 0);
  }, [side, card, cells, theme]);
  return (
    <span class="card-map" aria-hidden="true">
      <canvas ref={canvas} width={side} height={side} />
      <CardMarks marks={marksOf(card)} />
    </span>
  );
}
