import { locale } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";

interface MatrixTableProps {
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** rows × columns. */
  readonly values: ArrayLike<number>;
}

/** A small matrix in numbers. */
export function MatrixTable({ title, note, rows, columns, values }: MatrixTableProps) {
  const width = columns.length;
  const table = () => [
    { name: title, values: rows },
    ...columns.map((name, c) => ({ name, values: Float64Array.from(rows, (_, r) => values[r * width + c]) })),
  ];
  return (
    <Figure title={title} {...(note !== undefined && { note })} columns={table}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="state-matrix" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((name, c) => (
                <th key={c} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name, r) => (
              <tr key={r}>
                <th scope="row">{name}</th>
                {columns.map((_, c) => (
                  <td key={c}>{formatNumber(values[r * width + c], locale.value, 3)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
