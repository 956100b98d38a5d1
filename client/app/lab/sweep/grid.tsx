import { useSignal } from "@preact/signals";
import { type Group, spreadOf } from "../../../../shared/labs/sweep-best.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber, formatSpread } from "../../../i18n/numbers.ts";
import { words } from "../../../i18n/sweep.ts";
import { words as vary } from "../../../i18n/vary.ts";
import type { Session } from "../../../run/session.ts";
import type { SweepState } from "../../../run/session-types.ts";
import { isBusy } from "../../../run/status.ts";
import { useSession } from "../context.ts";
import { nameOf as metricName } from "../metric-names.ts";
import { Cell } from "./cell.tsx";
import { groupPaths, metricsOf, type Ranked, rank } from "./state.ts";
import { RunsTable } from "./table.tsx";
import { fieldOf, nameOf, sayAt } from "./values.ts";
import "./sweep.css";

export interface SweepGridProps {
  readonly state: SweepState;
}

/** The runs of a sweep as small multiples, laid out by its axes, the best marked; a press opens one. */
export function SweepGrid({ state }: SweepGridProps) {
  const { lab } = useSession();
  const chosen = useSignal<string | null>(null);
  const ranked = rank(lab, state, chosen.value);
  const choose = (metric: string) => {
    chosen.value = metric;
  };
  return (
    <section class="sweep" aria-label={t(vary.title)}>
      <Head state={state} ranked={ranked} onJudge={choose} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the buttons within, which Tab reaches too */}
      <div class="sweep-cells" onKeyDown={move}>
        <Cells state={state} ranked={ranked} />
      </div>
      <RunsTable state={state} ranked={ranked} />
    </section>
  );
}

interface GridProps {
  readonly state: SweepState;
  readonly ranked: Ranked;
}

function Head({ state, ranked, onJudge }: GridProps & { onJudge(metric: string): void }) {
  const session = useSession();
  const { judges, judge } = ranked;
  const overSeeds = groupPaths(state).length === 0 && sayOverSeeds(state, ranked);
  return (
    <div class="sweep-head">
      <p>
        {sayState(session.lab, state, ranked, isBusy(session.status.value))}
        {overSeeds && <span class="soft"> · {overSeeds}</span>}
      </p>
      {session.underWay.value?.sweep && (
        <button type="button" title={t(words.stopHelp)} onClick={() => session.stopSweep()}>
          {t(words.stop)}
        </button>
      )}
      {judge && (
        <label class="sweep-judge">
          <span class="soft small">{t(words.judge)}</span>
          <select value={judge.metric} onChange={(event) => onJudge(event.currentTarget.value)}>
            {judges.map(({ metric, better }) => (
              <option key={metric} value={metric}>
                {`${metricName(session.lab.metrics, metric)} (${t(words[better])})`}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** "Mean 0.98 ± 0.01 (4 seeds)", where nothing else is varied. */
function sayOverSeeds({ runs }: SweepState, { judge }: Ranked): string | undefined {
  const spread = judge && spreadOf(runs.map(metricsOf), judge.metric);
  if (!spread || spread.count < 2) return undefined;
  return t(words.spread, { spread: formatSpread(spread, locale.value), count: spread.count });
}

function sayState(lab: Session["lab"], { grid, runs }: SweepState, { judge, best }: Ranked, busy: boolean): string {
  const over = runs.filter(({ kind }) => kind === "finished" || kind === "failed").length;
  const count = { done: formatInteger(over, locale.value), total: formatInteger(runs.length, locale.value) };
  const found = best && runs[best.run];
  if (over < runs.length || !judge || found?.kind !== "finished")
    return t(busy || over === 0 ? vary.done : words.kept, count);
  return t(words.bestOf, {
    name: nameOf(
      lab,
      grid.runs[best?.run ?? 0],
      grid.axes.map(({ path }) => path),
    ),
    metric: metricName(lab.metrics, judge.metric),
    value: formatNumber(found.metrics[judge.metric], locale.value),
  });
}

/** By its axes: one in a row, two in rows and columns, of three a table for each value of the first. Without any, the seeds in a row. */
function Cells({ state, ranked }: GridProps) {
  const { lab } = useSession();
  const { grid, experiment } = state;
  const paths = groupPaths(state);
  const axes = grid.axes.filter(({ path }) => paths.includes(path));
  if (paths.length === 0) {
    const seeds = grid.axes.map(({ path }) => path);
    const single = ranked.groups.map((group) => ({ group, name: nameOf(lab, grid.runs[group.runs[0]], seeds) }));
    return <Row state={state} ranked={ranked} cells={single} />;
  }
  if (axes.length === 1) {
    const [{ path, values }] = axes;
    const label = fieldOf(lab, experiment, path)?.label ?? path;
    const cells = ranked.groups.map((group) => ({
      group,
      name: `${label} ${sayAt(lab, experiment, path, values[group.at[0]])}`,
    }));
    return <Row state={state} ranked={ranked} cells={cells} />;
  }
  if (axes.length === 2) return <Plane state={state} ranked={ranked} within={[]} />;
  const [first] = axes;
  return (
    <>
      {first.values.map((value, i) => (
        <Plane
          key={i}
          state={state}
          ranked={ranked}
          within={[i]}
          caption={`${fieldOf(lab, experiment, first.path)?.label} ${sayAt(lab, experiment, first.path, value)}`}
        />
      ))}
    </>
  );
}

interface RowProps extends GridProps {
  readonly cells: readonly { readonly group: Group; readonly name: string }[];
}

function Row({ state, ranked, cells }: RowProps) {
  return (
    <ul class="sweep-row">
      {cells.map(({ group, name }) => (
        <li key={name}>
          <Cell state={state} ranked={ranked} group={group} name={name} heading={name} />
        </li>
      ))}
    </ul>
  );
}

interface PlaneProps extends GridProps {
  /** Places on the axes before the last two. */
  readonly within: readonly number[];
  readonly caption?: string;
}

function Plane({ state, ranked, within, caption }: PlaneProps) {
  const { lab } = useSession();
  const { grid, experiment } = state;
  const axes = grid.axes.filter(({ path }) => groupPaths(state).includes(path));
  const [down, across] = axes.slice(-2);
  const label = (path: string) => fieldOf(lab, experiment, path)?.label ?? path;
  const find = (row: number, column: number) =>
    ranked.groups.find(({ at }) => at.join() === [...within, row, column].join());
  return (
    // A wide grid scrolls in its own box, and a box that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="sweep-plane" tabIndex={0} aria-label={caption ?? `${label(down.path)} × ${label(across.path)}`}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            <th scope="col" class="sweep-corner">
              {label(down.path)}
            </th>
            <th class="sweep-across" colSpan={across.values.length} scope="colgroup">
              {label(across.path)}
            </th>
          </tr>
          <tr>
            <td />
            {across.values.map((value, i) => (
              <th key={i} scope="col">
                {sayAt(lab, experiment, across.path, value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.values.map((value, row) => (
            <tr key={row}>
              <th scope="row">{sayAt(lab, experiment, down.path, value)}</th>
              {across.values.map((other, column) => {
                const group = find(row, column);
                const name = `${label(down.path)} ${sayAt(lab, experiment, down.path, value)} · ${label(across.path)} ${sayAt(lab, experiment, across.path, other)}`;
                return (
                  <td key={column}>{group && <Cell state={state} ranked={ranked} group={group} name={name} />}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The arrow keys go from cell to cell: sideways in their order, up and down to the nearest one there. */
function move(event: KeyboardEvent): void {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".sweep-cell") : null;
  if (!cell || !(event.currentTarget instanceof Element)) return;
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>(".sweep-cell")];
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = by === undefined ? nearest(cell, cells, event.key) : cells[cells.indexOf(cell) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nearest(cell: HTMLElement, cells: readonly HTMLElement[], key: string): HTMLElement | undefined {
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const { left, top } = cell.getBoundingClientRect();
  const away = (one: HTMLElement) => {
    const box = one.getBoundingClientRect();
    return Math.abs(box.top - top) * 10 + Math.abs(box.left - left);
  };
  const isThere = (one: HTMLElement) =>
    key === "ArrowDown" ? one.getBoundingClientRect().top > top + 1 : one.getBoundingClientRect().top < top - 1;
  return cells.filter(isThere).sort((a, b) => away(a) - away(b))[0];
}
