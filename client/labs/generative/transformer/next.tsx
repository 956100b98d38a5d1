import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { beginningIn } from "../text/beginning.ts";
import { ChoosingSliders } from "../text/choosing.tsx";
import { signName } from "../text/names.ts";
import { lastOf, NextBars } from "../text/next-bars.tsx";
import { UnknownSigns } from "../text/unknown.tsx";
import { words as texts } from "../text/words.ts";
import { late } from "./late-words.ts";
import {
  characterAt,
  hasNet,
  lacksWeights,
  languageOf,
  signsOf,
  type TransformerProps,
  useChoosing,
  useContinuation,
} from "./state.ts";
import { words } from "./words.ts";
import "../text/text.css";
import "../../parts/parts.css";

const LONGEST = 200;
const BEGINNINGS = {
  text: { es: "Había una v", en: "Once upon a t" },
  pairs: { es: "doscientos siete=2", en: "two hundred seven=2" },
} as const;

/** What the net expects behind a text that is typed. */
export function NextView(props: TransformerProps) {
  const { content } = props.experiment.params;
  // At temperature 0 one character has all, whatever the net says of the others: the bars begin at 1.
  const choosing = useChoosing(props, { atZero: 1 });
  const typed = useSignal<string | null>(null);
  const signs = signsOf(props);
  const text =
    typed.value ??
    beginningIn(BEGINNINGS[content][languageOf(props)], { ref: props.experiment.data, data: props.data, signs });
  const { answer } = useContinuation(props, {
    prefix: text,
    seed: 0,
    length: 0,
    choosing: choosing.value,
  });
  if (lacksWeights(props)) return <NotKept />;
  if (!signs || !hasNet(props)) return <p class="part-caption">{t(nets.notYet)}</p>;
  const shares = answer?.next.values ?? [];
  const add = (sign: string) => {
    typed.value = lastOf(text + sign, LONGEST);
  };
  const names = Array.from(signs.values, (_, code) => signName(characterAt(signs, code)));
  return (
    <Figure
      title={t(words.next)}
      note={t(late.nextNote)}
      columns={() => [
        { name: t(words.character), values: names },
        { name: t(words.probability), values: shares },
      ]}
    >
      <div class="part-controls">
        <label class="text-typed" data-act="typed" data-tells="">
          {t(texts.prefix)}
          <span class="text-told">{text}</span>
          <input
            type="text"
            value={text}
            maxLength={LONGEST}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
        <ChoosingSliders choosing={choosing} />
      </div>
      <UnknownSigns text={text} signs={signs} />
      {answer ? (
        <NextBars signs={signs} shares={shares} onAdd={add} />
      ) : (
        <p class="part-caption text-next">{t(texts.answering)}</p>
      )}
    </Figure>
  );
}
