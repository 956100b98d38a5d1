import type { NDArray } from "../../../shared/arrays.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
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
  /** Makes each cell a button. */
  onPick?(truth: number, found: number): void;
}

/** Which classes are taken for which: darker cells have more samples; what is right lies on the diagonal. */
export function ConfusionMatrix({ title, note, counts, names, selected, onPick }: ConfusionProps) {
  const { values } = counts;
  const classes = names.length;
  const most = Math.max(1, ...values);
  const columns = () => [
    { name: t(words.trueClass), values: names },
    ...names.map((name, k) => ({
      name,
      values: Float64Array.from(names, (_, truth) => values[truth * classes + k]),
    })),
  ];
  return (
    <Figure title={title} note={note} columns={columns}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="confusion" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              <td>{t(words.trueAndFound)}</td>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, truth) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {names.map((other, found) => {
                  const count = values[truth * classes + found];
                  const kind = count === 0 ? "none" : truth === found ? "right" : "wrong";
                  const said = t(words.confusionCell, { truth: name, found: other, count });
                  return (
                    <td
                      key={other}
                      class={`confusion-${kind}`}
                      style={{ "--share": `${Math.round(100 * Math.sqrt(count / most))}%` }}
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
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
