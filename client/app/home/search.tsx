import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words as app } from "../../i18n/app.ts";
import { nouns, words } from "../../i18n/home.ts";
import { locale, t } from "../../i18n/locale.ts";
import { counted } from "../../i18n/numbers.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import type { Entry, EntryKind } from "../../search/rank.ts";
import { Lost } from "../lazy.tsx";
import { loadAgain } from "../parts.ts";
import { navigate } from "../router.ts";
import type { Searcher } from "./searcher.ts";
import "./search.css";

/** CSS pixels of a window that is lower than the results are. */
const phone = 600;

/** The last search: a reader who comes back from a lab finds it. */
const question = signal("");

const kinds: readonly (readonly [kind: EntryKind, word: { es: string; en: string }])[] = [
  ["lab", words.resultLabs],
  ["term", words.resultTerms],
  ["preset", words.resultPresets],
  ["step", words.resultSteps],
];

/** One box over labs, experiments, steps of lessons and words; by keyboard too. */
export function Search({ labs }: { readonly labs: readonly LabIndex[] }) {
  const input = useRef<HTMLInputElement>(null);
  const isOpen = useSignal(false);
  const active = useSignal(-1);
  const { searcher, isLost, bring, again } = useSearcher(labs);
  useSlash(input);
  const asked = question.value.trim();
  const found = asked === "" ? [] : (searcher?.find(asked) ?? []);
  const groups = kinds
    .map(([kind, word]) => ({ kind, word, entries: found.filter((entry) => entry.kind === kind) }))
    .filter(({ entries }) => entries.length > 0)
    // The kind with the best result first.
    .sort((a, b) => found.indexOf(a.entries[0]) - found.indexOf(b.entries[0]));
  const list = groups.flatMap(({ entries }) => entries);
  const shows = isOpen.value && list.length > 0;
  const go = (by: number) => {
    const next = active.value + by;
    active.value = next < -1 ? list.length - 1 : next >= list.length ? -1 : next;
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      isOpen.value = true;
      go(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const entry = list[Math.max(0, active.value)];
      if (entry) navigate(entry.href);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (isOpen.value && asked !== "") question.value = "";
      else input.current?.blur();
    }
  };
  const presets = labs.reduce((sum, lab) => sum + lab.presets.length, 0);
  return (
    <search class="search">
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="go"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={t(words.search)}
        aria-expanded={shows}
        aria-controls="search-results"
        aria-autocomplete="list"
        aria-keyshortcuts="/"
        aria-activedescendant={shows && active.value >= 0 ? `result-${active.value}` : undefined}
        placeholder={t(words.searchFor, { labs: labs.length, presets })}
        value={question.value}
        onFocus={(event) => {
          isOpen.value = true;
          // On a phone the results need the room below.
          if (innerWidth < phone) event.currentTarget.parentElement?.scrollIntoView({ block: "start" });
          bring();
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          // A keyboard goes on to the button that tries again.
          if (relatedTarget instanceof Node && currentTarget.parentElement?.contains(relatedTarget)) return;
          isOpen.value = false;
          active.value = -1;
        }}
        onInput={(event) => {
          question.value = event.currentTarget.value;
          isOpen.value = true;
          active.value = -1;
        }}
        onKeyDown={press}
      />
      <span class="visually-hidden" role="status">
        {asked === "" || !searcher ? "" : found.length > 0 ? counted(nouns.results, found.length) : nothingFor(asked)}
      </span>
      {isOpen.value && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a press must not take the focus from the box, which would close this before it is one
        <div class="search-panel" onMouseDown={(event) => event.preventDefault()}>
          {shows ? (
            <Results groups={groups} list={list} active={active.value} />
          ) : isLost ? (
            <Lost again={again} />
          ) : (
            <p class="small soft search-hint">{hint(asked, searcher)}</p>
          )}
          {shows && searcher?.isWhole === false && <p class="small soft search-hint">{t(words.searchPart)}</p>}
        </div>
      )}
    </search>
  );
}

const nothingFor = (asked: string) => t(words.searchNothing, { question: asked });

function hint(asked: string, searcher: Searcher | null): string {
  if (asked === "") return `${t(words.searchKeys)} ${t(words.searchMore)}`;
  return searcher ? nothingFor(asked) : t(app.loading);
}

interface ResultsProps {
  readonly groups: readonly {
    readonly kind: EntryKind;
    readonly word: { es: string; en: string };
    readonly entries: readonly Entry[];
  }[];
  readonly list: readonly Entry[];
  readonly active: number;
}

function Results({ groups, list, active }: ResultsProps) {
  useEffect(() => document.getElementById(`result-${active}`)?.scrollIntoView({ block: "nearest" }), [active]);
  return (
    <div id="search-results" role="listbox" aria-label={t(words.results)}>
      {groups.map(({ kind, word, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a list
        <div key={kind} role="group" aria-labelledby={`results-${kind}`}>
          <p id={`results-${kind}`} class="search-kind">
            {t(word)}
          </p>
          {entries.map((entry) => {
            const place = list.indexOf(entry);
            return (
              <a
                key={entry.href + entry.title}
                id={`result-${place}`}
                role="option"
                aria-selected={place === active}
                tabIndex={-1}
                class={`search-result ${kind}`}
                href={entry.href}
              >
                <span class="search-title">{entry.title}</span>
                <span class="soft small search-about">{entry.about}</span>
              </a>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** The search in the reader's language, once the box was used. */
function useSearcher(labs: readonly LabIndex[]) {
  const searcher = useSignal<Searcher | null>(null);
  const isWanted = useSignal(question.peek() !== "");
  const isLost = useSignal(false);
  const language = locale.value;
  const { value: wanted } = isWanted;
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    import("./searcher.ts")
      .then(({ openSearcher }) => openSearcher(labs, language))
      .then(
        (found) => {
          if (here) searcher.value = found;
          isLost.value = false;
        },
        () => {
          isLost.value = true;
          // Asked for again with the next focus.
          isWanted.value = false;
        },
      );
    return () => {
      here = false;
    };
  }, [wanted, language, labs]);
  const bring = () => {
    isWanted.value = true;
  };
  const again = async () => {
    const { openSearcher } = await loadAgain(() => import("./searcher.ts"));
    searcher.value = await openSearcher(labs, language);
    isLost.value = false;
  };
  const { value: own } = searcher;
  return { searcher: own?.language === language ? own : null, isLost: isLost.value, bring, again };
}

/** "/" goes to the box, from wherever nothing is typed into. */
function useSlash(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [contenteditable]"))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [input]);
}
