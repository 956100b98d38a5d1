import type { Summary } from "../../../../shared/stats/summary.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { useSize } from "../../../views/size.ts";
import { roundTicks, tickText } from "../../../views/ticks.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { BurnIn } from "./controls.tsx";
import { drawsOf, type McmcProps } from "./draws.ts";
import { useSummaries } from "./summaries.ts";
import { words } from "./words.ts";

/** Parameters that are drawn: a longer list is a table. */
const most = 100;
const rowHeight = 22;
const nameWidth = 96;
const rhatWidth = 56;
const foot = 28;

/** Each parameter with its median and its intervals, coloured by how well its chains agree. */
export function ForestView(props: McmcProps) {
  const draws = drawsOf(props);
  const { rows, missing } = useSummaries(props, draws);
  const shown = rows.slice(0, most).filter(({ q5 }) => q5 !== undefined);
  const names = draws.names.slice(0, shown.length);
  const column = (name: keyof Summary) => shown.map((row) => row[name] ?? Number.NaN);
  return (
    <Figure
      title={t(words.forestTitle)}
      note={t(words.forestNote)}
      columns={() => [
        { name: t(words.parameter), values: names },
        { name: t(words.mean), values: column("mean") },
        ...(["q5", "q25", "q50", "q75", "q95"] as const).map((name) => ({
          name: `${name.slice(1)} %`,
          values: column(name),
        })),
        { name: "R̂", values: column("rhat") },
      ]}
    >
      <div class="part-controls">
        <BurnIn draws={draws} />
      </div>
      {shown.length > 0 ? (
        <Forest names={names} rows={shown} language={props.locale} />
      ) : missing ? (
        <NotKept />
      ) : (
        <p class="part-caption">{t(words.noDraws)}</p>
      )}
    </Figure>
  );
}

interface ForestProps {
  readonly names: readonly string[];
  readonly rows: readonly Partial<Summary>[];
  readonly language: McmcProps["locale"];
}

function Forest({ names, rows, language }: ForestProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = Math.max(size.value[0], 240);
  const height = rows.length * rowHeight + foot;
  const [low, high] = rangeOf(rows);
  const at = (value = Number.NaN) => nameWidth + ((value - low) / (high - low)) * (width - nameWidth - rhatWidth);
  return (
    <div class="mcmc-forest" ref={box}>
      <svg width={width} height={height} role="img" aria-label={t(words.forestTitle)} font-size="12">
        {roundTicks(low, high, Math.max(2, (width - nameWidth - rhatWidth) / 90)).map((tick) => (
          <g key={tick}>
            <line x1={at(tick)} x2={at(tick)} y1={0} y2={height - foot} stroke="var(--line)" />
            <text x={at(tick)} y={height - foot + 16} fill="var(--ink-soft)" text-anchor="middle">
              {tickText(tick, language)}
            </text>
          </g>
        ))}
        <text x={width - 4} y={height - foot + 16} fill="var(--ink-soft)" text-anchor="end">
          R̂
        </text>
        {rows.map((row, i) => (
          <Row
            key={names[i]}
            name={names[i]}
            row={row}
            y={(i + 0.5) * rowHeight}
            at={at}
            width={width}
            language={language}
          />
        ))}
      </svg>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly row: Partial<Summary>;
  readonly y: number;
  readonly width: number;
  readonly language: McmcProps["locale"];
  at(value: number | undefined): number;
}

function Row({ name, row, y, at, width, language }: RowProps) {
  const color = colorOf(row.rhat);
  return (
    <g>
      <text x={nameWidth - 8} y={y + 4} fill="var(--ink)" text-anchor="end">
        {shortened(name)}
        <title>{name}</title>
      </text>
      <line x1={at(row.q5)} x2={at(row.q95)} y1={y} y2={y} stroke={color} stroke-width={1.5} />
      {row.q25 !== undefined && (
        <line x1={at(row.q25)} x2={at(row.q75)} y1={y} y2={y} stroke={color} stroke-width={5} />
      )}
      <circle cx={at(row.q50)} cy={y} r={4} fill="var(--surface)" stroke={color} stroke-width={2} />
      <text x={width - 4} y={y + 4} fill={color} text-anchor="end">
        {row.rhat === undefined ? "–" : formatNumber(row.rhat, language, 4)}
      </text>
    </g>
  );
}

/** The bounds that are asked of R̂: 1.01 (Vehtari et al. 2021), 1.05 where no more than a first look is wanted. */
function colorOf(rhat: number | undefined): string {
  if (rhat === undefined || rhat > 1.05) return "var(--bad)";
  return rhat > 1.01 ? "var(--warn)" : "var(--good)";
}

function rangeOf(rows: readonly Partial<Summary>[]): readonly [number, number] {
  const low = Math.min(...rows.map(({ q5 = 0 }) => q5));
  const high = Math.max(...rows.map(({ q95 = 0 }) => q95));
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  return [low - room, high + room];
}

function shortened(name: string): string {
  return name.length > 14 ? `${name.slice(0, 13)}…` : name;
}
