import type { ComponentChildren, TdHTMLAttributes } from "preact";
import { locale, t } from "../../i18n/locale.ts";
import { withMinus } from "../../i18n/number-forms.ts";
import { formatNumber } from "../../i18n/numbers.ts";
import type { Columns } from "../../views/export.ts";
import { Figure } from "../../views/figure.tsx";
import { mapColor } from "../../views/palette.ts";
import { words } from "../parts/words.ts";
import "./heat-table.css";

type NumberColumns = readonly { readonly name: string; readonly values: ArrayLike<number> }[];

interface TableProps {
  readonly title: string;
  readonly note?: string;
  readonly controls?: ComponentChildren;
  /** What the rows are; default: columns of the data. */
  readonly corner?: string;
  readonly rows: readonly string[];
  readonly columns: NumberColumns;
}

interface NumberTableProps extends TableProps {
  /** How a number is written. */
  cell(value: number, column: number, row: number): TdHTMLAttributes<HTMLTableCellElement>;
  /** Under the table. */
  readonly children?: ComponentChildren;
}

/** Few numbers, all of them visible. */
export function NumberTable({ title, note, controls, corner, rows, columns, cell, children }: NumberTableProps) {
  const head = corner ?? t(words.column);
  const saved = (): Columns => [{ name: head, values: rows }, ...columns];
  return (
    <Figure title={title} {...(note && { note })} columns={saved} controls={controls}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="heat-scroll" tabIndex={0} aria-label={title}>
        <table class="heat-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name, row) => (
              <tr key={row}>
                <th scope="row">{name}</th>
                {columns.map(({ name, values }, column) => (
                  <td key={name} {...cell(values[row], column, row)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {children}
    </Figure>
  );
}

/** A signed matrix as a coloured table, its numbers in it. `size`: value at the ends of the colours. */
export function HeatTable({ size, ...table }: TableProps & { readonly size: number }) {
  return <NumberTable {...table} cell={(value) => heat(value, size)} />;
}

function heat(value: number, size: number): TdHTMLAttributes<HTMLTableCellElement> {
  const share = size > 0 ? Math.min(1, Math.max(-1, value / size)) : 0;
  const background = mapColor("diverging", 0.5 + share / 2);
  // Whichever of black and white can be read better on it: both have the same contrast at this luminance.
  const color = luminance(background) > 0.179 ? "#000" : "#fff";
  return { style: { background, color }, children: sayCell(value, size) };
}

/** Relative luminance of an "rgb(r g b)" colour, as WCAG 2 defines it. */
function luminance(color: string): number {
  const [red, green, blue] = (color.match(/\d+(\.\d+)?/g) ?? []).map((channel) => {
    const share = Number(channel) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Two decimals for numbers around one, so that columns line up; other scales by significant digits. */
function sayCell(value: number, size: number): string {
  if (size < 0.05 || size >= 1000) return formatNumber(value, locale.value, 2);
  const digits = size < 10 ? 2 : 1;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "negative" } as const;
  return withMinus(value.toLocaleString(locale.value, options));
}
