import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/home.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatSeconds } from "../../i18n/numbers.ts";
import cardsUrl from "../../labs/recorded/cards.json?url";
import type { Card as CardPicture, Cards, IndexedPreset, RecordedLab } from "../../labs/recorded.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { seriesColor } from "../../views/palette.ts";
import { labAddress } from "../router.ts";

const cards = signal<Cards>({});
let asked = false;

/** The pictures come after the words: they are data, and the first page should not wait for them. */
function loadCards(): void {
  if (asked) return;
  asked = true;
  fetch(cardsUrl)
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then((found: Cards) => {
      cards.value = found;
    })
    .catch(() => {
      asked = false;
    });
}

/** A preset of a lab: its recorded picture, what it is, how long it takes. */
export function Card({ lab, preset }: { readonly lab: RecordedLab<IndexedPreset>; readonly preset: IndexedPreset }) {
  useEffect(loadCards, []);
  const title = t(preset.title);
  const card = cards.value[`${lab.id}.${preset.id}`];
  return (
    <a class="card" href={labAddress(lab.id, preset.id)}>
      <div class="card-picture">{card && <Picture card={card} title={t(words.pictureOf, { title })} />}</div>
      <h4>{title}</h4>
      <p class="soft small">{t(preset.about)}</p>
      <p class="soft small card-time" title={t(words.about, { time: formatSeconds(preset.seconds, locale.value) })}>
        {t(lab.title)} · ≈ {formatSeconds(preset.seconds, locale.value)}
      </p>
    </a>
  );
}

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
          height={132}
          gap={3}
        />
      );
    case "lines":
      return (
        <svg class="card-chart" viewBox="0 0 120 60" preserveAspectRatio="none" role="img" aria-label={title}>
          {card.lines.map((line, i) => (
            <polyline
              key={i}
              points={line
                .map((y, x) => `${((x / Math.max(1, line.length - 1)) * 120).toFixed(1)},${(58 - 56 * y).toFixed(1)}`)
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
        <svg class="card-chart" viewBox="0 0 120 80" role="img" aria-label={title}>
          {card.series.map((points, i) => (
            <g key={i} fill={seriesColor(i)} opacity="0.7">
              {points.map(([x, y]) => (
                <circle key={`${x} ${y}`} cx={2 + 116 * x} cy={78 - 76 * y} r="1" />
              ))}
            </g>
          ))}
        </svg>
      );
    default:
      return card satisfies never;
  }
}

const pictures = new Map<string, Uint8Array>();

function decoded(base64: string): Uint8Array {
  let bytes = pictures.get(base64);
  if (!bytes) {
    bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    pictures.set(base64, bytes);
  }
  return bytes;
}
