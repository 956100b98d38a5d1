import { ownKindWords, words } from "../../i18n/home.ts";
import { levels } from "../../i18n/levels.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatSeconds } from "../../i18n/numbers.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { CardPicture } from "../card-picture.tsx";
import { labAddress } from "../router.ts";
import { KeepOffline } from "./keep-offline.tsx";
import { ownKinds } from "./own-kinds.ts";
import { pictureOf } from "./pictures.ts";

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
        <p class="soft small">{t(lab.summary)}</p>
        <Facts lab={lab} />
        <div class="card-picture" aria-hidden="true">
          {picture && <CardPicture card={picture} title={title} side={side} />}
        </div>
      </div>
      <div class="card-foot">
        <ul class="card-presets" aria-label={t(words.experiments)}>
          {lab.presets.map((preset) => (
            <li key={preset.id}>
              <a
                href={labAddress(lab.id, preset.id)}
                title={t(words.about, { time: formatSeconds(preset.seconds, locale.value) })}
              >
                {t(preset.title)}
              </a>
            </li>
          ))}
        </ul>
        <KeepOffline lab={lab.id} titleId={titleId} />
      </div>
    </li>
  );
}

/** What a reader should bring: knowledge, time, and data if there is some. */
function Facts({ lab: { lesson, formats } }: { readonly lab: LabIndex }) {
  const kinds = ownKinds(formats).map((kind) => t(ownKindWords[kind]));
  return (
    <p class="card-facts">
      <span>{t(words.cardLesson, { level: t(levels[lesson.level]), minutes: lesson.minutes })}</span>
      <span>{kinds.length > 0 ? t(words.ownData, { kinds: kinds.join(", ") }) : t(words.noOwnData)}</span>
    </p>
  );
}

/** CSS pixels on a side of the picture, as in home.css. */
const side = 104;
