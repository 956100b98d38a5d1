import { t } from "../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../views/live-line.tsx";
import { seriesColor } from "../../views/palette.ts";
import { words } from "./detector-words.ts";
import "./detector.css";

interface ThresholdProps {
  readonly title: string;
  readonly note: string;
  /** What rows are scored by. */
  readonly label: string;
  /** Scores that differ by factors, not by amounts. */
  readonly log: boolean;
  /** Rows of each kind by their scores. */
  readonly groups: readonly { readonly label: string; readonly values: Float64Array }[];
  readonly threshold: number;
  /** The threshold, as it is said. */
  readonly said: string;
  onMove(threshold: number): void;
}

const STEPS = 400;
const BINS = 56;
/** Left and right margins of `LiveLine`, in CSS pixels. */
const MARGIN = { left: 52, right: 8 };

/** Scores of each kind of rows, and the threshold over them: moved by a slider, or by a press or a drag on the chart. */
export function Threshold({ title, note, label, log, groups, threshold, said, onMove }: ThresholdProps) {
  const axis = axisOf(groups, log);
  const move = (share: number) => onMove(axis.at(within(share)));
  const drag = (event: PointerEvent) => {
    const chart = (event.currentTarget as Element).querySelector(".canvas-box");
    if (!chart?.contains(event.target as Node)) return;
    const { left, width } = chart.getBoundingClientRect();
    move((event.clientX - left - MARGIN.left) / (width - MARGIN.left - MARGIN.right));
  };
  const shares = groups.map((group, k) => sharesOf(group, k, axis));
  const top = Math.max(...shares.flatMap(({ y }) => Array.from(y)));
  const mark = { label: t(words.threshold), color: "var(--ink)", x: [threshold, threshold], y: [0, top] };
  return (
    <>
      <div
        class="detector-drag"
        data-act="threshold"
        onPointerDown={drag}
        onPointerMove={(event) => {
          if (event.buttons % 2 === 1) drag(event);
        }}
      >
        <LiveLine
          title={title}
          note={note}
          x={{ label, log, domain: [axis.at(0), axis.at(1)] }}
          y={{ label: t(words.share), zero: true }}
          series={[...shares, mark]}
          height={230}
        />
      </div>
      <label class="detector-threshold" data-act="threshold">
        <span class="visually-hidden">{t(words.threshold)}</span>
        <input
          type="range"
          min={0}
          max={STEPS}
          value={Math.round(STEPS * within(axis.share(threshold)))}
          aria-valuetext={said}
          onInput={(event) => move(event.currentTarget.valueAsNumber / STEPS)}
        />
      </label>
    </>
  );
}

const within = (share: number) => Math.min(1, Math.max(0, share));

/** Where a score lies along the axis, from 0 to 1, and back. */
interface ScoreAxis {
  share(value: number): number;
  at(share: number): number;
}

function axisOf(groups: ThresholdProps["groups"], log: boolean): ScoreAxis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of groups)
    for (const value of values) if (!log || value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) [low, high] = [1, 1];
  if (low === high) [low, high] = log ? [0.5 * low, 2 * high] : [low - 1, high + 1];
  const [from, to] = log ? [Math.log(low), Math.log(high)] : [low, high];
  const [start, span] = [from - 0.02 * (to - from), 1.04 * (to - from)];
  return {
    at: (share) => (log ? Math.exp(start + share * span) : start + share * span),
    share: (value) => ((log ? Math.log(Math.max(value, Number.MIN_VALUE)) : value) - start) / span,
  };
}

/** Shares of the rows over bins of the axis, drawn as steps. */
function sharesOf({ label, values }: ThresholdProps["groups"][number], kind: number, axis: ScoreAxis): LiveSeries {
  const shares = new Float64Array(BINS);
  for (const value of values)
    shares[Math.min(BINS - 1, Math.floor(BINS * within(axis.share(value))))] += 1 / values.length;
  const x = Float64Array.from({ length: 2 * BINS }, (_, k) => axis.at(((k + 1) >> 1) / BINS));
  return { label, color: seriesColor(kind), x, y: x.map((_, k) => shares[k >> 1]), low: x.map(() => 0), width: 1.5 };
}
