import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import { labIndexes } from "../../labs/indexes.ts";
import { useTitle } from "../title.ts";
import { Gallery } from "./gallery.tsx";
import { Sampler } from "./sampler.tsx";
import "./home.css";

/** What this is, where to start, and every lab by family. */
export function Home() {
  useTitle(t(words.homeTitle));
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
      <Gallery labs={labIndexes} />
      <footer class="small">
        {/* A file of its own, written by the build: the router leaves links with a target alone. */}
        <a href="/licences.txt" target="_blank" rel="license noreferrer">
          {t(words.licences)}
        </a>{" "}
        · <a href="/api">{t(words.api)}</a> · <a href="/bits">{t(words.bits)}</a>
      </footer>
    </div>
  );
}
