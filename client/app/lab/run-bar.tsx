import { useEffect } from "preact/hooks";
import type { Device } from "../../../shared/labs/lab.ts";
import { browserClock } from "../../compute/browser/pool.ts";
import { explain } from "../../i18n/explain.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatBytes, formatInteger, formatNumber, formatSeconds } from "../../i18n/numbers.ts";
import { aboutSeconds, guessSeconds, moreThanSeconds } from "../../i18n/spans.ts";
import { isStale } from "../../run/draft.ts";
import { type Estimate, estimate } from "../../run/estimate.ts";
import { probe, probedRate } from "../../run/probe.ts";
import { isBusy, type Status } from "../../run/status.ts";
import { Icon } from "../../views/icon.tsx";
import { threads } from "../threads.ts";
import { useSession } from "./context.ts";
import { MetricStrip } from "./metrics.tsx";
import "./run-bar.css";

/** Run, pause, step, reset, new seed; how far it is; where it computes; the metrics that matter. */
export function RunBar({ headline }: { readonly headline: readonly string[] }) {
  const session = useSession();
  const status = session.status.value;
  useShortcuts();
  return (
    <section class="run-bar" aria-label={t(words.runBar)}>
      <div class="run-buttons">
        <MainButton />
        <button
          type="button"
          title={t(words.stepHelp)}
          disabled={status.kind === "preparing"}
          onClick={() => session.step()}
        >
          {t(words.step)}
        </button>
        <button
          type="button"
          title={t(words.resetHelp)}
          disabled={status.kind === "idle"}
          onClick={() => session.reset()}
        >
          {t(words.reset)}
        </button>
        <button type="button" class="run-seed" onClick={() => session.newSeed(randomSeed())}>
          {t(words.newSeed)}
        </button>
      </div>
      <Progress status={status} />
      <MetricStrip headline={headline} />
      <Where />
    </section>
  );
}

/** A seed that is easy to read out: six digits. It is a choice of the reader's machine, not a result. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000;
}

function MainButton() {
  const session = useSession();
  const status = session.status.value;
  if (status.kind === "running" || status.kind === "preparing") {
    return (
      <button
        type="button"
        class="primary run-main"
        disabled={status.kind === "preparing"}
        onClick={() => session.pause()}
      >
        <Icon name="pause" /> {t(words.pause)}
      </button>
    );
  }
  if (status.kind === "paused") {
    return (
      <button type="button" class="primary run-main" onClick={() => session.resume()}>
        <Icon name="run" /> {t(words.resume)}
      </button>
    );
  }
  return (
    <button type="button" class="primary run-main" onClick={() => void session.run()}>
      <Icon name="run" /> {t(words.run)}
    </button>
  );
}

function Progress({ status }: { readonly status: Status }) {
  const session = useSession();
  const language = locale.value;
  switch (status.kind) {
    case "preparing":
      return (
        <div class="run-progress">
          <progress aria-label={t(words.runBar)} />
          <span>{t(words.preparing)}</span>
        </div>
      );
    case "running":
    case "paused": {
      const { pace } = status;
      return (
        <div class="run-progress">
          <progress aria-label={t(words.runBar)} max={status.total} value={status.done} />
          <span class="small">
            {status.kind === "paused" && `${t(session.kept.value ? words.pausedKept : words.paused)} · `}
            {t(words.running, {
              done: formatInteger(status.done, language),
              total: formatInteger(status.total, language),
            })}
            {pace && status.kind === "running" && (
              <span class="soft">
                {" · "}
                {t(words.rate, { rate: formatNumber(pace.rate, language, 3) })}
                {" · "}
                {t(words.left, { time: (pace.isLeast ? moreThanSeconds : aboutSeconds)(pace.left, language) })}
              </span>
            )}
          </span>
        </div>
      );
    }
    case "failed":
      return (
        <div class="run-progress run-failed" role="alert">
          <strong>{t(words.failed)}</strong> <span>{explain(status.error)}</span>
        </div>
      );
    case "finished":
    case "idle":
      return (
        <div class="run-progress">
          {isStale(session.draft.value, session.shown.value?.experiment ?? null) ? (
            <span class="run-stale">{t(words.stale)}</span>
          ) : (
            status.kind === "finished" && (
              <span>{t(words.finished, { time: formatSeconds(status.result.seconds, language) })}</span>
            )
          )}
          <EstimateLine />
        </div>
      );
    default:
      return status satisfies never;
  }
}

function EstimateLine() {
  const session = useSession();
  const { lab } = session;
  const state = session.data.value;
  const language = locale.value;
  useEffect(() => probe(browserClock), []);
  if (state.kind === "loading" || state.kind === "failed") return null;
  const data = state.kind === "ready" ? state.table : null;
  const { experiment } = session.draft.value;
  let expected: Estimate;
  try {
    const run = { lab, experiment, data, device: session.device.value, threads: threads.value };
    expected = estimate(run, probedRate.value);
  } catch {
    // Parameters that do not fit the data: the run says so in its own words.
    return null;
  }
  const { seconds, bytes, download, measured } = expected;
  return (
    <span class="soft small" title={t(measured ? words.estimateMeasured : words.estimateGuess)}>
      {t(download > 0 ? words.estimateWithDownload : words.estimate, {
        time: measured ? aboutSeconds(seconds, language) : guessSeconds(seconds, language),
        memory: formatBytes(bytes, language),
        download: formatBytes(download, language),
      })}
    </span>
  );
}

const deviceWords: Readonly<
  Record<Device, typeof words.deviceWasm | typeof words.deviceScalar | typeof words.deviceWebgpu>
> = {
  wasm: words.deviceWasm,
  scalar: words.deviceScalar,
  webgpu: words.deviceWebgpu,
};

/** Device and threads. A running run keeps its device. */
export function Where() {
  const session = useSession();
  const most = Math.max(2, Math.min(64, navigator.hardwareConcurrency || 2));
  return (
    <div class="run-where">
      <label>
        <span class="soft small">{t(words.device)}</span>
        <select
          value={session.device.value}
          disabled={isBusy(session.status.value)}
          onChange={(event) => {
            session.device.value = event.currentTarget.value as Device;
          }}
        >
          {session.lab.devices.map((device) => (
            <option key={device} value={device}>
              {t(deviceWords[device])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="soft small">{t(words.threads)}</span>
        <input
          type="number"
          min={1}
          max={most}
          value={threads.value}
          onChange={(event) => {
            const wanted = Math.round(event.currentTarget.valueAsNumber);
            threads.value = Math.min(64, Math.max(1, Number.isFinite(wanted) ? wanted : 1));
          }}
        />
      </label>
    </div>
  );
}

/** Space runs and pauses, as in every player; Ctrl+Z and Ctrl+Shift+Z undo and redo edits. Not while something else takes the key. */
function useShortcuts(): void {
  const session = useSession();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const takesText = target?.matches("input:not([type=range], [type=checkbox]), textarea, select") ?? false;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !takesText) {
        event.preventDefault();
        if (event.shiftKey) session.redo();
        else session.undo();
        return;
      }
      if (
        event.key !== " " ||
        event.repeat ||
        takesText ||
        target?.closest("button, summary, a, [role=application], dialog, input")
      )
        return;
      event.preventDefault();
      const { kind } = session.status.peek();
      if (kind === "running") session.pause();
      else if (kind === "paused") session.resume();
      else if (kind !== "preparing") void session.run();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [session]);
}
