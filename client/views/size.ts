import { type Signal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { shownTheme } from "./shown-theme.ts";

/** The width and height in CSS pixels that an element has now; [0, 0] before it is laid out. Who asks is drawn again in another theme: canvases take their colours when drawn. */
export function useSize<E extends HTMLElement>(): readonly [{ current: E | null }, Signal<readonly [number, number]>] {
  void shownTheme.value;
  const ref = useRef<E>(null);
  const size = useSignal<readonly [number, number]>([0, 0]);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const [width, height] = size.peek();
      if (element.clientWidth !== width || element.clientHeight !== height)
        size.value = [element.clientWidth, element.clientHeight];
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [size]);
  return [ref, size];
}

/** Fits a canvas to a size in CSS pixels at the screen's pixel density and returns its context, scaled to CSS pixels and cleared. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = globalThis.devicePixelRatio || 1;
  const w = Math.max(1, Math.round(width * ratio));
  const h = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}
