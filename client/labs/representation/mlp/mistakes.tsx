import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { SampleList } from "./samples.tsx";
import { type MlpProps, useNamed, usePartsOf } from "./state.ts";
import { words } from "./words.ts";

/** Held-out samples whose class the net gets wrong, the surest first; of numbers, prediction against truth. */
export function MistakesView(props: MlpProps) {
  const { fold, experiment } = props;
  const data = useNamed(props);
  const parts = usePartsOf(data, experiment.params);
  const { predicted, confidence } = fold.output("evaluate") ?? {};
  if (!data || !parts || !predicted) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const { labels } = data;
  const held = [...parts.test].filter((row) => row < predicted.values.length);
  if (!labels) return <Residuals {...props} held={held} />;
  const wrong = held
    .filter((row) => predicted.values[row] !== labels[row])
    .sort((a, b) => Number(confidence?.values[b] ?? 0) - Number(confidence?.values[a] ?? 0));
  const say = (count: number) => formatInteger(count, locale.value);
  return (
    <>
      <p class="part-caption">{t(words.mistakesNote, { wrong: say(wrong.length), total: say(held.length) })}</p>
      <SampleList data={data} rows={wrong} fold={fold} />
    </>
  );
}

const lower = (a: number, b: number) => Math.min(a, b);
const higher = (a: number, b: number) => Math.max(a, b);

function Residuals({ data, fold, held }: MlpProps & { readonly held: readonly number[] }) {
  const predicted = fold.output("evaluate")?.predicted;
  if (!data || !predicted) return null;
  const target = data.target ?? data.columns - 1;
  const truth = Float64Array.from(held, (row) => data.values[row * data.columns + target]);
  const said = Float64Array.from(held, (row) => Number(predicted.values[row]));
  const ends = Float64Array.of(
    truth.reduce(lower, Number.POSITIVE_INFINITY),
    truth.reduce(higher, Number.NEGATIVE_INFINITY),
  );
  return (
    <Chart
      title={t(words.predictedTrue)}
      note={t(words.predictedTrueNote)}
      x={{ label: t(words.trueValue) }}
      y={{ label: t(words.predicted) }}
      marks={[
        { kind: "line", x: ends, y: ends, color: roleColor("other"), dashed: true },
        { kind: "points", x: truth, y: said, color: roleColor("model"), label: t(words.predicted) },
      ]}
      height={280}
    />
  );
}
