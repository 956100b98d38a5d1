import { useSignal } from "@preact/signals";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatAlike } from "../../../i18n/numbers.ts";
import { words } from "../../../i18n/sweep.ts";
import type { Session } from "../../../run/session.ts";
import type { SweepState } from "../../../run/session-types.ts";
import { type Column, download, toCsv } from "../../../views/export.ts";
import { useSession } from "../context.ts";
import { nameOf as metricName } from "../metric-names.ts";
import { metricsOf, type Ranked } from "./state.ts";
import { fieldOf, sayAt, valueAt } from "./values.ts";

interface TableProps {
  readonly state: SweepState;
  readonly ranked: Ranked;
}

interface Shown {
  readonly name: string;
  /** For the file: the path or the metric's own name. */
  readonly id: string;
  /** By run; absent where it has none. */
  readonly values: readonly (number | string | undefined)[];
  readonly texts: readonly string[];
  readonly isNumber: boolean;
}

/** All runs of a sweep with their metrics; a press on a heading sorts by it. */
export function RunsTable({ state, ranked }: TableProps) {
  const session = useSession();
  const open = useSignal(false);
  return (
    <details class="sweep-table" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t(words.table)}</summary>
      {open.value && <Rows state={state} ranked={ranked} />}
      {open.value && (
        <button
          type="button"
          onClick={() =>
            download(`${session.lab.id}-sweep.csv`, toCsv(csvOf(columnsOf(session.lab, state))), "text/csv")
          }
        >
          {t(words.csv)}
        </button>
      )}
    </details>
  );
}

function Rows({ state, ranked }: TableProps) {
  const session = useSession();
  const by = useSignal<{ readonly id: string; readonly way: 1 | -1 } | null>(null);
  const columns = columnsOf(session.lab, state);
  const sorted = columns.find(({ id }) => id === by.value?.id);
  const order = state.runs.map((_, run) => run);
  if (sorted && by.value) {
    const { way } = by.value;
    order.sort((a, b) => way * compare(sorted.values[a], sorted.values[b]) || a - b);
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={t(words.table)}>
      <table>
        <thead>
          <tr>
            {columns.map(({ id, name, isNumber }) => (
              <th
                key={id}
                scope="col"
                class={isNumber ? "number" : undefined}
                aria-sort={by.value?.id === id ? (by.value.way === 1 ? "ascending" : "descending") : undefined}
              >
                <button
                  type="button"
                  class="quiet"
                  onClick={() => {
                    by.value = { id, way: by.value?.id === id && by.value.way === 1 ? -1 : 1 };
                  }}
                >
                  {name}
                </button>
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {order.map((run) => (
            <tr key={run} class={ranked.best?.run === run ? "sweep-best-row" : undefined}>
              {columns.map(({ id, texts, isNumber }) => (
                <td key={id} class={isNumber ? "number" : undefined}>
                  {texts[run]}
                </td>
              ))}
              <td>
                <RunButtons state={state} run={run} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RunButtons({ state, run }: { readonly state: SweepState; readonly run: number }) {
  const session = useSession();
  const one = state.runs[run];
  const name = t(words.place, { run: run + 1, total: state.runs.length });
  if (one.kind === "failed") return <span class="field-error small">{explain(one.error)}</span>;
  return (
    <span class="row">
      <button
        type="button"
        class="quiet"
        disabled={one.kind !== "finished"}
        aria-label={`${t(words.open)}: ${name}`}
        onClick={() => session.openRun(run)}
      >
        {t(words.open)}
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={`${t(words.use)}: ${name}`}
        onClick={() => session.replace(state.grid.runs[run])}
      >
        {t(words.use)}
      </button>
    </span>
  );
}

/** Number of the run, its place on the axes, all its metrics, its seconds. */
function columnsOf(lab: Session["lab"], { grid, runs, experiment }: SweepState): readonly Shown[] {
  const metrics = runs.map(metricsOf);
  const names = [...new Set(metrics.flatMap((one) => Object.keys(one ?? {})))];
  const number = (id: string, name: string, values: readonly (number | undefined)[], digits = 5): Shown => ({
    ...{ id, name, values, isNumber: true },
    texts: formatAlike(values, locale.value, digits),
  });
  return [
    { ...number("run", t(words.run), []), values: runs.map((_, i) => i + 1), texts: runs.map((_, i) => String(i + 1)) },
    ...grid.axes.map(({ path }): Shown => {
      const values = grid.runs.map((run) => valueAt(run, path));
      return {
        id: path,
        name: fieldOf(lab, experiment, path)?.label ?? path,
        values: values.map((value) =>
          typeof value === "number"
            ? value
            : value === undefined
              ? undefined
              : JSON.stringify(value).replaceAll('"', ""),
        ),
        texts: values.map((value) => sayAt(lab, experiment, path, value)),
        isNumber: values.every((value) => value === undefined || typeof value === "number"),
      };
    }),
    ...names.map((name) =>
      number(
        name,
        metricName(lab.metrics, name),
        metrics.map((one) => one?.[name]),
      ),
    ),
    number(
      "seconds",
      t(words.seconds),
      runs.map((run) => (run.kind === "finished" ? run.seconds : undefined)),
      3,
    ),
  ];
}

const csvOf = (columns: readonly Shown[]): readonly Column[] =>
  columns.map(({ id, values }) => ({ name: id, values: values.map((value) => value ?? "") }));

/** What is absent comes last, upwards. */
function compare(a: number | string | undefined, b: number | string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
