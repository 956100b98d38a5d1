import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import * as edits from "../../../shared/graphs/edit/index.ts";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { words as shared } from "../../i18n/views.ts";
import { Icon, type IconName } from "../icon.tsx";
import { Menu } from "../menu.tsx";
import { readGraphText } from "./clipboard.ts";
import { goTo, showAll, zoom } from "./keys.ts";
import type { GraphEditorProps } from "./props.ts";
import { idOf } from "./scene.ts";
import { add, chosen, copyText, edit, paste, remove, reverse, type Session, startConnecting } from "./session.ts";

export interface PartProps {
  readonly session: Session;
  /** The editor's own properties now. */
  readonly given: GraphEditorProps;
}

/** All commands as buttons: for touch, and for who does not know the keys. */
export function Toolbar({ session, given }: PartProps) {
  const { onEdit, undo, redo, tools } = given;
  const hasHistory = "undo" in given || "redo" in given;
  return (
    <div class="graph-tools" role="toolbar" aria-label={t(words.tools)}>
      {onEdit && <EditTools session={session} given={given} />}
      {onEdit && hasHistory && (
        <>
          <Tool icon="undo" label={t(words.undo)} isOff={!undo} act={() => undo?.()} />
          <Tool icon="redo" label={t(words.redo)} isOff={!redo} act={() => redo?.()} />
        </>
      )}
      {tools}
      <Search session={session} given={given} />
      <Tool icon="minus" label={t(words.zoomOut)} act={() => zoom(session, 1 / 1.4)} />
      <Tool icon="plus" label={t(words.zoomIn)} act={() => zoom(session, 1.4)} />
      <Tool icon="fit" label={t(shared.seeAll)} act={() => showAll(session)} />
    </div>
  );
}

function EditTools({ session, given }: PartProps) {
  const { connecting, line, selected } = session;
  const isConnecting = connecting.value !== null;
  const hasChoice = selected.value.length > 0 || line.value !== null;
  return (
    <>
      <button type="button" onClick={() => add(session)}>
        <Icon name="plus" /> {t(words.addNode)}
      </button>
      <button
        type="button"
        aria-pressed={isConnecting}
        disabled={selected.value.length === 0 && !isConnecting}
        onClick={() => {
          if (isConnecting) connecting.value = null;
          else startConnecting(session);
          session.area.current?.focus();
        }}
      >
        <Icon name="to" /> {t(words.connect)}
      </button>
      <button type="button" disabled={!hasChoice} onClick={() => remove(session)}>
        <Icon name="close" /> {t(words.remove)}
      </button>
      <More session={session} given={given} />
    </>
  );
}

function More({ session, given }: PartProps) {
  const { document } = given;
  const { line, selected, places } = session;
  const hasFactors = document.kind === "markov" || document.kind === "factor";
  const isArrow = line.value?.isArrow;
  const names = chosen(session).flatMap(({ part }) => (typeof part === "string" ? [part] : []));
  const shown = names.map(namesIn(document).node).join(", ");
  const copy = () => {
    const text = copyText(session);
    if (text !== undefined) void navigator.clipboard?.writeText(text).catch(() => {});
    return text !== undefined;
  };
  const insert = async () => {
    const text = await navigator.clipboard?.readText().catch(() => "");
    paste(session, () => readGraphText(text ?? ""));
  };
  return (
    <Menu class="" button={t(words.more)}>
      {isArrow && line.value && (
        <button type="button" class="quiet" onClick={() => line.value && reverse(session, line.value)}>
          {t(words.reverse)}
        </button>
      )}
      {hasFactors && (
        <button
          type="button"
          class="quiet"
          disabled={names.length === 0}
          onClick={() => edit(session, (d) => edits.addFactor(d, names), t(words.factorAdded, { names: shown }))}
        >
          {t(words.addFactor)}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        disabled={names.length === 0}
        onClick={() =>
          edit(
            session,
            (d) => edits.addPlate(d, { name: "N", nodes: names, size: 10 }),
            t(words.plateAdded, { names: shown }),
          )
        }
      >
        {t(words.addPlate)}
      </button>
      <button type="button" class="quiet" disabled={names.length === 0} onClick={copy}>
        {t(words.copy)}
      </button>
      <button
        type="button"
        class="quiet"
        disabled={selected.value.length === 0}
        onClick={() => copy() && remove(session)}
      >
        {t(words.cut)}
      </button>
      <button type="button" class="quiet" onClick={insert}>
        {t(words.paste)}
      </button>
      <button type="button" class="quiet" onClick={() => places.arrange()}>
        {t(words.arrange)}
      </button>
    </Menu>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly label: string;
  readonly isOff?: boolean;
  act(): void;
}

function Tool({ icon, label, isOff = false, act }: ToolProps) {
  return (
    <button type="button" class="icon" title={label} disabled={isOff} onClick={act}>
      <Icon name={icon} />
      <span class="visually-hidden">{label}</span>
    </button>
  );
}

/** More names are not offered in a list while one is typed. */
const MOST_LISTED = 300;

/** Finds a node by a part of its name, shows it in the middle and selects it; Enter goes on to the next one. */
function Search({ session, given }: PartProps) {
  const text = useSignal("");
  const list = useId();
  const { nodes } = given.document;
  const shown = namesIn(given.document);
  const plain = (name: string) =>
    name
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  const find = (isNext: boolean) => {
    const wanted = plain(text.peek().trim());
    if (wanted === "") return;
    // By what is seen, and by the name that scripts use.
    const found = nodes.filter(({ name }) => [shown.node(name), name].some((one) => plain(one).includes(wanted)));
    const exact = found.find(({ name }) => [shown.node(name), name].some((one) => plain(one) === wanted));
    const at = found.findIndex(({ name }) => idOf(name) === session.selected.peek().at(-1));
    const next = isNext ? found[(at + 1) % found.length] : (exact ?? found[0]);
    if (next) goTo(session, idOf(next.name), true);
    session.said.value = {
      text: next
        ? t(words.found, { name: shown.node(next.name), count: found.length })
        : t(words.notFound, { text: text.peek() }),
    };
  };
  return (
    <>
      <input
        type="search"
        class="graph-search"
        aria-label={t(words.search)}
        placeholder={t(words.search)}
        list={nodes.length <= MOST_LISTED ? list : undefined}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          find(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") find(true);
          else if (event.key === "Escape") session.area.current?.focus();
        }}
      />
      {nodes.length <= MOST_LISTED && (
        <datalist id={list}>
          {nodes.map(({ name }) => (
            <option key={name} value={shown.node(name)} />
          ))}
        </datalist>
      )}
    </>
  );
}
