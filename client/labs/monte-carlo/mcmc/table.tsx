import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import { recordedTable, tableQuestion } from "../../../../shared/labs/monte-carlo/mcmc/questions.ts";
import { chainDraws, stanCsv } from "../../../../shared/labs/monte-carlo/mcmc/stan-csv.ts";
import { t } from "../../../i18n/locale.ts";
import { download, toCsv } from "../../../views/export.ts";
import { Menu } from "../../../views/menu.tsx";
import { Rows } from "../../../views/table.tsx";
import { useAnswer } from "../../answer.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { BurnIn } from "./controls.tsx";
import { type Draws, drawsOf, keptAnswer, type McmcProps, shownValue } from "./draws.ts";
import { words } from "./words.ts";

/** All parameters with mean, spread, error and convergence; and the draws as files. */
export function TableView(props: McmcProps) {
  const draws = drawsOf(props);
  const enough = draws.rows - draws.from >= 8 && draws.names.length > 0;
  const stage = props.fold.finished
    ? "all"
    : Math.floor((10 * draws.rows) / (draws.params.warmup + draws.params.draws));
  const key = enough ? `${draws.from} ${stage} ${props.experiment.seed}` : null;
  const { answer, missing } = useAnswer(props.ask, key, () => {
    const { task, given } = tableQuestion(props.fold, draws.names.length, draws.from, draws.rows);
    return { task: { ...task, ...keptAnswer(draws, recordedTable) }, given };
  });
  const columns = answer === null ? null : columnsOf(answer, draws.names);
  return (
    <>
      <div class="part-controls">
        <BurnIn draws={draws} />
        {columns && (
          <button type="button" onClick={() => download("mcmc-table.csv", toCsv(columns), "text/csv")}>
            CSV
          </button>
        )}
        {draws.rows > draws.warmup && isWhole(draws) && <SaveDraws props={props} draws={draws} />}
      </div>
      {columns ? (
        <Rows label={t(words.table)} columns={columns} limit={200} />
      ) : missing ? (
        <NotKept />
      ) : (
        <p class="part-caption">{t(words.noDraws)}</p>
      )}
    </>
  );
}

function columnsOf({ table }: Arrays, names: readonly string[]) {
  const rows = Math.min(table.shape[0], names.length);
  const heads = [
    t(words.mean),
    t(words.sd),
    "5 %",
    "50 %",
    "95 %",
    t(words.mcse),
    "R̂",
    `ESS ${t(words.essBulk)}`,
    `ESS ${t(words.essTail)}`,
  ];
  return [
    { name: t(words.parameter), values: names.slice(0, rows) },
    ...heads.map((name, column) => ({
      name,
      values: Float64Array.from({ length: rows }, (_, row) =>
        column < 5 ? table.values[row * heads.length + column] : shownValue(table.values[row * heads.length + column]),
      ),
    })),
  ];
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
      <label class="part-control">
        <input
          type="checkbox"
          checked={withWarmup.value}
          onChange={(event) => (withWarmup.value = event.currentTarget.checked)}
        />
        {t(words.withWarmup)}
      </label>
      {draws.tasks.map((task, chain) => (
        <button key={task} type="button" class="quiet" onClick={() => save(chain)}>
          {t(words.chain, { n: chain + 1 })}
        </button>
      ))}
    </Menu>
  );
}
