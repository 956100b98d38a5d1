import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { READ } from "../../../../shared/kernels/roofline/index.ts";
import type { NumberFormat } from "../../../../shared/labs/inference/devices.ts";
import { LAYER_BATCHES } from "../../../../shared/labs/inference/hardware/batches.ts";
import { rateIn } from "../../../../shared/labs/inference/hardware/metrics.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { useSize } from "../../../views/size.ts";
import { words as nets } from "../../parts/picture-words.ts";
import { AllThreads, together } from "./all-threads.tsx";
import { BatchChoice } from "./batch-choice.tsx";
import { labelSpots, type Spot } from "./labels.ts";
import { relaxedOf } from "./relaxed.ts";
import { RelaxedRoof } from "./relaxed-roof.tsx";
import { formatPower, logScale } from "./scale.ts";
import {
  formatColor,
  formatRate,
  formatSize,
  formatTime,
  type HardwareProps,
  type Point,
  pointsOf,
  relaxedColor,
  stageName,
  underColor,
  underName,
  useChain,
} from "./state.ts";
import { words } from "./words.ts";

/** This machine's roofline, with each stage of the net as a point. */
export function RoofView(props: HardwareProps) {
  const chain = useChain(props);
  const at = useSignal(0);
  const batch = LAYER_BATCHES[at.value];
  const chosen = useSignal(0);
  const { fold, version } = props;
  const points = useMemo(
    () => (chain ? pointsOf(props, chain, batch) : []),
    [fold, version, chain, batch, relaxedOf(fold).state.value],
  );
  if (!chain) return <p class="part-caption">{t(nets.noData)}</p>;
  if (rateIn(fold, "float32") === undefined) return <p class="part-caption">{t(words.noRoof)}</p>;
  const point = points[Math.min(chosen.value, points.length - 1)];
  const choose = (at: number) => {
    chosen.value = Math.min(Math.max(at, 0), points.length - 1);
  };
  return (
    <>
      <Figure
        title={t(words.roofline)}
        note={t(words.rooflineNote)}
        controls={<BatchChoice at={at} />}
        columns={() => [
          { name: t(words.layer), values: points.map(({ stage, index }) => stageName(stage, index)) },
          { name: t(words.format), values: points.map(({ under }) => underName(under)) },
          { name: t(words.intensity), values: points.map(({ verdict }) => verdict.intensity) },
          { name: t(words.speed), values: points.map(({ verdict }) => verdict.speed) },
          { name: t(words.roofOf), values: points.map(({ verdict }) => verdict.roof) },
          { name: t(words.verdict), values: points.map(({ verdict }) => t(words[`bound.${verdict.bound}`])) },
        ]}
      >
        <Roof {...{ fold, points, choose }} chosen={chosen.value} />
      </Figure>
      <p class="hardware-verdict" aria-live="polite">
        {point ? verdictSaid(point) : t(words.noPoints)}
      </p>
      <p class="part-caption">{t(words.whoseRoof)}</p>
      <RelaxedRoof {...props} chain={chain} />
      <AllThreads {...props} />
    </>
  );
}

export function verdictSaid({ stage, index, under, milliseconds, verdict }: Point): string {
  return t(words.verdictSaid, {
    name: stageName(stage, index),
    format: underName(under),
    intensity: formatNumber(verdict.intensity, locale.value, 3),
    speed: formatRate(verdict.speed),
    time: formatTime(milliseconds),
    share: formatPercent(verdict.share, locale.value),
    bound: t(words[`bound.${verdict.bound}`]),
  });
}

interface RoofProps {
  readonly fold: HardwareProps["fold"];
  readonly points: readonly Point[];
  readonly chosen: number;
  choose(at: number): void;
}

/** Sizes whose roofs are named: the smallest, and the largest that a cache may hold. */
const CACHES = [0, READ.length - 2];
const FORMATS: readonly NumberFormat[] = ["float32", "int8"];

function Roof({ fold, points, chosen, choose }: RoofProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = Math.max(280, size.value[0] || 640);
  const height = Math.min(440, Math.max(300, Math.round(0.6 * width)));
  const [left, right, top, foot] = [52, 16, 24, height - 38];
  const peaks = FORMATS.map((format) => rateIn(fold, format) ?? Number.NaN);
  const bandwidths = READ.map((bytes) => rateIn(fold, `read.${bytes}`) ?? Number.NaN);
  const intensities = points.map(({ verdict }) => verdict.intensity);
  const speeds = points.map(({ verdict }) => verdict.speed);
  const all = together.value;
  const { value: relaxed } = relaxedOf(fold).state;
  const highest = Math.max(...peaks, all?.int8 ?? 0, relaxed.kind === "found" ? relaxed.peak : 0);
  const x = logScale(Math.min(0.1, ...intensities), Math.max(100, ...intensities), left, width - right);
  const y = logScale(Math.min(1e9, ...speeds), highest, foot, top);
  const roof = (peak: number, bandwidth: number) => {
    const ridge = Math.min(Math.max(peak / bandwidth, x.low), x.high);
    const start = Math.max(x.low, y.low / bandwidth);
    return `M${x.at(start)} ${y.at(start * bandwidth)}L${x.at(ridge)} ${y.at(ridge * bandwidth)}L${x.at(x.high)} ${y.at(peak)}`;
  };
  const dots = points.map(({ verdict }) => ({ x: x.at(verdict.intensity), y: y.at(verdict.speed) }));
  const labels = labelSpots(dots);
  const highestPeak = Math.max(...peaks);
  const slowest = bandwidths[bandwidths.length - 1];
  const byKey = (event: KeyboardEvent) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    choose(chosen + move);
  };
  return (
    <section
      class="hardware-roof"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys choose among the points
      tabIndex={0}
      aria-label={t(words.roofKeys)}
      data-act="point"
      onKeyDown={byKey}
    >
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t(words.roofline)}>
        {x.ticks.map((tick) => (
          <g key={tick}>
            <line x1={x.at(tick)} x2={x.at(tick)} y1={top} y2={foot} stroke="var(--line)" />
            <text class="hardware-tick" x={x.at(tick)} y={foot + 15} text-anchor="middle" fill="var(--ink-soft)">
              {formatPower(tick)}
            </text>
          </g>
        ))}
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={y.at(tick)} y2={y.at(tick)} stroke="var(--line)" />
            <text class="hardware-tick" x={left - 6} y={y.at(tick) + 4} text-anchor="end" fill="var(--ink-soft)">
              {formatRate(tick)}
            </text>
          </g>
        ))}
        <text class="hardware-tick" x={width - right} y={foot + 31} text-anchor="end" fill="var(--ink-soft)">
          {t(words.intensityAxis)}
        </text>
        <text class="hardware-tick" x={2} y={top - 9} fill="var(--ink-soft)">
          {t(words.speedAxis)}
        </text>
        {bandwidths.map((bandwidth, b) => (
          <path
            key={READ[b]}
            d={roof(highestPeak, bandwidth)}
            fill="none"
            stroke="var(--line-strong)"
            stroke-opacity={b === READ.length - 1 ? 1 : 0.45}
            stroke-width={b === READ.length - 1 ? 2 : 1}
          >
            <title>{t(words.bandwidthSaid, { size: formatSize(READ[b]), rate: formatRate(bandwidth) })}</title>
          </path>
        ))}
        <text
          class="hardware-label"
          x={x.at(Math.max(x.low, y.low / slowest) * 1.6) + 8}
          y={y.at(Math.max(x.low, y.low / slowest) * 1.6 * slowest) + 14}
          fill="var(--ink-soft)"
        >
          {t(words.memoryRoof, { rate: formatRate(slowest) })}
        </text>
        {CACHES.map((b) => (
          <text
            key={READ[b]}
            class="hardware-label"
            x={left + 4}
            y={Math.min(y.at(x.low * bandwidths[b]), foot - 4) + (b === 0 ? -6 : 13)}
            fill="var(--ink-soft)"
          >
            {t(words.cacheRoof, { size: formatSize(READ[b]) })}
          </text>
        ))}
        {FORMATS.map((format, f) => (
          <g key={format}>
            <path d={roof(peaks[f], slowest)} fill="none" stroke={formatColor(format)} stroke-width="2" />
            <text
              class="hardware-label"
              x={width - right - 4}
              y={y.at(peaks[f]) + (f === 0 ? 14 : -5)}
              text-anchor="end"
              fill={formatColor(format)}
            >
              {t(words.peakOf, { format, rate: formatRate(peaks[f]) })}
            </text>
            {all && (
              <path
                d={roof(all[format], all.bandwidth)}
                fill="none"
                stroke={formatColor(format)}
                stroke-dasharray="5 4"
              >
                <title>{t(words.togetherSaid, { count: all.threads, rate: formatRate(all[format]) })}</title>
              </path>
            )}
          </g>
        ))}
        {relaxed.kind === "found" && (
          <g>
            <path d={roof(relaxed.peak, slowest)} fill="none" stroke={relaxedColor()} stroke-width="2" />
            <text
              class="hardware-label"
              x={width - right - 4}
              y={y.at(relaxed.peak) + (relaxed.peak > peaks[1] ? -5 : 14)}
              text-anchor="end"
              fill={relaxedColor()}
            >
              {t(words.peakOf, { format: t(words.relaxed), rate: formatRate(relaxed.peak) })}
            </text>
          </g>
        )}
        {points.map((point, p) => (
          <Dot
            key={`${point.index}.${point.under}`}
            point={point}
            dot={dots[p]}
            label={labels[p]}
            isChosen={p === chosen}
            choose={() => choose(p)}
          />
        ))}
      </svg>
    </section>
  );
}

interface DotProps {
  readonly point: Point;
  readonly dot: Spot;
  readonly label: Spot;
  readonly isChosen: boolean;
  choose(): void;
}

function Dot({ point, dot, label, isChosen, choose }: DotProps) {
  const color = underColor(point.under);
  const [cx, cy] = [dot.x, dot.y];
  return (
    <g onPointerEnter={choose} onPointerDown={choose}>
      <title>{verdictSaid(point)}</title>
      <circle cx={cx} cy={cy} r={14} fill={color} fill-opacity={isChosen ? 0.2 : 0} />
      <circle cx={cx} cy={cy} r={5} fill={color} stroke="var(--surface)" />
      <text class="hardware-label" x={label.x} y={label.y + 4} text-anchor="middle" fill="var(--ink)">
        {formatInteger(point.index + 1, locale.value)}
      </text>
    </g>
  );
}
