import type { Table } from "../../../../shared/data/table.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import { t } from "../../../i18n/locale.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { Rows } from "../../../views/table.tsx";
import { namesOf, shapeOf } from "../../parts/table.ts";
import { words } from "./words.ts";

const MOST_PICTURES = 40;
const MOST_COLUMNS = 12;

interface SampleListProps {
  readonly data: Table;
  /** Of the table. */
  readonly rows: readonly number[];
  readonly fold: Fold;
  /** Each picture with what it is and what it was taken for: not where that is one and the same for all. */
  readonly told?: boolean;
}

/** Rows of the table: pictures as pictures, numbers as a table, with what the net says of them. */
export function SampleList({ data, rows, fold, told = true }: SampleListProps) {
  if (rows.length === 0) return <p class="part-caption">{t(words.none)}</p>;
  const { columns, values, image } = data;
  if (image) {
    const shown = rows.slice(0, MOST_PICTURES);
    const pictures = new (values.constructor as new (length: number) => Table["values"])(shown.length * columns);
    for (const [n, row] of shown.entries())
      pictures.set(values.subarray(row * columns, (row + 1) * columns), n * columns);
    return (
      <>
        <ImageGrid
          title={t(words.samples)}
          values={pictures}
          count={shown.length}
          shape={shapeOf(data, columns)}
          maxScale={2}
        />
        {told && <p class="part-caption">{shown.map((row) => verdict(data, row, fold)).join(" · ")}</p>}
      </>
    );
  }
  const names = namesOf(data, columns).slice(0, MOST_COLUMNS);
  const { predicted, confidence } = fold.output("evaluate") ?? {};
  return (
    <Rows
      label={t(words.samples)}
      columns={[
        { name: t(words.row), values: rows.map((row) => row + 1) },
        ...names.map((name, c) => ({ name, values: rows.map((row) => values[row * columns + c]) })),
        ...(data.labels
          ? [{ name: t(words.trueClass), values: rows.map((row) => className(data, data.labels?.[row])) }]
          : []),
        ...(predicted
          ? [
              {
                name: t(words.predicted),
                values: rows.map((row) =>
                  data.labels ? className(data, predicted.values[row]) : Number(predicted.values[row]),
                ),
              },
            ]
          : []),
        ...(confidence
          ? [{ name: t(words.confidence), values: rows.map((row) => Number(confidence.values[row])) }]
          : []),
      ]}
    />
  );
}

function className({ classes }: Table, label: number | undefined): string {
  return label === undefined ? "–" : (classes?.[label] ?? "–");
}

/** "7 taken for 1". */
function verdict(data: Table, row: number, fold: Fold): string {
  const predicted = fold.output("evaluate")?.predicted?.values[row];
  return t(words.takenFor, {
    truth: className(data, data.labels?.[row]),
    predicted: className(data, predicted === undefined ? undefined : Number(predicted)),
  });
}
