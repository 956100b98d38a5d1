import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import type { Locale } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { withMinus } from "../../../i18n/number-forms.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { useSize } from "../../../views/size.ts";
import { roundTicks } from "../../../views/ticks.ts";
import type { ViewProps } from "../../view.ts";
import { factsOf, type Limits } from "./limits.ts";
import { words } from "./words.ts";

/** The two limits of log Z on one axis, the estimate of AIS, which is not bound by them, and the exact value where it could be enumerated. */
export function LogZView({ metrics, fold, locale, experiment }: ViewProps<RbmParams>) {
  const limits: Limits = {
    low: metrics["logZ.aisLow"],
    high: metrics["logZ.aisHigh"],
    ais: metrics["logZ.ais"],
    exact: metrics["logZ.exact"],
  };
  const known = entries(limits);
  if (known.length === 0)
    return <p class="part-caption">{t(experiment.params.aisChains === 0 ? words.noAis : words.noLogZ)}</p>;
  const { low = 0, high = 0 } = limits;
  const width = formatNumber(high - low, locale, 3);
  const countable = fold.tasks.some(({ kind }) => kind === "exact");
  return (
    <Figure
      title={t(words.logZTitle)}
      columns={() => [
        { name: t(words.logZ), values: known.map(([name]) => name) },
        { name: "nats", values: Float64Array.from(known, ([, value]) => value) },
      ]}
    >
      <Axis limits={limits} locale={locale} />
      <ul class="rbm-facts">
        {factsOf(limits).map((fact) => (
          <li key={fact.en}>{t(fact, { width })}</li>
        ))}
        {limits.high !== undefined && <li>{t(countable ? words.fromExact : words.fromChains)}</li>}
      </ul>
    </Figure>
  );
}

function entries({ low, high, ais, exact }: Limits): [string, number][] {
  const all: [string, number | undefined][] = [
    [t(words.low), low],
    [t(words.estimate), ais],
    [t(words.high), high],
    [t(words.exact), exact],
  ];
  return all.filter((entry): entry is [string, number] => entry[1] !== undefined);
}

const height = 132;
const side = 24;
const axis = height - 38;
const middle = 58;

function Axis({ limits, locale }: { readonly limits: Limits; readonly locale: Locale }) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = size.value[0];
  const { low, high, ais, exact } = limits;
  const values = entries(limits).map(([, value]) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = 0.35 * (most - least) || 1;
  const domain = [least - room, most + room] as const;
  const px = (value: number) => side + ((value - domain[0]) / (domain[1] - domain[0])) * (width - 2 * side);
  const say = (value: number) => withMinus(new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value));
  const name = entries(limits)
    .map(([label, value]) => `${label} ${say(value)}`)
    .join(", ");
  return (
    <div class="rbm-axis" ref={box}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={`${t(words.logZAxis)}: ${name}`}>
          <line x1={side} x2={width - side} y1={axis} y2={axis} stroke="var(--line-strong)" />
          {roundTicks(...domain, Math.max(2, Math.min(8, width / 100))).map((tick) => (
            <g key={tick}>
              <line x1={px(tick)} x2={px(tick)} y1={axis} y2={axis + 4} stroke="var(--line-strong)" />
              <text class="rbm-tick" x={px(tick)} y={axis + 17}>
                {say(tick)}
              </text>
            </g>
          ))}
          <text class="rbm-tick" x={width / 2} y={height - 3}>
            {t(words.logZAxis)}
          </text>
          {low !== undefined && high !== undefined && low <= high && (
            <line x1={px(low)} x2={px(high)} y1={middle} y2={middle} stroke="var(--role-model)" stroke-width="3" />
          )}
          {[low, high].map(
            (limit, i) =>
              limit !== undefined && (
                <g key={i === 0 ? "low" : "high"} fill="var(--role-model)">
                  <path
                    d={bracket(px(limit), i === 0 ? 6 : -6)}
                    fill="none"
                    stroke="var(--role-model)"
                    stroke-width="3"
                  />
                  <text x={px(limit)} y={middle + 24} text-anchor={i === 0 ? "end" : "start"} dx={i === 0 ? 6 : -6}>
                    {say(limit)}
                  </text>
                </g>
              ),
          )}
          {exact !== undefined && (
            <g fill="var(--role-truth)">
              <line x1={px(exact)} x2={px(exact)} y1={20} y2={axis} stroke="var(--role-truth)" stroke-width="2" />
              <text x={px(exact)} y={14} text-anchor="middle">
                {`${t(words.exact)} ${say(exact)}`}
              </text>
            </g>
          )}
          {ais !== undefined && (
            <g fill="var(--role-model)">
              <circle cx={px(ais)} cy={middle} r={5} />
              <text x={px(ais)} y={middle - 14} text-anchor={beside(ais, exact)} dx={shift(ais, exact)}>
                {`${t(words.estimate)} ${say(ais)}`}
              </text>
            </g>
          )}
        </svg>
      )}
    </div>
  );
}

/** The estimate's name stands on its own side of the exact value's line. */
function beside(ais: number, exact: number | undefined): "start" | "middle" | "end" {
  if (exact === undefined) return "middle";
  return ais < exact ? "end" : "start";
}

function shift(ais: number, exact: number | undefined): number {
  if (exact === undefined) return 0;
  return ais < exact ? -4 : 4;
}

/** A square bracket that opens towards the other limit. */
function bracket(x: number, depth: number): string {
  return `M${x + depth} ${middle - 10} H${x} V${middle + 10} H${x + depth}`;
}
