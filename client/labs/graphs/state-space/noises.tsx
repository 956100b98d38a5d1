import { type Signal, useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import { STRUCTURAL } from "../../../../shared/labs/graphs/state-space/fields.ts";
import { rootMeanSquare } from "../../../../shared/labs/graphs/state-space/measures.ts";
import { seenOf } from "../../../../shared/labs/graphs/state-space/series.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { useAnswer } from "../../answer.ts";
import { Slider } from "../../parts/slider.tsx";
import { type Props, useSeries } from "./state.ts";
import { words } from "./words.ts";

type NoiseName = "process" | "slope" | "noise";
export type Noises = Partial<Record<NoiseName, number>>;

/** Decades that a slider reaches to either side of the run's value, and its steps per decade. */
const REACH = 2;
const STEPS = 20;

/** Noises of the run: those that were learned, else those of the form. */
function noisesOf({ experiment: { params }, fold }: Props): Noises {
  const learned = (name: NoiseName) => {
    const value = params.iterations > 1 ? Number(fold.records("fit", name)?.values.at(-1)) : Number.NaN;
    return Number.isFinite(value) && value > 0 ? value : params[name];
  };
  const scale = params.model === "motion" && params.iterations > 1 ? Math.sqrt(3) : 1;
  const names: readonly NoiseName[] = params.model === "trend" ? ["process", "slope", "noise"] : ["process", "noise"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = learned(name);
      return value === undefined ? [] : [[name, name === "process" ? value * scale : value]];
    }),
  );
}

/** The run's answer, or that with the noises of the sliders, as they are dragged. */
export function useNoises(props: Props) {
  const moved = useSignal<Noises | null>(null);
  const { params } = props.experiment;
  // Noises that were learned differ from column to column: one slider cannot stand for them.
  const isOne = params.iterations === 1 || props.fold.output("answer")?.noise?.shape[0] === 1;
  const isOffered =
    isOne && STRUCTURAL.some((model) => model === params.model) && props.fold.output("answer") !== undefined;
  const task = props.fold.tasks.find(({ id }) => id === "answer");
  const key = isOffered && moved.value && task ? JSON.stringify([task.params, moved.value]) : null;
  const { answer } = useAnswer(props.ask, key, () => ({
    task: { kind: "answer", steps: 1, params: { ...task?.params, ...moved.value, set: true } },
    given: {},
  }));
  return { moved, isOffered, answer: moved.value ? answer : null };
}

interface NoiseSlidersProps {
  readonly props: Props;
  readonly moved: Signal<Noises | null>;
  readonly answer: Arrays | null;
}

/** Sliders for the noises: the answer follows them at once, without a run. */
export function NoiseSliders({ props, moved, answer }: NoiseSlidersProps) {
  const { experiment, data, propose } = props;
  const series = useSeries(data);
  const start = noisesOf(props);
  const shown = { ...start, ...moved.value };
  const language = locale.value;
  const facts = answer ?? props.fold.output("answer");
  const error =
    series?.truth && facts?.smoothed
      ? rootMeanSquare(facts.smoothed, series.truth, seenOf(experiment.params, series).steps)
      : null;
  return (
    <fieldset class="state-noises" data-act="noises">
      <legend>{t(words.noises)}</legend>
      {(Object.keys(start) as NoiseName[]).map((name) => (
        <Slider
          key={name}
          label={t(words[name])}
          min={-REACH * STEPS}
          max={REACH * STEPS}
          value={Math.round(STEPS * Math.log10((shown[name] ?? 1) / (start[name] ?? 1)))}
          said={formatNumber(shown[name] ?? 0, language, 3)}
          onMove={(at) => {
            moved.value = { ...start, ...moved.value, [name]: (start[name] ?? 1) * 10 ** (at / STEPS) };
          }}
        />
      ))}
      <span class="part-number" aria-live="polite">
        {facts?.facts && t(words.liveFacts, { likely: formatNumber(Number(facts.facts.values[0]), language, 5) })}
        {error !== null && ` · ${t(words.liveError, { error: formatNumber(error, language, 3) })}`}
      </span>
      <span class="state-buttons">
        <button type="button" disabled={moved.value === null} onClick={() => (moved.value = null)}>
          {t(words.back)}
        </button>
        <button
          type="button"
          disabled={moved.value === null}
          onClick={() => {
            const kept = Object.entries(moved.value ?? {}).map(([name, value]) => [name, Number(value.toPrecision(4))]);
            propose({ ...Object.fromEntries(kept), iterations: 1 });
          }}
        >
          {t(words.take)}
        </button>
      </span>
    </fieldset>
  );
}
