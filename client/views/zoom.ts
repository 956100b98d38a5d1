/**
 * Zooming into a plane: by ctrl or ⌘ and the wheel (a pinch on a touchpad is that too), by the wheel and keys once it has the focus, by two
 * fingers; what is seen is dragged.
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { recall, remember } from "../i18n/preference.ts";

export type Span = readonly [number, number];
export interface Box {
  readonly x: Span;
  readonly y: Span;
}

const deepest = 64;
const keySteps: Readonly<Record<string, number>> = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, "−": 1 / 1.5 };

/**
 * The part of `full` that is seen after zooming in `factor` times about a point, given in fractions of the width and of the height from
 * below. Null where all of it is seen.
 */
export function zoomed(full: Box, now: Box, at: readonly [number, number], factor: number): Box | null {
  const x = about(full.x, now.x, at[0], factor);
  const y = about(full.y, now.y, at[1], factor);
  return x === full.x && y === full.y ? null : { x, y };
}

function about(full: Span, [low, high]: Span, at: number, factor: number): Span {
  const all = full[1] - full[0];
  const width = Math.max((high - low) / factor, all / deepest);
  if (width >= all) return full;
  const start = low + at * (high - low) - at * width;
  const kept = Math.min(Math.max(start, full[0]), full[1] - width);
  return [kept, kept + width];
}

/** The part that is seen after dragging what is seen by fractions of its width (to the right) and height (up). */
export function panned(full: Box, now: Box, by: readonly [number, number]): Box {
  const along = (all: Span, [low, high]: Span, share: number): Span => {
    const width = high - low;
    const start = Math.min(Math.max(low - share * width, all[0]), all[1] - width);
    return [start, start + width];
  };
  return { x: along(full.x, now.x, by[0]), y: along(full.y, now.y, by[1]) };
}

export interface Zoom {
  /** What is seen of the plane; null: all. */
  readonly seen: Signal<Box | null>;
  /** The hint is to be shown now: once per reader, at the first wheel over a figure. */
  readonly hint: Signal<boolean>;
  /** Two fingers are on the plane: what they press is no point. */
  readonly pinches: { readonly current: boolean };
}

/** What is zoomed: pixels or a drawing. */
type Surface = HTMLCanvasElement | SVGSVGElement;

export interface ZoomOptions {
  readonly canvas: { readonly current: Surface | null };
  readonly full: Box;
  /** What the axes are: other axes are seen whole again. Undefined: no zooming. */
  readonly axes: string | undefined;
  /** A single pointer that moves has a meaning of its own; else it moves what is seen. */
  readonly isPressed: boolean;
}

export function useZoom({ canvas, full, axes, isPressed }: ZoomOptions): Zoom {
  const seen = useSignal<Box | null>(null);
  const hint = useSignal(false);
  const pinches = useRef(false);
  const plane = useRef(full);
  plane.current = full;
  useEffect(() => {
    const target = canvas.current;
    if (!target || axes === undefined) return;
    const hands: Hands = {
      target,
      zoom(at, factor) {
        seen.value = zoomed(plane.current, seen.peek() ?? plane.current, at, factor);
      },
      pan(by) {
        const now = seen.peek();
        if (now) seen.value = panned(plane.current, now, by);
      },
      reset() {
        seen.value = null;
      },
    };
    const untie = [
      followWheel(hands, () => {
        hint.value = true;
      }),
      followKeys(hands),
      followPointers(hands, isPressed, pinches),
    ];
    return () => {
      for (const one of untie) one();
      seen.value = null;
    };
  }, [canvas, axes, isPressed, seen, hint]);
  return { seen, hint, pinches };
}

/** What wheel, keys and fingers do. */
interface Hands {
  readonly target: Surface;
  /** `at`: fractions of the width and of the height from below. */
  zoom(at: readonly [number, number], factor: number): void;
  pan(by: readonly [number, number]): void;
  reset(): void;
}

function followWheel({ target, zoom, reset }: Hands, showHint: () => void): () => void {
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== target) {
      // The page scrolls, as it should; a reader who wanted to zoom is told how.
      if (recall("zoom-hint") === null) {
        remember("zoom-hint", "seen");
        showHint();
      }
      return;
    }
    event.preventDefault();
    zoom(placeOf(target, event), Math.exp(-Math.max(-100, Math.min(100, event.deltaY)) / 200));
  };
  return tie(target, { wheel: wheel as Listener, dblclick: reset });
}

function followKeys({ target, zoom, reset }: Hands): () => void {
  const keydown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in keySteps) zoom([0.5, 0.5], keySteps[event.key]);
    else if (event.key === "0" || event.key === "Escape") reset();
    else return;
    event.preventDefault();
  };
  return tie(target, { keydown: keydown as Listener });
}

/** Two pointers pinch and move; one moves what is seen, unless it presses points. */
function followPointers({ target, zoom, pan }: Hands, isPressed: boolean, pinches: { current: boolean }): () => void {
  const down = new Map<number, readonly [number, number]>();
  const start = (event: PointerEvent) => {
    down.set(event.pointerId, placeOf(target, event));
    pinches.current = down.size > 1;
  };
  const end = (event: PointerEvent) => {
    down.delete(event.pointerId);
    // Until all are lifted: the finger that leaves last presses nothing.
    if (down.size === 0) pinches.current = false;
  };
  const move = (event: PointerEvent) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = placeOf(target, event);
    down.set(event.pointerId, now);
    const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    const by = [now[0] - before[0], now[1] - before[1]] as const;
    if (!other) {
      if (!isPressed && !pinches.current) pan(by);
      return;
    }
    const far = ([x, y]: readonly [number, number]) => Math.hypot(x - other[0], y - other[1]);
    pan([by[0] / 2, by[1] / 2]);
    zoom([(now[0] + other[0]) / 2, (now[1] + other[1]) / 2], far(now) / Math.max(far(before), 0.01));
  };
  return tie(target, {
    pointerdown: start as Listener,
    pointermove: move as Listener,
    pointerup: end as Listener,
    pointercancel: end as Listener,
    pointerleave: end as Listener,
  });
}

type Listener = (event: Event) => void;

function tie(target: Surface, listeners: Readonly<Record<string, Listener>>): () => void {
  for (const [name, listener] of Object.entries(listeners)) target.addEventListener(name, listener, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(listeners)) target.removeEventListener(name, listener);
  };
}

function placeOf(target: Surface, { clientX, clientY }: MouseEvent): readonly [number, number] {
  const area = target.getBoundingClientRect();
  return [(clientX - area.left) / area.width, 1 - (clientY - area.top) / area.height];
}
