import { levelsOf } from "../../../../shared/labs/partition/log-z/levels.ts";
import { METHOD_NAMES, METHODS } from "../../../../shared/labs/partition/log-z/names.ts";
import { exactOf, foundBy, summaryAt } from "../../../../shared/labs/partition/log-z/results.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Rows } from "../../../views/table.tsx";
import type { LogZProps } from "./state.ts";
import { words } from "./words.ts";

/** All methods in one table, at the largest cost: the first seed, and all of them together. */
export function NumbersView({ fold, experiment, locale }: LogZProps) {
  const exact = exactOf(fold);
  const level = levelsOf(experiment.params.log2Cost).length - 1;
  const known = METHODS.flatMap((method) => {
    const repeats = foundBy(fold, method);
    const summary = exact === undefined ? undefined : summaryAt(repeats, level, exact);
    return summary ? [{ method, found: repeats[0][level], summary }] : [];
  });
  const seeds = Math.max(0, ...METHODS.map((method) => foundBy(fold, method).length));
  if (known.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const say = (value: number, digits = 3) => (Number.isFinite(value) ? formatNumber(value, locale, digits) : "∞");
  const column = (name: string, of: (one: (typeof known)[number]) => string) => ({ name, values: known.map(of) });
  return (
    <>
      <Rows
        label={t(words.numbers)}
        columns={[
          column(t(words.method), ({ method }) => t(METHOD_NAMES[method])),
          column(t(words.estimate), ({ found }) => say(found.estimate, 5)),
          column(
            t(words.interval),
            ({ found: { low, high } }) => `${say(low, 5)} … ${Number.isFinite(high) ? say(high, 5) : t(words.noUpper)}`,
          ),
          column(t(words.rmse), ({ summary }) => say(summary.rmse)),
          column(t(words.width), ({ summary }) => say(summary.width)),
          column(t(words.coverage), ({ summary }) => `${say(summary.coverage)} %`),
        ]}
      />
      <p class="part-caption">{t(words.numbersNote, { count: formatInteger(seeds, locale) })}</p>
    </>
  );
}
