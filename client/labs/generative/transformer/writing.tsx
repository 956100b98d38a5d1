import { useSignal } from "@preact/signals";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { ChoosingSliders } from "../text/choosing.tsx";
import { ShadedText, ShadeKey } from "../text/shaded.tsx";
import { UnknownSigns } from "../text/unknown.tsx";
import { words as texts } from "../text/words.ts";
import {
  characterAt,
  hasNet,
  lacksWeights,
  languageOf,
  lineAt,
  signsOf,
  type TransformerProps,
  useChoosing,
  useContinuation,
} from "./state.ts";
import { words } from "./words.ts";
import "../../parts/parts.css";
import "../text/text.css";
import "./transformer.css";

const LENGTH = { text: 500, pairs: 60 } as const;
const LONGEST_PREFIX = 200;

/** A question to begin with. */
const QUESTION = { es: "doscientos siete=", en: "two hundred seven=" } as const;
/** What is shown of the text that the run itself wrote. */
const SHOWN = 700;

/** What the net writes, live while it learns; every slider writes anew. */
export function WritingView(props: TransformerProps) {
  const { fold, experiment } = props;
  const { content, temperature, topK, topP } = experiment.params;
  const choosing = useChoosing(props);
  const seed = useSignal(0);
  const typed = useSignal<string | null>(null);
  const signs = signsOf(props);
  const prefix = typed.value ?? (content === "pairs" ? QUESTION[languageOf(props)] : "");
  const now = choosing.value;
  const isMoved =
    seed.value > 0 || prefix !== "" || now.temperature !== temperature || now.topK !== topK || now.topP !== topP;
  const atEnd = fold.output("write");
  const isAsked = isMoved || !atEnd;
  const asked = useContinuation(
    props,
    isAsked ? { prefix, seed: seed.value, length: LENGTH[content], choosing: now } : null,
  );
  // What the run wrote stays until the first answer is there; of translations it is no answer to a question.
  const isAnswered = isAsked && asked.answer !== null;
  const answer = isAnswered ? asked.answer : content === "pairs" ? undefined : atEnd;
  const codes = answer?.codes.values.subarray(0, SHOWN);
  const characters = codes && signs ? Array.from(codes, (code) => characterAt(signs, code)) : null;
  const isBegun = fold.tasks.some(({ id }) => fold.done(id) > 0);
  const note = fold.output("train")
    ? t(content === "pairs" ? words.answerNote : words.writtenNote)
    : t(words.learning, { step: formatInteger(fold.done("train"), locale.value) });
  return (
    <div class="part-stack">
      <div class="part-controls">
        <label class="text-typed" data-act="prefix">
          {t(content === "pairs" ? words.question : texts.prefix)}
          <input
            type="text"
            value={prefix}
            maxLength={LONGEST_PREFIX}
            placeholder={t(texts.prefixHint)}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
        <ChoosingSliders choosing={choosing} />
        <button type="button" data-act="again" onClick={() => seed.value++}>
          {t(texts.again)}
        </button>
      </div>
      {signs && <UnknownSigns text={prefix} signs={signs} />}
      <div class={content === "pairs" ? "transformer-answer" : undefined}>
        {characters && answer ? (
          <Figure
            title={t(words.written)}
            note={note}
            columns={() => [
              { name: t(words.character), values: characters },
              { name: t(words.probability), values: answer.probabilities.values.subarray(0, SHOWN) },
            ]}
          >
            <div class={content === "text" ? "text-written" : undefined}>
              <ShadedText
                label={t(words.written)}
                before={isAnswered ? prefix : ""}
                characters={characters}
                probabilities={answer.probabilities.values}
              />
            </div>
            <ShadeKey />
          </Figure>
        ) : lacksWeights(props) ? (
          <NotKept />
        ) : (
          <p
            class={`part-caption${content === "text" ? " text-waits text-waits-plain" : ""}${hasNet(props) ? " loading" : ""}`}
          >
            {t(hasNet(props) ? texts.answering : isBegun ? words.empty : nets.notYet)}
          </p>
        )}
      </div>
      {content === "pairs" && <Answers {...props} />}
    </div>
  );
}

/** Held-out lines with what the nets answer. */
function Answers(props: TransformerProps) {
  const { fold } = props;
  const signs = signsOf(props);
  const { lines, answers } = fold.output("evaluate") ?? {};
  const beside = fold.output("judge")?.answers;
  if (!signs || !lines || !answers) return <p class="part-caption answers-waits">{t(nets.afterTraining)}</p>;
  const answerOf = (line: string) => line.slice(line.indexOf("=") + 1);
  const rows = Array.from({ length: lines.shape[0] }, (_, row) => {
    const line = lineAt(lines, row, signs);
    return {
      question: line.slice(0, line.indexOf("=")),
      truth: answerOf(line),
      given: answerOf(lineAt(answers, row, signs)),
      ...(beside && { beside: answerOf(lineAt(beside, row, signs)) }),
    };
  });
  const mark = (own: string, truth: string) => (
    <td class={own === truth ? undefined : "answer-wrong"}>
      {own}
      {own !== truth && <span class="visually-hidden"> ({t(words.wrong)})</span>}
    </td>
  );
  return (
    <Figure
      title={t(words.answers)}
      note={t(words.answersNote)}
      columns={() => [
        { name: t(words.question), values: rows.map(({ question }) => question) },
        { name: t(words.truth), values: rows.map(({ truth }) => truth) },
        { name: t(words.transformer), values: rows.map(({ given }) => given) },
        ...(beside ? [{ name: t(words.recurrent), values: rows.map((row) => row.beside ?? "") }] : []),
      ]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="answers" tabIndex={0} aria-label={t(words.answers)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(words.question)}</th>
              <th scope="col">{t(words.truth)}</th>
              <th scope="col">{t(words.transformer)}</th>
              {beside && <th scope="col">{t(words.recurrent)}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ question, truth, given, beside: other }) => (
              <tr key={question}>
                <th scope="row">{question}</th>
                <td>{truth}</td>
                {mark(given, truth)}
                {other !== undefined && mark(other, truth)}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
