import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Family } from "../../../shared/labs/lab.ts";
import { foundBy, namesOf, type PlacedTerm, terms } from "../../glossary/terms.ts";
import { families } from "../../i18n/families.ts";
import { words } from "../../i18n/glossary.ts";
import { locale, t } from "../../i18n/locale.ts";
import { labIndexes } from "../../labs/indexes.ts";
import { wordsOf } from "../../search/plain.ts";
import type { StepPlace, Uses } from "../../search/steps.ts";
import { labAddress, stepAddress } from "../addresses.ts";
import { useTitle } from "../title.ts";
import "./glossary.css";

/** The words of the field in both languages: what each means, and where it is seen at work. */
export function GlossaryPage() {
  useTitle(t(words.title));
  const question = useSignal("");
  const uses = useUses();
  const asked = useAskedTerm();
  const found = terms.filter((term) => isAbout(term, question.value));
  const groups = (Object.keys(families) as Family[]).map((family) => ({
    family,
    own: inOrder(found.filter((term) => term.family === family)),
  }));
  return (
    <div class="glossary">
      <h1>{t(words.title)}</h1>
      <p class="soft">{t(words.about, { count: terms.length })}</p>
      <search>
        <input
          type="search"
          aria-label={t(words.filter)}
          placeholder={t(words.filter)}
          value={question.value}
          onInput={(event) => {
            question.value = event.currentTarget.value;
          }}
        />
      </search>
      <nav class="glossary-families small" aria-label={t(words.families)}>
        {groups.map(
          ({ family, own }) =>
            own.length > 0 && (
              <a key={family} href={`#terms-${family}`}>
                {t(families[family])}
              </a>
            ),
        )}
      </nav>
      {found.length === 0 && <p role="status">{t(words.nothing, { question: question.value.trim() })}</p>}
      {groups.map(
        ({ family, own }) =>
          own.length > 0 && (
            <section key={family} aria-labelledby={`terms-${family}`}>
              <h2 id={`terms-${family}`}>{t(families[family])}</h2>
              <dl>
                {own.map((term) => (
                  <TermEntry key={term.id} term={term} uses={uses?.[term.id] ?? {}} isAsked={term.id === asked} />
                ))}
              </dl>
            </section>
          ),
      )}
    </div>
  );
}

/** By their names in the reader's language. */
function inOrder(some: readonly PlacedTerm[]): readonly PlacedTerm[] {
  const { compare } = new Intl.Collator(locale.value);
  return some.toSorted((a, b) => compare(t(a), t(b)));
}

/** Every word of the question begins or is within one of the words that the term is found by, in either language. */
function isAbout(term: PlacedTerm, question: string): boolean {
  const names = [...foundBy(term, "es"), ...foundBy(term, "en")].flatMap(wordsOf);
  return wordsOf(question).every((word) => names.some((name) => name.includes(word)));
}

interface EntryProps {
  readonly term: PlacedTerm;
  readonly uses: Uses[string];
  /** The address asks for it. */
  readonly isAsked: boolean;
}

function TermEntry({ term, uses, isAsked }: EntryProps) {
  const other = locale.value === "es" ? "en" : "es";
  const also = namesOf(term, locale.value).slice(1);
  return (
    <div id={term.id} class={`term ${isAsked ? "asked" : ""}`}>
      <dt>
        <a href={`#${term.id}`} aria-label={t(words.linkTo, { term: t(term) })}>
          {t(term)}
        </a>{" "}
        {term[other] !== t(term) && (
          <span class="soft" lang={other}>
            {term[other]}
          </span>
        )}
      </dt>
      <dd>
        {t(term.about)}
        {also.length > 0 && <span class="soft small"> ({t(words.also, { names: also.join(", ") })})</span>}
      </dd>
      <dd class="small term-labs">
        <span class="soft">{t(words.seenIn)}</span>
        {term.labs.map((lab) => (
          <LabUses key={lab} lab={lab} places={uses[lab] ?? []} />
        ))}
      </dd>
    </div>
  );
}

function LabUses({ lab, places }: { readonly lab: string; readonly places: readonly StepPlace[] }) {
  const index = labIndexes.find(({ id }) => id === lab);
  if (!index) return null;
  const title = t(index.title);
  return (
    <span class="term-lab">
      <a href={labAddress(lab)}>{title}</a>
      {places.map(([number, id, preset]) => (
        <a
          key={id}
          class="term-step"
          href={stepAddress(lab, id, preset)}
          aria-label={t(words.stepOf, { lab: title, number })}
        >
          {t(words.step, { number })}
        </a>
      ))}
    </span>
  );
}

/** Where lessons use each term; null until it is here. The page is whole without it. */
function useUses(): Uses | null {
  const uses = useSignal<Uses | null>(null);
  useEffect(() => {
    import("virtual:latente/uses").then(
      ({ default: found }) => {
        uses.value = found;
      },
      () => {},
    );
  }, [uses]);
  return uses.value;
}

/** The term that the address names, brought into sight: the browser looked for it before it was drawn. */
function useAskedTerm(): string {
  const asked = useSignal(location.hash.slice(1));
  useEffect(() => {
    document.getElementById(asked.peek())?.scrollIntoView({ block: "center" });
    const follow = () => {
      asked.value = location.hash.slice(1);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [asked]);
  return asked.value;
}
