import { useSignal } from "@preact/signals";
import {
  DISTRIBUTION_ENTRIES,
  type Entry,
  FUNCTION_ENTRIES,
  STATEMENTS,
  SYNTAX,
} from "../../../../../shared/densities/reference.ts";
import type { Localized } from "../../../../../shared/text.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { words } from "./words.ts";

const sections: readonly { readonly title: Localized; readonly entries: readonly Entry[] }[] = [
  { title: words.statements, entries: STATEMENTS },
  { title: words.syntax, entries: SYNTAX },
  { title: words.functions, entries: FUNCTION_ENTRIES },
  { title: words.distributions, entries: DISTRIBUTION_ENTRIES },
];

export interface ReferenceProps {
  /** Writes at the caret; absent where the text is only read. */
  readonly insert?: ((text: string) => void) | undefined;
}

/** All that can be written in a model, to search in; a press writes it. */
export function Reference({ insert }: ReferenceProps) {
  const sought = useSignal("");
  const text = plain(sought.value.trim());
  const matches = ({ form, meaning }: Entry) => plain(`${form} ${meaning[locale.value]}`).includes(text);
  const found = sections
    .map(({ title, entries }) => ({ title, entries: entries.filter(matches) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <div class="model-reference">
      <label class="part-control">
        {t(words.search)}
        <input
          type="search"
          value={sought.value}
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => (sought.value = event.currentTarget.value)}
        />
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section class="model-entries" aria-label={t(words.reference)} tabIndex={0}>
        {found.length === 0 && <p class="part-caption">{t(words.nothingFound, { text: sought.value.trim() })}</p>}
        {found.map(({ title, entries }) => (
          <section key={title.en}>
            <h2 class="part-heading">{t(title)}</h2>
            <dl>
              {entries.map(({ form, meaning }) => (
                <div key={form}>
                  <dt>
                    {insert ? (
                      <button type="button" class="quiet small" title={t(words.insert)} onClick={() => insert(form)}>
                        <code>{form}</code>
                      </button>
                    ) : (
                      <code>{form}</code>
                    )}
                  </dt>
                  <dd>{t(meaning)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </div>
  );
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}
