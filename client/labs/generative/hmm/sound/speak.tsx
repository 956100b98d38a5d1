import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../../shared/arrays.ts";
import type { Fold } from "../../../../../shared/labs/fold.ts";
import { type Units, unitTaskId } from "../../../../../shared/labs/generative/hmm/sound/units.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import { Spectrogram } from "../../../../views/audio-spectrogram.tsx";
import { Track } from "../../../../views/audio-track.tsx";
import { Figure } from "../../../../views/figure.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { useAnswer } from "../../../answer.ts";
import { Slider } from "../../../parts/slider.tsx";
import { Segments } from "../segments.tsx";
import { type SoundProps, saidIn, segmentsOf, textOf, unitsAlong, unitsIn, useSamples } from "./state.ts";
import { words } from "./words.ts";
import "../../../parts/parts.css";

const RATE = 8000;
/** Vowels that are said at most. */
const LONGEST = 20;

/** Vowels are pressed, and the model says them: states and spectra are drawn from it. */
export function SpeakView(props: SoundProps) {
  const units = unitsIn(props);
  const given = learnt(props.fold, units);
  if (!given) return <p class="part-caption">{t(words.notYet)}</p>;
  return <Speaker key={units.names.join()} {...props} units={units} given={given} />;
}

/** What the tasks of units left, by the names under which the question takes it; null before all are done. */
function learnt(fold: Fold, units: Units): Arrays | null {
  const given: Record<string, Arrays[string]> = {};
  for (let u = 0; u < units.count; u++) {
    const output = fold.output(unitTaskId(u));
    if (!output) return null;
    for (const [name, values] of Object.entries(output)) given[`${unitTaskId(u)}/${name}`] = values;
  }
  return given;
}

function Speaker({ experiment, version, ask, units, given }: SoundProps & { units: Units; given: Arrays }) {
  const said = useSignal<readonly number[]>(units.list.map((_, u) => u));
  const pitch = useSignal(120);
  const spread = useSignal(0.3);
  const sample = useSignal(1);
  const params = {
    language: experiment.params.vowels ?? "es",
    ...{ units: said.value, pitch: pitch.value, spread: spread.value, sample: sample.value },
  };
  const { answer } = useAnswer(ask, JSON.stringify([params, version]), () => ({
    task: { kind: "speak", steps: 1, params },
    given,
  }));
  const samples = useSamples(answer?.sound);
  const drawn = answer && unitsAlong(answer.states.values);
  const heard = answer && saidIn(answer.heard);
  const frames = answer?.states.shape[0] ?? 1;
  return (
    <Figure title={t(words.speak)} note={t(words.speakNote)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame */}
      <div class="speak-keys" role="group" aria-label={t(words.press)} data-act="speak">
        <span>{t(words.press)}</span>
        {units.list.map(({ name }, u) => (
          <button
            type="button"
            key={name}
            disabled={said.value.length >= LONGEST}
            onClick={() => (said.value = [...said.value, u])}
          >
            {name}
          </button>
        ))}
        <button type="button" class="quiet" onClick={() => (said.value = [])}>
          {t(words.clear)}
        </button>
      </div>
      <p class="heard-text" role="status">
        {said.value.length > 0
          ? t(words.text, { text: said.value.map((u) => units.names[u]).join(" ") })
          : t(words.free)}
      </p>
      <div class="part-controls">
        <Slider
          label={t(words.pitch)}
          act="pitch"
          min={70}
          max={280}
          step={5}
          value={pitch.value}
          said={t(words.hertz, { value: formatInteger(pitch.value, locale.value) })}
          onMove={(value) => (pitch.value = value)}
        />
        <Slider
          label={t(words.spread)}
          act="spread"
          max={1}
          step={0.05}
          value={spread.value}
          said={formatNumber(spread.value, locale.value)}
          onMove={(value) => (spread.value = value)}
        />
        <button type="button" data-act="again" onClick={() => (sample.value = sample.value + 1)}>
          {t(words.again)}
        </button>
      </div>
      {samples && drawn && heard && (
        <>
          <Track id="hmm voice" name={t(words.spoken)} samples={samples} rate={RATE} color={roleColor("model")} />
          <SpokenSpectrogram ask={ask} samples={samples} />
          <Segments
            name={t(words.states)}
            segments={segmentsOf(drawn, units)}
            total={frames}
            said={textOf(drawn, units)}
          />
          <Segments
            name={t(words.heardBack)}
            segments={segmentsOf(heard, units)}
            total={frames}
            said={textOf(heard, units)}
          />
        </>
      )}
    </Figure>
  );
}

const stamps = new WeakMap<Float32Array, number>();
let stamped = 0;

function SpokenSpectrogram({ ask, samples }: Pick<SoundProps, "ask"> & { readonly samples: Float32Array }) {
  const stamp = stamps.get(samples) ?? ++stamped;
  stamps.set(samples, stamp);
  const { answer } = useAnswer(ask, String(stamp), () => ({
    task: { kind: "spectrogram", steps: 1, params: {} },
    given: { sound: { shape: [samples.length], values: samples.slice() } },
  }));
  return answer && <Spectrogram name="" levels={answer.levels} rate={RATE} height={110} />;
}
