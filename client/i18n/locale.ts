import { signal } from "@preact/signals";
import type { Locale, Localized } from "../../shared/text.ts";
import { inDrawnSigns } from "./drawn-signs.ts";
import { fill } from "./fill.ts";
import { recall, remember } from "./preference.ts";

export const locales: readonly Locale[] = ["es", "en"];

/** The browser's preferred language: the first of its languages that we have, otherwise English. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const found = locales.find((locale) => language.toLowerCase().split("-")[0] === locale);
    if (found) return found;
  }
  return "en";
}

function initialLocale(): Locale {
  const chosen = recall("locale");
  if (chosen === "es" || chosen === "en") return chosen;
  return preferredLocale(globalThis.navigator?.languages ?? []);
}

/** The reader's language: the browser's, until the switch overrides it. It is in no link. */
export const locale = signal<Locale>(initialLocale());

export function chooseLocale(next: Locale): void {
  remember("locale", next);
  locale.value = next;
}

/** The text in the reader's language, with `{name}` replaced by the given values, in signs that can be read here. Read in a component, it follows the switch. */
export function t(text: Localized, values?: Readonly<Record<string, string | number>>): string {
  return inDrawnSigns(fill(text[locale.value], values));
}
