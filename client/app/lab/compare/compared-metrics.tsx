import type { Lab } from "../../../../shared/labs/lab.ts";
import { words } from "../../../i18n/history.ts";
import { words as labWords } from "../../../i18n/lab.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatAlike, formatInteger } from "../../../i18n/numbers.ts";
import { MetricName } from "../metric-table.tsx";
import { type MetricRow, metricRows } from "./metric-rows.ts";

interface ComparedMetricsProps {
  readonly lab: Lab;
  readonly a: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, number>>;
}

/** A family may have thousands of numbers. */
const maxRows = 200;

/** Every exact metric of both results, with the difference. Times are left out: they are of the machine, not of the experiment. */
export function ComparedMetrics({ lab, a, b }: ComparedMetricsProps) {
  const rows = metricRows(lab, a, b);
  return (
    <section aria-labelledby="compare-metrics">
      <h3 id="compare-metrics">{t(words.exactMetrics)}</h3>
      <table class="compare-metrics">
        <thead>
          <tr>
            <th scope="col">{t(labWords.metric)}</th>
            <th scope="col" class="number">
              A
            </th>
            <th scope="col" class="number">
              B
            </th>
            <th scope="col" class="number">
              B − A
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxRows).map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <MetricName metrics={lab.metrics} name={row.name} />
              </th>
              {textsOf(row).map((text, i) => (
                <td key={i} class="number">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > maxRows && (
        <p class="soft small">{t(words.moreChanges, { count: formatInteger(rows.length - maxRows, locale.value) })}</p>
      )}
    </section>
  );
}

/** Both values and their difference; values that differ only in later decimals with all their digits. */
function textsOf({ a, b, difference }: MetricRow): readonly string[] {
  const say = (digits: number) => formatAlike([a, b], locale.value, digits);
  const [first, second] = say(6);
  const isClose = difference !== undefined && difference !== 0 && first === second;
  const sign = difference !== undefined && difference > 0 ? "+" : "";
  const apart = difference === 0 ? "=" : sign + formatAlike([difference], locale.value, 6)[0];
  return [...(isClose ? say(17) : [first, second]), apart];
}
