import type { ClassifyParams, DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { ofNet } from "../../../../shared/labs/partition/dbn/metrics.ts";
import { netTask, SIDES } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { Stopped } from "../../parts/stopped.tsx";
import type { ViewProps } from "../../view.ts";
import { Bands } from "./bands.tsx";
import { LearningView } from "./learning.tsx";
import { words } from "./words.ts";

/** Accuracy of both kinds of nets while they learn, and what came of each pair. */
export function GainView(props: ViewProps<DbnParams>) {
  const { fold, experiment, propose, metrics, locale } = props;
  if (!SIDES.some((side) => fold.records(netTask(side, 0), "testAccuracy")))
    return (
      <>
        <LearningView {...props} />
        <p class="part-caption">{t(words.stackFirst)}</p>
      </>
    );
  const { learningRate, seeds } = experiment.params as ClassifyParams;
  const { "difference.low": low, "difference.high": high } = metrics;
  const points = (value: number) => formatNumber(100 * value, locale, 2);
  return (
    <>
      {SIDES.map((side) => (
        <Stopped key={side} fold={fold} task={netTask(side, 0)} rate={learningRate} propose={propose} />
      ))}
      <div class="part-pair">
        <Bands
          {...props}
          record="testAccuracy"
          title={t(words.accuracy)}
          note={t(words.accuracyNote)}
          y={t(words.share)}
        />
        <Pairs {...props} seeds={seeds} />
      </div>
      <p class="part-caption" role="status">
        {low === undefined || high === undefined
          ? t(words.firstStack)
          : t(low > 0 ? words.verdictAbove : high < 0 ? words.verdictBelow : words.verdictNone, {
              low: points(low),
              high: points(high),
            })}
      </p>
    </>
  );
}

/** The difference of each pair as a point, and their mean with its interval. */
function Pairs({ fold, metrics, seeds }: ViewProps<DbnParams> & { readonly seeds: number }) {
  const known = Array.from({ length: seeds }, (_, r) => {
    const [a, b] = SIDES.map((side) => ofNet(fold, side, r, seeds, "accuracy"));
    return { repeat: r + 1, gain: a === undefined || b === undefined ? Number.NaN : a - b };
  }).filter(({ gain }) => Number.isFinite(gain));
  const { difference, "difference.low": low, "difference.high": high } = metrics;
  const isMeasured = difference !== undefined && low !== undefined && high !== undefined;
  const ends = [0.5, seeds + 0.5] as const;
  const both = (value: number) => [value, value];
  const across = { label: "", color: roleColor("model"), x: ends };
  const series: readonly LiveSeries[] = [
    { label: "", color: "var(--line-strong)", x: ends, y: both(0) },
    ...(isMeasured
      ? [
          { ...across, y: both(high), low: both(low) },
          { ...across, label: t(words.mean), y: both(difference), width: 2 },
        ]
      : []),
    ...known.map(({ repeat, gain }, i) => ({
      label: i === 0 ? t(words.pair) : "",
      color: seriesColor(2),
      x: [repeat],
      y: [gain],
      width: 4,
    })),
  ];
  return (
    <LiveLine
      title={t(words.gain)}
      note={t(words.gainNote)}
      x={{ label: t(words.repeat), domain: ends }}
      y={{ label: t(words.gainAxis), zero: true }}
      height={230}
      series={series}
    />
  );
}
