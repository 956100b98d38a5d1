import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Family } from "../../../shared/labs/lab.ts";
import { families } from "../../i18n/families.ts";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { LabCard } from "./card.tsx";
import { findLabs } from "./find.ts";
import { loadPictures } from "./pictures.ts";

/** The last search: a reader who comes back from a lab finds the page as it was. */
const question = signal("");

interface Group {
  readonly family: Family;
  readonly labs: readonly LabIndex[];
}

/** Every lab by family, with a link to each family and a search over all. */
export function Gallery({ labs }: { readonly labs: readonly LabIndex[] }) {
  const found = findLabs(labs, question.value);
  const groups = byFamily(found);
  useEffect(() => {
    // The browser looked for the address's family before it was rendered.
    const family = location.hash.slice(1);
    if (family in families) document.getElementById(family)?.scrollIntoView();
  }, []);
  return (
    <section class="gallery" aria-labelledby="labs">
      <div class="gallery-head">
        <h2 id="labs">{t(words.labs)}</h2>
        <Search found={found.length} total={labs.length} />
      </div>
      <FamilyLinks groups={groups} />
      <div class="gallery-groups">
        {groups.length === 0 && <Nothing />}
        {groups.map((group) => (
          <FamilyGroup key={group.family} {...group} />
        ))}
      </div>
    </section>
  );
}

function Search({ found, total }: { readonly found: number; readonly total: number }) {
  const isAsked = question.value.trim() !== "";
  return (
    <search class="gallery-search">
      <input
        type="search"
        aria-label={t(words.search)}
        placeholder={t(words.searchFor)}
        value={question.value}
        onInput={(event) => (question.value = event.currentTarget.value)}
      />
      <span class="soft small" role="status">
        {isAsked ? t(words.found, { found, total }) : t(words.total, { total })}
      </span>
    </search>
  );
}

/** Links to the families on the page, with the number of their labs. */
function FamilyLinks({ groups }: { readonly groups: readonly Group[] }) {
  return (
    <nav class="gallery-families" aria-label={t(words.topics)}>
      <ul>
        {groups.map(({ family, labs }) => (
          <li key={family}>
            <a href={`#${family}`}>
              <span>{t(families[family])}</span> <span class="soft">{labs.length}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A family; its pictures are fetched when it is scrolled to. */
function FamilyGroup({ family, labs }: Group) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = section;
    if (!current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void loadPictures(family);
      },
      { rootMargin: "200px 0px" },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [family]);
  return (
    <section id={family} ref={section} class="gallery-family" aria-labelledby={`${family}-title`}>
      <h3 id={`${family}-title`}>{t(families[family])}</h3>
      <ul class="cards">
        {labs.map((lab) => (
          <LabCard key={lab.id} lab={lab} />
        ))}
      </ul>
    </section>
  );
}

function Nothing() {
  return (
    <div class="gallery-nothing">
      <p>{t(words.nothing, { question: question.value.trim() })}</p>
      <button type="button" onClick={() => (question.value = "")}>
        {t(words.showAll)}
      </button>
    </div>
  );
}

function byFamily(labs: readonly LabIndex[]): readonly Group[] {
  const present = (Object.keys(families) as Family[]).map((family) => ({
    family,
    labs: labs.filter((lab) => lab.family === family),
  }));
  return present.filter((group) => group.labs.length > 0);
}
