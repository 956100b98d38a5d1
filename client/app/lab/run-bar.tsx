import { useEffect } from "preact/hooks";
import type { Device } from "../../../shared/labs/lab.ts";
import { deviceWords } from "../../i18n/devices.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import type { LabView } from "../../labs/view.ts";
import type { Session } from "../../run/session.ts";
import { isBusy } from "../../run/status.ts";
import { Icon, type IconName } from "../../views/icon.tsx";
import { NumberBox } from "../../views/number-box.tsx";
import { runButton } from "../skip.tsx";
import { threads } from "../threads.ts";
import { showError } from "../toasts.tsx";
import { useSession } from "./context.ts";
import { freshnessOf } from "./freshness.ts";
import { MetricStrip } from "./metrics.tsx";
import { RunError, RunInstead, RunLine } from "./run-bar-line.tsx";
import { RunNews } from "./run-news.tsx";
import "./run-bar.css";

/** Run, pause, step, reset, new seed; how far it is; where it computes; the metrics that matter. */
export function RunBar({ view }: { readonly view: LabView }) {
  const session = useSession();
  const status = session.status.value;
  const { isStale, isLive } = freshnessOf(session, view);
  useShortcuts();
  return (
    <section class="run-bar" aria-label={t(words.runBar)}>
      <RunNews />
      <RunError />
      <RunInstead />
      <RunLine view={view} />
      <Where />
      <div class="run-buttons">
        <MainButton />
        <button
          type="button"
          title={t(words.stepHelp)}
          disabled={
            status.kind === "preparing" ||
            (session.underWay.value ?? session.draft.value.experiment).sweep !== undefined
          }
          onClick={() => session.step()}
        >
          <Word sign="step">{t(words.step)}</Word>
        </button>
        <button
          type="button"
          title={t(words.resetHelp)}
          disabled={status.kind === "idle"}
          onClick={() => session.reset()}
        >
          <Word sign="again">{t(words.reset)}</Word>
        </button>
        {!session.lab.deterministic && (
          <button type="button" title={t(words.newSeed)} onClick={() => session.newSeed(randomSeed())}>
            <Word sign="seed">{t(words.newSeed)}</Word>
          </button>
        )}
      </div>
      <MetricStrip
        headline={view.headline}
        said={view.said}
        isOld={isStale && isLive}
        now={isStale && isLive ? view.now?.(session.draft.value.experiment.params as never) : undefined}
      />
    </section>
  );
}

/** A word; on a phone, where there is no room for it, its icon. */
function Word({ sign, children }: { readonly sign: IconName; readonly children: string }) {
  return (
    <>
      <span class="run-sign">
        <Icon name={sign} />
      </span>
      <span class="run-word">{children}</span>
    </>
  );
}

/** A seed that is easy to read out: six digits. It is chosen by the reader's machine, not a result. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000;
}

/** Runs, pauses and resumes, as its key does. It is never disabled: it would lose the focus that it was pressed with. */
function MainButton() {
  const session = useSession();
  const { kind } = session.status.value;
  const [sign, word] = mainWords[kind];
  return (
    <button
      id={runButton}
      type="button"
      class="primary run-main"
      title={t(words.runKeyHelp)}
      aria-keyshortcuts="Space"
      aria-disabled={kind === "preparing"}
      onClick={() => pressMain(session)}
    >
      <Icon name={sign} /> {t(word)}
      <span aria-hidden="true">
        <kbd>{t(words.runKey)}</kbd>
      </span>
    </button>
  );
}

const runs = ["run", words.run] as const;
const mainWords = {
  idle: runs,
  finished: runs,
  failed: runs,
  preparing: ["pause", words.pause],
  running: ["pause", words.pause],
  paused: ["run", words.resume],
} as const;

function pressMain(session: Session): void {
  const { kind } = session.status.peek();
  if (kind === "running") session.pause();
  else if (kind === "paused") session.resume();
  else if (kind !== "preparing" && !showRefused(session)) void session.run();
}

/** Whether a box holds what was refused, which it then shows: a run would be of the value from before. */
function showRefused(session: Session): boolean {
  const box = document.querySelector<HTMLElement>('.field [aria-invalid="true"]');
  if (!box) return false;
  if (box.checkVisibility()) box.focus();
  else for (const error of Object.values(session.errors.peek())) showError(error);
  return true;
}

/** Steps at a time in slow motion; 0: full speed. */
const speeds = [0, 1, 3, 10, 30, 100] as const;

/** Speed, device and threads. A running run keeps its device. */
export function Where() {
  const session = useSession();
  const most = Math.max(2, Math.min(64, navigator.hardwareConcurrency || 2));
  return (
    <div class="run-where">
      <label title={t(words.speedHelp)} data-act="speed">
        <span class="soft small">{t(words.speed)}</span>
        <select value={session.speed.value} onChange={(event) => session.setSpeed(Number(event.currentTarget.value))}>
          {speeds.map((steps) => (
            <option key={steps} value={steps}>
              {steps === 0 ? t(words.speedFull) : t(words.speedSteps, { steps })}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="soft small">{t(words.device)}</span>
        <select
          value={session.device.value}
          disabled={isBusy(session.status.value)}
          onChange={(event) => {
            session.chooseDevice(event.currentTarget.value as Device);
          }}
        >
          {session.devices.value.map((device) => (
            <option key={device} value={device}>
              {t(deviceWords[device])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="soft small">{t(words.threads)}</span>
        <NumberBox
          min={1}
          max={most}
          value={threads.value}
          onSet={(value) => {
            if (typeof value === "number") threads.value = Math.min(64, Math.max(1, Math.round(value)));
          }}
        />
      </label>
    </div>
  );
}

/** Space runs and pauses, as in every player; Ctrl+Z and Ctrl+Shift+Z undo and redo edits. Not while something else handles the key. */
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
      pressMain(session);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [session]);
}
