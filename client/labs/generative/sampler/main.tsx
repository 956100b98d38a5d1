import { HOTTEST, MOST_SAMPLES } from "../../../../shared/gallery/asked.ts";
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import { paramsOf } from "../../../../shared/labs/generative/sampler/asked.ts";
import { type SamplerParams, samplerFields } from "../../../../shared/labs/generative/sampler/fields.ts";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import type { Columns } from "../../../views/export.ts";
import { Figure } from "../../../views/figure.tsx";
import { Icon } from "../../../views/icon.tsx";
import { NumberBox } from "../../../views/number-box.tsx";
import { Slider } from "../../parts/slider.tsx";
import { words as texts } from "../text/words.ts";
import { Picker } from "./picker.tsx";
import { SamplesPicture } from "./samples.tsx";
import { type Now, nowOf, type SamplerProps, useShown } from "./state.ts";
import { Failure, OnItsWay, Wrong } from "./waiting.tsx";
import { words } from "./words.ts";
import { Written } from "./written.ts";
import "../../parts/parts.css";
import "./sampler.css";

/** The models to choose from, and what the chosen one draws: at once, and anew with every slider. */
export function MainView(props: SamplerProps) {
  const now = nowOf(props);
  const { samples, prefix, failed, again } = useShown(props, now);
  const { card } = now;
  const choose = (other: GalleryCard) => {
    props.propose(paramsOf(other), "model");
    props.draft?.settle();
  };
  return (
    <div class="sampler">
      <Picker chosen={card.id} onChoose={choose} />
      <Figure
        title={t(card.title)}
        note={t(card.about)}
        {...(samples?.kind === "texts" && isProse(card) && { columns: () => columnsOf(samples.texts) })}
      >
        <Controls {...props} now={now} />
        {now.wrong ? <Wrong error={now.wrong} /> : <Failure failed={failed} again={again} />}
        <div class="sampler-shown" style={{ "--sampler-least": leastHeight(now) }}>
          {samples?.kind === "texts" ? (
            <Written card={card} samples={samples} prefix={prefix} ask={props.ask} />
          ) : samples ? (
            <SamplesPicture card={card} samples={samples} />
          ) : props.draft ? (
            !failed && !now.wrong && <OnItsWay />
          ) : (
            <p class="part-caption">{t(words.notYet)}</p>
          )}
        </div>
      </Figure>
    </div>
  );
}

/** Melodies and molecules have figures of their own, which save notes and validity. */
const isProse = ({ gives }: GalleryCard) => gives.kind === "text" && gives.of === "letters";

const columnsOf = (written: readonly string[]): Columns => [
  { name: t(words.sample), values: written.map((_, i) => i + 1) },
  { name: t(words.text), values: written },
];

/** Kept for what is on its way, so that nothing below it jumps. */
const leastHeight = ({ card }: Now) => (card.gives.kind === "points" ? "min(100cqi, 420px)" : "180px");

const LAST_SEED = Number.MAX_SAFE_INTEGER;
/** Id of why a seed is none. */
const REFUSED = "sampler-seed-refused";

/** Some of the form is not as the card has it. */
function isOther(params: SamplerParams, card: GalleryCard): boolean {
  const own: Readonly<Record<string, unknown>> = paramsOf(card);
  return Object.entries(params).some(([name, value]) => value !== own[name]);
}

function Controls({ now, propose, reseed, draft }: SamplerProps & { readonly now: Now }) {
  const { params, seed, card } = now;
  const said = (value: number) => formatNumber(value, locale.value, 3);
  const refused = draft?.errors.seed;
  const change = (change: Partial<typeof params>, gesture: string) => propose(change, gesture);
  return (
    <div class="part-controls sampler-controls" onChange={() => draft?.settle()}>
      <button
        type="button"
        data-act="previous"
        title={t(words.previousHelp)}
        disabled={seed === 0}
        onClick={() => reseed?.(seed - 1)}
      >
        {t(words.previous)}
      </button>
      <button
        type="button"
        class="primary"
        data-act="another"
        title={t(words.anotherHelp)}
        disabled={seed === LAST_SEED}
        onClick={() => reseed?.(seed + 1)}
      >
        <Icon name="again" /> {t(words.another)}
      </button>
      <label class="part-control sampler-seed" data-act="seed">
        {t(words.seed)}
        <NumberBox
          label={t(words.seed)}
          value={seed}
          min={0}
          max={LAST_SEED}
          ungrouped
          wrong={refused === undefined ? undefined : REFUSED}
          onSet={(value) => reseed?.(value)}
        />
      </label>
      {refused !== undefined && (
        <p id={REFUSED} class="field-error" role="alert">
          {explain(refused)}
        </p>
      )}
      <Slider
        act="temperature"
        label={t(words.temperature)}
        max={Math.min(2, HOTTEST)}
        step={0.05}
        value={Math.min(2, params.temperature)}
        said={said(params.temperature)}
        onMove={(temperature) => change({ temperature }, "params.temperature")}
      />
      <Slider
        act="count"
        label={t(words.count)}
        min={1}
        max={MOST_SAMPLES}
        value={params.count}
        said={formatInteger(params.count, locale.value)}
        onMove={(count) => change({ count }, "params.count")}
      />
      {card.kind === "text" && (
        <label class="text-typed" data-act="prefix">
          {t(texts.prefix)}
          <input
            type="text"
            value={params.prefix}
            maxLength={samplerFields.prefix.maxLength}
            placeholder={t(texts.prefixHint)}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => change({ prefix: event.currentTarget.value }, "params.prefix")}
          />
        </label>
      )}
      {/* Always there: nothing below may move with the first change. */}
      <button
        type="button"
        class="quiet"
        data-act="back"
        disabled={!isOther(params, card)}
        onClick={() => {
          propose(paramsOf(card), "back");
          draft?.settle();
        }}
      >
        {t(words.back)}
      </button>
    </div>
  );
}
