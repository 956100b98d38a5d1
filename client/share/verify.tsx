import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { hashFile } from "../../shared/data/hashed-file.ts";
import type { FileRef } from "../../shared/experiment/experiment.ts";
import { filesOf } from "../../shared/experiment/files.ts";
import type { Device } from "../../shared/experiment/result.ts";
import { modelBytes, type Quantise } from "../../shared/labs/model-of.ts";
import {
  type Compared,
  type Comparison,
  compareClaim,
  tolerance,
  type Verdict,
} from "../../shared/publication/compare.ts";
import { showError } from "../app/toasts.tsx";
import { deviceWords } from "../i18n/devices.ts";
import { locale, t } from "../i18n/locale.ts";
import { formatNumber, formatPercent, formatSeconds } from "../i18n/numbers.ts";
import { same } from "../run/draft.ts";
import { findFile, storeFile } from "../run/own-files.ts";
import type { Session } from "../run/session.ts";
import { isBusy } from "../run/status.ts";
import { explainEdge } from "./explain.ts";
import type { Opened } from "./opened.ts";
import { words } from "./opened-words.ts";
import { quantiseBeside } from "./quantise.ts";

interface VerifyProps {
  readonly session: Session;
  readonly opened: Opened;
  /** What stands there once a run gave the same. */
  readonly same?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** "Claimed" until the experiment was run here to its end; then what that run says. Any run of that same experiment counts. */
export function Verify({ session, opened, same: whenSame, children }: VerifyProps) {
  const { claimed, experiment, lab } = opened;
  const { claim } = claimed;
  const asked = useSignal<FileRef | null>(null);
  const verdict = useSignal<Verdict | null>(null);
  useSignalEffect(() => {
    verdict.value = null;
    const status = session.status.value;
    if (status.kind !== "finished" || !same(status.result.experiment, experiment)) return;
    const { result } = status;
    const shown = session.shown.value;
    // The picture of a run comes right after its result.
    if (shown?.result !== result) return;
    const { fold, data } = shown;
    const stop = new AbortController();
    const quantise: Quantise = (net) => quantiseBeside(net, stop.signal);
    const made = claimed.model
      ? modelBytes(lab, { fold, params: experiment.params, data }, quantise)
      : Promise.resolve(undefined);
    made.then(
      (model) => {
        if (stop.signal.aborted) return;
        verdict.value = compareClaim(claimed, { result, tasks: fold.tasks, model: () => model }, lab);
      },
      (error) => {
        if (!stop.signal.aborted) showError(error);
      },
    );
    return () => stop.abort();
  });
  const run = async () => {
    const missing = await missingFile(opened);
    asked.value = missing;
    if (missing) return;
    session.replace(experiment);
    // Where there is no GPU, what one computed is run on what there is.
    if (session.devices.value.includes(claim.device)) session.chooseDevice(claim.device);
    await session.run();
  };
  const status = session.status.value;
  const busy = isBusy(status);
  return (
    <>
      <div class="row opened-verify">
        <VerdictBadge
          verdict={verdict.value}
          claimed={claim.device}
          here={status.kind === "finished" ? status.result.device : claim.device}
        />
        {busy ? (
          <button type="button" onClick={() => session.reset()}>
            {t(words.stop)}
          </button>
        ) : (
          <button type="button" class={verdict.value ? "" : "primary"} onClick={() => void run()}>
            {t(words.verify)}
          </button>
        )}
        {children}
        {(status.kind === "running" || status.kind === "paused") && (
          <span class="soft small number">
            {t(words.verifying, { percent: formatPercent(status.done / Math.max(1, status.total), locale.value) })}
          </span>
        )}
        {!busy && !verdict.value && claim.seconds > 0 && (
          <span class="soft small">{t(words.verifyTakes, { time: formatSeconds(claim.seconds, locale.value) })}</span>
        )}
        {!verdict.value && claim.device === "webgpu" && (
          <span class="soft small">{t(words.claimedOnGpu, { tolerance: formatPercent(tolerance, locale.value) })}</span>
        )}
      </div>
      {status.kind === "failed" && (
        <p class="field-error" role="alert">
          {t(words.verifyFailed, { reason: explainEdge(status.error) })}
        </p>
      )}
      {asked.value && <AskFile file={asked.value} onFound={() => void run()} />}
      {verdict.value?.kind === "same" && whenSame}
      {verdict.value && verdict.value.kind !== "same" && <Differences verdict={verdict.value} />}
    </>
  );
}

/** The first own file of the experiment that this machine does not have. */
async function missingFile({ experiment: { data } }: Opened): Promise<FileRef | null> {
  for (const ref of filesOf(data)) {
    const found = await findFile(ref).catch(() => null);
    if (found === null) return ref;
  }
  return null;
}

interface Judged {
  readonly verdict: Verdict | null;
  /** The devices of both sides. */
  readonly claimed: Device;
  readonly here: Device;
}

function VerdictBadge(judged: Judged) {
  const [kind, title, about] = wordsOf(judged);
  return (
    <span class={`verdict ${kind}`} role="status" title={about}>
      <strong>{title}</strong>
      <span class="small verdict-about">{about}</span>
    </span>
  );
}

const others = {
  equal: ["other-equal", words.otherEqual, words.otherEqualAbout],
  within: ["other-close", words.otherClose, words.otherCloseAbout],
  beyond: ["other-far", words.otherFar, words.otherFarAbout],
} as const;

const gpus = {
  equal: ["other-equal", words.gpuEqual, words.gpuEqualAbout],
  within: ["other-close", words.gpuClose, words.gpuCloseAbout],
  beyond: ["other-far", words.gpuFar, words.gpuFarAbout],
} as const;

function wordsOf({ verdict, claimed, here }: Judged): readonly [kind: string, title: string, about: string] {
  if (verdict === null) return ["claimed", t(words.claimed), t(words.claimedAbout)];
  if (verdict.kind === "same") return ["same", t(words.same), t(words.sameAbout)];
  if (verdict.kind === "different") return ["different", t(words.different), t(words.differentAbout)];
  const within = { tolerance: formatPercent(tolerance, locale.value) };
  if (claimed !== "webgpu" && here !== "webgpu") {
    const [kind, title, about] = others[verdict.agreement];
    return [kind, t(title), t(about, within)];
  }
  const [kind, title, about] = gpus[verdict.agreement];
  return [kind, t(title), t(about, { ...within, claimed: t(deviceWords[claimed]), here: t(deviceWords[here]) })];
}

function Differences({ verdict }: { readonly verdict: Exclude<Verdict, { kind: "same" }> }) {
  const show = (value: number | undefined, digits = 6) =>
    value === undefined ? "–" : formatNumber(value, locale.value, digits);
  /** Both values; those that differ only in later decimals with all their digits. */
  const texts = ({ claimed, here, agrees }: Compared) => {
    const short = [show(claimed), show(here)];
    return agrees || short[0] !== short[1] ? short : [show(claimed, 17), show(here, 17)];
  };
  return (
    <details class="opened-comparison">
      <summary>{t(words.compare)}</summary>
      {verdict.kind === "different" && <p>{t(words.differs, { parts: partsOf(verdict) })}</p>}
      <table>
        <thead>
          <tr>
            <th>{t(words.metric)}</th>
            <th class="number">{t(words.claimedValue)}</th>
            <th class="number">{t(words.hereValue)}</th>
          </tr>
        </thead>
        <tbody>
          {verdict.metrics.map((metric) => (
            <tr key={metric.name} class={metric.agrees ? "" : "disagrees"}>
              <td>{metric.name}</td>
              {texts(metric).map((text, side) => (
                <td key={side} class="number">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const partWords = {
  digest: words.differsDigest,
  metrics: words.differsMetrics,
  arrays: words.differsArrays,
  model: words.differsModel,
};

/** What differs, in words; of arrays a few names. */
function partsOf({ differs, arrays }: Comparison): string {
  const names = arrays.length > maxNames ? [...arrays.slice(0, maxNames), "…"] : arrays;
  return differs
    .map((part) => t(partWords[part]) + (part === "arrays" && names.length > 0 ? ` (${names.join(", ")})` : ""))
    .join(", ");
}
const maxNames = 3;

/** Asks for a file that was not published, and takes none but that one. */
function AskFile({ file, onFound }: { readonly file: FileRef; onFound(): void }) {
  const input = useRef<HTMLInputElement>(null);
  const wrong = useSignal<string | null>(null);
  const { name } = file;
  const take = async (given: File | undefined) => {
    if (!given) return;
    const found = await hashFile({ name, bytes: new Uint8Array(await given.arrayBuffer()) });
    if (found.sha256 !== file.sha256) {
      wrong.value = given.name;
      return;
    }
    wrong.value = null;
    await storeFile(found, Date.now());
    onFound();
  };
  return (
    <div class="ask-file" role="status">
      <p>{t(words.showFile, { name })}</p>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      <button type="button" onClick={() => input.current?.click()}>
        {t(words.chooseFile, { name })}
      </button>
      {wrong.value && (
        <p class="field-error" role="alert">
          {t(words.otherFile, { given: wrong.value, name })}
        </p>
      )}
    </div>
  );
}
