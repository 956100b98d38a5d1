import type { NDArray } from "../../../shared/arrays.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger, formatPercent } from "../../i18n/numbers.ts";
import { Figure } from "../../views/figure.tsx";
import { words } from "./class-words.ts";
import "./classes.css";

interface ConfusionProps {
  readonly title: string;
  readonly note: string;
  /** classes × classes counts: rows are the true classes, columns what was found. */
  readonly counts: NDArray;
  readonly names: readonly string[];
  readonly selected?: readonly [truth: number, found: number] | null;
  /** Makes each cell that has samples a button. */
  onPick?(truth: number, found: number): void;
  /** A last column: what share of each class is right. */
  readonly recall?: boolean;
  /** Where neither is the truth: who says the class of a row and who that of a column, and what a cell says. */
  readonly sides?: {
    readonly rows: string;
    readonly columns: string;
    cellSaid(row: string, column: string, count: number): string;
  };
  /** Classes that are shown: the first ones. */
  readonly most?: number;
}

/** Which classes are taken for which: darker cells have more samples; what is right lies on the diagonal. */
export function ConfusionMatrix(props: ConfusionProps) {
  const { title, note, counts, names, selected, onPick, sides, recall = false, most = names.length } = props;
  const { values } = counts;
  const classes = names.length;
  const shown = names.slice(0, most);
  const largest = Math.max(1, ...values);
  const columns = () => [
    { name: sides?.rows ?? t(words.trueClass), values: names },
    ...names.map((name, k) => ({
      name,
      values: Float64Array.from(names, (_, truth) => values[truth * classes + k]),
    })),
  ];
  return (
    <Figure title={title} note={note} columns={columns}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class={recall ? "confusion with-recall" : "confusion"} tabIndex={0} aria-label={title} data-act="cell">
        <table>
          <thead>
            <tr>
              <td>{sides ? `${sides.rows} / ${sides.columns}` : t(words.trueAndFound)}</td>
              {shown.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {recall && <th scope="col">{t(words.recall)}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((name, truth) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {shown.map((other, found) => {
                  const count = values[truth * classes + found];
                  const kind = count === 0 ? "none" : truth === found ? "right" : "wrong";
                  const said =
                    sides?.cellSaid(name, other, count) ?? t(words.confusionCell, { truth: name, found: other, count });
                  return (
                    <td
                      key={other}
                      class={`confusion-${kind}`}
                      style={{ "--share": `${Math.round(100 * Math.sqrt(count / largest))}%` }}
                    >
                      {onPick && count > 0 ? (
                        <button
                          type="button"
                          aria-label={said}
                          aria-pressed={selected?.[0] === truth && selected[1] === found}
                          onClick={() => onPick(truth, found)}
                        >
                          {formatInteger(count, locale.value)}
                        </button>
                      ) : (
                        formatInteger(count, locale.value)
                      )}
                    </td>
                  );
                })}
                {recall && <td class="confusion-recall">{recallOf(values, truth, classes)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < classes && (
        <p class="part-caption">{t(words.classesCut, { shown: shown.length, total: classes })}</p>
      )}
    </Figure>
  );
}

/** Share of a class that is right, "–" where there is none of it. */
function recallOf(values: ArrayLike<number>, truth: number, classes: number): string {
  let total = 0;
  for (let found = 0; found < classes; found++) total += values[truth * classes + found];
  return total > 0 ? formatPercent(values[truth * classes + truth] / total, locale.value) : "–";
}
