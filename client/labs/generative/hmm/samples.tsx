import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { useAnswer } from "../../answer.ts";
import { shownAt } from "./observed.ts";
import { Strip } from "./strip.tsx";
import { keyOf, type Props, question, type Subject, useSubject } from "./use-subject.ts";
import { words } from "./words.ts";
import "./hmm.css";

/** New sequences from the model as it is now, one at each press. */
export function SamplesView({ ...props }: Props) {
  const { subject } = useSubject(props);
  const number = useSignal(1);
  const key = subject ? `${number.value} ${keyOf(subject)}` : null;
  const { answer } = useAnswer(props.ask, key, () => question(subject as Subject, "another", { number: number.value }));
  if (!subject) return <p class="part-caption">{t(words.empty)}</p>;
  const drawn = answer && asSubject(subject, answer);
  return (
    <>
      <div class="part-controls" data-act="sample">
        <button type="button" onClick={() => number.value++}>
          {t(words.another)}
        </button>
        <span class="part-number">{t(words.sampleNumber, { number: number.value })}</span>
      </div>
      {drawn && (
        <Figure title={t(words.samples)} note={t(words.samplesNote)} columns={() => columnsOf(drawn)}>
          <Strip title={t(words.samples)} subject={drawn} overview={undefined} window={undefined} onPick={undefined} />
        </Figure>
      )}
    </>
  );
}

/** The sequence as data whose states are known. */
function asSubject(
  subject: Subject,
  { states, symbols, values }: NonNullable<ReturnType<typeof useAnswer>["answer"]>,
): Subject {
  const rows = states.values.length;
  const labels = Int32Array.from(states.values);
  return {
    ...{ ...subject, classColors: subject.colors, classes: subject.shown },
    data: {
      ...{ ...subject.data, labels, classes: subject.shown },
      observations: {
        ...{ rows, starts: Int32Array.of(0) },
        ...(symbols && { symbols: Int32Array.from(symbols.values) }),
        ...(values && { values: Float64Array.from(values.values) }),
      },
    },
  };
}

function columnsOf(drawn: Subject) {
  const all = Array.from(drawn.data.labels ?? [], (_, row) => row);
  return [
    { name: t(words.step), values: all.map((row) => row + 1) },
    { name: t(words.observed), values: all.map((row) => shownAt(drawn, row)) },
    { name: t(words.state), values: all.map((row) => drawn.shown[drawn.data.labels?.[row] ?? 0]) },
  ];
}
