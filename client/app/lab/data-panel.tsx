import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { costOf } from "../../../shared/data/generate.ts";
import { generatorOf, knownGenerators } from "../../../shared/data/generators/known.ts";
import type { DataRef, FileData } from "../../../shared/experiment/experiment.ts";
import { filesOf } from "../../../shared/experiment/files.ts";
import { words } from "../../i18n/data.ts";
import { explain } from "../../i18n/explain.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatBytes, formatInteger } from "../../i18n/numbers.ts";
import { tableReport } from "../../i18n/table-report.ts";
import { lazy, nothing } from "../lazy.tsx";
import { useSession } from "./context.ts";
import type { DataPreviewProps } from "./data-preview.tsx";
import { isHidden } from "./desk.ts";
import { FieldControl } from "./field.tsx";
import { FieldList } from "./field-list.tsx";
import { Fit } from "./fit.tsx";
import { offeredFolder } from "./offered-folder.ts";
import { isCurable } from "./own-data/cures.ts";
import { Notices } from "./own-data/notices.tsx";
import { OwnFiles } from "./own-data/own-files.tsx";
import type { QuestionProps } from "./own-data/question.tsx";
import { answerAsked, asked, beingRead } from "./take-files.ts";
import "./data-panel.css";

const DataPreview = lazy<DataPreviewProps>(async () => (await import("./data-preview.tsx")).DataPreview);
const FolderDialog = lazy(async () => (await import("./own-data/folder-dialog.tsx")).FolderDialog, nothing);
const ReadingButton = lazy<{ data: FileData }>(
  async () => (await import("./own-data/reading-dialog.tsx")).ReadingButton,
  nothing,
);
const Question = lazy<QuestionProps>(async () => (await import("./own-data/question.tsx")).Question, nothing);
const GraphData = lazy(async () => (await import("./own-data/graph-data.tsx")).GraphData, nothing);

/** What the run works on: a generator and its parameters, or the reader's own files, with a report of what was read. */
export function DataPanel() {
  const session = useSession();
  const { experiment } = session.draft.value;
  const { data, params } = experiment;
  // What is folded is loaded and drawn once it is opened.
  const isOpen = useSignal(false);
  const isPreviewed = useSignal(false);
  const wasOffered = useRef(false);
  wasOffered.current ||= offeredFolder.value !== null;
  if (data === null) return session.lab.data.optional?.(params as never) ? <NoData /> : null;
  const state = session.data.value;
  const isReading = beingRead.value > 0 || state.kind === "loading";
  const weights = filesOf(data).find(({ format }) => format === "safetensors");
  return (
    <>
      <details
        class="data-panel"
        hidden={isHidden(session, "data")}
        onToggle={({ currentTarget, target }) => {
          if (target === currentTarget) isOpen.value ||= currentTarget.open;
        }}
      >
        <summary>
          <span class="data-summary">{t(words.data)}</span>
          <span class="soft small">
            <span role="status">
              {isReading ? waitText(data) : state.kind === "ready" ? tableReport(state.table) : ""}
            </span>
          </span>
        </summary>
        <SourceMenu />
        {"generator" in data ? (
          <GeneratorForm />
        ) : (
          filesOf(data).length > 0 && (
            <p class="small">
              {filesOf(data)
                .map((file) => file.name)
                .join(", ")}
            </p>
          )
        )}
        {session.lab.data.documents && isOpen.value && <GraphData />}
        {"files" in data && session.lab.data.reading && <ReadingButton data={data} />}
        {weights && <FirstWeights data={data} name={weights.name} />}
        <OwnFiles isSeen={isOpen.value} />
        {state.kind === "ready" && state.table.rows > 0 && (
          <details
            class="data-read"
            onToggle={({ currentTarget }) => {
              isPreviewed.value = currentTarget.open;
            }}
          >
            <summary>{t(words.preview)}</summary>
            {isPreviewed.value && <DataPreview table={state.table} data={data} />}
          </details>
        )}
      </details>
      <Asked />
      {wasOffered.current && <FolderDialog />}
      {state.kind === "waiting" && <Waiting data={data} />}
      {/* Outside: the panel may be folded, and what is wrong is said before a run is asked for. */}
      {state.kind === "failed" && <Failed error={state.error} />}
      {state.kind === "ready" && (!("generator" in data) || weights) && <Notices table={state.table} />}
      {state.kind === "ready" && <Fit table={state.table} />}
    </>
  );
}

/** Where there may be data and are none: a way to bring some. */
function NoData() {
  const session = useSession();
  const isOpen = useSignal(false);
  return (
    <>
      <details
        class="data-panel"
        hidden={isHidden(session, "data")}
        onToggle={({ currentTarget }) => {
          isOpen.value ||= currentTarget.open;
        }}
      >
        <summary>
          <span class="data-summary">{t(words.data)}</span>
          <span class="soft small">{t(words.noData)}</span>
        </summary>
        <SourceMenu />
        <OwnFiles isSeen={isOpen.value} />
      </details>
      <Asked />
    </>
  );
}

/** What the reader waits for. */
function waitText(data: NonNullable<DataRef>): string {
  const cost = beingRead.value > 0 ? null : costOf(data);
  return cost ? t(words.making, { values: formatInteger(cost.values, locale.value) }) : t(words.loading);
}

/** A table that takes much: what it takes, and a way to have it now. */
function Waiting({ data }: { readonly data: NonNullable<DataRef> }) {
  const session = useSession();
  const cost = costOf(data);
  if (!cost) return null;
  const values = formatInteger(cost.values, locale.value);
  return (
    <p class="small data-waiting">
      {t(words.large, { values, memory: formatBytes(cost.bytes, locale.value) })}{" "}
      <button type="button" class="small" onClick={() => session.reloadData()}>
        {t(words.makeNow)}
      </button>
    </p>
  );
}

/** Files that were chosen and wait for an answer. */
function Asked() {
  const session = useSession();
  const failed = useSignal<unknown>(undefined);
  const open = asked.value;
  const answer = (choice: string, value: string) => {
    failed.value = undefined;
    answerAsked(choice, value).catch((error) => {
      failed.value = error;
    });
  };
  const leave = () => {
    asked.value = null;
  };
  if (open?.session === session)
    return <Question error={open.error} onAnswer={({ choice, value }) => answer(choice, value)} onLeave={leave} />;
  if (failed.value === undefined) return null;
  return (
    <p class="field-error small" role="alert">
      {explain(failed.value)}
    </p>
  );
}

/** What is wrong with the data of the experiment, and what would take it away. */
function Failed({ error }: { readonly error: unknown }) {
  const session = useSession();
  if (isCurable(error))
    return <Question error={error} onAnswer={({ choice, value }) => session.set(`data.reading.${choice}`, value)} />;
  return (
    <p class="field-error small" role="alert">
      {explain(error)}
    </p>
  );
}

/** No generator has this name. */
const NO_DATA = "(none)";

function SourceMenu() {
  const session = useSession();
  const { data, params } = session.draft.value.experiment;
  const offered = knownGenerators().filter(({ id }) => session.lab.data.generators.includes(id));
  if (offered.length === 0) return null;
  const choose = (value: string) =>
    value === NO_DATA
      ? session.replace({ ...session.draft.peek().experiment, data: null })
      : session.set("data.generator", value);
  return (
    <label class="data-source">
      <span>{t(words.generator)}</span>
      <select
        value={data === null ? NO_DATA : "generator" in data ? data.generator : ""}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {session.lab.data.optional?.(params as never) && <option value={NO_DATA}>{t(words.noData)}</option>}
        {data !== null && !("generator" in data) && (
          <option value="" disabled>
            {t(words.ownFiles)}
          </option>
        )}
        {offered.map((generator) => (
          <option key={generator.id} value={generator.id}>
            {t(generator.title)}
          </option>
        ))}
      </select>
    </label>
  );
}

function GeneratorForm() {
  const session = useSession();
  const { data } = session.draft.value.experiment;
  if (data === null || !("generator" in data)) return null;
  const generator = generatorOf(data.generator);
  if (!generator) return null;
  const origin = session.origin.value.data;
  const base = origin && "generator" in origin && origin.generator === data.generator ? origin : null;
  return (
    <>
      <FieldList prefix="data.params" fields={generator.params} params={data.params} base={base?.params} />
      <FieldControl
        path="data.seed"
        field={{ kind: "integer", label: words.dataSeed, help: words.dataSeedHelp, min: 0, max: 1000, default: 0 }}
        value={data.seed}
        base={base?.seed}
        error={session.errors.value["data.seed"]}
        onSet={(value, gesture) => session.set("data.seed", value, gesture)}
        onSettle={() => session.settle()}
      />
    </>
  );
}

interface FirstWeightsProps {
  readonly data: NonNullable<DataRef>;
  readonly name: string;
}

/** The file of weights that a net starts from, and a way to start from random weights again. */
function FirstWeights({ data, name }: FirstWeightsProps) {
  const session = useSession();
  const { lab } = session;
  const state = session.data.value;
  const table = state.kind === "ready" ? state.table : null;
  const isRun = table !== null && lab.onlyRuns?.(session.draft.value.experiment.params, table);
  return (
    <p class="small data-weights">
      {t(isRun ? words.runModel : words.firstWeights, { name: table?.model?.name ?? name })}{" "}
      <button
        type="button"
        class="quiet small"
        onClick={() => session.replace({ ...session.draft.peek().experiment, data: withoutWeights(data) })}
      >
        {t(words.withoutWeights)}
      </button>
    </p>
  );
}

/** The same data, and nothing to start from. */
export function withoutWeights(data: NonNullable<DataRef>): NonNullable<DataRef> {
  if ("files" in data) return { ...data, files: data.files.filter(({ format }) => format !== "safetensors") };
  if ("document" in data) return data;
  const { weights: _, ...rest } = data;
  return rest;
}
