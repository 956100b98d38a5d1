import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Result } from "../../../shared/experiment/result.ts";
import { browserClock } from "../../compute/browser/clock.ts";
import { mayPass } from "../../compute/errors.ts";
import { deviceWords } from "../../i18n/devices.ts";
import { explain } from "../../i18n/explain.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatBytes, formatInteger, formatNumber, formatSeconds } from "../../i18n/numbers.ts";
import { aboutSeconds, guessSeconds, moreThanSeconds } from "../../i18n/spans.ts";
import { words as sweep } from "../../i18n/vary.ts";
import type { LabView } from "../../labs/view.ts";
import { isStale } from "../../run/draft.ts";
import { estimateSweep } from "../../run/estimate.ts";
import { probe, probedRate } from "../../run/probe.ts";
import type { Status } from "../../run/status.ts";
import { Icon } from "../../views/icon.tsx";
import { runButton } from "../skip.tsx";
import { threads } from "../threads.ts";
import { useSession } from "./context.ts";
import { freshnessOf } from "./freshness.ts";
import { deviceNote, ranNote } from "./gpu/found.ts";
import { isPrepared } from "./prepared.ts";
import { gridFor } from "./sweep/runs.ts";

/** How far the run is, or how long one would take. One line, always present, so that its text never shifts the page. */
export function RunLine({ view }: { readonly view: LabView }) {
  const status = useSession().status.value;
  switch (status.kind) {
    case "preparing":
      return (
        <div class="run-progress">
          <progress aria-label={t(words.runBar)} />
          <span>{t(words.preparing)}</span>
        </div>
      );
    case "running":
    case "paused":
      return <Progress status={status} />;
    case "failed":
    case "finished":
    case "idle":
      return <Outcome status={status} view={view} />;
    default:
      return status satisfies never;
  }
}

type Progressing = Extract<Status, { kind: "running" | "paused" }>;

function Progress({ status }: { readonly status: Progressing }) {
  const session = useSession();
  const language = locale.value;
  const { pace } = status;
  const count = t(session.underWay.value?.sweep ? sweep.done : words.running, {
    done: formatInteger(status.done, language),
    total: formatInteger(status.total, language),
  });
  return (
    <div class="run-progress">
      <progress aria-label={t(words.runBar)} max={status.total} value={shownSteps(status)} />
      <span class="small">
        {status.kind === "paused" && `${t(session.kept.value ? words.pausedKept : words.paused)} · `}
        {count}
        {pace && status.kind === "running" && (
          <span class="soft">
            {" · "}
            {t(words.left, { time: (pace.isLeast ? moreThanSeconds : aboutSeconds)(pace.left, language) })}
            {!session.underWay.value?.sweep && " · "}
            {!session.underWay.value?.sweep && t(words.rate, { rate: formatNumber(pace.rate, language, 3) })}
            {(status.threads ?? 1) > 1 &&
              ` · ${t(words.together, { threads: formatInteger(status.threads ?? 1, language) })}`}
          </span>
        )}
      </span>
      <Earlier />
    </div>
  );
}

/** Steps that would be done by now if all took as long. */
const shownSteps = ({ fraction, total }: Progressing) => Number((fraction * total).toFixed(3));

/** The form was changed during a run, which is unaffected. */
function Earlier() {
  const session = useSession();
  if (!isStale(session.draft.value, session.underWay.value)) return null;
  return (
    <span class="run-earlier" role="status">
      <span>{t(words.earlier)}</span>
      <button type="button" title={t(words.runYoursHelp)} onClick={() => void session.run()}>
        {t(words.runYours)}
      </button>
    </span>
  );
}

interface OutcomeProps {
  readonly status: Extract<Status, { kind: "failed" | "finished" | "idle" }>;
  readonly view: LabView;
}

function Outcome({ status, view }: OutcomeProps) {
  const session = useSession();
  const fresh = freshnessOf(session, view);
  return (
    <div class="run-progress">
      {status.kind === "failed" ? (
        <span class="run-bad">{t(words.failed)}</span>
      ) : fresh.isStale ? (
        <span class="run-stale">{t(fresh.isLive ? words.staleLive : words.stale)}</span>
      ) : (
        status.kind === "finished" &&
        session.shown.value?.source === "run" && (
          <span>
            {t(words.finished, { time: formatSeconds(status.result.seconds, locale.value) })}
            <RanBy result={status.result} />
            <Slot of={ranNote} />
          </span>
        )
      )}
      <EstimateLine />
      <Slot of={deviceNote} />
    </div>
  );
}

/** What is said of the GPU, once its code is there. */
export function Slot({ of: { value: Found } }: { readonly of: typeof deviceNote }) {
  return Found && <Found />;
}

/** Beside the result of a model that was run by its own program: on what. */
function RanBy({ result: { engine, device } }: { readonly result: Result }) {
  const { onlyRuns } = useSession().lab;
  if (!onlyRuns || !("tensorflow" in engine.wasm)) return null;
  return <span class="run-by"> · {t(words.ranBy, { device: t(deviceWords[device]) })}</span>;
}

/** Why a run was not computed on the device that was asked for. */
export function RunInstead() {
  const status = useSession().status.value;
  if (!("instead" in status) || status.instead === undefined) return null;
  return (
    <p class="run-instead small" role="status">
      {explain(status.instead)}
    </p>
  );
}

/** Why a run failed, in a row below the picture until it is dismissed or another run begins. */
export function RunError() {
  const session = useSession();
  const status = session.status.value;
  const seen = useSignal<Status | null>(null);
  if (status.kind !== "failed" || seen.value === status) return null;
  const again = () => {
    void session.run();
    // The message goes, and the focus would go with it.
    document.getElementById(runButton)?.focus();
  };
  return (
    <div class="run-failed" role="alert">
      <span>
        <strong>{t(words.failed)}.</strong> {explain(status.error)}
      </span>
      {mayPass(status.error) && (
        <button type="button" class="run-again" onClick={again}>
          {t(words.tryAgain)}
        </button>
      )}
      <button
        type="button"
        class="quiet icon"
        title={t(words.dismiss)}
        onClick={() => {
          seen.value = status;
        }}
      >
        <Icon name="close" />
        <span class="visually-hidden">{t(words.dismiss)}</span>
      </button>
    </div>
  );
}

function EstimateLine() {
  const session = useSession();
  const { lab } = session;
  const state = session.data.value;
  const language = locale.value;
  useEffect(() => probe(browserClock), []);
  if (state.kind !== "ready" && state.kind !== "none") return null;
  const data = state.kind === "ready" ? state.table : null;
  const { experiment } = session.draft.value;
  if (!isPrepared(lab, experiment.params, data)) return null;
  const setting = { lab, data, device: session.device.value, threads: threads.value };
  const expected = estimateSweep(
    gridFor(lab, experiment).runs.map((run) => ({ ...setting, experiment: run })),
    probedRate.value,
  );
  // Parameters that do not fit the data: the run says so in its own words. How fast a GPU is, nobody can guess.
  if (!expected || (setting.device === "webgpu" && !expected.measured)) return null;
  const { seconds, bytes, download, measured } = expected;
  return (
    <span class="run-estimate soft small" title={t(measured ? words.estimateMeasured : words.estimateGuess)}>
      {t(download > 0 ? words.estimateWithDownload : words.estimate, {
        time: measured ? aboutSeconds(seconds, language) : guessSeconds(seconds, language),
        memory: formatBytes(bytes, language),
        download: formatBytes(download, language),
      })}
    </span>
  );
}
