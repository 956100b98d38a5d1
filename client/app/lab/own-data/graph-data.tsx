import { useSignal } from "@preact/signals";
import { areSamplesOf } from "../../../../shared/data/samples-of.ts";
import type { GraphDocument, GraphKind } from "../../../../shared/experiment/document.ts";
import { isEqual } from "../../../../shared/experiment/equal.ts";
import type { DataRef } from "../../../../shared/experiment/experiment.ts";
import { filesOf } from "../../../../shared/experiment/files.ts";
import { limits } from "../../../../shared/experiment/limits.ts";
import { cleanText } from "../../../../shared/experiment/title.ts";
import { newGraph } from "../../../../shared/graphs/edit/index.ts";
import type { Preset } from "../../../../shared/labs/lab.ts";
import { withData } from "../../../../shared/labs/with-data.ts";
import { kinds, words } from "../../../i18n/graph-data.ts";
import { locale, t } from "../../../i18n/locale.ts";
import type { Session } from "../../../run/session.ts";
import { useSession } from "../context.ts";
import { viewDraft } from "../view-draft.ts";
import "./own-data.css";

/** The graph of the experiment: those of the lab to choose from, its name, a new one; and what the reader's files are to it. */
export function GraphData() {
  const session = useSession();
  const { data } = session.draft.value.experiment;
  const document = graphOf(data);
  const files = filesOf(data).map(({ name }) => name);
  const names = new Intl.ListFormat(locale.value, { type: "conjunction" }).format(files);
  return (
    <div class="graph-data">
      <GraphMenu document={document} />
      {document && <GraphName key={document.name} document={document} />}
      {document && data && "files" in data && (
        <p class="small">
          {t(words.samples, { files: names })}{" "}
          <button type="button" class="quiet small" onClick={() => change(session, { document })}>
            {t(words.withoutSamples)}
          </button>{" "}
          <button type="button" class="quiet small" onClick={() => change(session, withoutGraph(data))}>
            {t(words.withoutGraph)}
          </button>
        </p>
      )}
      <NewGraphs />
    </div>
  );
}

const graphOf = (data: DataRef) => (data !== null && "document" in data ? data.document : undefined);

function withoutGraph<T extends object>(data: T): T {
  const { document: _, ...rest } = data as T & { readonly document?: unknown };
  return rest as T;
}

/** Other data: what names nodes of the graph that was there is emptied with it. */
function change(session: Session, data: DataRef): void {
  session.replace(withData(session.lab, session.draft.peek().experiment, data));
}

/** Another graph; the reader's files stay where they may be samples of it. */
function chooseGraph(session: Session, document: GraphDocument): void {
  const { data } = session.draft.peek().experiment;
  const state = session.data.peek();
  const columns = state.kind === "ready" ? (state.table.names ?? []) : [];
  const isBeside = data !== null && "files" in data && areSamplesOf(document, columns);
  change(session, isBeside ? { ...data, document } : { document });
}

/** The lab's own graphs, each once, by the first preset that has it. */
function GraphMenu({ document }: { readonly document: GraphDocument | undefined }) {
  const session = useSession();
  const presets = presetGraphs(session.lab.presets);
  const current = presets.find((one) => isEqual(one.document, document));
  return (
    <label class="data-source">
      <span>{t(words.graph)}</span>
      <select
        value={current?.id ?? ""}
        onChange={(event) => {
          const chosen = presets.find(({ id }) => id === event.currentTarget.value);
          if (chosen) chooseGraph(session, chosen.document);
        }}
      >
        {!current && (
          <option value="" disabled>
            {document ? t(words.ownGraph) : t(words.noGraph)}
          </option>
        )}
        {presets.map(({ id, title }) => (
          <option key={id} value={id}>
            {t(title)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface PresetGraph extends Pick<Preset, "id" | "title"> {
  readonly document: GraphDocument;
}
const found = new WeakMap<readonly Preset[], readonly PresetGraph[]>();

function presetGraphs(presets: readonly Preset[]): readonly PresetGraph[] {
  const known = found.get(presets);
  if (known) return known;
  const graphs: PresetGraph[] = [];
  for (const { id, title, data } of presets) {
    const document = graphOf(data);
    if (document && !graphs.some((one) => isEqual(one.document, document))) graphs.push({ id, title, document });
  }
  found.set(presets, graphs);
  return graphs;
}

function GraphName({ document }: { readonly document: GraphDocument }) {
  const session = useSession();
  const typed = useSignal(document.name ?? "");
  const rename = () => {
    const { name: _, ...rest } = document;
    const name = cleanText(typed.value);
    viewDraft(session).edit(name === "" ? rest : { ...rest, name });
  };
  return (
    <label class="data-source">
      <span>{t(words.name)}</span>
      <input
        type="text"
        autocomplete="off"
        maxLength={limits.document.name}
        placeholder={t(words.unnamed)}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        onChange={rename}
      />
    </label>
  );
}

/** A graph of one node, of each kind that the lab takes. */
function NewGraphs() {
  const session = useSession();
  const { documents = [] } = session.lab.data;
  const begin = (kind: GraphKind) => {
    const node = { name: t(words.firstNode), states: ["0", "1"], operation: "input" };
    change(session, { document: newGraph(kind, node) });
  };
  return (
    <div class="row">
      {documents.map((kind) => (
        <button key={kind} type="button" class="small" onClick={() => begin(kind)}>
          {documents.length > 1 ? t(words.newOfKind, { kind: t(kinds[kind]) }) : t(words.newGraph)}
        </button>
      ))}
    </div>
  );
}
