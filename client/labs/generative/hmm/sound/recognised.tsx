import { saidByLabels } from "../../../../../shared/labs/generative/hmm/sound/loop.ts";
import { t } from "../../../../i18n/locale.ts";
import { Spectrogram } from "../../../../views/audio-spectrogram.tsx";
import { Track } from "../../../../views/audio-track.tsx";
import { Figure } from "../../../../views/figure.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { useAnswer } from "../../../answer.ts";
import { Segments } from "../segments.tsx";
import { type SoundProps, saidIn, segmentsOf, textOf, unitsIn, useSamples } from "./state.ts";
import { words } from "./words.ts";
import "../../../parts/parts.css";

/** Hz: of all that is analysed. */
const RATE = 8000;
/** Frames per second. */
const FRAMES = 100;

/** The sound, its spectrogram, and what is heard in it. */
export function RecognisedView(props: SoundProps) {
  const { fold, experiment, data, ask } = props;
  const units = unitsIn(props);
  const { answer } = useAnswer(ask, data ? JSON.stringify(experiment.data) : null, () => ({
    task: { kind: "spectrogram", steps: 1, params: {} },
    given: {},
  }));
  const samples = useSamples(answer?.sound);
  const found = fold.output("recognise");
  const heard = found && saidIn(found.said);
  const truth = found?.truth && saidByLabels(found.truth.values);
  const frames = found?.path.shape[0] ?? 1;
  const columns = () => [
    { name: t(words.heard), values: (heard ?? []).map(({ unit }) => units.names[unit]) },
    { name: t(words.begins), values: Float64Array.from(heard ?? [], ({ from }) => from / FRAMES) },
  ];
  return (
    <Figure title={t(words.recognised)} note={t(words.recognisedNote)} {...(heard && { columns })}>
      {samples && (
        <Track id="hmm recording" name={t(words.sound)} samples={samples} rate={RATE} color={roleColor("data")} />
      )}
      {answer && <Spectrogram name="" levels={answer.levels} rate={RATE} height={140} />}
      {heard ? (
        <>
          <Segments
            name={t(words.heard)}
            segments={segmentsOf(heard, units)}
            total={frames}
            said={textOf(heard, units)}
          />
          {truth ? (
            <Segments
              name={t(words.truth)}
              segments={segmentsOf(truth, units)}
              total={frames}
              said={textOf(truth, units)}
            />
          ) : (
            <p class="part-caption">{t(words.noTruth)}</p>
          )}
          <p class="heard-text">{t(words.said, { text: textOf(heard, units) })}</p>
        </>
      ) : (
        <p class="part-caption">{t(words.notYet)}</p>
      )}
    </Figure>
  );
}
