import type { ComponentChildren } from "preact";
import type { NDArray } from "../../../shared/arrays.ts";
import type { Table } from "../../../shared/data/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger, formatSignificant } from "../../i18n/numbers.ts";
import type { Columns } from "../../views/export.ts";
import { Figure } from "../../views/figure.tsx";
import { ImageGrid } from "../../views/image-grid.tsx";
import { words as nets } from "./back-words.ts";
import { ColorNames } from "./color-names.tsx";
import { LineRow } from "./line-row.tsx";
import { scaleFor } from "./picture-rows.tsx";
import { inUnits, kindOfRows, namesOf, shapeOf, type Units } from "./table.ts";
import "./back.css";

interface Rows {
  readonly title: string;
  /** Their numbers in the table. */
  readonly rows: Uint32Array;
}

interface RowsBackProps {
  readonly title: string;
  readonly data: Table;
  readonly units: Units;
  readonly groups: readonly Rows[];
  /** All of them, one group after the other, as the net sees them; and what it gives back, once that is known. */
  readonly seen: NDArray;
  readonly back: ArrayLike<number> | undefined;
  /** What is said of each row, and the name of that. */
  about(row: number): ComponentChildren;
  readonly aboutName: string;
  /** What a drawn row is called; default: its number. */
  nameOf?(row: number): string | undefined;
  columns(): Columns;
}

/** Rows and what a net makes of them: as lines, as pictures, or as a table; what the net misses is marked. */
export function RowsBack(props: RowsBackProps) {
  const { title, data, groups, columns, nameOf } = props;
  const kind = kindOfRows(data);
  let first = 0;
  return (
    <Figure
      title={title}
      note={t(notes[kind])}
      controls={kind === "lines" && <ColorNames data={t(nets.row)} model={t(nets.reconstruction)} />}
      columns={columns}
    >
      {groups.map((group) => {
        const from = first;
        first += group.rows.length;
        return (
          <section key={group.title} class="back-group">
            <h2 class="part-heading">{group.title}</h2>
            {kind === "table" ? (
              <Cells {...props} {...group} from={from} />
            ) : (
              <div class="back-rows">
                {Array.from(group.rows, (row, k) => (
                  <div key={row}>
                    <Drawn {...props} title={nameOfRow(row)} n={from + k} />
                    <p class="part-caption">
                      {nameOf?.(row) ?? nameOfRow(row)} {props.about(row)}
                    </p>
                  </div>
                ))}
              </div>
            )}
          </section>
        );
      })}
    </Figure>
  );
}

const notes = { lines: nets.linesNote, pictures: nets.picturesNote, table: nets.tableNote };
const nameOfRow = (row: number) => `${t(nets.row)} ${formatInteger(row + 1, locale.value)}`;

/** The n-th row: two lines, or a picture, what came back for it, and where the two differ. */
function Drawn({ title, data, units, seen, back, n }: RowsBackProps & { readonly n: number }) {
  const { columns } = data;
  const part = (values: ArrayLike<number>) => Float64Array.from({ length: columns }, (_, c) => values[n * columns + c]);
  const [own, other] = [part(seen.values), back && part(back)];
  if (kindOfRows(data) === "lines")
    return <LineRow title={title} row={inUnits(own, units)} back={other && inUnits(other, units)} />;
  const values = new Float32Array(3 * columns).fill(Number.NaN);
  values.set(own);
  if (other) {
    values.set(other, columns);
    values.set(
      own.map((x, c) => Math.abs(other[c] - x)),
      2 * columns,
    );
  }
  const shape = shapeOf(data, columns);
  return (
    <ImageGrid
      title={title}
      values={values}
      count={3}
      shape={shape}
      range={[0, 1]}
      columns={3}
      gap={2}
      maxScale={scaleFor(shape, 56)}
    />
  );
}

/** Columns that are shown of a wide table: those with the largest errors. */
const MOST_COLUMNS = 12;

/** Rows as a table: the darker a cell, the larger its part of the row's error. */
function Cells(props: RowsBackProps & Rows & { readonly from: number }) {
  const { title, data, rows, from, seen, back, about, aboutName } = props;
  const { columns, values } = data;
  const names = namesOf(data, columns);
  const error = (at: number) => (back ? (back[at] - seen.values[at]) ** 2 : 0);
  const errors = Array.from(rows, (_, n) => names.map((_, c) => error((from + n) * columns + c)));
  const sum = (c: number) => errors.reduce((total, own) => total + own[c], 0);
  const chosen = Array.from(names.keys())
    .sort((a, b) => sum(b) - sum(a))
    .slice(0, MOST_COLUMNS)
    .sort((a, b) => a - b);
  const share = (n: number, c: number) => errors[n][c] / (errors[n].reduce((a, b) => a + b, 0) || 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(nets.row)}</th>
            {[aboutName, ...chosen.map((c) => names[c])].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(rows, (row, n) => (
            <tr key={row}>
              <th scope="row" class="number">
                {formatInteger(row + 1, locale.value)}
              </th>
              <td class="number">{about(row)}</td>
              {chosen.map((c) => (
                <td key={c} class="number back-cell" style={{ "--share": `${Math.round(100 * share(n, c))}%` }}>
                  {formatSignificant(values[row * columns + c], locale.value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
