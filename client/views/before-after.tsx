import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "../i18n/views.ts";
import { type PictureShape, paint } from "./pixels.ts";
import { useSize } from "./size.ts";
import "./before-after.css";

export interface BeforeAfterProps {
  /** What is compared: said to those who do not see it. */
  readonly title: string;
  /** height × width (× channels), row-major; NaN is left blank. */
  readonly before: ArrayLike<number>;
  readonly after: ArrayLike<number>;
  readonly shape: PictureShape;
  /** Values of black and white; default 0 and 1. */
  readonly range?: readonly [number, number];
  readonly labels: { readonly before: string; readonly after: string };
  /** CSS pixels on a side at most; default 512. */
  readonly size?: number;
}

/** One picture over another, with an edge between them that is dragged, or moved with the slider below. Put it in a Figure: it saves the picture after. */
export function BeforeAfter({ title, before, after, shape, range = [0, 1], labels, size = 512 }: BeforeAfterProps) {
  const share = useSignal(50);
  const [box, measured] = useSize<HTMLDivElement>();
  const [under, over] = [useRef<HTMLCanvasElement>(null), useRef<HTMLCanvasElement>(null)];
  const { width, height } = shape;
  const room = Math.min(size, measured.value[0] || size);
  // Small pictures by whole numbers of screen pixels; large ones are fitted.
  const ratio = globalThis.devicePixelRatio || 1;
  const fitting = Math.min(room / width, size / height) * ratio;
  const scale = (fitting >= 1 ? Math.floor(fitting) : fitting) / ratio;
  useEffect(() => {
    draw(under.current, after, shape, range);
    draw(over.current, before, shape, range);
  });
  const follow = (event: PointerEvent) => {
    const area = (event.currentTarget as Element).getBoundingClientRect();
    share.value = Math.min(100, Math.max(0, Math.round((100 * (event.clientX - area.left)) / area.width)));
  };
  const look = { width: `${scale * width}px`, height: `${scale * height}px` };
  return (
    <div class="before-after" ref={box} data-act="before-after">
      <div
        class="before-after-pictures"
        style={look}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => event.buttons > 0 && follow(event)}
      >
        <canvas ref={under} data-picture role="img" aria-label={`${title}: ${labels.after}`} style={look} />
        <canvas
          ref={over}
          role="img"
          aria-label={`${title}: ${labels.before}`}
          style={{ ...look, clipPath: `inset(0 ${100 - share.value}% 0 0)` }}
        />
        <span class="before-after-edge" style={{ left: `${share.value}%` }} />
        {share.value > 25 && <span class="before-after-label">{labels.before}</span>}
        {share.value < 75 && <span class="before-after-label before-after-right">{labels.after}</span>}
      </div>
      <input
        type="range"
        min="0"
        max="100"
        step="1"
        style={{ width: look.width }}
        value={share.value}
        aria-label={`${title}: ${labels.before} / ${labels.after}`}
        aria-valuetext={t(words.shareOf, { share: share.value, label: labels.before })}
        onInput={(event) => {
          share.value = Number(event.currentTarget.value);
        }}
      />
    </div>
  );
}

function draw(
  canvas: HTMLCanvasElement | null,
  values: ArrayLike<number>,
  shape: PictureShape,
  range: readonly [number, number],
): void {
  if (!canvas) return;
  if (canvas.width !== shape.width || canvas.height !== shape.height) {
    canvas.width = shape.width;
    canvas.height = shape.height;
  }
  canvas
    .getContext("2d")
    ?.putImageData(new ImageData(paint(values, 0, shape, "grey", range), shape.width, shape.height), 0, 0);
}
