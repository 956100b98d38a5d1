import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Metric } from "../../../shared/labs/lab.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatBeside } from "../../i18n/numbers.ts";
import type { LabView } from "../../labs/view.ts";
import type { Displayed } from "../../run/session.ts";
import { isBusy, type Status } from "../../run/status.ts";
import { lazy } from "../lazy.tsx";
import { useSession } from "./context.ts";
import { canHave, describe, labelOf } from "./metric-names.ts";
import type { MetricTableProps } from "./metric-table.tsx";
import "./metrics.css";

const MetricTable = lazy<MetricTableProps>(async () => (await import("./metric-table.tsx")).MetricTable);

/** The 3–5 numbers that matter, in digits of fixed width, and a door to all of them. */
interface MetricStripProps {
  readonly headline: readonly string[];
  readonly said?: LabView["said"] | undefined;
  /** They are not of what the picture shows. */
  readonly isOld: boolean;
  /** The numbers of the form as it is, where they are known without a run. */
  readonly now?: Readonly<Record<string, number>> | undefined;
}

export function MetricStrip({ headline, said, isOld: isOfLastRun, now }: MetricStripProps) {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  // A run of many parameters has thousands of rows: they are made when they are looked at.
  const isOpen = useSignal(false);
  const open = () => {
    isOpen.value = true;
    dialog.current?.showModal();
  };
  const ran = session.shown.value;
  const result = ran && now ? { ...ran, experiment: session.draft.value.experiment } : ran;
  const status = session.status.value;
  const metrics = now ?? metricsOf(ran, status.kind);
  const isOld = isOfLastRun && !now;
  const numbers = numbersOf(headline, metrics, session.lab.metrics);
  const shown = headline.flatMap((name) => {
    const known = describe(session.lab.metrics, name);
    const text = wordFor(said, name, metrics, result) ?? textOf(result, status, metrics, name, known, numbers[name]);
    return text === undefined ? [] : [{ name, known, text }];
  });
  return (
    <>
      {/* Where they have no room they scroll sideways, and what scrolls must be reachable by keyboard. */}
      <dl
        class={`metric-strip${isOld ? " metric-strip-old" : ""}`}
        title={isOld ? t(words.ofLastRun) : undefined}
        tabIndex={0}
      >
        {shown.slice(0, 5).map(({ name, known, text }) => (
          <div key={name} class="metric" title={known && t(known.meaning)}>
            <dt>{known ? labelOf(known, name) : name}</dt>
            <dd>
              {text}
              {known?.unit && name in metrics && (
                <span class="soft small"> {inUnit(metrics[name], known.unit)[1]}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" class="quiet metrics-all" onClick={open}>
        {t(words.allMetrics)}
      </button>
      <dialog
        ref={dialog}
        aria-label={t(words.metrics)}
        onClose={() => {
          isOpen.value = false;
        }}
      >
        {isOpen.value && <MetricTable metrics={metrics} known={session.lab.metrics} />}
        <form method="dialog">
          <button type="submit">{t(words.close)}</button>
        </form>
      </dialog>
    </>
  );
}

/** What a lab says in place of a number. */
export function wordFor(
  said: LabView["said"],
  name: string,
  metrics: Readonly<Record<string, number>>,
  shown: Pick<Displayed, "experiment" | "data"> | null,
): string | undefined {
  return shown && name in metrics ? said?.[name]?.(metrics[name], shown) : undefined;
}

/**
 * What stands for a metric. While a run goes on, every metric that it can have keeps its place; what a finished run lacks without a reason does not apply to it: undefined.
 */
export function textOf(
  shown: Pick<Displayed, "experiment" | "data" | "fold" | "source"> | null,
  status: Status,
  metrics: Readonly<Record<string, number>>,
  name: string,
  known: Metric | undefined,
  number: string,
): string | undefined {
  const value = metrics[name];
  // A number that a run has can say nothing of it all the same.
  if (shown && !canHave(known, name, shown.experiment.params, shown.data)) return undefined;
  if (value !== undefined) {
    const most = shown === null ? undefined : known?.most?.(shown.experiment.params);
    // But for rounding.
    const isBound = most !== undefined && value >= most * (1 - 1e-9);
    return `${isBound ? "≥ " : ""}${number}`;
  }
  // Once all its tasks are done a run is still measured, which takes some labs a while.
  if (!shown?.fold.finished || (shown.source === "run" && isBusy(status))) return "–";
  const why = Object.keys(metrics).length > 0 ? known?.absent?.(metrics) : undefined;
  return why && t(why);
}

/** The numbers of the strip: those in one unit can be compared, and are written alike. */
function numbersOf(
  names: readonly string[],
  metrics: Readonly<Record<string, number>>,
  known: readonly Metric[],
): Readonly<Record<string, string>> {
  const all = names
    .filter((name) => name in metrics)
    .map((name) => {
      const [value, unit] = inUnit(metrics[name], describe(known, name)?.unit);
      return { name, value, unit };
    });
  const written: Record<string, string> = {};
  for (const unit of new Set(all.map((one) => one.unit))) {
    const alike = all.filter((one) => one.unit === unit);
    const texts = formatBeside(
      alike.map(({ value }) => value),
      locale.value,
    );
    for (const [i, { name }] of alike.entries()) written[name] = texts[i];
  }
  return written;
}

/** Times that milliseconds have no digits for are microseconds. */
export function inUnit(value: number, unit = ""): readonly [number, string] {
  return unit === "ms" && value < 0.1 ? [1000 * value, "µs"] : [value, unit];
}

/** The numbers of what is shown. Next to a failed run, those of a result from elsewhere are not shown: they would seem to be its own. */
export function metricsOf(shown: Displayed | null, status: Status["kind"]): Readonly<Record<string, number>> {
  if (shown === null || (status === "failed" && shown.source !== "run")) return {};
  return shown.metrics;
}
