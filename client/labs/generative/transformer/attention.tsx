import { useSignal } from "@preact/signals";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Slider } from "../../parts/slider.tsx";
import { beginningIn } from "../text/beginning.ts";
import { signName } from "../text/names.ts";
import { UnknownSigns } from "../text/unknown.tsx";
import { words as texts } from "../text/words.ts";
import { AttentionKey, AttentionMaps, type Look, mapName, STRONG } from "./attention-maps.tsx";
import { late } from "./late-words.ts";
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
import "./attention.css";

const LONGEST = 120;
const BEGINNINGS = {
  text: { es: "Había una vez una gata que vivía en", en: "Once upon a time there was a" },
  pairs: { es: "doscientos siete=207", en: "two hundred seven=207" },
} as const;

/** Where each place of a text looks: a map of each head, and of the chosen one what the chosen place sees. */
export function AttentionView(props: TransformerProps) {
  const { experiment, fold } = props;
  const { content } = experiment.params;
  const { data: ref } = experiment;
  const typed = useSignal<string | null>(null);
  const head = useSignal<number | null>(null);
  const place = useSignal<number | null>(null);
  const looked = useSignal<Look | null>(null);
  const signs = signsOf(props);
  // Of texts that were generated the same one all the while, so that its maps are seen to become what they are; of own translations one that was not learnt.
  const isOwn = !(ref && "generator" in ref);
  const lines = isOwn && content === "pairs" ? fold.output("evaluate")?.lines : undefined;
  const offered = BEGINNINGS[content][languageOf(props)];
  const text =
    typed.value ??
    (lines && signs ? lineAt(lines, 0, signs) : undefined) ??
    beginningIn(offered, { ref, data: props.data, signs });
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
  const percent = (share: number) => formatPercent(share, locale.value);
  const { map, from, to } = looked.value ?? { map: 0, from: 0, to: 0 };
  const isSeen = looked.value !== null && Math.max(from, to) < n && map < layers * heads;
  return (
    <Figure
      title={t(words.attention)}
      note={t(late.attentionNote, { layers: number(layers), heads: number(heads) })}
      columns={() => [
        { name: t(words.character), values: characters },
        {
          name: t(late.shareOf, { map: mapName(chosen, heads), place: own(here) }),
          values: Float64Array.from(shares),
        },
        { name: t(words.probability), values: probabilities.values },
      ]}
    >
      <div class="part-controls">
        <label class="text-typed" data-act="typed">
          {t(late.text)}
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
          label={t(late.place)}
          max={n - 1}
          value={here}
          said={own(here)}
          onMove={(value) => (place.value = value)}
        />
      </div>
      <UnknownSigns text={text} signs={signs} />
      <div class="part-stack attention-picture" data-picture>
        <AttentionMaps
          attention={attention}
          chosen={chosen}
          here={here}
          onChoose={(index) => (head.value = index)}
          onLook={(look) => (looked.value = look)}
        />
        <AttentionKey />
        <p class="attention-text" data-lines data-act="place" data-over>
          {characters.map((character, s) => (
            <span
              key={s}
              class={s === here ? "attention-here" : s > here ? "attention-behind" : undefined}
              style={{ "--share": `${s <= here ? Math.min(100, Math.round((100 * shares[s]) / STRONG)) : 0}%` }}
              onPointerEnter={() => (place.value = s)}
            >
              {character === "\n" ? "⏎" : character}
            </span>
          ))}
        </p>
        <p class="part-caption">
          {t(late.looks, {
            map: mapName(chosen, heads),
            place: own(here),
            seen: own(best),
            share: percent(shares[best]),
          })}
        </p>
      </div>
      <p class="part-caption attention-pointed">
        {!isSeen
          ? t(late.pointHint)
          : t(to > from ? late.unseen : late.pointed, {
              map: mapName(map, heads),
              place: own(from),
              seen: own(to),
              share: percent(attention.values[(map * n + from) * n + to]),
            })}
      </p>
    </Figure>
  );
}
