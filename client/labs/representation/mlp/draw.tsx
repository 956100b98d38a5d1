import { signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Icon } from "../../../views/icon.tsx";
import { resolveColor, seriesColor } from "../../../views/palette.ts";
import { fitCanvas, useSize } from "../../../views/size.ts";
import { cross, dot, line } from "../../../views/strokes.ts";
import { Slider } from "../../parts/slider.tsx";
import { CLASS_NAMES, type DrawnPoint, EXTENT, erased, isEnough, pointsOf, sprayed, toCsv } from "./points.ts";
import type { MlpProps } from "./state.ts";
import { words } from "./words.ts";

interface Pad {
  /** Null before anything was drawn: then the points of the data are there to begin with. */
  readonly points: readonly DrawnPoint[] | null;
  /** What undo restores, oldest first. */
  readonly past: readonly (readonly DrawnPoint[] | null)[];
}

/** It outlives the tab: what was drawn stays while other views are looked at. */
const pad = signal<Pad>({ points: null, past: [] });
const longestPast = 100;

/** Whether anything changed; what goes on with the last change is undone together with it. */
function change(points: readonly DrawnPoint[], goesOn = false): boolean {
  const { points: before, past } = pad.peek();
  if (points === before) return false;
  pad.value = { points, past: goesOn ? past : [...past, before].slice(-longestPast) };
  return true;
}

function undo(): void {
  const { past } = pad.peek();
  if (past.length > 0) pad.value = { points: past[past.length - 1], past: past.slice(0, -1) };
}

/** What the brush does: a class, or −1 to erase. */
const ERASER = -1;
const spreads = [0, 0.05, 0.12, 0.25] as const;

/** A pad to draw points of classes on, which become the data of the experiment. */
export function DrawView(props: MlpProps) {
  const brush = useSignal(0);
  const spread = useSignal<number>(0.05);
  const failed = useSignal<unknown>(undefined);
  const { past } = pad.value;
  const from = useMemo(() => pointsOf(props.data), [props.data]);
  const points = pad.value.points ?? from ?? [];
  const use = () => {
    failed.value = undefined;
    const file = new File([toCsv(points)], `${t(words.fileName)}.csv`, { type: "text/csv" });
    props.attach?.([file]).catch((error: unknown) => {
      failed.value = error;
    });
  };
  return (
    <div class="mlp-draw">
      <PointPad points={points} brush={brush.value} spread={spread.value} />
      <div class="part-stack">
        <p class="part-caption">{t(words.drawNote)}</p>
        <fieldset class="mlp-brushes" aria-label={t(words.brush)}>
          {CLASS_NAMES.slice(0, 4).map((name, label) => (
            <Brush
              key={name}
              name={name}
              color={seriesColor(label)}
              isChosen={brush.value === label}
              onChoose={() => (brush.value = label)}
            />
          ))}
          <Brush name={t(words.eraser)} isChosen={brush.value === ERASER} onChoose={() => (brush.value = ERASER)} />
        </fieldset>
        <Slider
          label={t(words.spread)}
          max={spreads.length - 1}
          value={spreads.indexOf(spread.value as (typeof spreads)[number])}
          onMove={(at) => (spread.value = spreads[at])}
        />
        <p class="part-caption" role="status">
          {t(words.pointCount, { count: formatInteger(points.length, locale.value) })}
        </p>
        <div class="part-controls">
          <button
            type="button"
            class="primary"
            data-act="drawn"
            disabled={!isEnough(points) || !props.attach}
            onClick={use}
          >
            {t(words.usePoints)}
          </button>
          <button type="button" disabled={past.length === 0} onClick={undo}>
            <Icon name="undo" /> {t(words.undo)}
          </button>
          <button type="button" disabled={points.length === 0} onClick={() => change([])}>
            {t(words.clear)}
          </button>
          {from && pad.value.points && (
            <button type="button" onClick={() => change(from)}>
              {t(words.startFrom)}
            </button>
          )}
        </div>
        {!isEnough(points) && <p class="part-caption">{t(words.tooFew)}</p>}
        {failed.value !== undefined && (
          <p class="field-error small" role="alert">
            {explain(failed.value)}
          </p>
        )}
      </div>
    </div>
  );
}

interface BrushProps {
  readonly name: string;
  readonly color?: string;
  readonly isChosen: boolean;
  onChoose(): void;
}

function Brush({ name, color, isChosen, onChoose }: BrushProps) {
  return (
    <button type="button" aria-pressed={isChosen} onClick={onChoose}>
      {color && <span class="mlp-dot" style={{ background: color }} aria-hidden="true" />} {name}
    </button>
  );
}

interface PointPadProps {
  readonly points: readonly DrawnPoint[];
  readonly brush: number;
  readonly spread: number;
}

/** The surface: mouse, finger or keyboard. */
function PointPad({ points, brush, spread }: PointPadProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [number, number] | null>(null);
  /** Of the stroke under way, whether it has changed anything yet. */
  const hasDrawn = useRef(false);
  const cursor = useSignal<readonly [number, number] | null>(null);
  const side = Math.min(360, size.value[0]);
  useEffect(() => {
    const context = canvas.current && side > 0 ? fitCanvas(canvas.current, side, side) : null;
    if (context && canvas.current) drawPad(context, canvas.current, side, points, cursor.value);
  });
  const press = (place: readonly [number, number], goesOn = false) => {
    const now = pad.peek().points ?? points;
    const count = spread === 0 ? 1 : 4;
    const next =
      brush === ERASER
        ? erased(now, place, Math.max(0.06, spread))
        : sprayed(now, place, { label: brush, count, spread }, Math.random);
    return change(next, goesOn);
  };
  const placeOf = (event: PointerEvent): readonly [number, number] => {
    const area = (event.currentTarget as Element).getBoundingClientRect();
    const share = (at: number, from: number, length: number) => EXTENT * ((2 * (at - from)) / length - 1);
    return [share(event.clientX, area.left, area.width), -share(event.clientY, area.top, area.height)];
  };
  const drag = (event: PointerEvent) => {
    if (!last.current) return;
    const place = placeOf(event);
    // A stroke leaves points at even distances, however slowly the hand moves.
    if (Math.hypot(place[0] - last.current[0], place[1] - last.current[1]) < Math.max(0.05, 0.6 * spread)) return;
    last.current = place;
    hasDrawn.current = press(place, hasDrawn.current) || hasDrawn.current;
  };
  const end = () => {
    last.current = null;
  };
  return (
    <div ref={box}>
      <div
        class="mlp-pad"
        data-act="draw"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the pad takes the keyboard: arrows, space, X, Ctrl+Z
        tabIndex={0}
        aria-label={t(words.padHint)}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
            // The pad has an undo of its own.
            event.preventDefault();
            event.stopPropagation();
            undo();
            return;
          }
          const next = moved(event.key, cursor.value ?? [0, 0]);
          if (next) cursor.value = next;
          else if (event.key === " ") press(cursor.value ?? [0, 0]);
          else return;
          event.preventDefault();
        }}
        onBlur={() => {
          cursor.value = null;
        }}
      >
        <canvas
          ref={canvas}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            last.current = placeOf(event);
            hasDrawn.current = press(last.current);
          }}
          onPointerMove={drag}
          onPointerUp={end}
          onPointerCancel={end}
        />
      </div>
      <span class="visually-hidden" aria-live="polite">
        {cursor.value && t(words.cursorAt, { x: place(cursor.value[0]), y: place(cursor.value[1]) })}
      </span>
    </div>
  );
}

const place = (value: number) => formatNumber(value, locale.value, 2);

function moved(key: string, [x, y]: readonly [number, number]): readonly [number, number] | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-0.1, 0],
    ArrowRight: [0.1, 0],
    ArrowUp: [0, 0.1],
    ArrowDown: [0, -0.1],
  };
  const step = steps[key];
  const within = (value: number) => Number(Math.min(EXTENT, Math.max(-EXTENT, value)).toFixed(6));
  return step ? [within(x + step[0]), within(y + step[1])] : null;
}

function drawPad(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  side: number,
  points: readonly DrawnPoint[],
  cursor: readonly [number, number] | null,
): void {
  const px = (x: number) => (side * (x + EXTENT)) / (2 * EXTENT);
  const py = (y: number) => (side * (EXTENT - y)) / (2 * EXTENT);
  context.strokeStyle = resolveColor("var(--line)", canvas);
  context.lineWidth = 1;
  line(context, 0, side / 2, side, side / 2);
  line(context, side / 2, 0, side / 2, side);
  const colors = CLASS_NAMES.map((_, label) => resolveColor(seriesColor(label), canvas));
  for (const { x, y, label } of points) {
    context.fillStyle = colors[label];
    dot(context, px(x), py(y), 3.5);
  }
  if (!cursor) return;
  context.strokeStyle = resolveColor("var(--ink)", canvas);
  context.lineWidth = 2;
  cross(context, px(cursor[0]), py(cursor[1]), 6);
}
