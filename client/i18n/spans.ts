/** Spans of time that are not known exactly, in words that promise no more than is known. */
import type { Locale, Localized } from "../../shared/text.ts";
import { formatSeconds } from "./numbers.ts";

/** Numbers that read easily; measured spans are rounded to the nearest of them, by ratio: at most √(3/2) times off, √(4/3) from five on. */
const round = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50] as const;

const minute = 60;
const hour = 3600;

interface Span {
  /** A number of seconds that is a round number of its unit, or one of each unit. */
  readonly seconds: number;
  readonly one: "second" | "minute" | "hour" | null;
}

const ones = {
  second: {
    about: { es: "alrededor de un segundo", en: "about a second" },
    bare: { es: "un segundo", en: "a second" },
  },
  minute: { about: { es: "alrededor de un minuto", en: "about a minute" }, bare: { es: "un minuto", en: "a minute" } },
  hour: { about: { es: "alrededor de una hora", en: "about an hour" }, bare: { es: "una hora", en: "an hour" } },
} as const;

/** "about 10 s", "under a second", "about an hour": of what was measured on this machine. */
export function aboutSeconds(seconds: number, locale: Locale): string {
  if (seconds < 0.8) return { es: "menos de un segundo", en: "under a second" }[locale];
  if (seconds >= 22 * hour) return { es: "cerca de un día o más", en: "about a day or more" }[locale];
  const span = rounded(seconds);
  if (span.one) return ones[span.one].about[locale];
  const some = span.seconds >= hour ? "unas" : "unos";
  return `${{ es: some, en: "about" }[locale]} ${formatSeconds(span.seconds, locale)}`;
}

/** "more than 10 s": of what is known to be a part. */
export function moreThanSeconds(seconds: number, locale: Locale): string {
  const span = rounded(Math.min(20 * hour, Math.max(1, seconds)));
  const bare = span.one ? ones[span.one].bare[locale] : formatSeconds(span.seconds, locale);
  return `${{ es: "más de", en: "more than" }[locale]} ${bare}`;
}

/** Upper ends (s) of what a guess may say: it can be wrong by a factor of four. */
const guesses: readonly (readonly [below: number, words: Localized])[] = [
  [0.5, { es: "menos de un segundo", en: "under a second" }],
  [15, { es: "unos segundos", en: "a few seconds" }],
  [50, { es: "menos de un minuto", en: "under a minute" }],
  [2 * minute, { es: "uno o dos minutos", en: "a minute or two" }],
  [12 * minute, { es: "varios minutos", en: "several minutes" }],
  [50 * minute, { es: "mucho más de diez minutos", en: "well over ten minutes" }],
];

/** "a few seconds", "several minutes": of what was only guessed. */
export function guessSeconds(seconds: number, locale: Locale): string {
  const found = guesses.find(([below]) => seconds < below);
  return (found?.[1] ?? { es: "una hora o más", en: "an hour or more" })[locale];
}

function rounded(seconds: number): Span {
  if (seconds < Math.SQRT2) return { seconds: 1, one: "second" };
  if (seconds < 55) return { seconds: nearest(seconds), one: null };
  if (seconds < Math.SQRT2 * minute) return { seconds: minute, one: "minute" };
  if (seconds < 55 * minute) return { seconds: minute * nearest(seconds / minute), one: null };
  if (seconds < Math.SQRT2 * hour) return { seconds: hour, one: "hour" };
  return { seconds: hour * nearest(seconds / hour), one: null };
}

function nearest(value: number): number {
  const distance = (one: number) => Math.max(one / value, value / one);
  return round.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
