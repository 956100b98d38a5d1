import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { costOf } from "../../../shared/data/generate.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import { filesOf } from "../../../shared/experiment/files.ts";
import { words } from "../../i18n/data.ts";
import { explain } from "../../i18n/explain.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatBytes, formatInteger } from "../../i18n/numbers.ts";
import { tableReport } from "../../i18n/table-report.ts";
import { lazy, nothing } from "../lazy.tsx";
import { useSession } from "./context.ts";
import { isHidden } from "./desk.ts";
import { Fit } from "./fit.tsx";
import { offeredFolder } from "./offered-folder.ts";
import { isCurable } from "./own-data/cures.ts";
import { Notices } from "./own-data/notices.tsx";
import type { QuestionProps } from "./own-data/question.tsx";
import { answerAsked, asked, beingRead } from "./take-files.ts";
import "./data-panel.css";

const DataBody = lazy(async () => (await import("./data-body.tsx")).DataBody, nothing);
const FolderDialog = lazy(async () => (await import("./own-data/folder-dialog.tsx")).FolderDialog, nothing);
const Question = lazy<QuestionProps>(async () => (await import("./own-data/question.tsx")).Question, nothing);

/** What the run works on: a generator and its parameters, or the reader's own files, with a report of what was read. */
export function DataPanel() {
  const session = useSession();
  const { experiment } = session.draft.value;
  const { data, params } = experiment;
  // What is folded is loaded and drawn once it is opened.
  const isOpen = useSignal(false);
  const wasOffered = useRef(false);
  wasOffered.current ||= offeredFolder.value !== null;
  if (data === null)
    return (
      <>
        {session.lab.data.optional?.(params as never) && <NoData />}
        <Notices table={null} isOwn={false} />
      </>
    );
  const state = session.data.value;
  const isReading = beingRead.value > 0 || state.kind === "loading";
  const hasWeights = filesOf(data).some(({ format }) => format === "safetensors");
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
        {isOpen.value && <DataBody />}
      </details>
      <Asked />
      {wasOffered.current && <FolderDialog />}
      {state.kind === "waiting" && <Waiting data={data} />}
      {/* Outside: the panel may be folded, and what is wrong is said before a run is asked for. */}
      {state.kind === "failed" && <Failed error={state.error} />}
      {state.kind === "ready" && <Notices table={state.table} isOwn={!("generator" in data) || hasWeights} />}
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
        {isOpen.value && <DataBody />}
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
