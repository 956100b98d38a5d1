import { useMemo } from "preact/hooks";
import { tagsOf } from "../../../../../shared/labs/generative/hmm/applications.ts";
import { corpusOf } from "../../../../../shared/labs/generative/hmm/tags/corpus.ts";
import { t } from "../../../../i18n/locale.ts";
import { ConfusionMatrix } from "../../../parts/confusion.tsx";
import { HeatTable } from "../../../parts/heat-table.tsx";
import { type TagProps, tagNames } from "./state.ts";
import { words } from "./words.ts";
import "../../../parts/parts.css";

/** Wrong words that are listed. */
const LISTED = 12;

/** The sentences that were kept apart: which tags are taken for which, and which words are wrong. */
export function MistakesView(props: TagProps) {
  const found = props.fold.output("tagger");
  const { data, experiment } = props;
  const { held } = tagsOf(experiment.params);
  const corpus = useMemo(() => (data ? corpusOf(data, held) : null), [data, held]);
  const names = tagNames(props);
  if (
    !found ||
    !corpus ||
    found.path.shape[0] !== corpus.rows - corpus.trained ||
    found.confusion.shape[0] !== names.length
  )
    return <p class="part-caption">{t(words.notYet)}</p>;
  const truth = corpus.tags.subarray(corpus.trained);
  const wrong = Array.from(truth.keys()).filter((row) => truth[row] !== found.path.values[row]);
  return (
    <>
      <ConfusionMatrix
        title={t(words.mistakes)}
        note={t(words.mistakesNote)}
        counts={found.confusion}
        names={names}
        recall
      />
      <h2 class="part-heading">{t(words.wrongTitle)}</h2>
      {wrong.length === 0 && <p class="part-caption">{t(words.noneWrong)}</p>}
      <ul>
        {wrong.slice(0, LISTED).map((row) => (
          <li key={row}>
            {t(words.wrong, {
              word: corpus.vocabulary[corpus.words[corpus.trained + row]],
              found: names[found.path.values[row]],
              truth: names[truth[row]],
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Which tag follows which. */
export function FollowsView(props: TagProps) {
  const transitions = props.fold.output("tagger")?.transitions;
  const names = tagNames(props);
  if (!transitions || transitions.shape[0] !== names.length) return <p class="part-caption">{t(words.notYet)}</p>;
  return (
    <HeatTable
      title={t(words.transitions)}
      note={t(words.transitionsNote)}
      rows={names}
      columns={names}
      values={transitions.values}
    />
  );
}
