import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { NDArray } from "../../../shared/arrays.ts";
import { STRIDE, type Window } from "../../../shared/labs/nets/peaks.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { Figure } from "../../views/figure.tsx";
import { colorTable, resolveColor, seriesColor } from "../../views/palette.ts";
import { paint } from "../../views/pixels.ts";
import { useSize } from "../../views/size.ts";
import { words } from "./class-words.ts";
import "./classes.css";

/** A picture of any size, values from 0 to 1. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array;
}

interface Mark {
  readonly label: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

interface SceneMapProps {
  readonly title: string;
  readonly note: string;
  readonly scene: Scene;
  /** Shares, classes × rows × columns, of windows of these sides, one every STRIDE pixels, and the class that is shown. */
  readonly map: { readonly values: NDArray; readonly label: number; readonly window: Window } | null;
  /** What was found, with its share. */
  readonly peaks: readonly (Mark & { readonly score: number })[];
  /** Where things truly are, if that is known. */
  readonly things: readonly Mark[];
}

/** A scene at a whole-number scale, a heat map over it, rings where something was found and crosses where things truly are. */
export function SceneMap(props: SceneMapProps) {
  const { title, note, scene, map, peaks, things } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const bare = useSignal(false);
  const width = size.value[0];
  const scale = Math.max(1, Math.min(6, Math.floor(width / scene.width)));
  useEffect(() => {
    if (canvas.current && width > 0) draw(canvas.current, scale, { ...props, map: bare.value ? null : map });
  });
  const said = peaks.map(({ name, score }) => `${name} ${formatPercent(score, locale.value)}`).join(", ");
  const marks = [
    ...peaks.map((peak) => ({ ...peak, kind: t(words.found) })),
    ...things.map((thing) => ({ ...thing, score: Number.NaN, kind: t(words.truth) })),
  ];
  return (
    <Figure
      title={title}
      note={note}
      columns={() => [
        { name: t(words.kind), values: marks.map(({ kind }) => kind) },
        { name: t(words.class), values: marks.map(({ name }) => name) },
        { name: "x", values: marks.map(({ x }) => x) },
        { name: "y", values: marks.map(({ y }) => y) },
        { name: t(words.score), values: marks.map(({ score }) => score) },
      ]}
      controls={
        map && (
          <button
            type="button"
            class="quiet small"
            aria-pressed={bare.value}
            onClick={() => (bare.value = !bare.value)}
          >
            {t(words.withoutMap)}
          </button>
        )
      }
    >
      <div class="image-grid" ref={box}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${title}. ${note} ${said}`}
          style={{ inlineSize: `${scale * scene.width}px`, maxInlineSize: "100%", blockSize: "auto" }}
        />
      </div>
      <p class="part-caption">
        {t(words.ring)}
        {things.length > 0 && ` ${t(words.cross)}`}
      </p>
    </Figure>
  );
}

function draw(canvas: HTMLCanvasElement, scale: number, { scene, map, peaks, things }: SceneMapProps): void {
  const ratio = Math.max(1, Math.round(globalThis.devicePixelRatio || 1));
  const own = scale * ratio;
  canvas.width = own * scene.width;
  canvas.height = own * scene.height;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(small(scene, paint(scene.values, 0, scene, "grey", [0, 1])), 0, 0, canvas.width, canvas.height);
  if (map) drawHeat(context, own, map);
  const color = (label: number) => resolveColor(seriesColor(label), canvas);
  context.textBaseline = "middle";
  context.font = `600 ${12 * ratio}px system-ui, sans-serif`;
  for (const { x, y, label } of things) cross(context, own * x, own * y, 5 * ratio, color(label));
  for (const { x, y, label, name } of peaks) {
    ring(context, own * x, own * y, 12 * ratio, color(label));
    outlined(context, name, own * x + 16 * ratio, own * y, color(label), ratio);
  }
}

function small(
  { width, height }: Pick<Scene, "width" | "height">,
  pixels: Uint8ClampedArray<ArrayBuffer>,
): HTMLCanvasElement {
  const out = document.createElement("canvas");
  out.width = width;
  out.height = height;
  out.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return out;
}

/** Each window as a square about its middle, the more opaque the larger its share. */
function drawHeat(
  context: CanvasRenderingContext2D,
  scale: number,
  { values: { shape, values }, label, window }: NonNullable<SceneMapProps["map"]>,
): void {
  const [, rows, columns] = shape;
  const colors = colorTable("viridis");
  const pixels = new Uint8ClampedArray(4 * rows * columns);
  for (let i = 0; i < rows * columns; i++) {
    const share = values[label * rows * columns + i];
    const shade = Math.round(255 * share);
    pixels.set(colors.subarray(3 * shade, 3 * shade + 3), 4 * i);
    pixels[4 * i + 3] = 40 + 130 * share;
  }
  const [left, top] = [window.width, window.height].map((side) => (side - STRIDE) / 2);
  const map = small({ width: columns, height: rows }, pixels);
  context.drawImage(map, scale * left, scale * top, scale * STRIDE * columns, scale * STRIDE * rows);
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number, color: string): void {
  for (const [width, stroke] of [
    [5, "#000000aa"],
    [3, color],
  ] as const) {
    context.lineWidth = (width * radius) / 12;
    context.strokeStyle = stroke;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, arm: number, color: string): void {
  for (const [width, stroke] of [
    [5, "#ffffff"],
    [2.5, color],
  ] as const) {
    context.lineWidth = (width * arm) / 5;
    context.strokeStyle = stroke;
    context.beginPath();
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
    context.stroke();
  }
}

function outlined(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  color: string,
  ratio: number,
): void {
  context.lineWidth = 3 * ratio;
  context.lineJoin = "round";
  context.strokeStyle = "#ffffff";
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}
