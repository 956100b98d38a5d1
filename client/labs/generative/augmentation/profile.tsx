import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Rows } from "../../../../shared/labs/generative/augmentation/data.ts";
import { scaleOf } from "../../../../shared/labs/nets/scale.ts";
import { mean, standardDeviation } from "../../../../shared/stats/moments.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words } from "./words.ts";

interface ProfileProps {
  readonly rows: Rows;
  readonly labelled: Uint32Array;
  readonly generated: NDArray;
  readonly labels: Int32Array;
  readonly data: Table;
  /** Place of the class that is shown, and what it is called. */
  readonly class: number;
  readonly name: string;
  readonly height: number;
  readonly title: string;
}

/** Labelled rows that are drawn, at most: more hide the bands. */
const MOST_LINES = 10;

/** Names of columns that there is room for under an axis, in characters. */
const MOST_NAMES = 48;

/** Which column each number of the axis is, where that is short: "1 age · 2 weight". */
export function nameOfColumns(names: Table["names"]): string {
  const said = names?.map((name, j) => `${j + 1} ${name}`).join(" · ") ?? "";
  return said !== "" && said.length <= MOST_NAMES ? said : t(words.column);
}

/** Of one class, column by column: all training rows, which the model may not have seen, the samples, and labelled rows one by one. */
export function Profile({ rows, labelled, generated, labels, data, class: own, name, height, title }: ProfileProps) {
  const { columns, values, train } = rows;
  const all = Array.from({ length: columns }, (_, j) => j);
  const { mean: centre, deviation } = scaleOf(data, all, train);
  const unit = values instanceof Uint8Array ? 255 : 1;
  const samples = generated.values instanceof Uint8Array ? 255 : 1;
  const scaled = (value: number, j: number) => (value - centre[j]) / deviation[j];
  const truth = train.filter((row) => rows.labels[row] === own);
  const known = labelled.filter((row) => rows.labels[row] === own);
  const made = Array.from(labels.subarray(0, generated.shape[0]), (label, n) => (label === own ? n : -1)).filter(
    (n) => n >= 0,
  );
  const valueAt = (row: number, j: number) => scaled(values[row * columns + j] / unit, j);
  const sampleAt = (n: number, j: number) => scaled(generated.values[n * columns + j] / samples, j);
  const x = Float64Array.from(all, (j) => j + 1);
  return (
    <LiveLine
      title={title}
      note={t(words.profileNote, { name })}
      x={{ label: nameOfColumns(data.names), domain: [1, Math.max(2, columns)] }}
      y={{ label: t(words.deviations) }}
      height={height}
      series={[
        ...bandOf(t(words.trainingRows), roleColor("data"), x, truth, valueAt),
        ...bandOf(t(words.generatedRows), roleColor("model"), x, made, sampleAt),
        ...Array.from(known.slice(0, MOST_LINES), (row, i) => ({
          label: i > 0 ? "" : t(known.length > MOST_LINES ? words.someLabelled : words.labelledRow),
          color: "var(--ink-soft)",
          width: 0.8,
          x,
          y: Float64Array.from(all, (j) => valueAt(row, j)),
        })),
      ]}
    />
  );
}

function bandOf(
  label: string,
  color: string,
  x: Float64Array,
  rows: ArrayLike<number>,
  at: (row: number, j: number) => number,
) {
  const columns = Array.from(x, (_, j) => Float64Array.from(rows, (row) => at(row, j)));
  const middle = Float64Array.from(columns, mean);
  const spread = columns.map((column) => (column.length > 1 ? standardDeviation(column) : 0));
  return [
    { label: "", color, x, y: middle.map((m, j) => m + spread[j]), low: middle.map((m, j) => m - spread[j]) },
    { label, color, x, y: middle, width: 2 },
  ];
}
