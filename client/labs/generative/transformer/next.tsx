import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { ClassBars } from "../../parts/class-bars.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { ChoosingSliders } from "../text/choosing.tsx";
import { signName } from "../text/names.ts";
import { words as texts } from "../text/words.ts";
import {
  characterAt,
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

/** Characters that have a bar. */
const MOST = 12;
const LONGEST = 200;
const BEGINNINGS = {
  text: { es: "Había una v", en: "Once upon a t" },
  pairs: { es: "doscientos siete=2", en: "two hundred seven=2" },
} as const;

/** What the net expects behind a text that is typed. */
export function NextView(props: TransformerProps) {
  const { content } = props.experiment.params;
  const choosing = useChoosing(props);
  const typed = useSignal<string | null>(null);
  const signs = signsOf(props);
  const text = typed.value ?? BEGINNINGS[content][languageOf(props)];
  // At temperature 0 one character has all: the bars say more at 1.
  const { temperature, topK, topP } = choosing.value;
  const { answer } = useContinuation(props, {
    prefix: text,
    seed: 0,
    length: 0,
    choosing: { temperature: temperature === 0 ? 1 : temperature, topK, topP },
  });
  if (lacksWeights(props)) return <NotKept />;
  if (!answer || !signs) return <p class="part-caption">{t(nets.notYet)}</p>;
  const names = Array.from(signs.values, (_, code) => signName(characterAt(signs, code)));
  return (
    <Figure
      title={t(words.next)}
      note={t(words.nextNote)}
      columns={() => [
        { name: t(words.character), values: names },
        { name: t(words.probability), values: answer.next.values },
      ]}
    >
      <div class="part-controls">
        <label class="text-typed" data-act="typed">
          {t(texts.prefix)}
          <input
            type="text"
            value={text}
            maxLength={LONGEST}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
        <ChoosingSliders choosing={choosing} />
      </div>
      <ClassBars
        title={t(words.next)}
        names={names}
        shares={answer.next.values}
        most={MOST}
        color={roleColor("model")}
      />
    </Figure>
  );
}
