import { type Signal, signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Localized } from "../../../shared/text.ts";
import { explain } from "../../i18n/explain.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../i18n/numbers.ts";
import { Icon } from "../../views/icon.tsx";
import { resolveColor, seriesColor } from "../../views/palette.ts";
import { fitCanvas, useSize } from "../../views/size.ts";
import { cross, dot, line } from "../../views/strokes.ts";
import type { ViewProps } from "../view.ts";
import { CLASS_NAMES, type DrawnPoint, EXTENT, erased, sprayed } from "./drawn-points.ts";
import { words } from "./point-words.ts";
import { Slider } from "./slider.tsx";
import "./point-drawing.css";

/** What a lab keeps of its pad: it outlives the tab, what was drawn stays while other views are looked at. */
export interface Pad {
  /** Null before anything was drawn: then the points of the data are there to begin with. */
  readonly points: readonly DrawnPoint[] | null;
  /** What undo restores, oldest first. */
  readonly past: readonly (readonly DrawnPoint[] | null)[];
}

export const emptyPad = (): Signal<Pad> => signal<Pad>({ points: null, past: [] });
const longestPast = 100;

/** Whether anything changed; what goes on with the last change is undone together with it. */
function change(pad: Signal<Pad>, points: readonly DrawnPoint[], goesOn = false): boolean {
  const { points: before, past } = pad.peek();
  if (points === before) return false;
  pad.value = { points, past: goesOn ? past : [...past, before].slice(-longestPast) };
  return true;
}

function undo(pad: Signal<Pad>): void {
  const { past } = pad.peek();
  if (past.length > 0) pad.value = { points: past[past.length - 1], past: past.slice(0, -1) };
}

/** What the brush does: a class, or −1 to erase. */
const ERASER = -1;
const spreads = [0, 0.05, 0.12, 0.25] as const;

interface PointDrawingProps extends Pick<ViewProps, "attach"> {
  readonly pad: Signal<Pad>;
  /** Names of the classes that it offers; of a single one none. */
  readonly classes: readonly string[];
  /** Points of the data, to go on from. */
  readonly from: readonly DrawnPoint[] | null;
  readonly note: Localized;
  /** Said while the points are too few. */
  readonly tooFew: Localized;
  isEnough(points: readonly DrawnPoint[]): boolean;
  toCsv(points: readonly DrawnPoint[]): string;
}

/** A pad to draw points on, which become the data of the experiment. */
export function PointDrawing({ pad, classes, from, note, tooFew, isEnough, toCsv, attach }: PointDrawingProps) {
  const brush = useSignal(0);
  const spread = useSignal<number>(0.05);
  const failed = useSignal<unknown>(undefined);
  const { past } = pad.value;
  const points = pad.value.points ?? from ?? [];
  const use = () => {
    failed.value = undefined;
    const file = new File([toCsv(points)], `${t(words.fileName)}.csv`, { type: "text/csv" });
    attach?.([file]).catch((error: unknown) => {
      failed.value = error;
    });
  };
  return (
    <div class="part-points">
      <PointPad pad={pad} points={points} brush={brush.value} spread={spread.value} />
      <div class="part-stack">
        <p class="part-caption">{t(note)}</p>
        <fieldset class="part-brushes" aria-label={t(words.brush)}>
          {classes.map((name, label) => (
            <Brush
              key={name}
              name={classes.length > 1 ? name : t(words.paint)}
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
          <button type="button" class="primary" data-act="drawn" disabled={!isEnough(points) || !attach} onClick={use}>
            {t(words.usePoints)}
          </button>
          <button type="button" disabled={past.length === 0} onClick={() => undo(pad)}>
            <Icon name="undo" /> {t(words.undo)}
          </button>
          <button type="button" disabled={points.length === 0} onClick={() => change(pad, [])}>
            {t(words.clear)}
          </button>
          {from && pad.value.points && (
            <button type="button" onClick={() => change(pad, from)}>
              {t(words.startFrom)}
            </button>
          )}
        </div>
        {!isEnough(points) && <p class="part-caption">{t(tooFew)}</p>}
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
      {color && <span class="part-dot" style={{ background: color }} aria-hidden="true" />} {name}
    </button>
  );
}

interface PointPadProps {
  readonly pad: Signal<Pad>;
  readonly points: readonly DrawnPoint[];
  readonly brush: number;
  readonly spread: number;
}

/** The surface: mouse, finger or keyboard. */
function PointPad({ pad, points, brush, spread }: PointPadProps) {
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
    return change(pad, next, goesOn);
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
        class="part-pad"
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
            undo(pad);
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
