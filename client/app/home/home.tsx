import { words as app } from "../../i18n/app.ts";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import { labIndexes } from "../../labs/indexes.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { hasVisited } from "../../run/visited.ts";
import { lazy, nothing } from "../lazy.tsx";
import { useTitle } from "../title.ts";
import { Doors } from "./doors.tsx";
import { Gallery } from "./gallery.tsx";
import { Sampler } from "./sampler.tsx";
import "./home.css";

const GoOn = lazy<{ labs: readonly LabIndex[] }>(async () => (await import("./go-on.tsx")).GoOn, nothing);

/** What this is, where to start, and every lab by family. */
export function Home() {
  useTitle(t(words.homeTitle));
  return (
    <div class="home">
      <section class="home-head">
        <div class="home-words">
          <h1>{t(words.sentence)}</h1>
          <p class="soft">{t(words.sentenceMore)}</p>
          <Doors labs={labIndexes} />
        </div>
        <Sampler />
      </section>
      {hasVisited() && <GoOn labs={labIndexes} />}
      <Gallery labs={labIndexes} />
      <footer class="small home-foot">
        <a href="/glossary">{t(app.glossary)}</a>
        <a href="/links">{t(words.linksDoor)}</a>
        <a href="/api">{t(words.api)}</a>
        <a href="/bits">{t(words.bits)}</a>
        {/* A file of its own, written by the build: the router leaves links with a target alone. */}
        <a href="/licences.txt" target="_blank" rel="license noreferrer">
          {t(words.licences)}
        </a>
      </footer>
    </div>
  );
}
