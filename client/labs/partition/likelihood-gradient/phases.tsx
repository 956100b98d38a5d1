import { useSignal } from "@preact/signals";
import { METHOD_NAMES, methodsOf } from "../../../../shared/labs/partition/likelihood-gradient/names.ts";
import { type StatisticsTable, tableOf } from "../../../../shared/labs/partition/likelihood-gradient/statistics.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { withMinus } from "../../../i18n/number-forms.ts";
import { HeatTable, shareStyle } from "../../parts/heat-table.tsx";
import { Select } from "../../parts/select.tsx";
import { columnsOf, type LikelihoodProps, seenOf } from "./state.ts";
import { negativeNotes, tableNotes, words } from "./words.ts";

/** Averages of the positive and the negative phase of one method as heat tables, and beside them what an exact negative phase would be. */
export function PhasesView(props: LikelihoodProps) {
  const { params } = props.experiment;
  const methods = methodsOf(params);
  const chosen = useSignal(1);
  const method = methods[Math.min(chosen.value, methods.length - 1)];
  const seen = seenOf(props, method);
  const columns = columnsOf(props);
  const numbers = (name: string) => Array.from(seen?.[name].values ?? [], Number);
  const table = (values: readonly number[]) => tableOf(params, columns, values);
  const [positive, negative, model] = ["positive", "negative", "model"].map(numbers);
  const reach = seen ? reachOf([positive, negative, model].map(table)) : 1;
  const tables = [
    { title: words.positive, note: method === "nce" ? words.positiveNoise : words.positiveNote, values: positive },
    { title: words.negative, note: negativeNotes[method], values: negative },
    { title: words.update, note: words.updateNote, values: positive.map((value, i) => value - negative[i]) },
    { title: words.exactNegative, note: words.exactNegativeNote, values: model },
  ];
  return (
    <>
      <div class="part-controls">
        <Select
          act="method"
          label={t(words.method)}
          names={methods.map((one) => t(METHOD_NAMES[one]))}
          value={methods.indexOf(method)}
          onChoose={(at) => (chosen.value = at)}
        />
        <span class="part-caption">{t(tableNotes[params.model])}</span>
      </div>
      {seen ? (
        <div class="part-pair">
          {tables.map(({ title, note, values }) => (
            <SignedTable key={t(title)} title={t(title)} note={t(note)} table={table(values)} reach={reach} />
          ))}
        </div>
      ) : (
        <p class="part-caption">{t(words.noPhases)}</p>
      )}
    </>
  );
}

function reachOf(tables: readonly StatisticsTable[]): number {
  const all = tables.flatMap(({ values }) => values).map((value) => Math.abs(value ?? 0));
  return Math.max(1e-6, ...all);
}

/** All alike, so that columns can be compared. */
const twoDecimals = (value: number): string =>
  // No minus before what is shown as nothing.
  withMinus(
    (Math.abs(value) < 0.005 ? 0 : value).toLocaleString(locale.value, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }),
  );

interface SignedTableProps {
  readonly title: string;
  readonly note: string;
  readonly table: StatisticsTable;
  /** What the strongest colour stands for. */
  readonly reach: number;
}

/** Numbers about zero: one colour for either sign, the stronger the larger. */
function SignedTable({ title, note, table, reach }: SignedTableProps) {
  const cell = (value: number | undefined) =>
    value === undefined
      ? { class: "gradient-none" }
      : {
          class: value < 0 ? "gradient-below" : "",
          style: shareStyle(Math.abs(value) / reach),
          children: twoDecimals(value),
        };
  return <HeatTable class="gradient-heat" title={title} note={note} {...table} cell={cell} />;
}
