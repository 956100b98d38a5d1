import type { TdHTMLAttributes } from "preact";
import { locale } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { Figure } from "../../views/figure.tsx";
import "./heat-table.css";

interface HeatTableProps {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** rows × columns, from 0 to 1 unless `cell` draws others; undefined where there is none. */
  readonly values: ArrayLike<number | undefined>;
  /** How a number is drawn; default: its share as a percentage. */
  readonly cell?: (value: number | undefined) => TdHTMLAttributes<HTMLTableCellElement>;
  readonly class?: string;
}

/** Of 0 to 1: how much of a cell's colour there is. */
export const shareStyle = (share: number) => ({ "--share": `${Math.round(100 * Math.min(1, Math.max(0, share)))}%` });

const percentage = (value = 0) => ({ style: shareStyle(value), children: formatPercent(value, locale.value) });

/** Shares in a table: the larger, the darker. */
export function HeatTable({ title, note, rows, columns, values, cell = percentage, class: own = "" }: HeatTableProps) {
  const width = columns.length;
  const table = () => [
    { name: title, values: rows },
    ...columns.map((name, c) => ({
      name,
      values: Float64Array.from(rows, (_, r) => values[r * width + c] ?? Number.NaN),
    })),
  ];
  return (
    <Figure title={title} note={note} columns={table}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class={`heat ${own}`} tabIndex={0} aria-label={title}>
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
                {columns.map((column, c) => (
                  <td key={column} {...cell(values[r * width + c])} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
