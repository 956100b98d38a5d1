import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { locale, t } from "../i18n/locale.ts";
import { formatNumber } from "../i18n/numbers.ts";
import { words } from "../i18n/views.ts";
import { resolveColor, roleColor } from "./palette.ts";
import { fitCanvas, useSize } from "./size.ts";
import { dot, line } from "./strokes.ts";
import "./figure.css";

export interface LinePadProps {
  readonly title: string;
  /** Heights at places 0, 1, 2, … */
  readonly values: Float64Array;
  /** Heights at the lower and upper edge. */
  readonly range: readonly [number, number];
  /** Another line under it, as fine. */
  readonly beside?: ArrayLike<number> | undefined;
  /** What a place is called: said to those who do not see it. */
  placeName(place: number): string;
  /** After every piece of a stroke; the values are a fresh array. */
  onChange(values: Float64Array): void;
  /** Height in CSS pixels; default 240. */
  readonly height?: number;
}

type Point = readonly [place: number, height: number];

/** A line that is drawn by hand over its places, with mouse, finger or keyboard. */
export function LinePad({ title, values, range, beside, placeName, onChange, height = 240 }: LinePadProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<Point | null>(null);
  const cursor = useSignal<number | null>(null);
  const width = size.value[0];
  const [low, high] = range;
  const most = values.length - 1;
  useEffect(() => {
    const target = canvas.current;
    const pen = target && width > 0 ? fitCanvas(target, width, height) : null;
    if (!pen || !target) return;
    const px = (place: number) => 4 + (place / Math.max(1, most)) * (width - 8);
    const py = (value: number) => ((high - value) / (high - low)) * height;
    pen.strokeStyle = resolveColor("var(--line)", target);
    line(pen, 0, py(0), width, py(0));
    pen.lineJoin = "round";
    const draw = (heights: ArrayLike<number>, color: string, thick: number) => {
      pen.strokeStyle = resolveColor(color, target);
      pen.lineWidth = thick;
      pen.beginPath();
      for (let k = 0; k < heights.length; k++) pen.lineTo(px(k), py(heights[k]));
      pen.stroke();
    };
    if (beside) draw(beside, roleColor("model"), 1.5);
    draw(values, roleColor("data"), 2);
    if (cursor.value === null) return;
    pen.fillStyle = resolveColor("var(--ink)", target);
    dot(pen, px(cursor.value), py(values[cursor.value]), 5);
  });
  const at = (event: PointerEvent): Point => {
    const area = (event.currentTarget as Element).getBoundingClientRect();
    const across = (event.clientX - area.left - 4) / (area.width - 8);
    const down = (event.clientY - area.top) / area.height;
    return [across * most, Math.min(high, Math.max(low, high - down * (high - low)))];
  };
  const move = (event: PointerEvent) => {
    if (!last.current) return;
    const point = at(event);
    onChange(drawnLine(values, last.current, point));
    last.current = point;
  };
  const key = (event: KeyboardEvent) => {
    const place = cursor.value ?? Math.round(most / 2);
    const step = event.shiftKey ? 5 : 1;
    const lift = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (lift === undefined && way === undefined) return;
    event.preventDefault();
    cursor.value = Math.min(most, Math.max(0, place + step * (way ?? 0)));
    if (lift !== undefined) onChange(raisedLine(values, place, (lift * step * (high - low)) / 50, range));
  };
  const say = (value: number) => formatNumber(value, locale.value, 3);
  return (
    <div ref={box}>
      <div
        class="line-pad"
        data-act="draw"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the pad takes the keyboard: arrows
        tabIndex={0}
        aria-label={`${title}. ${t(words.drawLine)}`}
        onKeyDown={key}
        onBlur={() => {
          cursor.value = null;
        }}
      >
        <canvas
          ref={canvas}
          style={{ width: `${width}px`, height: `${height}px` }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            last.current = at(event);
            onChange(drawnLine(values, last.current, last.current));
          }}
          onPointerMove={move}
          onPointerUp={() => {
            last.current = null;
          }}
          onPointerCancel={() => {
            last.current = null;
          }}
        />
      </div>
      <span class="visually-hidden" aria-live="polite">
        {cursor.value !== null && `${placeName(cursor.value)}: ${say(values[cursor.value])}`}
      </span>
    </div>
  );
}

/** A copy that goes straight from one point to the other at the places between them, ends included. */
export function drawnLine(values: Float64Array, from: Point, to: Point): Float64Array {
  const [[x0, y0], [x1, y1]] = from[0] <= to[0] ? [from, to] : [to, from];
  const out = values.slice();
  const first = Math.max(0, Math.round(x0));
  const last = Math.min(values.length - 1, Math.round(x1));
  for (let k = first; k <= last; k++) {
    const share = x1 > x0 ? Math.min(1, Math.max(0, (k - x0) / (x1 - x0))) : 1;
    out[k] = x1 > x0 ? y0 + share * (y1 - y0) : to[1];
  }
  return out;
}

/** A copy with a small hill, three places to each side, added around one place. */
export function raisedLine(
  values: Float64Array,
  place: number,
  by: number,
  [low, high]: readonly [number, number],
): Float64Array {
  return values.map((value, k) => {
    const away = Math.abs(k - place);
    const raised = away > 3 ? value : value + by * (1 - (away / 4) ** 2) ** 2;
    return Math.min(Math.max(high, value), Math.max(Math.min(low, value), raised));
  });
}
