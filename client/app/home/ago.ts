import type { Locale } from "../../../shared/text.ts";

const minute = 60_000;
const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number, below: number])[] = [
  ["minute", minute, 60 * minute],
  ["hour", 60 * minute, 24 * 60 * minute],
  ["day", 24 * 60 * minute, Number.POSITIVE_INFINITY],
];

/** "5 minutes ago", "yesterday": both times in milliseconds since 1970. */
export function ago(at: number, now: number, locale: Locale): string {
  const since = Math.max(0, now - at);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (since < minute) return format.format(0, "second");
  const [unit, length] = units.find(([, , below]) => since < below) ?? units[2];
  return format.format(-Math.floor(since / length), unit);
}
