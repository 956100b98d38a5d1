import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { useLast } from "../../parts/last.ts";
import { useHadNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { beginningIn } from "../text/beginning.ts";
import { ChoosingSliders } from "../text/choosing.tsx";
import { signName } from "../text/names.ts";
import { lastOf, NextBars } from "../text/next-bars.tsx";
import { UnknownSigns } from "../text/unknown.tsx";
import { words as texts } from "../text/words.ts";
import { type CharProps, signsOf, useChoosing, useContinuation } from "./state.ts";
import { words } from "./words.ts";
import "../../parts/parts.css";

const LONGEST = 300;

/** How a text of each kind may begin. */
const BEGINNINGS = {
  text: { es: "Había una v", en: "Once upon a t" },
  melodies: "C2E2",
  molecules: "c1ccc(",
  series: "aab",
} as const;

/** What the net expects behind a text that is typed: a bar for each likely character, which adds it. */
export function NextView(props: CharProps) {
  const { content } = props.experiment.params;
  const choosing = useChoosing(props);
  const typed = useSignal<string | null>(null);
  const signs = useLast(signsOf(props));
  const hadNet = useHadNet(props);
  const { data } = props.experiment;
  const language = data && "generator" in data && data.params.language === "en" ? "en" : "es";
  const offered = content === "text" ? BEGINNINGS.text[language] : BEGINNINGS[content];
  const text = typed.value ?? beginningIn(offered, { ref: data, data: props.data, signs });
  const { answer } = useContinuation(props, { prefix: text, seed: 0, length: 0, choosing: choosing.value });
  if (!signs || !hadNet) return <p class="part-caption">{t(nets.notYet)}</p>;
  const shares = answer?.next.values ?? [];
  const add = (sign: string) => {
    typed.value = lastOf(text + sign, LONGEST);
  };
  return (
    <Figure
      title={t(words.next)}
      note={t(words.nextNote)}
      columns={() => [
        { name: t(words.character), values: Array.from(signs.values, (code) => signName(String.fromCodePoint(code))) },
        { name: t(words.probability), values: shares },
      ]}
    >
      <div class="part-controls">
        <label class="text-typed" data-act="typed" data-tells="">
          {t(texts.prefix)}
          <span class="text-told">{text}</span>
          <textarea
            rows={2}
            value={text}
            maxLength={LONGEST}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
      </div>
      <div class="part-controls">
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
