import { effect } from "@preact/signals";
import type { Table } from "../../../../shared/data/table.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { browserClock } from "../../../compute/browser/clock.ts";
import type { Gpu } from "../../../compute/devices.ts";
import { words } from "../../../i18n/gpu.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { planOf } from "../../../run/plan.ts";
import { type Proposal, proposalOf, type Raced } from "../../../run/proposal.ts";
import { mainSteps, race } from "../../../run/race.ts";
import type { Session } from "../../../run/session.ts";
import { isBusy } from "../../../run/status.ts";
import { whenIdle } from "../../idle.ts";
import { pool } from "../../pool.ts";
import { threads } from "../../threads.ts";
import { useSession } from "../context.ts";
import { isPrepared } from "../prepared.ts";

/** Milliseconds for which the form has to be left alone before its net is raced. */
const quiet = 800;
/** What this visit has measured, by lab, size of net and threads. */
const raced = new Map<string, Raced>();

/** Offers the GPU for the nets of a lab, and says which device is proposed. */
export function attend(session: Session, gpu: Gpu, left: AbortSignal): void {
  if (gpu === "none") return;
  session.choice.offerGpu();
  if (gpu === "software") session.choice.propose({ device: "wasm", why: "software" });
  else
    left.addEventListener(
      "abort",
      effect(() => watch(session)),
    );
}

/** What the draft as it is now is raced for; what comes back ends that, since it has changed. */
function watch(session: Session): (() => void) | undefined {
  const { experiment } = session.draft.value;
  const state = session.data.value;
  const size = threads.value;
  const data = state.kind === "ready" ? state.table : null;
  if (!isPrepared(session.lab, experiment.params, data)) return undefined;
  if (isBusy(session.status.value) || (state.kind !== "ready" && state.kind !== "none")) return undefined;
  const entrant = entrantOf(session, experiment, data, size);
  if (entrant === undefined) return undefined;
  const { name, steps } = entrant;
  const known = raced.get(name);
  if (known) return void session.choice.propose(proposalOf(known, steps));
  if (!session.choice.isOpen) return undefined;
  const over = new AbortController();
  const { lab } = session;
  const start = async () => {
    if (over.signal.aborted || pool().paused) return;
    // A tab in the background is slowed.
    if (document.hidden) {
      document.addEventListener("visibilitychange", begin, { once: true, signal: over.signal });
      return;
    }
    const found = await race({ lab, experiment, data, pool: pool(), clock: browserClock, signal: over.signal });
    raced.set(name, found);
    session.choice.propose(proposalOf(found, steps));
  };
  // What WebAssembly cannot do either, the run says when it is asked for.
  const begin = () => void start().catch(() => {});
  const cancel = browserClock.after(quiet, () => whenIdle(begin));
  return () => {
    cancel();
    over.abort(new Error("the draft has changed"));
  };
}

/** A net by its size; undefined where nothing is to be raced: a sweep, a model that is only run, nothing for a GPU, parameters that do not fit the data. */
function entrantOf(
  { lab }: Session,
  experiment: Experiment,
  data: Table | null,
  size: number,
): { readonly name: string; readonly steps: number } | undefined {
  if (experiment.sweep || (data && lab.onlyRuns?.(experiment.params, data))) return undefined;
  if (lab.onGpu?.(experiment.params) === false) return undefined;
  try {
    lab.check?.(experiment.params, data);
    const steps = mainSteps(planOf(lab, experiment, data));
    const { multiplyAdds, bytes } = lab.estimate(experiment.params, data);
    const perStep = (multiplyAdds / steps).toPrecision(2);
    return { name: [lab.id, perStep, bytes.toPrecision(1), size].join(" "), steps };
  } catch {
    return undefined;
  }
}

/** Which device is proposed for what the form says, and why. */
export function DeviceNote() {
  const session = useSession();
  if (session.draft.value.experiment.sweep && session.device.value === "webgpu")
    return <Note text={t(words.sweep)} about={t(words.sweepAbout)} />;
  const state = session.data.value;
  const { experiment } = session.draft.value;
  if (session.lab.onGpu?.(experiment.params) === false) return null;
  // Whose answers are compared on both devices as they come.
  if (state.kind === "ready" && session.lab.onlyRuns?.(experiment.params, state.table)) return null;
  const proposal = session.choice.proposal.value;
  return (
    proposal && (
      <Note text={said(proposal)} about={t(proposal.why === "software" ? words.softwareAbout : words.raceAbout)} />
    )
  );
}

function Note({ text, about }: { readonly text: string; readonly about: string }) {
  return (
    <span class="run-device soft small" title={`${text}. ${about}`}>
      {text}
    </span>
  );
}

/** Faster than this many times it is not worth saying how many. */
const countable = 1000;

function said(proposal: Proposal): string {
  const language = locale.value;
  switch (proposal.why) {
    case "faster":
    case "slower": {
      const factor = formatNumber(proposal.factor, language, 2);
      const count = formatInteger(proposal.threads, language);
      if (proposal.why === "faster")
        return t(proposal.threads > 1 ? words.faster : words.fasterThanOne, { factor, threads: count });
      if (!(proposal.factor < countable)) return t(words.muchSlower);
      return proposal.factor < 1.1 ? t(words.even) : t(words.slower, { factor });
    }
    case "software":
      return t(words.software);
    case "failed": {
      const { values } = proposal.error as Error & { readonly values?: { readonly value?: string } };
      return t(words.failed, { value: values?.value ?? proposal.error.message });
    }
    default:
      return proposal satisfies never;
  }
}

/** Beside a result of the GPU: what it is worth. */
export function RanNote() {
  const { device, engine } = useSession().shown.value?.result ?? {};
  // Of a model that was run by its own program something else is said.
  if (device !== "webgpu" || (engine && "tensorflow" in engine.wasm)) return null;
  return (
    <span class="run-by" title={t(words.ranAbout)}>
      {" "}
      · {t(words.ran)}
      <span>{t(words.ranTo)}</span>
    </span>
  );
}
