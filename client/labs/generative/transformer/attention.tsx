import { useSignal } from "@preact/signals";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Slider } from "../../parts/slider.tsx";
import { signName } from "../text/names.ts";
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
  useAttention,
} from "./state.ts";
import { words } from "./words.ts";
import "../text/text.css";
import "../../parts/parts.css";
import "./transformer.css";

const LONGEST = 120;
/** Shares from here on are as bright as they get. */
const STRONG = 0.5;
const BEGINNINGS = {
  text: { es: "Había una vez una gata que vivía en", en: "Once upon a time there was a" },
  pairs: { es: "doscientos siete=207", en: "two hundred seven=207" },
} as const;

/** Where each place of a text looks: a map of each head, and of the chosen one what the chosen place sees. */
export function AttentionView(props: TransformerProps) {
  const { experiment, fold } = props;
  const { content } = experiment.params;
  const typed = useSignal<string | null>(null);
  const head = useSignal<number | null>(null);
  const place = useSignal<number | null>(null);
  const signs = signsOf(props);
  const lines = content === "pairs" ? fold.output("evaluate")?.lines : undefined;
  const text =
    typed.value ?? (lines && signs ? lineAt(lines, 0, signs) : undefined) ?? BEGINNINGS[content][languageOf(props)];
  const { answer } = useAttention(props, text);
  if (lacksWeights(props)) return <NotKept />;
  if (!signs || !hasNet(props)) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!answer) return <p class="part-caption">{t(texts.answering)}</p>;
  const { attention, read, probabilities } = answer;
  const [layers, heads, n] = attention.shape;
  // What the last layer sees is what is written by.
  const chosen = Math.min(head.value ?? (layers - 1) * heads, layers * heads - 1);
  const characters = Array.from(read.values, (code) => characterAt(signs, code));
  // From the mark the first character of the answer is written.
  const mark = characters.indexOf("=");
  const here = Math.min(place.value ?? (mark >= 0 ? mark : n - 1), n - 1);
  const shares = attention.values.subarray((chosen * n + here) * n, (chosen * n + here) * n + n);
  let best = 0;
  for (let s = 1; s < n; s++) if (shares[s] > shares[best]) best = s;
  const own = (at: number) => signName(characters[at]);
  const number = (value: number) => formatInteger(value, locale.value);
  return (
    <Figure
      title={t(words.attention)}
      note={t(words.attentionNote, { layers: number(layers), heads: number(heads) })}
      columns={() => [
        { name: t(words.character), values: characters },
        { name: t(words.share), values: Float64Array.from(shares) },
        { name: t(words.probability), values: probabilities.values },
      ]}
    >
      <div class="part-controls">
        <label class="text-typed" data-act="typed">
          {t(words.text)}
          <input
            type="text"
            value={text}
            maxLength={LONGEST}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
              place.value = null;
            }}
          />
        </label>
        <Slider
          act="place"
          label={t(words.place)}
          max={n - 1}
          value={here}
          said={own(here)}
          onMove={(value) => (place.value = value)}
        />
      </div>
      <UnknownSigns text={text} signs={signs} />
      <div data-act="head">
        <ImageGrid
          title={t(words.maps, { layers: number(layers), heads: number(heads) })}
          values={attention.values}
          count={layers * heads}
          shape={{ height: n, width: n, channels: 1 }}
          range={[0, STRONG]}
          columns={heads}
          height={layers * 170}
          selected={chosen}
          onPick={(index) => (head.value = index)}
        />
      </div>
      <p class="attention-text">
        {characters.map((character, s) => (
          <span
            key={s}
            class={s === here ? "attention-here" : s > here ? "attention-behind" : undefined}
            style={{ "--share": `${Math.round(100 * (s <= here ? shares[s] : 0))}%` }}
            onPointerEnter={() => (place.value = s)}
          >
            {character === "\n" ? "⏎" : character}
          </span>
        ))}
      </p>
      <p class="part-caption">
        {t(words.looks, {
          layer: number(1 + Math.floor(chosen / heads)),
          head: number(1 + (chosen % heads)),
          place: own(here),
          seen: own(best),
          share: formatPercent(shares[best], locale.value),
        })}
      </p>
    </Figure>
  );
}
