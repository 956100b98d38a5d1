/** What pointers do in the drawing: press, drag, pinch, wheel. */
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { recall, remember } from "../../i18n/preference.ts";
import type { Place } from "../layered.ts";
import { pannedBy, toPlane, zoomedAt } from "./camera.ts";
import { isFarOut } from "./far-out.tsx";
import { lineAt, shapeAt } from "./geometry.ts";
import { barsOf, ROW, type Shape } from "./scene.ts";
import { add, connectTo, type Session, select, startConnecting } from "./session.ts";

/** Pixels that a press may wander before it is a drag; milliseconds after which a finger that rests connects. */
const WANDER = { mouse: 4, touch: 9 };
const LONG_PRESS = 550;
/** Of the handle from which arcs are dragged, right of a selected shape, in pixels of the screen. */
export const HANDLE = { offset: 16, radius: 9 };

interface Press {
  readonly start: Place;
  readonly isTouch: boolean;
  readonly shape: Shape | undefined;
  readonly onHandle: boolean;
  last: Place;
  isDrag: boolean;
  /** A long press has said already what it means. */
  isSpent: boolean;
}

export function useHands(session: Session, surface: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    const hands = new Hands(session, element);
    return () => hands.stop();
  }, []);
}

class Hands {
  readonly #session: Session;
  readonly #element: HTMLElement;
  readonly #down = new Map<number, Place>();
  readonly #abort = new AbortController();
  #press: Press | null = null;
  #resting = 0;

  constructor(session: Session, element: HTMLElement) {
    this.#session = session;
    this.#element = element;
    const { signal } = this.#abort;
    element.addEventListener("pointerdown", (event) => this.#start(event), { signal });
    element.addEventListener("pointermove", (event) => this.#move(event), { signal });
    element.addEventListener("pointerup", (event) => this.#end(event, true), { signal });
    element.addEventListener("pointercancel", (event) => this.#end(event, false), { signal });
    element.addEventListener("dblclick", (event) => this.#twice(event), { signal });
    element.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
  }

  stop(): void {
    this.#abort.abort();
    clearTimeout(this.#resting);
  }

  #at({ clientX, clientY }: MouseEvent): Place {
    const { left, top } = this.#element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** The shape at a point of the screen; a finger may miss it by a little. */
  #shapeAt(point: Place, isTouch: boolean): Shape | undefined {
    const { camera, scene, places } = this.#session;
    const slop = (isTouch ? 10 : 2) / camera.peek().scale;
    return shapeAt(scene.current, places.placement.peek(), toPlane(camera.peek(), point), slop);
  }

  #handleAt([px, py]: Place): Shape | undefined {
    const { selected, scene, places, camera, props } = this.#session;
    const shape = scene.current.byId.get(selected.peek().at(-1) ?? "");
    const place = shape && places.placement.peek().places.get(shape.id);
    if (!place || !props.current.onEdit) return undefined;
    const { x, y, scale } = camera.peek();
    const [hx, hy] = [(place[0] + shape.width / 2 - x) * scale + HANDLE.offset, (place[1] - y) * scale];
    return Math.hypot(px - hx, py - hy) <= HANDLE.radius + 6 ? shape : undefined;
  }

  #start(event: PointerEvent): void {
    if (event.button > 0 || (event.target as Element).closest("input, button")) return;
    const point = this.#at(event);
    this.#down.set(event.pointerId, point);
    this.#element.setPointerCapture(event.pointerId);
    clearTimeout(this.#resting);
    if (this.#down.size > 1) {
      // Two fingers pinch: the first of them pressed nothing.
      this.#press = null;
      this.#session.loose.value = null;
      return;
    }
    const isTouch = event.pointerType === "touch";
    const held = this.#handleAt(point);
    const shape = held ?? this.#shapeAt(point, isTouch);
    this.#press = {
      start: point,
      last: point,
      isTouch,
      shape,
      onHandle: held !== undefined,
      isDrag: false,
      isSpent: false,
    };
    if (isTouch && shape) this.#resting = window.setTimeout(() => this.#rested(shape), LONG_PRESS);
  }

  #rested(shape: Shape): void {
    if (!this.#press || this.#press.isDrag) return;
    this.#press.isSpent = true;
    select(this.#session, [shape.id]);
    startConnecting(this.#session, shape.id);
  }

  #move(event: PointerEvent): void {
    const before = this.#down.get(event.pointerId);
    if (!before) return;
    const now = this.#at(event);
    this.#down.set(event.pointerId, now);
    const by: Place = [now[0] - before[0], now[1] - before[1]];
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    const press = this.#press;
    if (other) this.#pinch(before, now, other);
    else if (press && !press.isSpent) this.#follow(press, now, by);
  }

  #follow(press: Press, now: Place, by: Place): void {
    press.last = now;
    if (press.isDrag) {
      this.#drag(press, by);
      return;
    }
    const wandered: Place = [now[0] - press.start[0], now[1] - press.start[1]];
    if (Math.hypot(...wandered) < (press.isTouch ? WANDER.touch : WANDER.mouse)) return;
    press.isDrag = true;
    clearTimeout(this.#resting);
    this.#drag(press, wandered);
  }

  #drag({ shape, onHandle, last }: Press, by: Place): void {
    const { camera, selected, places, connecting, loose } = this.#session;
    const { scale } = camera.peek();
    if (onHandle && shape) {
      connecting.value = shape.id;
      loose.value = toPlane(camera.peek(), last);
    } else if (shape) {
      const ids = selected.peek().includes(shape.id) ? selected.peek() : [shape.id];
      places.move(ids, [by[0] / scale, by[1] / scale]);
    } else camera.value = pannedBy(camera.peek(), by);
  }

  #pinch(before: Place, now: Place, other: Place): void {
    const { camera } = this.#session;
    const far = ([x, y]: Place) => Math.max(1, Math.hypot(x - other[0], y - other[1]));
    const middle: Place = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    const moved = pannedBy(camera.peek(), [(now[0] - before[0]) / 2, (now[1] - before[1]) / 2]);
    camera.value = zoomedAt(moved, middle, far(now) / far(before));
  }

  #end(event: PointerEvent, isDone: boolean): void {
    if (!this.#down.delete(event.pointerId)) return;
    clearTimeout(this.#resting);
    const press = this.#press;
    this.#press = null;
    if (!press || !isDone || press.isSpent) return;
    if (!press.isDrag) this.#pressed(press, event);
    else if (press.onHandle) this.#let(press);
  }

  /** The handle was dragged: to another shape, or to where a new one is to be. */
  #let({ last, isTouch, shape }: Press): void {
    const { connecting, loose, camera } = this.#session;
    const target = this.#shapeAt(last, isTouch);
    if (target && target.id !== shape?.id) {
      connectTo(this.#session, target.id);
      return;
    }
    const [from, place] = [connecting.peek(), toPlane(camera.peek(), last)];
    connecting.value = null;
    loose.value = null;
    if (!target && from !== null) add(this.#session, place, from);
  }

  #pressed({ shape, start, isTouch, onHandle }: Press, event: PointerEvent): void {
    const session = this.#session;
    const { connecting, line, camera, scene, places, said } = session;
    this.#element.focus({ preventScroll: true });
    if (shape && onHandle) startConnecting(session, shape.id);
    else if (shape && connecting.peek() !== null) connectTo(session, shape.id);
    else {
      said.value = { text: "" };
      if (shape) this.#choose(shape, start, event);
      else {
        const slop = (isTouch ? 14 : 7) / camera.peek().scale;
        const found = lineAt(scene.current, places.placement.peek(), toPlane(camera.peek(), start), slop);
        connecting.value = null;
        select(session, []);
        line.value = found ?? null;
      }
    }
  }

  #choose(shape: Shape, start: Place, { shiftKey, ctrlKey, metaKey, altKey }: PointerEvent): void {
    const session = this.#session;
    const now = session.selected.peek();
    const rest = now.filter((id) => id !== shape.id);
    const isMore = shiftKey || ctrlKey || metaKey;
    select(session, isMore ? (rest.length < now.length ? rest : [...rest, shape.id]) : [shape.id]);
    const state = stateAt(session, shape, start);
    if (state !== undefined && typeof shape.part === "string")
      session.props.current.onState?.(shape.part, state, altKey);
  }

  #twice(event: MouseEvent): void {
    if (!this.#session.props.current.onEdit || (event.target as Element).closest("input, button")) return;
    event.preventDefault();
    const point = this.#at(event);
    const shape = this.#shapeAt(point, false);
    // Two presses on a bar are two presses.
    if (shape) this.#session.renaming.value = stateAt(this.#session, shape, point) === undefined ? shape.id : null;
    else if (!this.#session.line.peek()) add(this.#session, toPlane(this.#session.camera.peek(), point));
  }

  #wheel(event: WheelEvent): void {
    const { camera, said } = this.#session;
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== this.#element) {
      // The page scrolls, as it should; a reader who wanted to zoom is told how.
      if (recall("zoom-hint") === null) {
        remember("zoom-hint", "seen");
        said.value = { text: t(words.zoomHint) };
      }
      return;
    }
    event.preventDefault();
    const factor = Math.exp(-Math.max(-100, Math.min(100, event.deltaY)) / 200);
    camera.value = zoomedAt(camera.peek(), this.#at(event), factor);
  }
}

/** The place of the state whose bar is at a point of the screen. */
function stateAt({ places, camera, scene }: Session, shape: Shape, point: Place): number | undefined {
  const place = places.placement.peek().places.get(shape.id);
  const bars = isFarOut(camera.peek(), scene.current) ? undefined : barsOf(shape);
  if (!place || !bars) return undefined;
  const [, y] = toPlane(camera.peek(), point);
  const state = Math.floor((y - (place[1] - shape.height / 2) - ROW.name) / ROW.bar);
  return state >= 0 && state < bars.length ? state : undefined;
}
