import { t } from "../../../../i18n/locale.ts";
import { ConfusionMatrix } from "../../../parts/confusion.tsx";
import { recordLines } from "../../../parts/record-lines.tsx";
import { type SoundProps, unitsIn } from "./state.ts";
import { words } from "./words.ts";

/** Which vowels are taken for which, frame by frame. */
export function VowelConfusion(props: SoundProps) {
  const counts = props.fold.output("recognise")?.confusion;
  const units = unitsIn(props);
  if (!counts) return <p class="part-caption">{t(props.fold.output("recognise") ? words.noTruth : words.notYet)}</p>;
  return (
    <ConfusionMatrix
      title={t(words.confusion)}
      note={t(words.confusionNote)}
      counts={counts}
      names={units.names.map((name, u) => (u === units.silence ? t(words.nothing) : name))}
      recall
    />
  );
}

/** The likelihood of each vowel's segments while they are learnt. */
export const VowelTraining = recordLines<SoundProps["experiment"]["params"]>({
  task: (props) =>
    props.fold.tasks.filter(({ kind }) => kind === "unit").map(({ id }, u) => ({ id, label: unitsIn(props).names[u] })),
  x: words.iteration,
  figures: [{ title: words.likelihood, note: words.likelihoodNote, y: words.nats, lines: [["logLikelihood"]] }],
});
