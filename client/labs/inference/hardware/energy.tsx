import { DEVICES, formatOf } from "../../../../shared/labs/inference/devices.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { useSize } from "../../../views/size.ts";
import { formatColor, formatTime, type HardwareProps } from "./state.ts";
import { words } from "./words.ts";

const FORMATS = ["float32", "int8"] as const;

/** Accuracy, bytes, latency and energy side by side: what somebody weighs who chooses hardware. */
export function EnergyView({ fold, metrics }: HardwareProps) {
  const found = fold.output("quantise");
  if (!found) return <p class="part-caption">{t(words.noCosts)}</p>;
  const energies = FORMATS.map((format) => Array.from(found[`energy.${format}`].values, (pico) => 1e-6 * pico));
  const fastest = FORMATS.map((format) =>
    Math.min(
      ...DEVICES.filter((device) => formatOf(device) === format).map(
        (device) => metrics[`latency.${device}.p50`] ?? Number.POSITIVE_INFINITY,
      ),
    ),
  );
  const said = (value: number | undefined, how: (value: number) => string) =>
    value === undefined || !Number.isFinite(value) ? "–" : how(value);
  const rows = [
    [
      t(words.accuracy),
      FORMATS.map((format) => said(metrics[`accuracy.${format}`], (v) => formatPercent(v, locale.value))),
    ],
    [t(words.bytes), FORMATS.map((format) => said(metrics[`bytes.${format}`], (v) => formatBytes(v, locale.value)))],
    [t(words.fastest), fastest.map((value) => said(value, formatTime))],
    [t(words.arithmetic), energies.map(([value]) => `${formatNumber(value, locale.value, 3)} µJ`)],
    [t(words.memory), energies.map(([, value]) => `${formatNumber(value, locale.value, 3)} µJ`)],
  ] as const;
  return (
    <Figure
      title={t(words.energy)}
      note={t(words.energyNote)}
      columns={() => [
        { name: t(words.format), values: [...FORMATS] },
        { name: t(words.arithmeticMicro), values: energies.map(([value]) => value) },
        { name: t(words.memoryMicro), values: energies.map(([, value]) => value) },
      ]}
    >
      <Bars energies={energies} />
      <p class="part-caption">{t(words.energyKey)}</p>
      <table class="hardware-table">
        <thead>
          <tr>
            <th scope="col">{t(words.perPicture)}</th>
            {FORMATS.map((format) => (
              <th key={format} scope="col" class="number">
                {format}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, f) => (
                <td key={FORMATS[f]} class="number">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="part-caption">{t(words.energySource)}</p>
    </Figure>
  );
}

/** Arithmetic, and moving, of each format. */
function Bars({ energies }: { readonly energies: readonly (readonly number[])[] }) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = Math.min(640, Math.max(280, size.value[0] || 600));
  const largest = Math.max(...energies.map(([arithmetic, memory]) => arithmetic + memory));
  // Room for the name of a format, and behind the bar for its number.
  const scale = (width - 74 - 80) / largest;
  return (
    <div ref={box}>
      <svg
        class="hardware-energy"
        width={width}
        height={92}
        viewBox={`0 0 ${width} 92`}
        role="img"
        aria-label={t(words.energy)}
      >
        {FORMATS.map((format, f) => {
          const [arithmetic, memory] = energies[f];
          const y = 6 + 42 * f;
          return (
            <g key={format}>
              <text class="hardware-name" x={66} y={y + 20} text-anchor="end" fill="var(--ink)">
                {format}
              </text>
              <rect x={74} y={y} width={Math.max(1, scale * arithmetic)} height={30} fill={formatColor(format)} />
              <rect
                x={74 + scale * arithmetic}
                y={y}
                width={Math.max(1, scale * memory)}
                height={30}
                fill={formatColor(format)}
                fill-opacity="0.4"
              />
              <text class="hardware-name" x={80 + scale * (arithmetic + memory)} y={y + 20} fill="var(--ink)">
                {formatNumber(arithmetic + memory, locale.value, 3)} µJ
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
