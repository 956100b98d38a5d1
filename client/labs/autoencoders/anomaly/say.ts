import { locale } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";

/** A score, to three digits that count: errors of pixels are hundredths. */
export function say(score: number): string {
  const size = Math.abs(score);
  const zeros = size >= 1e-3 && size < 1 ? Math.floor(-Math.log10(size)) : 0;
  return formatNumber(score, locale.value, size < 1e-3 ? 3 : 4 + zeros);
}
