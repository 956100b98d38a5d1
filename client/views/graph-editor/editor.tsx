import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Localized } from "../../../shared/text.ts";
import { explain } from "../../i18n/explain.ts";
import { words } from "../../i18n/graph-editor.ts";
import { locale, t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { useSize } from "../size.ts";
import { toScreen } from "./camera.ts";
import { readGraphText } from "./clipboard.ts";
import { Drawing } from "./drawing.tsx";
import { useHands } from "./hands.ts";
import { pressKey, showAll } from "./keys.ts";
import { Panel } from "./panel.tsx";
import { usePlaces } from "./places.ts";
import type { GraphEditorProps } from "./props.ts";
import { sceneOf } from "./scene.ts";
import { nodeSentence, Sentences, summaryOf } from "./sentences.tsx";
import { copyText, nameOf, paste, remove, rename, useEditorSession } from "./session.ts";
import { type PartProps, Toolbar } from "./toolbar.tsx";
import "./graph-editor.css";

/**
 * Draws a graph and edits it: directed, undirected, with factors, or of computations. It knows no lab and computes nothing; where nodes stand is its own
 * affair. Without `onEdit` the graph is looked at, dragged and zoomed.
 */
export function GraphEditor(props: GraphEditorProps) {
  const { document, look } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const [width, height] = size.value;
  const view = { width, height };
  const scene = useMemo(() => sceneOf(document, look), [document, look, locale.value]);
  const places = usePlaces(scene, view);
  const session = useEditorSession(props, scene, places, view);
  const surface = useRef<HTMLDivElement>(null);
  useHands(session, surface);
  const seen = useRef(0);
  useLayoutEffect(() => {
    // A layout of the whole is seen whole; later only the reader moves what is seen.
    if (places.layouts.value === seen.current) return;
    seen.current = places.layouts.value;
    showAll(session);
  }, [places.layouts.value]);
  useEffect(() => {
    if (session.camera.peek() === session.whole.current) showAll(session);
  }, [width, height]);
  return (
    <div class="graph-editor">
      <Toolbar session={session} given={props} />
      <div class="graph-halves">
        <div class="graph-stage" ref={box}>
          <Surface session={session} given={props} surface={surface}>
            {width > 0 && <Drawing session={session} given={props} scene={scene} />}
            {places.placement.value.places.size === 0 && <p class="graph-waiting">{t(words.placing)}</p>}
            <NameField session={session} given={props} />
          </Surface>
          {props.notice && <div class="graph-notice">{props.notice}</div>}
        </div>
        <section
          class="graph-panel"
          aria-label={t(words.panel)}
          ref={(element) => {
            session.panel.current = element;
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") session.area.current?.focus();
          }}
        >
          <Panel session={session} given={props} />
        </section>
      </div>
      <Spoken session={session} given={props} />
      <details class="graph-keys">
        <summary>{t(words.keys)}</summary>
        <p>
          {keysOf(props, words.allKeys)} {props.moreKeys}
        </p>
      </details>
      <Sentences session={session} given={props} />
    </div>
  );
}

/** What keys do here; `editing`: where the graph is edited. */
function keysOf({ onEdit, onState }: GraphEditorProps, editing: Localized): string {
  const enter = onState ? words.stateKeys : words.nameKeys;
  return [onEdit ? editing : words.lookKeys, ...(onEdit || onState ? [enter] : [])].map((text) => t(text)).join(" ");
}

interface SurfaceProps extends PartProps {
  readonly surface: { current: HTMLDivElement | null };
  readonly children: ComponentChildren;
}

/** What takes the focus, the keys and the clipboard. */
function Surface({ session, given, surface, children }: SurfaceProps) {
  const { title, document, onEdit } = given;
  const copy = (event: ClipboardEvent, isCut: boolean) => {
    if (event.target instanceof HTMLInputElement) return;
    const text = copyText(session);
    if (text === undefined) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    if (isCut) remove(session);
  };
  return (
    <div
      class={`graph-surface${session.connecting.value === null ? "" : " graph-connecting"}`}
      ref={(element) => {
        surface.current = element;
        session.area.current = element;
      }}
      role="application"
      aria-label={`${title}. ${summaryOf(document)} ${keysOf(given, words.keysShort)}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || !pressKey(session, event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onCopy={(event) => copy(event, false)}
      onCut={onEdit && ((event) => copy(event, true))}
      onPaste={
        onEdit &&
        ((event) => {
          if (event.target instanceof HTMLInputElement) return;
          const text = event.clipboardData?.getData("text/plain") ?? "";
          event.preventDefault();
          paste(session, () => readGraphText(text));
        })
      }
    >
      {children}
    </div>
  );
}

/** The box over a shape in which it is renamed. */
function NameField({ session }: PartProps) {
  const { renaming, camera, places, scene } = session;
  const shape = scene.current.byId.get(renaming.value ?? "");
  const place = shape && places.placement.value.places.get(shape.id);
  if (!shape || !place) return null;
  const [x, y] = toScreen(camera.value, place);
  const close = (text: string | null) => {
    if (renaming.peek() === null) return;
    renaming.value = null;
    if (text !== null && text !== nameOf(shape)) rename(session, shape, text);
    session.area.current?.focus({ preventScroll: true });
  };
  return (
    <input
      type="text"
      class="graph-naming"
      aria-label={t(words.name)}
      style={{ left: `${x}px`, top: `${y}px` }}
      value={shape.label}
      ref={(element) => {
        if (!element || element === element.ownerDocument.activeElement) return;
        element.focus({ preventScroll: true });
        element.select();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") close(event.currentTarget.value);
        else if (event.key === "Escape") close(null);
      }}
      onBlur={(event) => close(event.currentTarget.value)}
    />
  );
}

/** What was done last, or why it was not, for eyes and ears; while nothing was, what is selected. */
function Spoken({ session, given }: PartProps) {
  const said = session.said.value;
  const isWrong = "error" in said;
  const [shape] = session.selected.value.slice(-1).flatMap((id) => session.scene.current.byId.get(id) ?? []);
  const told =
    shape && typeof shape.part === "string"
      ? `${nodeSentence(given.document, shape.part)} ${given.look?.(shape.part)?.told?.() ?? ""}`
      : "";
  return (
    <p class={`graph-said${isWrong ? " graph-wrong" : ""}`} role="status" aria-live="polite">
      {isWrong ? explain(said.error, namesIn(given.document).text) : said.text}
      {shape && !isWrong && <span class="visually-hidden">{` ${nameOf(shape)}. ${told}`}</span>}
    </p>
  );
}
