import type { Interval } from "../../../shared/stats/paired.ts";
import { t } from "../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../views/palette.ts";
import { words } from "./paired-words.ts";

interface PairedGainsProps {
  readonly title: string;
  readonly note: string;
  /** Of the axis of differences. */
  readonly axis: string;
  /** Of each repeat, in order; NaN where it is not known yet. */
  readonly gains: readonly number[];
  /** Of their mean. */
  readonly interval: Interval | undefined;
  readonly height?: number;
}

/** The difference of each pair as a point, their mean with its interval, and zero. */
export function PairedGains({ title, note, axis, gains, interval, height = 230 }: PairedGainsProps) {
  const ends = [0.5, gains.length + 0.5] as const;
  const both = (value: number) => [value, value];
  const across = { label: "", color: roleColor("model"), x: ends };
  const known = gains.flatMap((gain, r) => (Number.isFinite(gain) ? [{ repeat: r + 1, gain }] : []));
  const series: readonly LiveSeries[] = [
    { label: "", color: "var(--line-strong)", x: ends, y: both(0) },
    ...(interval
      ? [
          { ...across, y: both(interval.high), low: both(interval.low) },
          { ...across, label: t(words.mean), y: both(interval.mean), width: 2 },
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
      title={title}
      note={note}
      x={{ label: t(words.repeat), domain: ends }}
      y={{ label: axis, zero: true }}
      height={height}
      series={series}
    />
  );
}
