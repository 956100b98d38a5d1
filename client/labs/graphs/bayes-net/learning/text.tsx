import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../../shared/arrays.ts";
import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import {
  classOfText,
  netFrom,
  type Texts,
  textsOf,
} from "../../../../../shared/labs/graphs/bayes-net/learning/classifier.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { Rows } from "../../../../views/table.tsx";
import { ClassBars } from "../../../parts/class-bars.tsx";
import type { LearningProps } from "./props.ts";
import { TakeIt } from "./take.tsx";
import { words } from "./words.ts";
import "./learning.css";

/** Words of a class that are shown. */
const MOST_WORDS = 8;
/** Letters of a typed text. */
const LONGEST = 500;

/** A classifier of texts: a sentence of one's own, the words that tell most, and how it does on texts that it has not read. */
export function TextView(props: LearningProps) {
  const output = props.fold.output("text");
  const { data, experiment } = props;
  if (!output || !data?.texts) return <p class="part-caption">{t(output ? words.noData : words.none)}</p>;
  const net = netFrom(output);
  const texts = textsOf(data, experiment.params.classColumn ?? "");
  return (
    <>
      <Typed net={net} example={texts.texts[output.rows.values[0] ?? 0]} />
      <TellingWords net={net} output={output} />
      <HeldOut texts={texts} output={output} />
      <TakeIt {...props} />
    </>
  );
}

function Typed({ net, example }: { readonly net: BayesNet; readonly example: string }) {
  const typed = useSignal(example);
  const { probabilities, known } = classOfText(net, typed.value);
  const { states } = net.nodes[0];
  return (
    <section>
      <label class="learning-sentence" data-act="sentence">
        {t(words.sentence)}
        <input
          type="text"
          value={typed.value}
          maxLength={LONGEST}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </label>
      <p class="part-caption" aria-live="polite">
        {known.length > 0 ? t(words.knownWords, { words: known.join(", ") }) : t(words.noWords)}
      </p>
      <Figure
        title={t(words.typeTitle)}
        note={t(words.typeNote)}
        columns={() => [
          { name: net.nodes[0].name, values: states },
          { name: t(words.probability), values: probabilities },
        ]}
      >
        <ClassBars title={t(words.typeTitle)} names={states} shares={probabilities} color={roleColor("model")} />
      </Figure>
    </section>
  );
}

/** Weights from which on a word was seen in no other class. */
const ONLY_THERE = 49;

/** Of each class the words that speak for it most, one class beside the other. */
function TellingWords({ net, output }: { readonly net: BayesNet; readonly output: Arrays }) {
  const [{ states }, ...nodes] = net.nodes;
  const [, count] = output.weights.shape;
  const times = (weight: number) =>
    weight < ONLY_THERE ? formatNumber(Math.exp(weight), locale.value, 3) : t(words.onlyThere);
  const columns = (isShown: boolean) =>
    states.flatMap((state, c) => {
      const best = nodes
        .map(({ name }, w) => ({ name, weight: output.weights.values[c * count + w] }))
        .sort((a, b) => b.weight - a.weight)
        .slice(0, MOST_WORDS);
      return [
        { name: state, values: best.map(({ name }) => name) },
        {
          name: t(words.timesOf, { state }),
          values: best.map(({ weight }) => (isShown ? times(weight) : Math.exp(weight))),
        },
      ];
    });
  return (
    <Figure title={t(words.tellingTitle)} note={t(words.tellingNote)} columns={() => columns(false)}>
      <Rows label={t(words.tellingTitle)} columns={columns(true)} />
    </Figure>
  );
}

/** What the classifier says of the texts that it has not read: where it errs comes first. */
function HeldOut({ texts, output }: { readonly texts: Texts; readonly output: Arrays }) {
  const { rows, actual, predicted, confidence } = output;
  if (rows.values.length === 0) return null;
  const isRight = (i: number) => Number(actual.values[i] === predicted.values[i]);
  const order = [...rows.values.keys()].sort((i, j) => isRight(i) - isRight(j) || i - j);
  const columns = [
    { name: t(words.text), values: order.map((i) => texts.texts[rows.values[i]]) },
    { name: t(words.actual), values: order.map((i) => texts.classes[actual.values[i]]) },
    { name: t(words.predicted), values: order.map((i) => texts.classes[predicted.values[i]]) },
    { name: t(words.sure), values: order.map((i) => confidence.values[i]) },
  ];
  return (
    <Figure title={t(words.heldTitle)} note={t(words.heldNote)} columns={() => columns}>
      <Rows label={t(words.heldTitle)} columns={columns} />
    </Figure>
  );
}
