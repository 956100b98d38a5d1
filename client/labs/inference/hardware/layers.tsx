import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { LAYER_BATCHES } from "../../../../shared/labs/inference/hardware/batches.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { useSize } from "../../../views/size.ts";
import { words as nets } from "../../parts/picture-words.ts";
import { BatchChoice } from "./batch-choice.tsx";
import {
  formatColor,
  formatTime,
  type HardwareProps,
  type StageTime,
  stageName,
  stageTimes,
  useChain,
} from "./state.ts";
import { words } from "./words.ts";

/** Where the time goes: each stage alone, in floats and in integers. */
export function LayersView(props: HardwareProps) {
  const chain = useChain(props);
  const at = useSignal(0);
  const batch = LAYER_BATCHES[at.value];
  const { fold, version } = props;
  const times = useMemo(() => (chain ? stageTimes(props, chain, batch) : []), [fold, version, chain, batch]);
  if (!chain) return <p class="part-caption">{t(nets.noData)}</p>;
  if (times.length === 0) return <p class="part-caption">{t(words.noLayers)}</p>;
  return (
    <>
      <Figure
        title={t(words.layers)}
        note={t(words.layersNote)}
        controls={<BatchChoice at={at} />}
        columns={() => [
          { name: t(words.layer), values: times.map(({ stage, index }) => stageName(stage, index)) },
          { name: t(words.format), values: times.map(({ format }) => format) },
          { name: t(words.p50), values: times.map(({ milliseconds }) => milliseconds) },
          { name: t(words.multiplyAdds), values: times.map(({ work }) => work.multiplyAdds) },
          { name: t(words.bytesMoved), values: times.map(({ work }) => work.bytes) },
        ]}
      >
        <Bars times={times} />
      </Figure>
      <p class="part-caption">{t(words.layersCaption)}</p>
    </>
  );
}

const LINE = 18;

function Bars({ times }: { readonly times: readonly StageTime[] }) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = Math.max(280, size.value[0] || 640);
  const isNarrow = width < 520;
  const left = isNarrow ? 8 : 150;
  const right = 118;
  const longest = Math.max(...times.map(({ milliseconds }) => milliseconds));
  const totals = { float32: 0, int8: 0 };
  for (const { format, milliseconds } of times) totals[format] += milliseconds;
  const stages = [...new Set(times.map(({ index }) => index))];
  const step = 2 * LINE + (isNarrow ? 30 : 12);
  const height = stages.length * step + 26;
  return (
    <div ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t(words.layers)}>
        {stages.map((index, s) => {
          const own = times.filter((one) => one.index === index);
          const top = s * step + (isNarrow ? 20 : 0);
          return (
            <g key={index}>
              <text
                class="hardware-name"
                x={isNarrow ? left : left - 10}
                y={isNarrow ? top - 5 : top + LINE + 5}
                text-anchor={isNarrow ? "start" : "end"}
                fill="var(--ink)"
              >
                {stageName(own[0].stage, index)}
              </text>
              {own.map(({ format, milliseconds }, i) => {
                const long = ((width - left - right) * milliseconds) / longest;
                return (
                  <g key={format}>
                    <rect
                      x={left}
                      y={top + i * LINE + 2}
                      width={Math.max(1, long)}
                      height={LINE - 4}
                      fill={formatColor(format)}
                    />
                    <text class="hardware-said" x={left + long + 6} y={top + i * LINE + 13} fill="var(--ink)">
                      {formatTime(milliseconds)} · {formatPercent(milliseconds / totals[format], locale.value)}
                    </text>
                  </g>
                );
              })}
            </g>
          );
        })}
        {(["float32", "int8"] as const).map((format, f) => (
          <g key={format}>
            <rect x={left + f * 90} y={height - 16} width={12} height={12} fill={formatColor(format)} />
            <text class="hardware-said" x={left + f * 90 + 17} y={height - 5} fill="var(--ink)">
              {format}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
