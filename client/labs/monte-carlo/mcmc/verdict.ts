import type { Summary } from "../../../../shared/stats/summary.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import type { Draws, McmcProps } from "./draws.ts";
import { words } from "./table-words.ts";

/** What the draws must meet to be believed (Vehtari et al., 2021). */
export const MOST_RHAT = 1.01;
export const LEAST_ESS = 400;

/** What the numbers of a table say against its draws, each with what to do; nothing where nothing speaks against them. */
export function verdictsOn(
  draws: Pick<Draws, "names">,
  rows: readonly Partial<Summary>[],
  { metrics, locale }: Pick<McmcProps, "metrics" | "locale">,
): readonly string[] {
  const found: string[] = [];
  const worst = extreme(rows, ({ rhat = Number.NaN }) => rhat);
  if (worst && worst.value > MOST_RHAT)
    found.push(t(words.rhatHigh, { name: draws.names[worst.at], value: formatNumber(worst.value, locale, 4) }));
  const least = extreme(rows, ({ essBulk = Number.NaN, essTail = Number.NaN }) => -Math.min(essBulk, essTail));
  if (least && -least.value < LEAST_ESS && least.value < 0)
    found.push(
      t(words.essLow, { name: draws.names[least.at], value: formatInteger(Math.round(-least.value), locale) }),
    );
  const { divergences = 0 } = metrics;
  if (divergences > 0) found.push(t(words.divergencesThere, { count: formatInteger(divergences, locale) }));
  return found;
}

/** The row with the greatest value; a diagnostic without a value is negative or no number. */
function extreme(rows: readonly Partial<Summary>[], of: (row: Partial<Summary>) => number) {
  let best: { readonly at: number; readonly value: number } | undefined;
  for (const [at, row] of rows.entries()) {
    const value = of(row);
    if (Number.isFinite(value) && !(best && value <= best.value)) best = { at, value };
  }
  return best;
}
