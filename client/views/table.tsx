import { useSignal } from "@preact/signals";
import { locale, t } from "../i18n/locale.ts";
import { formatInteger, formatNumber } from "../i18n/numbers.ts";
import { words } from "../i18n/views.ts";
import type { Columns } from "./export.ts";

const shownRows = 100;

/** The numbers of a figure as a table that opens on demand. Nothing is computed while it is closed. */
export function DataTable({ title, columns }: { readonly title: string; readonly columns: () => Columns }) {
  const open = useSignal(false);
  return (
    <details class="figure-data" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t(words.table)}</summary>
      {open.value && <Rows label={t(words.tableOf, { title })} columns={columns()} />}
    </details>
  );
}

export interface RowsProps {
  /** Distinguishes this table from others on the page. */
  readonly label: string;
  readonly columns: Columns;
  /** Rows that are shown; default 100. */
  readonly limit?: number;
}

export function Rows({ label, columns, limit = shownRows }: RowsProps) {
  const total = columns[0]?.values.length ?? 0;
  const rows = Math.min(total, limit);
  // A word may stand in the place of a number.
  const numeric = columns.map(
    ({ values }) =>
      rows === 0 || Array.from({ length: rows }, (_, row) => values[row]).some((value) => typeof value !== "string"),
  );
  return (
    // A wide table scrolls in its own box, and a box that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-scroll" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={column.name} scope="col" class={numeric[i] ? "number" : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {columns.map((column, i) => (
                <td key={column.name} class={numeric[i] ? "number" : undefined}>
                  {cell(column.values[row])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows < total && (
        <p class="soft small">
          {t(words.tableCut, { shown: formatInteger(rows, locale.value), total: formatInteger(total, locale.value) })}
        </p>
      )}
    </section>
  );
}

function cell(value: number | string | undefined): string {
  return typeof value === "number" ? formatNumber(value, locale.value, 5) : (value ?? "");
}
