import { useEffect, useRef } from "preact/hooks";
import type { Family } from "../../../shared/labs/lab.ts";
import { families } from "../../i18n/families.ts";
import { nouns, words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import { counted } from "../../i18n/numbers.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { LabCard } from "./card.tsx";
import { Chips } from "./chips.tsx";
import { Courses } from "./courses.tsx";
import { filtered, homeAddress } from "./filters.ts";
import { loadPictures } from "./pictures.ts";
import { Search } from "./search.tsx";
import { filters, show, showing } from "./state.ts";
import "./gallery.css";

interface Group {
  readonly family: Family;
  readonly labs: readonly LabIndex[];
}

/** A search over everything, courses, and every lab by family, as far as the filters of the address leave them. */
export function Gallery({ labs }: { readonly labs: readonly LabIndex[] }) {
  const { family, chips } = filters.value;
  const left = filtered(labs, { chips });
  const all = byFamily(left);
  const groups = all.filter((group) => family === null || group.family === family);
  return (
    <section class="gallery" aria-labelledby="labs">
      <h2 id="labs" class="visually-hidden">
        {t(words.labs)}
      </h2>
      <div class="gallery-head">
        <Search labs={labs} />
        <Chips labs={labs} />
      </div>
      <Courses labs={labs} />
      <FamilyLinks groups={all} total={left.length} />
      <div class="gallery-groups">
        <p class="visually-hidden" role="status">
          {counted(
            nouns.labs,
            groups.reduce((sum, group) => sum + group.labs.length, 0),
          )}
        </p>
        {groups.length === 0 && <Nothing />}
        {groups.map((group) => (
          <FamilyGroup key={group.family} {...group} />
        ))}
      </div>
    </section>
  );
}

/** The families with the number of their labs; one may be shown alone. */
function FamilyLinks({ groups, total }: { readonly groups: readonly Group[]; readonly total: number }) {
  const now = filters.value;
  const link = (family: Family | null, name: string, count: number) => (
    <li key={family ?? ""}>
      <a
        href={homeAddress({ ...now, family })}
        aria-current={now.family === family ? "true" : undefined}
        onClick={showing({ family })}
      >
        <span>{name}</span> <span class="soft">{count}</span>
      </a>
    </li>
  );
  return (
    <nav class="gallery-families" aria-label={t(words.topics)}>
      <ul>
        {link(null, t(words.allFamilies), total)}
        {groups.map(({ family, labs }) => link(family, t(families[family]), labs.length))}
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
      <p>{t(words.nothing)}</p>
      <button type="button" onClick={() => show({ chips: [], family: null })}>
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
