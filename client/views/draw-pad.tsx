import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "../i18n/views.ts";
import { type BrushPicture, blank, dab, stroke } from "./brush.ts";
import { paint } from "./pixels.ts";
import { useSize } from "./size.ts";
import "./figure.css";

export interface DrawPadProps {
  readonly title: string;
  readonly picture: BrushPicture;
  /** After every dab; the values are a fresh array. */
  onChange(picture: BrushPicture): void;
  /** Brush radius in picture pixels; default 1.6. */
  readonly radius?: number;
  /** CSS pixels on a side at most; default 224. */
  readonly size?: number;
  /** A picture of the same shape that shows under the ink, which is then drawn in colour. */
  readonly under?: BrushPicture;
}

/** A small canvas to draw on, with mouse, finger or keyboard. */
export function DrawPad({ title, picture, onChange, radius = 1.6, size = 224, under }: DrawPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [number, number] | null>(null);
  const erasing = useSignal(false);
  const cursor = useSignal<readonly [number, number] | null>(null);
  const [box, measured] = useSize<HTMLDivElement>();
  const { width, height } = picture;
  const scale = Math.max(1, Math.floor(Math.min(size, measured.value[0] || size) / Math.max(width, height)));
  useEffect(() => {
    if (canvas.current) drawPicture(canvas.current, picture, cursor.value, under);
  });
  const at = (event: PointerEvent): readonly [number, number] => {
    const area = (event.currentTarget as Element).getBoundingClientRect();
    return [((event.clientX - area.left) / area.width) * width, ((event.clientY - area.top) / area.height) * height];
  };
  const ink = () => (erasing.value ? 0 : 1);
  const start = (event: PointerEvent) => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const point = at(event);
    last.current = point;
    onChange(dab(picture, ...point, radius, ink()));
  };
  const move = (event: PointerEvent) => {
    if (!last.current) return;
    const point = at(event);
    onChange(stroke(picture, last.current, point, radius, ink()));
    last.current = point;
  };
  const end = () => {
    last.current = null;
  };
  const key = (event: KeyboardEvent) => {
    const now = cursor.value ?? [Math.floor(width / 2), Math.floor(height / 2)];
    const action = keyAction(event.key, now, picture);
    if (!action) return;
    event.preventDefault();
    if (action.cursor) cursor.value = action.cursor;
    if (action.ink !== undefined) onChange(dab(picture, now[0] + 0.5, now[1] + 0.5, radius, action.ink));
    if (action.clear) onChange(blank(width, height));
  };
  return (
    <div class="draw-pad" ref={box}>
      <div
        class="draw-pad-surface"
        data-act="draw"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the pad takes the keyboard: arrows, space, Delete
        tabIndex={0}
        aria-label={`${title}. ${t(words.drawHere, { width, height })}`}
        onKeyDown={key}
        onBlur={() => {
          cursor.value = null;
        }}
      >
        <canvas
          ref={canvas}
          style={{ width: `${scale * width}px`, height: `${scale * height}px` }}
          onPointerDown={start}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={end}
        />
      </div>
      <span class="visually-hidden" aria-live="polite">
        {cursor.value && t(words.cursorAt, { x: cursor.value[0] + 1, y: cursor.value[1] + 1 })}
      </span>
      <div class="draw-pad-tools">
        <button
          type="button"
          aria-pressed={erasing.value}
          onClick={() => {
            erasing.value = !erasing.value;
          }}
        >
          {t(words.erase)}
        </button>
        <button type="button" onClick={() => onChange(blank(width, height))}>
          {t(words.clear)}
        </button>
      </div>
    </div>
  );
}

interface KeyAction {
  readonly cursor?: readonly [number, number];
  readonly ink?: 0 | 1;
  readonly clear?: true;
}

function keyAction(key: string, [x, y]: readonly [number, number], { width, height }: BrushPicture): KeyAction | null {
  const moves: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const move = moves[key];
  if (move)
    return { cursor: [Math.min(width - 1, Math.max(0, x + move[0])), Math.min(height - 1, Math.max(0, y + move[1]))] };
  if (key === " ") return { ink: 1 };
  if (key === "x" || key === "X") return { ink: 0 };
  if (key === "Delete") return { clear: true };
  return null;
}

/** Ink over another picture: Okabe and Ito's vermilion. */
const ink = [213, 94, 0] as const;

function drawPicture(
  canvas: HTMLCanvasElement,
  picture: BrushPicture,
  cursor: readonly [number, number] | null,
  under?: BrushPicture,
): void {
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
  }
  const context = canvas.getContext("2d");
  if (!context) return;
  const pixels = paint((under ?? picture).values, 0, picture, "grey", [0, 1]);
  if (under) {
    for (const [i, strength] of picture.values.entries())
      for (let c = 0; c < 3; c++) pixels[4 * i + c] += strength * (ink[c] - pixels[4 * i + c]);
  }
  if (cursor) {
    const i = 4 * (cursor[1] * picture.width + cursor[0]);
    pixels.set([213, 94, 0, 255], i);
  }
  context.putImageData(new ImageData(pixels, picture.width, picture.height), 0, 0);
}
