import type { Summary, SummaryName } from "../../../../shared/stats/summary.ts";
import { SUMMARY } from "../../../../shared/stats/summary.ts";
import type { Localized } from "../../../../shared/text.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { download, toCsv } from "../../../views/export.ts";
import { Rows } from "../../../views/table.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { BurnIn } from "./controls.tsx";
import { type Draws, drawsOf, type McmcProps } from "./draws.ts";
import { SaveButton } from "./save-button.tsx";
import { isCapped, stillness, useSummaries } from "./summaries.ts";
import { words } from "./table-words.ts";
import { verdictsOn } from "./verdict.ts";
import { words as labWords } from "./words.ts";

/** All parameters with mean, spread, quantiles, their errors, and convergence; and the draws as files. */
export function TableView(props: McmcProps) {
  const draws = drawsOf(props);
  const { rows, missing } = useSummaries(props, draws);
  const shown = shownColumns(draws, rows);
  return (
    <>
      <div class="part-controls">
        <BurnIn draws={draws} />
        {rows.length > 0 && (
          <button
            type="button"
            onClick={() => download("mcmc-table.csv", toCsv(numberColumns(draws, rows)), "text/csv")}
          >
            CSV
          </button>
        )}
        <SaveButton props={props} draws={draws} />
      </div>
      {verdictsOn(draws, rows, props).map((verdict) => (
        <p key={verdict} class="part-warning">
          {verdict}
        </p>
      ))}
      {shown.notes.map((note) => (
        <p key={note.en} class="part-caption">
          {t(note)}
        </p>
      ))}
      {rows.length > 0 ? (
        <Rows label={t(labWords.table)} columns={shown.columns} limit={200} />
      ) : missing ? (
        <NotKept />
      ) : (
        <p class="part-caption">{t(labWords.noDraws)}</p>
      )}
    </>
  );
}

const heads: Readonly<Record<SummaryName, () => string>> = {
  mean: () => t(labWords.mean),
  sd: () => t(labWords.sd),
  q5: () => "5 %",
  q25: () => "25 %",
  q50: () => "50 %",
  q75: () => "75 %",
  q95: () => "95 %",
  mcse: () => t(labWords.mcse),
  mcseSd: () => t(words.mcseOf, { of: t(labWords.sd) }),
  mcseQ5: () => t(words.mcseOf, { of: "5 %" }),
  mcseQ50: () => t(words.mcseOf, { of: "50 %" }),
  mcseQ95: () => t(words.mcseOf, { of: "95 %" }),
  rhat: () => "R̂",
  essBulk: () => `ESS ${t(labWords.essBulk)}`,
  essTail: () => `ESS ${t(labWords.essTail)}`,
};

type Cell = (summary: Partial<Summary>, name: SummaryName) => number | string;

/** A result that was published before there were more of them has fewer. */
function columnsOf(draws: Draws, rows: readonly Partial<Summary>[], cell: Cell) {
  const diagnostics: readonly string[] = ["rhat", "essBulk", "essTail"];
  const known = SUMMARY.filter((name) => diagnostics.includes(name) || rows.some((row) => row[name] !== undefined));
  return [
    { name: t(labWords.parameter), values: draws.names.slice(0, rows.length) },
    ...known.map((name) => ({ name: heads[name](), values: rows.map((row) => cell(row, name)) })),
  ];
}

/** As numbers alone, for a file. */
function numberColumns(draws: Draws, rows: readonly Partial<Summary>[]) {
  return columnsOf(draws, rows, (row, name) => row[name] ?? Number.NaN);
}

/** With words where a diagnostic has no value, the cap of an effective size as a bound, and what is to be said of them. */
function shownColumns(draws: Draws, rows: readonly Partial<Summary>[]) {
  const notes = new Set<Localized>(draws.thinned ? [words.ofAllDraws] : []);
  if (rows.length > 0 && rows.length < draws.names.length) notes.add(words.restLater);
  const columns = columnsOf(draws, rows, (row, name) => {
    const still = name === "rhat" ? stillness(row) : undefined;
    if (still) {
      notes.add(still === "still" ? words.stoodStill : words.standApart);
      return t(still === "still" ? words.didNotMove : words.doNotAgree);
    }
    const value = row[name] ?? Number.NaN;
    if ((name === "essBulk" || name === "essTail") && isCapped(draws, value)) {
      notes.add(words.essCapped);
      return `≥ ${formatNumber(value, locale.value, 5)}`;
    }
    return value;
  });
  return { columns, notes: [...notes] };
}
