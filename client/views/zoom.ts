/** Zooming into a plane: by ctrl or ⌘ and the wheel (a pinch on a touchpad is that too), or by the wheel and keys once it has the focus. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
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

/** What is seen of the plane (null: all), and whether the hint is to be shown now: once a reader, at the first wheel over a figure. */
export function useZoom(
  canvas: { readonly current: HTMLCanvasElement | null },
  full: Box,
  isOn: boolean,
): { readonly seen: Signal<Box | null>; readonly hint: Signal<boolean> } {
  const seen = useSignal<Box | null>(null);
  const hint = useSignal(false);
  useEffect(() => {
    const target = canvas.current;
    if (!target || !isOn) return;
    const zoom = (at: readonly [number, number], factor: number) => {
      seen.value = zoomed(full, seen.peek() ?? full, at, factor);
    };
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== target) {
        // The page scrolls, as it should; who wanted to zoom is told how.
        if (recall("zoom-hint") === null) {
          remember("zoom-hint", "seen");
          hint.value = true;
        }
        return;
      }
      event.preventDefault();
      const area = target.getBoundingClientRect();
      const at = [(event.clientX - area.left) / area.width, 1 - (event.clientY - area.top) / area.height] as const;
      zoom(at, Math.exp(-Math.max(-100, Math.min(100, event.deltaY)) / 200));
    };
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in keySteps) zoom([0.5, 0.5], keySteps[event.key]);
      else if (event.key === "0" || event.key === "Escape") seen.value = null;
      else return;
      event.preventDefault();
    };
    const reset = () => {
      seen.value = null;
    };
    target.addEventListener("wheel", wheel, { passive: false });
    target.addEventListener("keydown", key);
    target.addEventListener("dblclick", reset);
    return () => {
      target.removeEventListener("wheel", wheel);
      target.removeEventListener("keydown", key);
      target.removeEventListener("dblclick", reset);
    };
  }, [canvas, isOn, full.x[0], full.x[1], full.y[0], full.y[1]]);
  return { seen, hint };
}
