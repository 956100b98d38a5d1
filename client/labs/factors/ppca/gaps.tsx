import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { download, toCsv } from "../../../views/export.ts";
import { roleColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { Compared } from "../../parts/compared.tsx";
import { namedColumns } from "../../parts/matrix.ts";
import { isPicture, namesOf, shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { NumberTable } from "../heat-table.tsx";
import { modelKey, modelOf, type PpcaProps } from "./state.ts";
import { words } from "./words.ts";

/** Rows with gaps that are shown before and after. */
const shownRows = 10;
/** Rows that one question fills in. */
const batch = 2000;

/** How well hidden known cells are recovered, and what missing cells are filled with. */
export function GapsView(props: PpcaProps) {
  return (
    <>
      <Hidden {...props} />
      {props.data?.mask ? (
        <OwnGaps {...props} data={props.data} mask={props.data.mask} />
      ) : (
        <p class="part-caption">{t(words.noGaps)}</p>
      )}
    </>
  );
}

function Hidden({ fold, data, metrics, locale, experiment }: PpcaProps) {
  const found = fold.output("impute");
  if (experiment.params.hide === 0) return <p class="part-caption">{t(words.noHidden)}</p>;
  if (!found?.truth || !found.original) return <p class="part-caption">{t(words.later)}</p>;
  const [, columns] = found.original.shape;
  const r2 = found.r2?.values[0];
  const note = t(words.hiddenNote, {
    r2: r2 === undefined ? "–" : formatNumber(100 * r2, locale, 3),
    rmse: formatNumber(metrics.imputationRmse ?? Number.NaN, locale, 3),
  });
  if (isPicture(data, columns)) return <HiddenPictures data={data} found={found} note={note} />;
  const ends = [...found.truth.values].reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [0, 0]);
  return (
    <Chart
      title={t(words.hiddenTitle)}
      note={note}
      x={{ label: t(words.truth) }}
      y={{ label: t(words.guess) }}
      height={260}
      marks={[
        { kind: "line", x: ends, y: ends, dashed: true, color: roleColor("truth") },
        { kind: "points", x: found.truth.values, y: found.guess.values, radius: 2, color: roleColor("model") },
      ]}
    />
  );
}

interface HiddenProps extends Pick<ViewProps, "data"> {
  readonly found: Arrays;
  readonly note: string;
}

function HiddenPictures({ data, found, note }: HiddenProps) {
  const { original, visible, completed } = found;
  // Hidden cells lie between black and white.
  const seen = { ...original, values: Float32Array.from(original.values, (x, at) => (visible.values[at] ? x : 0.5)) };
  return (
    <>
      <p class="part-caption">{note}</p>
      <Compared
        title={t(words.hiddenTitle)}
        note={t(words.hiddenPictures)}
        rows={[
          { label: t(words.original), rows: original },
          { label: t(words.seen), rows: seen },
          { label: t(words.guess), rows: completed },
        ]}
        shape={shapeOf(data, original.shape[1])}
      />
    </>
  );
}

interface OwnProps extends ViewProps {
  readonly data: Table;
  readonly mask: Uint8Array;
}

function OwnGaps({ data, mask, ...props }: OwnProps) {
  const model = modelOf(props);
  const rows = useMemo(() => rowsWithGaps(data, mask), [data, mask]);
  const { answer } = useAnswer(props.ask, model ? modelKey(props) : null, () => question(model ?? {}, rows));
  if (!model || !answer) return <p class="part-caption">{t(words.noModel)}</p>;
  const names = namesOf(data, data.columns);
  return (
    <NumberTable
      title={t(words.ownGaps)}
      note={t(words.ownGapsNote)}
      corner={t(words.row)}
      rows={rows.map((row) => String(row + 1))}
      columns={namedColumns(answer.rows, (j) => names[j])}
      cell={(value, j, n) => ({
        class: answer.present.values[n * data.columns + j] ? undefined : "ppca-filled",
        children: formatNumber(value, props.locale, 3),
      })}
    >
      <SaveCompleted {...props} data={data} model={model} />
    </NumberTable>
  );
}

function question(model: Arrays, rows: readonly number[]) {
  return {
    task: { kind: "complete", steps: 1, params: {} },
    given: { ...model, rows: { shape: [rows.length], values: Uint32Array.from(rows) } },
  };
}

function SaveCompleted({
  data,
  model,
  ask,
}: Pick<ViewProps, "ask"> & { readonly data: Table; readonly model: Arrays }) {
  const busy = useSignal(false);
  const save = async () => {
    busy.value = true;
    try {
      download("completed.csv", await completedCsv(data, model, ask), "text/csv");
    } finally {
      busy.value = false;
    }
  };
  return (
    <button type="button" disabled={busy.value} onClick={save}>
      {t(busy.value ? words.exporting : words.export)}
    </button>
  );
}

/** The table with every missing cell filled in. */
async function completedCsv(data: Table, model: Arrays, ask: ViewProps["ask"]): Promise<string> {
  const values = new Float64Array(data.rows * data.columns);
  for (let from = 0; from < data.rows; from += batch) {
    const count = Math.min(batch, data.rows - from);
    const { task, given } = question(
      model,
      Array.from({ length: count }, (_, i) => from + i),
    );
    values.set((await ask(task, given)).rows.values as Float64Array, from * data.columns);
  }
  const names = namesOf(data, data.columns);
  return toCsv(namedColumns({ shape: [data.rows, data.columns], values }, (j) => names[j]));
}

function rowsWithGaps({ rows, columns }: Table, mask: Uint8Array): readonly number[] {
  const found: number[] = [];
  for (let row = 0; row < rows && found.length < shownRows; row++)
    if (mask.subarray(row * columns, (row + 1) * columns).includes(0)) found.push(row);
  return found;
}
