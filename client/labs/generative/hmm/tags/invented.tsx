import { useMemo } from "preact/hooks";
import { tagsOf } from "../../../../../shared/labs/generative/hmm/applications.ts";
import { corpusOf } from "../../../../../shared/labs/generative/hmm/tags/corpus.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import type { TagProps } from "./state.ts";
import { words } from "./words.ts";
import "../../../parts/parts.css";
import "./tags.css";

/** Sentences that the tagger invents. */
export function InventedView({ fold, data, experiment }: TagProps) {
  const { held } = tagsOf(experiment.params);
  const corpus = useMemo(() => (data ? corpusOf(data, held) : null), [data, held]);
  const drawn = fold.records("invented", "words");
  if (!corpus || !drawn) return <p class="part-caption">{t(words.notYet)}</p>;
  const [count, width] = drawn.shape;
  const sentences = Array.from({ length: count }, (_, i) =>
    Array.from(drawn.values.slice(i * width, (i + 1) * width))
      .filter((word) => word >= 0)
      .map((word) => corpus.vocabulary[word] ?? "")
      .join(" "),
  );
  return (
    <Figure
      title={t(words.invented)}
      note={t(words.inventedNote)}
      columns={() => [{ name: t(words.invented), values: sentences }]}
    >
      <table class="tags-invented">
        <tbody>
          {sentences.map((sentence, i) => (
            <tr key={i}>
              <th scope="row">{formatInteger(i + 1, locale.value)}</th>
              <td>{sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}
