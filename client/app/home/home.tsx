import { useSignal } from "@preact/signals";
import type { Family } from "../../../shared/labs/lab.ts";
import { families } from "../../i18n/families.ts";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import recorded from "../../labs/recorded/index.json";
import type { CatalogueIndex } from "../../labs/recorded.ts";
import { lazy } from "../lazy.tsx";
import { Card } from "./card.tsx";
import "./home.css";

const Sampler = lazy(async () => (await import("./sampler.tsx")).Sampler);

const catalogue = recorded as unknown as CatalogueIndex;
const times = { any: Number.POSITIVE_INFINITY, minute: 60, ten: 10 } as const;

/** What this is, doors, and every prepared experiment by family. */
export function Home() {
  return (
    <div class="home">
      <section class="home-head">
        <h1>{t(words.sentence)}</h1>
        <nav class="row" aria-label={t(words.doors)}>
          <a class="button" href="/open">
            {t(words.openDoor)}
          </a>
          <a class="button" href="/links">
            {t(words.linksDoor)}
          </a>
        </nav>
      </section>
      <Sampler />
      <Gallery />
    </div>
  );
}

function Gallery() {
  const topic = useSignal<Family | "all">("all");
  const time = useSignal<keyof typeof times>("any");
  const present = (Object.keys(families) as Family[]).filter((family) =>
    catalogue.labs.some((lab) => lab.family === family),
  );
  const shown = present.filter((family) => topic.value === "all" || topic.value === family);
  const groups = shown
    .map((family) => ({ family, cards: cardsOf(family, times[time.value]) }))
    .filter(({ cards }) => cards.length > 0);
  return (
    <section class="gallery">
      <div class="gallery-head">
        <h2>{t(words.experiments)}</h2>
        <label>
          <span class="visually-hidden">{t(words.topic)}</span>
          <select value={topic.value} onChange={(event) => (topic.value = event.currentTarget.value as Family | "all")}>
            <option value="all">{t(words.allTopics)}</option>
            {present.map((family) => (
              <option key={family} value={family}>
                {t(families[family])}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="visually-hidden">{t(words.time)}</span>
          <select
            value={time.value}
            onChange={(event) => (time.value = event.currentTarget.value as keyof typeof times)}
          >
            <option value="any">{t(words.anyTime)}</option>
            <option value="minute">{t(words.underMinute)}</option>
            <option value="ten">{t(words.underTen)}</option>
          </select>
        </label>
      </div>
      {groups.length === 0 && <p class="soft">{t(words.nothing)}</p>}
      {groups.map(({ family, cards }) => (
        <section key={family}>
          <h3>{t(families[family])}</h3>
          <div class="cards">{cards}</div>
        </section>
      ))}
    </section>
  );
}

function cardsOf(family: Family, most: number) {
  return catalogue.labs
    .filter((lab) => lab.family === family)
    .flatMap((lab) =>
      lab.presets
        .filter(({ seconds }) => seconds < most)
        .map((preset) => <Card key={`${lab.id}.${preset.id}`} lab={lab} preset={preset} />),
    );
}
