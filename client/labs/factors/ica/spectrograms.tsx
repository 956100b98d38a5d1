import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Spectrogram } from "../../../views/audio-spectrogram.tsx";
import { Figure } from "../../../views/figure.tsx";
import { useAnswer } from "../../answer.ts";
import { ConvergenceView } from "./convergence.tsx";
import { dataKey, type IcaProps, maxSeconds, modelOf, namesOf, soundRate, useColumns, useSignals } from "./state.ts";
import { words } from "./words.ts";

const maxShown = 5;
/** Samples that one stretch of a spectrogram spans. */
const windowSize = 256;

/** Spectrograms of the mixtures and of what was separated. */
export function SpectrogramsView(props: IcaProps) {
  const rate = soundRate(props.data);
  if (rate === undefined) {
    return (
      <>
        <p class="part-caption">{t(words.noSound)}</p>
        <ConvergenceView {...props} />
      </>
    );
  }
  return <Spectrograms key={dataKey(props)} {...props} rate={rate} />;
}

function Spectrograms({ rate, ...props }: IcaProps & { readonly rate: number }) {
  const model = modelOf(props);
  const count = Math.min(props.data?.rows ?? 0, Math.floor(rate * maxSeconds));
  const signals = useSignals(props, model, { from: 0, count, stride: 1 });
  const mixtures = useColumns(signals?.mixtures, maxShown);
  const components = useColumns(signals?.components, maxShown);
  const names = namesOf(props);
  if (!signals) return <p class="part-caption">{t(words.reading)}</p>;
  const side = (title: string, sounds: readonly Float32Array[], name: (i: number) => string) => (
    <section class="ica-side">
      <h2>{title}</h2>
      {sounds.map((samples, i) => (
        <Asked key={name(i)} name={name(i)} samples={samples} rate={rate} ask={props.ask} />
      ))}
    </section>
  );
  return (
    <Figure
      title={t(words.spectrograms)}
      note={t(words.spectrogramsNote, { top: formatInteger(rate / 2, props.locale) })}
    >
      <div class="ica-sides">
        {side(t(words.mixtures), mixtures, (i) => names.mixtures[i] ?? "")}
        {components.length > 0 && side(t(words.separated), components, (i) => t(words.component, { n: i + 1 }))}
      </div>
    </Figure>
  );
}

const stamps = new WeakMap<Float32Array, number>();
let stamped = 0;

function stampOf(samples: Float32Array): number {
  const found = stamps.get(samples) ?? ++stamped;
  stamps.set(samples, found);
  return found;
}

interface AskedProps {
  readonly name: string;
  readonly samples: Float32Array;
  readonly rate: number;
  readonly ask: IcaProps["ask"];
}

function Asked({ name, samples, rate, ask }: AskedProps) {
  const { answer } = useAnswer(ask, String(stampOf(samples)), () => ({
    task: { kind: "spectrogram", steps: 1, params: { window: windowSize } },
    given: { sound: { shape: [samples.length], values: samples.slice() } },
  }));
  return answer && <Spectrogram name={name} levels={answer.levels} rate={rate} height={84} />;
}
