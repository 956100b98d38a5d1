import { EXACT, type Exact } from "../../../../../shared/labs/monte-carlo/importance/estimate/exact.ts";
import { LEAST_COVERED } from "../../../../../shared/labs/monte-carlo/importance/estimate/results.ts";
import { largestGoodK } from "../../../../../shared/stats/pareto.ts";
import type { Localized } from "../../../../../shared/text.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import type { Peek } from "./peek.ts";
import { words } from "./words.ts";

const isKnown = (value: number | undefined): value is number => Number.isFinite(value);

/** What the drawn weights say, and what is known of them beforehand. */
export function Facts({ peek }: { readonly peek: Peek }) {
  const { found, params, draws, theory } = peek;
  const isPlain = params.estimator === "plain";
  const exact = (name: Exact) => Number(theory?.exact.values[EXACT.indexOf(name)] ?? Number.POSITIVE_INFINITY);
  const isInfinite = theory?.infinite.values[0] === 1;
  const k = Number(draws.tail?.values[isPlain ? 1 : 0] ?? Number.POSITIVE_INFINITY);
  const number = (value: number) => formatNumber(value, locale.value, 3);
  const covered = exact("covered");
  const misses = Number.isFinite(covered) && covered < LEAST_COVERED;
  const [naive, variance] = [exact("naiveVariance"), exact("variance")];
  const worth =
    isInfinite || misses
      ? t(isInfinite ? words.infinite : words.misses)
      : variance === 0 && naive > 0
        ? t(words.noError)
        : Number.isFinite(naive / variance)
          ? number(naive / variance)
          : t(words.unknown);
  const rows: readonly (readonly [Localized, string])[] = [
    [
      words.estimate,
      isKnown(found.value) && isKnown(found.error) ? `${number(found.value)} ± ${number(found.error)}` : "—",
    ],
    [words.exact, Number.isFinite(exact("value")) ? number(exact("value")) : t(words.unknown)],
    [words.effective, t(words.of, { value: number(found.ess), count: formatInteger(found.count, locale.value) })],
    [words.k, Number.isFinite(k) ? number(k) : "—"],
    [words.worth, worth],
  ];
  const idle = found.count > 0 && found.essTerms === 0;
  return (
    <>
      <dl class="importance-facts">
        {rows.map(([name, value]) => (
          <div key={name.en}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isInfinite && <p class="part-warning">{t(words.infiniteVariance)}</p>}
      {misses && <p class="part-warning">{t(words.notCovered, { share: number(100 * (1 - covered)) })}</p>}
      {idle && <p class="part-warning">{t(found.ess > 0 ? words.noHits : words.noWeight)}</p>}
      {Number.isFinite(k) && k > largestGoodK(found.count) && !isInfinite && (
        <p class="part-warning">{t(words.heavyTail, { k: number(k), most: number(largestGoodK(found.count)) })}</p>
      )}
    </>
  );
}
