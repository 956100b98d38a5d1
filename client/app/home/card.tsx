import { ownKindWords, words } from "../../i18n/home.ts";
import { levels } from "../../i18n/levels.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatSeconds } from "../../i18n/numbers.ts";
import type { Card as CardPicture, LabIndex } from "../../labs/recorded.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { seriesColor } from "../../views/palette.ts";
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
          {picture && <Picture card={picture} title={title} />}
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

function Picture({ card, title }: { readonly card: CardPicture; readonly title: string }) {
  switch (card.kind) {
    case "images":
      return (
        <ImageGrid
          title={title}
          values={decoded(card.bytes)}
          count={card.count}
          shape={card}
          map={card.map}
          range={[0, 255]}
          height={side}
          gap={2}
        />
      );
    case "lines":
      return (
        <svg class="card-chart" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {card.lines.map((line, i) => (
            <polyline
              key={i}
              points={line
                .map((y, x) => `${((x / Math.max(1, line.length - 1)) * 100).toFixed(1)},${(98 - 96 * y).toFixed(1)}`)
                .join(" ")}
              fill="none"
              stroke={seriesColor(i)}
              stroke-width="1.5"
              vector-effect="non-scaling-stroke"
            />
          ))}
        </svg>
      );
    case "points":
      return (
        <svg class="card-chart" viewBox="0 0 100 100" aria-hidden="true">
          {card.series.map((points, i) => (
            <g key={i} fill={seriesColor(i)} opacity="0.7">
              {points.map(([x, y]) => (
                <circle key={`${x} ${y}`} cx={2 + 96 * x} cy={98 - 96 * y} r="1.1" />
              ))}
            </g>
          ))}
        </svg>
      );
    default:
      return card satisfies never;
  }
}

const bytes = new Map<string, Uint8Array>();

function decoded(base64: string): Uint8Array {
  let found = bytes.get(base64);
  if (!found) {
    found = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    bytes.set(base64, found);
  }
  return found;
}
