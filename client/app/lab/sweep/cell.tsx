import { type Group, spreadOf } from "../../../../shared/labs/sweep-best.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent, formatSpread } from "../../../i18n/numbers.ts";
import { words } from "../../../i18n/sweep.ts";
import type { FinishedRun, SweepState, SweptRun } from "../../../run/session-types.ts";
import { mapColor } from "../../../views/palette.ts";
import { CardPicture } from "../../card-picture.tsx";
import { useSession } from "../context.ts";
import { nameOf as metricName } from "../metric-names.ts";
import { metricsOf, type Ranked, spreadWithin } from "./state.ts";

/** CSS pixels on a side of a run's picture, as in sweep.css. */
const side = 88;

export interface CellProps {
  readonly state: SweepState;
  readonly ranked: Ranked;
  /** Runs that differ in their seeds alone. */
  readonly group: Group;
  /** What is varied, in words, for those who do not see the place of the cell. */
  readonly name: string;
  /** Shown above, where the place says nothing. */
  readonly heading?: string;
}

/** One point of the grid: a small picture, the metric (over seeds its mean and deviation), the colour of its value, a mark on the best. */
export function Cell({ state, ranked, group, name, heading }: CellProps) {
  const session = useSession();
  const { judge, best, groups } = ranked;
  const runs = group.runs.map((run) => state.runs[run]);
  const spread = judge && spreadWithin(runs.map(metricsOf), judge.metric);
  const isBest = best !== undefined && (groups[best.group] === group || group.runs.includes(best.run));
  const opened = isBest ? best.run : group.runs.find((run) => state.runs[run].kind === "finished");
  const shown = opened === undefined ? undefined : state.runs[opened];
  const text = spread ? formatSpread(spread, locale.value) : stateOf(runs);
  return (
    <button
      type="button"
      class={isBest ? "sweep-cell sweep-best" : "sweep-cell"}
      aria-disabled={opened === undefined}
      data-act="run"
      onClick={() => opened !== undefined && session.openRun(opened)}
    >
      {heading ? <span class="sweep-heading">{heading}</span> : <span class="visually-hidden">{name}</span>}
      <span class="sweep-picture">
        <span aria-hidden="true">
          {shown?.kind === "finished" ? <Picture run={shown} name={name} /> : <Bar runs={runs} />}
        </span>
        {isBest && <span class="sweep-mark">{t(words.best)}</span>}
      </span>
      {judge && spread && <span class="visually-hidden">, {metricName(session.lab.metrics, judge.metric)}: </span>}
      <span class="sweep-value">{text}</span>
      <span
        class="sweep-scale"
        style={{ background: spread && mapColor("viridis", shareOf(ranked, state, spread.mean)) }}
      />
    </button>
  );
}

function Picture({ run, name }: { readonly run: FinishedRun; readonly name: string }) {
  return <CardPicture card={run.card} title={name} side={side} />;
}

function Bar({ runs }: { readonly runs: readonly SweptRun[] }) {
  if (runs.every(({ kind }) => kind === "failed")) return null;
  const parts: number[] = runs.map((run) => (run.kind === "running" ? run.fraction : run.kind === "waiting" ? 0 : 1));
  const share = parts.reduce((sum, part) => sum + part, 0) / runs.length;
  return <span class="sweep-bar" style={{ "--share": String(share) }} />;
}

function stateOf(runs: readonly SweptRun[]): string {
  const [run] = runs;
  const running = runs.find((one) => one.kind === "running");
  if (running?.kind === "running" && running.fraction > 0) return formatPercent(running.fraction, locale.value);
  if (runs.every(({ kind }) => kind === "failed")) return t(words.failed);
  return run.kind === "finished" ? "–" : t(words.waiting);
}

/** Where a value lies between the lowest and the highest of all points, the good end at 1. */
function shareOf({ groups, judge }: Ranked, { runs }: SweepState, value: number): number {
  if (!judge) return 0;
  const means = groups.flatMap((group) => {
    const spread = spreadOf(
      group.runs.map((run) => metricsOf(runs[run])),
      judge.metric,
    );
    return spread ? [spread.mean] : [];
  });
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const share = high > low ? (value - low) / (high - low) : 1;
  return judge.better === "higher" ? share : 1 - share;
}
