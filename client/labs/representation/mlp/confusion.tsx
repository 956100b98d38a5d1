import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { SampleList } from "./samples.tsx";
import { type MlpProps, useNamed, usePartsOf } from "./state.ts";
import { words } from "./words.ts";

/** Classes of a matrix that has room for its counts. */
const MOST_CLASSES = 20;

/** True against predicted classes of the held-out data; a press on a cell shows its samples. */
export function ConfusionView(props: MlpProps) {
  const { fold, experiment } = props;
  const data = useNamed(props);
  const chosen = useSignal<readonly [number, number] | null>(null);
  const parts = usePartsOf(data, experiment.params);
  const confusion = fold.output("evaluate")?.confusion;
  const predicted = fold.output("evaluate")?.predicted;
  if (data && !data.labels) return <p class="part-caption">{t(words.noClasses)}</p>;
  if (!confusion || !data?.classes || !data.labels || !parts)
    return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const { classes, labels } = data;
  const cell =
    chosen.value && chosen.value[0] < classes.length && chosen.value[1] < classes.length ? chosen.value : null;
  const rows =
    cell && predicted
      ? [...parts.test].filter(
          (row) => labels[row] === cell[0] && row < predicted.values.length && predicted.values[row] === cell[1],
        )
      : [];
  return (
    <div class="part-beside">
      <Figure
        title={t(words.confusion)}
        note={t(words.confusionNote)}
        columns={() => [
          { name: t(words.trueClass), values: [...classes] },
          ...classes.map((name, c) => ({
            name: t(words.predictedAs, { name }),
            values: classes.map((_, r) => countAt(confusion, r, c)),
          })),
        ]}
      >
        <Matrix
          confusion={confusion}
          data={data}
          classes={classes}
          chosen={cell}
          onChoose={(found) => (chosen.value = found)}
        />
      </Figure>
      <section class="part-stack">
        {cell ? (
          <>
            <h2 class="part-heading">
              {t(words.cell, {
                truth: classes[cell[0]],
                predicted: classes[cell[1]],
                count: formatInteger(rows.length, locale.value),
              })}
            </h2>
            <SampleList data={data} rows={rows} fold={fold} />
          </>
        ) : (
          <p class="part-caption">{t(words.pressCell)}</p>
        )}
      </section>
    </div>
  );
}

const countAt = ({ shape: [, width], values }: NDArray, row: number, column: number) =>
  Number(values[row * width + column]);

interface MatrixProps {
  readonly confusion: NDArray;
  readonly data: Table;
  readonly classes: readonly string[];
  readonly chosen: readonly [number, number] | null;
  onChoose(cell: readonly [number, number]): void;
}

function Matrix({ confusion, classes, chosen, onChoose }: MatrixProps) {
  const shown = classes.slice(0, MOST_CLASSES);
  const say = (count: number) => formatInteger(count, locale.value);
  const totals = classes.map((_, r) => classes.reduce((sum, __, c) => sum + countAt(confusion, r, c), 0));
  return (
    // A wide table scrolls in its own box, and a box that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-scroll mlp-matrix" tabIndex={0} aria-label={t(words.confusion)} data-act="cell">
      <table>
        <thead>
          <tr>
            <th scope="col">{t(words.trueDown)}</th>
            {shown.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">{t(words.recall)}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((name, r) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {shown.map((other, c) => {
                const count = countAt(confusion, r, c);
                const share = totals[r] > 0 ? count / totals[r] : 0;
                const isChosen = chosen?.[0] === r && chosen[1] === c;
                return (
                  <td key={other} class={r === c ? "mlp-right" : "mlp-wrong"} style={{ "--share": String(share) }}>
                    <button
                      type="button"
                      aria-pressed={isChosen}
                      aria-label={t(words.cell, { truth: name, predicted: other, count: say(count) })}
                      onClick={() => onChoose([r, c])}
                    >
                      {say(count)}
                    </button>
                  </td>
                );
              })}
              <td class="number">
                {totals[r] > 0 ? formatPercent(countAt(confusion, r, r) / totals[r], locale.value) : "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < classes.length && (
        <p class="soft small">{t(words.classesCut, { shown: shown.length, total: classes.length })}</p>
      )}
    </section>
  );
}
