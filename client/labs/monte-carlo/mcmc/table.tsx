import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import {
  APART,
  STILL,
  TABLE_COLUMNS,
  type TableColumn,
  tableOfMetrics,
} from "../../../../shared/labs/monte-carlo/mcmc/diagnose.ts";
import { mostEss } from "../../../../shared/labs/monte-carlo/mcmc/metrics.ts";
import { recordedTable, tableQuestion } from "../../../../shared/labs/monte-carlo/mcmc/questions.ts";
import { chainDraws, stanCsv } from "../../../../shared/labs/monte-carlo/mcmc/stan-csv.ts";
import type { Localized } from "../../../../shared/text.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { download, toCsv } from "../../../views/export.ts";
import { Menu } from "../../../views/menu.tsx";
import { Rows } from "../../../views/table.tsx";
import { useAnswer } from "../../answer.ts";
import { Check } from "../../parts/check.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { BurnIn } from "./controls.tsx";
import { type Draws, drawsOf, keptAnswer, type McmcProps, shownValue } from "./draws.ts";
import { words } from "./words.ts";

/** All parameters with mean, spread, error and convergence; and the draws as files. */
export function TableView(props: McmcProps) {
  const draws = drawsOf(props);
  const { table, missing } = useTable(props, draws);
  const shown = table && shownColumns(draws, table);
  return (
    <>
      <div class="part-controls">
        <BurnIn draws={draws} />
        {table && (
          <button
            type="button"
            onClick={() => download("mcmc-table.csv", toCsv(numberColumns(draws, table)), "text/csv")}
          >
            CSV
          </button>
        )}
        {draws.rows > draws.warmup && isWhole(draws) && <SaveDraws props={props} draws={draws} />}
      </div>
      {shown?.notes.map((note) => (
        <p key={note.en} class="part-caption">
          {t(note)}
        </p>
      ))}
      {shown ? (
        <Rows label={t(words.table)} columns={shown.columns} limit={200} />
      ) : missing ? (
        <NotKept />
      ) : (
        <p class="part-caption">{t(words.noDraws)}</p>
      )}
    </>
  );
}

/** The table [parameters, TABLE_COLUMNS] of the draws that count: by the pool, as recorded, or by the metrics of a result that was kept in part. */
function useTable(props: McmcProps, draws: Draws) {
  const enough = (draws.rows - draws.from >= 8 || draws.thinned) && draws.names.length > 0;
  const stage = props.fold.finished
    ? "all"
    : Math.floor((10 * draws.rows) / (draws.params.warmup + draws.params.draws));
  const key = enough ? `${draws.from} ${stage} ${props.experiment.seed}` : null;
  const { answer, missing } = useAnswer(props.ask, key, () => {
    const { task, given } = tableQuestion(props.fold, draws.names.length, draws.from, draws.rows);
    return { task: { ...task, ...keptAnswer(draws, recordedTable) }, given };
  });
  const published = missing && draws.from === draws.warmup ? tableOfMetrics(props.metrics, draws.parameters) : null;
  return { table: answer?.table ?? published, missing };
}

type Value = (row: number, name: TableColumn) => number;

function valuesOf({ values }: NDArray): Value {
  return (row, name) => values[row * TABLE_COLUMNS.length + TABLE_COLUMNS.indexOf(name)];
}

const heads: Readonly<Record<TableColumn, () => string>> = {
  mean: () => t(words.mean),
  sd: () => t(words.sd),
  q5: () => "5 %",
  q50: () => "50 %",
  q95: () => "95 %",
  mcse: () => t(words.mcse),
  rhat: () => "R̂",
  essBulk: () => `ESS ${t(words.essBulk)}`,
  essTail: () => `ESS ${t(words.essTail)}`,
};

function columnsOf(draws: Draws, table: NDArray, cell: (row: number, name: TableColumn) => number | string) {
  const rows = Math.min(table.shape[0], draws.names.length);
  const value = valuesOf(table);
  // Quantiles are not among the metrics.
  const known = TABLE_COLUMNS.filter((name) => rows === 0 || !Number.isNaN(value(0, name)));
  return [
    { name: t(words.parameter), values: draws.names.slice(0, rows) },
    ...known.map((name) => ({
      name: heads[name](),
      values: Array.from({ length: rows }, (_, row) => cell(row, name)),
    })),
  ];
}

const isDiagnostic = (name: TableColumn) => ["mcse", "rhat", "essBulk", "essTail"].includes(name);

/** As numbers alone, for a file. */
function numberColumns(draws: Draws, table: NDArray) {
  const value = valuesOf(table);
  return columnsOf(draws, table, (row, name) => (isDiagnostic(name) ? shownValue(value(row, name)) : value(row, name)));
}

/** With words where a diagnostic has no value, the cap of an effective size as a bound, and what is to be said of them. */
function shownColumns(draws: Draws, table: NDArray) {
  const value = valuesOf(table);
  const most = mostEss(draws.tasks.length, draws.made);
  const notes = new Set<Localized>(draws.thinned ? [words.ofAllDraws] : []);
  const columns = columnsOf(draws, table, (row, name) => {
    const number = value(row, name);
    if (name === "rhat" && number === STILL) {
      notes.add(words.stoodStill);
      return t(words.didNotMove);
    }
    if (name === "rhat" && number === APART) {
      notes.add(words.standApart);
      return t(words.doNotAgree);
    }
    if ((name === "essBulk" || name === "essTail") && number >= most * (1 - 1e-9)) {
      notes.add(words.essCapped);
      return `≥ ${formatNumber(number, locale.value, 5)}`;
    }
    return isDiagnostic(name) ? shownValue(number) : number;
  });
  return { columns, notes: [...notes] };
}

/** Every row of every record is there: the acceptance of each draw is recorded for the file alone. */
function isWhole({ fold, tasks, thinned }: Draws): boolean {
  return !thinned && fold.records(tasks[0], "accept") !== undefined;
}

/** One file per chain, in Stan's format. */
function SaveDraws({ props, draws }: { readonly props: McmcProps; readonly draws: Draws }) {
  const withWarmup = useSignal(false);
  const save = (chain: number) => {
    const { experiment, fold, data } = props;
    download(
      `${experiment.params.target}_${chain + 1}.csv`,
      stanCsv(chainDraws(fold, experiment, data, chain), withWarmup.peek()),
      "text/csv",
    );
  };
  return (
    <Menu class="button" button={t(words.saveDraws)}>
      <Check label={t(words.withWarmup)} on={withWarmup} />
      {draws.tasks.map((task, chain) => (
        <button key={task} type="button" class="quiet" onClick={() => save(chain)}>
          {t(words.chain, { n: chain + 1 })}
        </button>
      ))}
    </Menu>
  );
}
