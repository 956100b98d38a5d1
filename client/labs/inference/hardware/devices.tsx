import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { formatOf } from "../../../../shared/labs/inference/devices.ts";
import { BATCHES } from "../../../../shared/labs/inference/hardware/batches.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { useSize } from "../../../views/size.ts";
import { Slider } from "../../parts/slider.tsx";
import { keptOf } from "../elsewhere/kept.ts";
import { barRows, timedFold } from "./bar-rows.ts";
import { ElsewherePanel } from "./elsewhere.tsx";
import { logScale } from "./scale.ts";
import { type DeviceRow, deviceColor, deviceName, formatRate, formatTime, type HardwareProps } from "./state.ts";
import { words } from "./words.ts";

/** Dots of a device at most: the newest rounds. */
const DOTS = 60;

/** The main view: how long a batch takes on each device, round by round; further devices on request. */
export function DevicesView(props: HardwareProps) {
  const { found, of } = keptOf(props.fold);
  const at = useSignal(Math.max(0, BATCHES.indexOf((found.value?.batch ?? 1) as (typeof BATCHES)[number])));
  const batch = BATCHES[at.value];
  const fold = timedFold(props.fold);
  const isOld = fold !== props.fold;
  const rows = useMemo(() => barRows(fold, batch), [props.version, fold, batch, of(batch)]);
  return (
    <>
      <Figure
        title={t(words.devices)}
        note={t(words.devicesNote)}
        controls={
          <Slider
            label={t(words.batch)}
            max={BATCHES.length - 1}
            value={at.value}
            said={formatInteger(batch, props.locale)}
            act="batch"
            onMove={(value) => {
              at.value = value;
            }}
          />
        }
        columns={() => [
          { name: t(words.device), values: rows.map(({ device }) => deviceName(device)) },
          { name: t(words.format), values: rows.map(({ device }) => formatOf(device)) },
          { name: t(words.p50), values: rows.map(({ spread }) => spread.p50) },
          { name: t(words.p95), values: rows.map(({ spread }) => spread.p95) },
          { name: t(words.perSecond), values: rows.map(({ spread }) => (1000 * batch) / spread.p50) },
          { name: t(words.rounds), values: rows.map(({ spread }) => spread.count) },
        ]}
      >
        {rows.length > 0 ? (
          <Bars rows={rows} batch={batch} isOld={isOld} />
        ) : (
          <p class="part-caption hardware-empty">{t(words.empty)}</p>
        )}
      </Figure>
      <p class="part-caption">{t(isOld ? words.whoseBefore : words.whose)}</p>
      <ElsewherePanel {...props} batch={batch} />
    </>
  );
}

interface BarsProps {
  readonly rows: readonly DeviceRow[];
  readonly batch: number;
  /** They are of the run before. */
  readonly isOld: boolean;
}

function Bars({ rows, batch, isOld }: BarsProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = Math.max(280, size.value[0] || 640);
  const isNarrow = width < 560;
  const [left, right, top] = [isNarrow ? 8 : 168, isNarrow ? 12 : 150, 8];
  const step = isNarrow ? 52 : 36;
  const height = top + rows.length * step + 34;
  const all = rows.flatMap(({ spread }) => [spread.least, spread.p95]);
  const scale = logScale(Math.min(...all) * 0.8, Math.max(...all), left, width - right);
  const foot = top + rows.length * step;
  return (
    <div class={isOld ? "hardware-bars hardware-old" : "hardware-bars"} ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t(words.devices)}>
        {scale.ticks.map((tick, k) => (
          <g key={tick}>
            <line x1={scale.at(tick)} x2={scale.at(tick)} y1={top} y2={foot} stroke="var(--line)" />
            <text
              class="hardware-tick"
              x={scale.at(tick)}
              y={foot + 14}
              text-anchor={k === 0 && isNarrow ? "start" : k === scale.ticks.length - 1 && isNarrow ? "end" : "middle"}
              fill="var(--ink-soft)"
            >
              {formatTime(tick)}
            </text>
          </g>
        ))}
        <text class="hardware-tick" x={width - right} y={foot + 29} text-anchor="end" fill="var(--ink-soft)">
          {t(words.axis, { batch: formatInteger(batch, locale.value) })}
        </text>
        {rows.map((row, r) => {
          const base = top + r * step;
          return (
            <Bar
              key={row.device}
              row={row}
              y={base + (isNarrow ? 26 : 6)}
              batch={batch}
              {...{ scale, left, isNarrow, base, width }}
            />
          );
        })}
      </svg>
    </div>
  );
}

interface BarProps {
  readonly row: DeviceRow;
  readonly y: number;
  readonly base: number;
  readonly batch: number;
  readonly left: number;
  readonly width: number;
  readonly isNarrow: boolean;
  readonly scale: ReturnType<typeof logScale>;
}

function Bar({ row: { device, rounds, spread }, y, base, batch, left, width, isNarrow, scale }: BarProps) {
  const color = deviceColor(device);
  const [median, high] = [scale.at(spread.p50), scale.at(spread.p95)];
  const said = t(words.barSaid, {
    p50: formatTime(spread.p50),
    rate: formatRate((1000 * batch) / spread.p50),
  });
  return (
    <g>
      <title>
        {t(words.barTitle, {
          name: deviceName(device),
          p50: formatTime(spread.p50),
          p95: formatTime(spread.p95),
          count: spread.count,
        })}
      </title>
      <text
        class="hardware-name"
        x={isNarrow ? left : left - 10}
        y={isNarrow ? base + 18 : y + 15}
        text-anchor={isNarrow ? "start" : "end"}
        fill="var(--ink)"
      >
        {deviceName(device)}
      </text>
      <rect x={left} y={y} width={Math.max(1, median - left)} height={20} fill={color} fill-opacity="0.28" />
      {rounds.slice(-DOTS).map((round, i) => (
        <circle key={i} cx={scale.at(round)} cy={y + 4 + ((i * 7) % 13)} r={1.6} fill={color} fill-opacity="0.55" />
      ))}
      <line x1={median} x2={high} y1={y + 10} y2={y + 10} stroke={color} stroke-width="2" />
      <line x1={high} x2={high} y1={y + 5} y2={y + 15} stroke={color} stroke-width="2" />
      <line x1={median} x2={median} y1={y - 1} y2={y + 21} stroke={color} stroke-width="3" />
      <text
        class="hardware-said"
        x={width - (isNarrow ? 12 : 0)}
        y={isNarrow ? base + 18 : y + 15}
        text-anchor="end"
        fill="var(--ink)"
      >
        {said}
      </text>
    </g>
  );
}
