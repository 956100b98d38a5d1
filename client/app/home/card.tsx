import { useSignal } from "@preact/signals";
import { ownKindWords, words } from "../../i18n/home.ts";
import { levels } from "../../i18n/levels.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatSeconds } from "../../i18n/numbers.ts";
import { ownKinds } from "../../labs/own-kinds.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { labAddress } from "../addresses.ts";
import { CardPicture } from "../card-picture.tsx";
import { KeepOffline } from "./keep-offline.tsx";
import { pictureOf } from "./pictures.ts";
import "./card.css";

/** Experiments that a card names before it is asked for all. */
const few = 3;

/** A lab: what it is, the picture of its first recorded result, and its experiments. */
export function LabCard({ lab }: { readonly lab: LabIndex }) {
  const title = t(lab.title);
  const titleId = `lab-${lab.id}`;
  const picture = pictureOf(lab.id);
  return (
    <li class="card">
      <div class="card-about">
        <h4>
          <a id={titleId} class="card-lab" href={labAddress(lab.id)}>
            {title}
          </a>
        </h4>
        <p class="soft small card-summary">{t(lab.summary)}</p>
        <Facts lab={lab} />
        <div class="card-picture" aria-hidden="true">
          {picture && <CardPicture card={picture} title={title} side={side} />}
        </div>
      </div>
      <div class="card-foot">
        <Presets lab={lab} />
        <KeepOffline lab={lab.id} titleId={titleId} />
      </div>
    </li>
  );
}

function Presets({ lab: { id, title, presets } }: { readonly lab: LabIndex }) {
  const showsAll = useSignal(presets.length <= few);
  const list = showsAll.value ? presets : presets.slice(0, few);
  const count = presets.length - list.length;
  return (
    <ul class="card-presets" aria-label={t(words.experiments)}>
      {list.map((preset) => (
        <li key={preset.id}>
          <a
            href={labAddress(id, preset.id)}
            title={t(words.about, { time: formatSeconds(preset.seconds, locale.value) })}
          >
            {t(preset.title)}
          </a>
        </li>
      ))}
      {count > 0 && (
        <li>
          <button
            type="button"
            class="quiet card-more"
            aria-label={t(words.morePresetsOf, { count, title: t(title) })}
            onClick={(event) => {
              // The button goes: the keyboard goes on at the first that came.
              const parent = event.currentTarget.closest("ul");
              showsAll.value = true;
              requestAnimationFrame(() => parent?.querySelectorAll("a")[few]?.focus());
            }}
          >
            {t(words.morePresets, { count })}
          </button>
        </li>
      )}
    </ul>
  );
}

/** What a reader should bring: time, knowledge, and data if there is some. */
function Facts({ lab: { lesson, formats } }: { readonly lab: LabIndex }) {
  const kinds = ownKinds(formats).filter((kind) => kind !== "weights");
  return (
    <p class="card-facts">
      <span>
        <span class="visually-hidden">{t(words.cardLesson)} </span>
        {t(words.minutes, { minutes: lesson.minutes })}
      </span>
      <span>{t(levels[lesson.level]).toLowerCase()}</span>
      <span>{kinds.length > 0 ? kinds.map((kind) => t(ownKindWords[kind])).join(", ") : t(words.noOwnData)}</span>
    </p>
  );
}

/** CSS pixels on a side of the picture, as in card.css. */
const side = 104;
