import { locale } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { Figure } from "../../views/figure.tsx";
import "./heat-table.css";

interface HeatTableProps {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** rows × columns, from 0 to 1. */
  readonly values: ArrayLike<number>;
}

/** Shares in a table: the larger, the darker. */
export function HeatTable({ title, note, rows, columns, values }: HeatTableProps) {
  const width = columns.length;
  const table = () => [
    { name: title, values: rows },
    ...columns.map((name, c) => ({ name, values: Float64Array.from(rows, (_, r) => values[r * width + c]) })),
  ];
  return (
    <Figure title={title} note={note} columns={table}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="heat" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name, r) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((column, c) => {
                  const value = values[r * width + c];
                  return (
                    <td key={column} style={{ "--share": `${Math.round(100 * Math.min(1, Math.max(0, value)))}%` }}>
                      {formatPercent(value, locale.value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
