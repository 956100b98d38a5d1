import { useMemo } from "preact/hooks";
import { wordNames } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/corpus.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Chart } from "../../../../views/chart.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { type VocabularyProps, vocabularyOf } from "./training.tsx";
import { words } from "./words.ts";

/** What the trained model knows: which words are alike, and how frequent they are. */
export function LearntView(props: VocabularyProps) {
  const params = vocabularyOf(props);
  const name = useMemo(() => wordNames(params, props.data), [params, props.data]);
  const found = props.fold.output("summary");
  if (!found) return <p class="part-caption">{t(words.emptyWords)}</p>;
  const { neighbours, ranks, frequency, learnt, sameTopic } = found;
  const width = neighbours.shape[1];
  const rows = Array.from({ length: Math.min(12, neighbours.shape[0]) }, (_, word) => ({
    word,
    near: Array.from({ length: width }, (_, i) => Number(neighbours.values[word * width + i])),
  }));
  const percent = (share: number | bigint) => formatNumber(100 * Number(share), locale.value, 3);
  return (
    <div class="part-pair">
      <section>
        <h2 class="part-heading">{t(words.neighboursTitle)}</h2>
        <div class="table-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{t(words.word)}</th>
                <th scope="col">{t(words.nearest)}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ word, near }) => (
                <tr key={word}>
                  <th scope="row">{name(word)}</th>
                  <td>{near.map(name).join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {sameTopic.values.length > 1 && (
          <p class="part-caption">
            {t(words.topicNote, { share: percent(sameTopic.values[0]), chance: percent(sameTopic.values[1]) })}
          </p>
        )}
      </section>
      <Chart
        title={t(words.frequencyTitle)}
        note={t(words.frequencyNote)}
        x={{ label: t(words.rank), log: true }}
        y={{ label: t(words.frequency), log: true }}
        marks={[
          { kind: "line", x: ranks.values, y: frequency.values, color: roleColor("truth"), label: t(words.inText) },
          {
            kind: "points",
            x: ranks.values,
            y: learnt.values,
            color: roleColor("model"),
            radius: 1.5,
            label: t(words.learnt),
          },
        ]}
        height={280}
      />
    </div>
  );
}
