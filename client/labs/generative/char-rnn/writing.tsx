import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { CharRnnParams } from "../../../../shared/labs/generative/char-rnn/fields.ts";
import { linesOf } from "../../../../shared/labs/generative/text/kinds/lines.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { newestWeights } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { ChoosingSliders } from "../text/choosing.tsx";
import { MelodiesFigure } from "../text/melodies.tsx";
import { MoleculesFigure } from "../text/molecules.tsx";
import { ShadedText, ShadeKey, SurpriseStrip } from "../text/shaded.tsx";
import { UnknownSigns } from "../text/unknown.tsx";
import { words as texts } from "../text/words.ts";
import { SeriesFigure } from "./series.tsx";
import { type CharProps, signsOf, useChoosing, useContinuation, type WrittenText, writtenIn } from "./state.ts";
import { words } from "./words.ts";
import "../../parts/parts.css";

/** Characters that are written at once. */
const LENGTH: Readonly<Record<CharRnnParams["content"], number>> = {
  text: 700,
  melodies: 520,
  molecules: 420,
  series: 250,
};
const LONGEST_PREFIX = 200;

/** What the net writes, live while it learns; every slider writes anew. */
export function WritingView(props: CharProps) {
  const { fold, experiment } = props;
  const { content } = experiment.params;
  const choosing = useChoosing(props);
  const seed = useSignal(0);
  const prefix = useSignal("");
  const signs = signsOf(props);
  const atEnd = fold.output("write");
  const { temperature, topK, topP } = experiment.params;
  const isMoved =
    seed.value > 0 ||
    prefix.value !== "" ||
    choosing.value.temperature !== temperature ||
    choosing.value.topK !== topK ||
    choosing.value.topP !== topP;
  const isAsked = isMoved || !atEnd;
  const { answer } = useContinuation(
    props,
    isAsked ? { prefix: prefix.value, seed: seed.value, length: LENGTH[content], choosing: choosing.value } : null,
  );
  // What the run wrote stays until the first answer is there: controls that go away under the hand that moves them are lost.
  const isAnswered = isAsked && answer !== null;
  const written = writtenIn(isAnswered ? answer : atEnd, signs);
  const note = atEnd
    ? t(isAnswered ? words.writtenNote : words.ofRun)
    : t(words.learning, { step: formatInteger(fold.done("train"), locale.value) });
  const language = locale.value;
  return (
    <div class="part-stack">
      <div class="part-controls">
        <ChoosingSliders choosing={choosing} />
        <button type="button" data-act="again" onClick={() => seed.value++}>
          {t(texts.again)}
        </button>
        {content === "text" && (
          <label class="text-typed" data-act="prefix">
            {t(texts.prefix)}
            <input
              type="text"
              value={prefix.value}
              maxLength={LONGEST_PREFIX}
              placeholder={t(texts.prefixHint)}
              dir="auto"
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => (prefix.value = event.currentTarget.value)}
            />
          </label>
        )}
      </div>
      {signs && <UnknownSigns text={prefix.value} signs={signs} />}
      {written ? (
        <>
          <Drawn content={content} written={written} props={props} />
          <Figure
            title={t(words.written)}
            note={note}
            columns={() => [
              { name: t(words.character), values: written.characters },
              { name: t(words.probability), values: written.probabilities },
            ]}
          >
            <div class="text-written" lang={content === "text" ? undefined : language}>
              <ShadedText
                label={t(words.written)}
                before={isAnswered ? prefix.value : ""}
                characters={written.characters}
                probabilities={written.probabilities}
              />
            </div>
            <SurpriseStrip probabilities={written.probabilities} />
            <ShadeKey />
          </Figure>
        </>
      ) : (
        <NotWritten content={content} {...props} />
      )}
    </div>
  );
}

/** Why nothing is written yet, in the place of what will be. */
function NotWritten({ content, ...props }: CharProps & { readonly content: CharRnnParams["content"] }) {
  const isAnswering = newestWeights(props) !== undefined;
  const isBegun = props.fold.tasks.some(({ id }) => props.fold.done(id) > 0);
  return (
    <p class={`part-caption text-waits text-waits-${content}${isAnswering ? " loading" : ""}`}>
      {t(isAnswering ? texts.answering : isBegun ? words.empty : nets.notYet)}
    </p>
  );
}

interface DrawnProps {
  readonly content: CharRnnParams["content"];
  readonly written: WrittenText;
  readonly props: CharProps;
}

/** What the letters mean, where they are not prose. */
function Drawn({ content, written, props }: DrawnProps) {
  const text = written.characters.join("");
  const lines = useMemo(() => linesOf(text), [text]);
  switch (content) {
    case "text":
      return null;
    case "melodies":
      return <MelodiesFigure lines={lines} ask={props.ask} />;
    case "molecules":
      return <MoleculesFigure lines={lines} />;
    case "series":
      return <SeriesFigure text={text} data={props.data} />;
    default:
      return content satisfies never;
  }
}
