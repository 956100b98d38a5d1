import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { ChoosingSliders } from "../text/choosing.tsx";
import { signName } from "../text/names.ts";
import { words as texts } from "../text/words.ts";
import { type CharProps, characterAt, signsOf, useChoosing, useContinuation } from "./state.ts";
import { words } from "./words.ts";
import "../../parts/classes.css";
import "../../parts/parts.css";

/** Characters that have a bar. */
const MOST = 14;
/** What has less has none: it would be told as 0 %. */
const LEAST = 0.005;
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
  const box = useRef<HTMLTextAreaElement>(null);
  const signs = signsOf(props);
  const { data } = props.experiment;
  const language = data && "generator" in data && data.params.language === "en" ? "en" : "es";
  const beginning = content === "text" ? BEGINNINGS.text[language] : BEGINNINGS[content];
  const text = typed.value ?? beginning;
  const { answer } = useContinuation(props, { prefix: text, seed: 0, length: 0, choosing: choosing.value });
  if (!answer || !signs) return <p class="part-caption">{t(nets.notYet)}</p>;
  const shares = answer.next.values;
  const order = Array.from(shares.keys())
    .sort((a, b) => shares[b] - shares[a] || a - b)
    .filter((code) => shares[code] >= LEAST)
    .slice(0, MOST);
  const add = (code: number) => {
    typed.value = (text + characterAt(signs, code)).slice(-LONGEST);
    box.current?.focus({ preventScroll: true });
  };
  return (
    <Figure
      title={t(words.next)}
      note={t(words.nextNote)}
      columns={() => [
        { name: t(words.character), values: Array.from(signs.values, (code) => String.fromCodePoint(code)) },
        { name: t(words.probability), values: shares },
      ]}
    >
      <div class="part-controls">
        <label class="text-typed" data-act="typed">
          {t(texts.prefix)}
          <textarea
            ref={box}
            rows={2}
            value={text}
            maxLength={LONGEST}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
      </div>
      <div class="part-controls">
        <ChoosingSliders choosing={choosing} />
      </div>
      <ul class="class-bars text-next" aria-label={t(words.nextBars)} data-act="next">
        {order.map((code) => {
          const name = signName(characterAt(signs, code));
          return (
            <li key={code}>
              <button
                type="button"
                data-tells
                class="quiet"
                aria-label={t(words.press, { sign: name })}
                onClick={() => add(code)}
              >
                {name}
              </button>
              <span class="class-bars-track" aria-hidden="true">
                <span style={{ inlineSize: `${100 * shares[code]}%`, background: roleColor("model") }} />
              </span>
              <span class="part-number">{formatPercent(shares[code], locale.value)}</span>
            </li>
          );
        })}
      </ul>
    </Figure>
  );
}
