/** What the editor remembers between presses, and its commands: each is one edit, told in a sentence. */
import { type Signal, useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import * as edits from "../../../shared/graphs/edit/index.ts";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import type { Place, Sized } from "../layered.ts";
import type { Camera } from "./camera.ts";
import type { Places } from "./places.ts";
import type { GraphEditorProps } from "./props.ts";
import { idOf, type Line, type Scene, type Shape } from "./scene.ts";

/** A sentence for everyone, or an error that says why something was not done. */
export type Said = { readonly text: string } | { readonly error: unknown };

export interface Session {
  readonly props: { readonly current: GraphEditorProps };
  readonly scene: { readonly current: Scene };
  readonly view: { readonly current: Sized };
  readonly places: Places;
  readonly camera: Signal<Camera>;
  /** The camera that shows everything: as long as it is that one, another size of the drawing shows everything too. */
  readonly whole: { current: Camera | null };
  /** Ids of shapes; the last is the one that keys go on from. */
  readonly selected: Signal<readonly string[]>;
  /** The selected line. */
  readonly line: Signal<Line | null>;
  /** What is being connected; the other end is pointed at next. */
  readonly connecting: Signal<string | null>;
  /** Where the pointer drags the line that is being made. */
  readonly loose: Signal<Place | null>;
  readonly renaming: Signal<string | null>;
  /** Where keys stand among the states of the last selected node; null: on the node itself. */
  readonly state: Signal<number | null>;
  readonly said: Signal<Said>;
  readonly area: { current: HTMLElement | null };
  readonly panel: { current: HTMLElement | null };
}

export function useEditorSession(props: GraphEditorProps, scene: Scene, places: Places, view: Sized): Session {
  const latest = { props: useRef(props), scene: useRef(scene), view: useRef(view), places: useRef(places) };
  latest.props.current = props;
  latest.scene.current = scene;
  latest.view.current = view;
  latest.places.current = places;
  const camera = useSignal<Camera>({ x: 0, y: 0, scale: 1 });
  const whole = useRef<Camera | null>(null);
  const selected = useSignal<readonly string[]>([]);
  const line = useSignal<Line | null>(null);
  const connecting = useSignal<string | null>(null);
  const loose = useSignal<Place | null>(null);
  const renaming = useSignal<string | null>(null);
  const state = useSignal<number | null>(null);
  const said = useSignal<Said>({ text: "" });
  const area = useRef<HTMLElement>(null);
  const panel = useRef<HTMLElement>(null);
  return useMemo(
    () => ({
      props: latest.props,
      scene: latest.scene,
      view: latest.view,
      get places() {
        return latest.places.current;
      },
      ...{ camera, whole, selected, line, connecting, loose, renaming, state, said, area, panel },
    }),
    [],
  );
}

/** The selected shapes that are there. */
export const chosen = ({ selected, scene }: Session): readonly Shape[] =>
  selected.value.flatMap((id) => scene.current.byId.get(id) ?? []);

/** As readers see it. */
export const nameOf = ({ part, label }: Shape): string =>
  typeof part === "string" ? label : label || t(words.factorNumber, { number: part + 1 });

export function select({ selected, line, state, props, scene }: Session, ids: readonly string[]): void {
  selected.value = ids;
  line.value = null;
  state.value = null;
  const parts = ids.flatMap((id) => scene.current.byId.get(id)?.part ?? []);
  props.current.onSelect?.(parts.filter((part) => typeof part === "string"));
}

/** Makes an edit, or says why not. Whether it was made. */
export function edit(
  { props, said }: Session,
  change: (document: GraphDocument) => GraphDocument,
  told: string,
  gesture?: string,
): boolean {
  const { document, onEdit } = props.current;
  if (!onEdit) return false;
  try {
    const next = change(document);
    if (next !== document) onEdit(next, gesture);
    said.value = { text: told };
    return true;
  } catch (error) {
    said.value = { error };
    return false;
  }
}

const fresh = () => ({ name: "X1", states: [t(words.no), t(words.yes)], operation: "+" });

/** A new node, at a place of the plane or where there is room; from a shape it is connected at once. */
export function add(session: Session, place?: Place, from?: string): void {
  const { props, places, scene } = session;
  const start = from === undefined ? undefined : scene.current.byId.get(from);
  const made = { name: "" };
  const isMade = edit(
    session,
    (document) => {
      const added = edits.addNode(document, { ...fresh(), operation: props.current.operations?.[0] ?? "+" });
      made.name = added.name;
      return start ? edits.connect(added.document, start.part, added.name) : added.document;
    },
    "",
  );
  if (!isMade) return;
  const id = idOf(made.name);
  if (place) places.put(id, place);
  session.said.value = { text: t(words.added, { name: made.name }) };
  select(session, [id]);
}

/** Connects what is being connected with this shape. */
export function connectTo(session: Session, id: string): void {
  const { connecting, loose, scene } = session;
  const [from, to] = [scene.current.byId.get(connecting.peek() ?? ""), scene.current.byId.get(id)];
  loose.value = null;
  connecting.value = null;
  if (!from || !to) return;
  const { document } = session.props.current;
  const isDirected = document.kind === "bayes" || document.kind === "deterministic";
  const values = { from: nameOf(from), to: nameOf(to) };
  const copies = document.kind === "bayes" ? ` ${t(words.rowsCopied, values)}` : "";
  const told = t(isDirected ? words.connectedArrow : words.connectedLine, values) + copies;
  if (edit(session, (d) => edits.connect(d, from.part, to.part), told)) select(session, [id]);
}

export function startConnecting(session: Session, id = session.selected.peek().at(-1)): void {
  const { connecting, said, scene } = session;
  const shape = scene.current.byId.get(id ?? "");
  if (!session.props.current.onEdit) return;
  if (!shape) {
    said.value = { text: t(words.chooseFirst) };
    return;
  }
  connecting.value = shape.id;
  said.value = { text: t(words.chooseTarget, { name: nameOf(shape) }) };
}

export function cancel(session: Session): void {
  const { connecting, loose, selected, line } = session;
  if (connecting.peek() !== null) {
    connecting.value = null;
    loose.value = null;
    session.said.value = { text: t(words.notConnected) };
  } else if (selected.peek().length > 0 || line.peek()) select(session, []);
}

/** Removes the selected line, or the selected shapes. */
export function remove(session: Session): void {
  const cut = session.line.peek();
  const shapes = chosen(session);
  if (cut) disconnect(session, cut);
  else if (shapes.length > 0) removeShapes(session, shapes);
}

function removeShapes(session: Session, shapes: readonly Shape[]): void {
  const { scene, places } = session;
  const names = shapes.flatMap(({ part }) => (typeof part === "string" ? [part] : []));
  const factors = shapes.flatMap(({ part }) => (typeof part === "number" ? [part] : []));
  const { document } = session.props.current;
  const children =
    document.kind === "bayes" &&
    document.nodes.some(({ name, parents }) => !names.includes(name) && parents.some((own) => names.includes(own)));
  const told = t(words.removed, { names: shapes.map(nameOf).join(", ") }) + (children ? ` ${t(words.meanTaken)}` : "");
  const next = nearestLeft(scene.current, shapes, places.placement.peek().places);
  const isDone = edit(
    session,
    (d) => {
      const left = factors.length > 0 ? edits.removeFactors(d, factors) : d;
      return names.length > 0 ? edits.removeNodes(left, names) : left;
    },
    told,
  );
  if (isDone) select(session, next);
}

/** What keys go on from when a shape has gone: the one that was nearest to it. */
function nearestLeft(scene: Scene, gone: readonly Shape[], places: ReadonlyMap<string, Place>): readonly string[] {
  const from = places.get(gone[0].id);
  const left = scene.shapes.filter((shape) => shape.kind !== "factor" && !gone.includes(shape));
  if (!from || left.length === 0) return [];
  const far = ({ id }: Shape) =>
    Math.hypot((places.get(id)?.[0] ?? 1e9) - from[0], (places.get(id)?.[1] ?? 1e9) - from[1]);
  return [left.reduce((a, b) => (far(b) < far(a) ? b : a)).id];
}

const ends = ({ scene }: Session, { from, to }: Line) => [scene.current.byId.get(from), scene.current.byId.get(to)];

export function disconnect(session: Session, line: Line): void {
  const [from, to] = ends(session, line);
  if (!from || !to) return;
  const values = { from: nameOf(from), to: nameOf(to) };
  const mean = session.props.current.document.kind === "bayes" ? ` ${t(words.meanTaken)}` : "";
  const told = t(words.disconnected, values) + mean;
  if (edit(session, (d) => edits.disconnect(d, from.part, to.part), told)) session.line.value = null;
}

export function reverse(session: Session, line: Line): void {
  const [from, to] = ends(session, line);
  if (!from || !to) return;
  const told = t(words.reversed, { from: nameOf(to), to: nameOf(from) });
  if (edit(session, (d) => edits.reverse(d, String(from.part), String(to.part)), told)) session.line.value = null;
}

export function rename(session: Session, shape: Shape, to: string): void {
  session.renaming.value = null;
  const { part } = shape;
  const told = t(words.renamed, { from: nameOf(shape), to: to.trim() });
  if (typeof part === "number") {
    edit(session, (d) => edits.renameFactor(d, part, to), told);
    return;
  }
  const made = { name: part };
  const change = (d: GraphDocument) => {
    const place = d.nodes.findIndex(({ name }) => name === part);
    const next = edits.renameNode(d, part, to);
    made.name = next.nodes[place].name;
    return next;
  };
  if (part === to.trim() || !edit(session, change, told)) return;
  select(session, [idOf(made.name)]);
}

/** The selected nodes as text for the clipboard; undefined where there are none. */
export function copyText(session: Session): string | undefined {
  const names = chosen(session).flatMap(({ part }) => (typeof part === "string" ? [part] : []));
  if (names.length === 0) return undefined;
  const { document } = session.props.current;
  session.said.value = { text: t(words.copiedNodes, { names: names.map(namesIn(document).node).join(", ") }) };
  return JSON.stringify(edits.copied(document, names));
}

/** Puts copied nodes beside what there is. `read`: the copied graph, checked. */
export function paste(session: Session, read: () => GraphDocument): void {
  const made: { names: readonly string[] } = { names: [] };
  const isDone = edit(
    session,
    (document) => {
      const found = edits.pasted(document, read());
      made.names = found.names;
      return found.document;
    },
    "",
  );
  if (!isDone) return;
  session.said.value = { text: t(words.pastedNodes, { names: made.names.join(", ") }) };
  select(session, made.names.map(idOf));
}
