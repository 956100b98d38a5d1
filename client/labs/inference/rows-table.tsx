import type { Table } from "../../../shared/data/table.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger, formatSignificant } from "../../i18n/numbers.ts";
import { Figure } from "../../views/figure.tsx";
import { words as pictures } from "../parts/picture-words.ts";
import { namesOf } from "../parts/table.ts";
import { words } from "./words.ts";

/** Columns that are shown at most. */
const SHOWN = 12;

interface RowsTableProps {
  readonly title: string;
  readonly data: Table;
  /** Their places in the table, and what they truly are. */
  readonly rows: readonly { readonly row: number; readonly truth: string }[];
}

/** Some rows of a table as they are. */
export function RowsTable({ title, data, rows }: RowsTableProps) {
  const { columns, values } = data;
  const names = namesOf(data, columns).slice(0, SHOWN);
  return (
    <Figure
      title={title}
      columns={() => [
        { name: t(pictures.class), values: rows.map(({ truth }) => truth) },
        ...names.map((name, c) => ({
          name,
          values: Float64Array.from(rows, ({ row }) => values[row * columns + c]),
        })),
      ]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={title}>
        <table class="inference-rows">
          <thead>
            <tr>
              <th scope="col">{t(words.rowOfTable)}</th>
              <th scope="col">{t(pictures.class)}</th>
              {names.map((name) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, truth }) => (
              <tr key={row}>
                <th scope="row">{formatInteger(row + 1, locale.value)}</th>
                <td>{truth}</td>
                {names.map((name, c) => (
                  <td key={name} class="number">
                    {formatSignificant(values[row * columns + c], locale.value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
