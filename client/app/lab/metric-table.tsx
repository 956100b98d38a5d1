import { Fragment } from "preact";
import type { Metric } from "../../../shared/labs/lab.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber } from "../../i18n/numbers.ts";
import { describe, nameOf } from "./metric-names.ts";
import "./metric-table.css";

export interface MetricTableProps {
  readonly metrics: Readonly<Record<string, number>>;
  /** What the lab says of its metrics. */
  readonly known: readonly Metric[];
}

/** All numbers of a result, with what each means. */
export function MetricTable({ metrics, known }: MetricTableProps) {
  return (
    <div class="table-scroll">
      <table class="metric-table">
        <thead>
          <tr>
            <th scope="col">{t(words.metric)}</th>
            <th scope="col" class="number">
              {t(words.value)}
            </th>
            <th scope="col">{t(words.unit)}</th>
            <th scope="col">{t(words.meaning)}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(metrics).map(([name, value]) => {
            const metric = describe(known, name);
            return (
              <tr key={name}>
                <th scope="row">
                  <MetricName metrics={known} name={name} />
                </th>
                <td class="number">{formatNumber(value, locale.value, 6)}</td>
                <td>{metric?.unit}</td>
                <td>
                  {metric && t(metric.meaning)}
                  {metric?.kind === "measured" && <span class="soft"> ({t(words.measured)})</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The label of a metric, and small beside it the name that results and the terminal know it by. */
export function MetricName({ metrics, name }: { readonly metrics: readonly Metric[]; readonly name: string }) {
  const label = nameOf(metrics, name);
  return (
    <>
      {label === name ? inParts(name) : label}
      {label !== name && <span class="soft small metric-name"> {inParts(name)}</span>}
    </>
  );
}

/** Where it is too long for its column, it goes on in the next line behind a point. */
const inParts = (name: string) =>
  name.split(/(?<=\.)/).map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
