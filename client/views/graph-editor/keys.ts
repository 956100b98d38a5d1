/** Every command by key, while the drawing has the focus. */
import type { Place } from "../layered.ts";
import { centred, fitted, toScreen, zoomedAt } from "./camera.ts";
import { neighbourOf, wholeArea } from "./geometry.ts";
import { add, cancel, connectTo, remove, type Session, select, startConnecting } from "./session.ts";
import { enterStates, pressState, withinStates } from "./states.ts";

const ways: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels of the plane that a shape moves by. */
const NUDGE = 12;

/** Whether the key means something here. */
export function pressKey(session: Session, event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() !== "a") return false;
    select(
      session,
      session.scene.current.shapes.map(({ id }) => id),
    );
    return true;
  }
  if (session.state.peek() !== null && !altKey && withinStates(session, key, shiftKey)) return true;
  const way = ways[key];
  if (way) {
    if (altKey) return alongArcs(session, way);
    if (shiftKey) session.places.move(session.selected.peek(), [way[0] * NUDGE, way[1] * NUDGE]);
    else step(session, way);
    return true;
  }
  // With Shift the key is another sign; its place tells which.
  const digit = /^Digit([1-9])$/.exec(shiftKey ? event.code : "")?.[1] ?? /^[1-9]$/.exec(key)?.[0];
  if (digit && !altKey) return pressState(session, Number(digit) - 1, shiftKey);
  const act = altKey ? undefined : commands[key.length === 1 ? key.toLowerCase() : key];
  act?.(session);
  return act !== undefined;
}

const commands: Readonly<Record<string, (session: Session) => void>> = {
  n: (session) => add(session),
  c: (session) => startConnecting(session),
  Enter: (session) => {
    const id = session.selected.peek().at(-1);
    if (id === undefined) return;
    if (session.connecting.peek() !== null) connectTo(session, id);
    else if (!enterStates(session) && session.props.current.onEdit) session.renaming.value = id;
  },
  F2: (session) => {
    if (session.props.current.onEdit) session.renaming.value = session.selected.peek().at(-1) ?? null;
  },
  Delete: remove,
  Backspace: remove,
  Escape: cancel,
  a: ({ places }) => places.arrange(),
  f: (session) => showAll(session),
  t: ({ panel }) => {
    const find = (selector: string) => panel.current?.querySelector<HTMLInputElement>(selector);
    const box = find("td input") ?? find("input");
    box?.focus();
    // As in spreadsheets: what is typed replaces what is there.
    box?.select();
  },
  "+": (session) => zoom(session, 1.4),
  "=": (session) => zoom(session, 1.4),
  "-": (session) => zoom(session, 1 / 1.4),
  "−": (session) => zoom(session, 1 / 1.4),
  "0": (session) => showAll(session),
  "/": ({ area }) => {
    const search = area.current?.closest(".graph-editor")?.querySelector<HTMLInputElement>("input[type=search]");
    search?.focus();
    // What is typed now replaces what was looked for before.
    search?.select();
  },
};

export function showAll({ camera, whole, scene, places, view }: Session): void {
  if (view.current.width === 0) return;
  whole.current = fitted(wholeArea(scene.current, places.placement.peek()), view.current);
  camera.value = whole.current;
}

export function zoom({ camera, view }: Session, factor: number): void {
  camera.value = zoomedAt(camera.peek(), [view.current.width / 2, view.current.height / 2], factor);
}

/** Selects the next shape in a direction; while something is being connected, that is the other end. */
function step(session: Session, way: Place): void {
  const { selected, scene, places } = session;
  const from = selected.peek().at(-1);
  const next =
    from === undefined ? scene.current.shapes[0]?.id : neighbourOf(scene.current, places.placement.peek(), from, way);
  if (next !== undefined) goTo(session, next);
}

/** Up: its first parent; down: its first child. */
function alongArcs(session: Session, [, way]: Place): boolean {
  if (way === 0) return false;
  const { selected, scene } = session;
  const from = selected.peek().at(-1);
  const next = scene.current.lines.find((line) => (way < 0 ? line.to : line.from) === from);
  if (next) goTo(session, way < 0 ? next.from : next.to);
  return true;
}

/** Selects a shape and sees to it that it is seen. */
export function goTo(session: Session, id: string, isCentred = false): void {
  const { camera, view, places, connecting } = session;
  if (connecting.peek() === null) session.said.value = { text: "" };
  select(session, [id]);
  const place = places.placement.peek().places.get(id);
  if (!place) return;
  const [x, y] = toScreen(camera.peek(), place);
  const { width, height } = view.current;
  const margin = 40;
  if (!isCentred && x > margin && x < width - margin && y > margin && y < height - margin) return;
  camera.value = centred(place, Math.max(camera.peek().scale, isCentred ? 0.8 : 0), view.current);
}
