import { useSignal } from "@preact/signals";
import { totalVariation } from "../../../../shared/kernels/finite-chain/distance.ts";
import { boxes } from "../../../../shared/kernels/finite-chain/families.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { useSize } from "../../../views/size.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { stepsOf } from "../../parts/record-lines.tsx";
import { blocksOf, exactOf, isPlaced, type Props, rowOf } from "./found.ts";
import { words } from "./words.ts";
import "./burn-in.css";

/** Where the film stands at first: on its way, and not at the start alone. */
const firstFrame = (rows: number) => Math.min(14, Math.floor(rows / 12));

const HEIGHT = 300;
const MARGIN = { left: 44, right: 12, top: 12, bottom: 34 };

/** The exact distribution as bars, step by step, over the equilibrium; the simulated chains as dots. */
export function DistributionView({ fold, experiment: { params } }: Props) {
  const record = fold.records("exact", "distribution");
  const rows = record?.shape[0] ?? 0;
  const frame = useSignal(firstFrame(rows));
  const film = useFilm(rows, { milliseconds: Math.max(40, 6000 / Math.max(1, rows)), frame });
  if (!record || rows === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const step = stepsOf(fold, "exact", "distribution")[film.frame];
  const found = rowOf(record, film.frame);
  const equilibrium = exactOf(fold)?.stationary.values as Float64Array | undefined;
  const dots = simulatedAt(fold, step);
  const xs = placesOf(params, found.length);
  const distance = equilibrium ? totalVariation(found, equilibrium) : undefined;
  const columns = () => [
    { name: t(isPlaced(params) ? words.place : words.state), values: xs },
    { name: t(words.exact), values: found },
    ...(equilibrium ? [{ name: t(words.equilibrium), values: equilibrium }] : []),
    ...(dots ? [{ name: t(words.simulated), values: dots }] : []),
  ];
  return (
    <Figure title={t(words.distribution)} note={t(words.distributionNote)} columns={columns}>
      <Bars
        xs={xs}
        found={found}
        equilibrium={equilibrium}
        dots={dots}
        x={t(isPlaced(params) ? words.place : words.state)}
      />
      <FilmControls
        film={film}
        label={t(words.film)}
        now={t(words.filmNow, {
          step: formatInteger(step, locale.value),
          distance: distance === undefined ? "…" : formatNumber(distance, locale.value, 3),
        })}
      />
    </Figure>
  );
}

function placesOf(params: Props["experiment"]["params"], states: number): Float64Array {
  if (isPlaced(params)) return boxes(states, params.chain === "bell" ? 4 : 2);
  return Float64Array.from({ length: states }, (_, i) => i + 1);
}

/** Shares of the simulated chains in each state after that step; undefined while some are not there, or were not kept. */
function simulatedAt(fold: Props["fold"], step: number): Float64Array | undefined {
  const records = blocksOf(fold).map((id) => (fold.done(id) >= step ? fold.records(id, "counts") : undefined));
  if (records.length === 0 || records.some((record) => record === undefined || record.shape[0] < step))
    return undefined;
  let total = 0;
  const sums = new Float64Array(records[0]?.shape[1] ?? 0);
  for (const record of records) {
    if (record === undefined) continue;
    rowOf(record, step - 1).forEach((count, i) => {
      sums[i] += count;
      total += count;
    });
  }
  return sums.map((count) => count / total);
}

interface BarsProps {
  readonly xs: Float64Array;
  readonly found: Float64Array;
  readonly equilibrium: Float64Array | undefined;
  readonly dots: Float64Array | undefined;
  readonly x: string;
}

/** The scale fits the equilibrium, and stays: what stands above it is cut off with an arrow. */
function Bars({ xs, found, equilibrium, dots, x }: BarsProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = Math.max(240, size.value[0]);
  const inner = width - MARGIN.left - MARGIN.right;
  const deep = HEIGHT - MARGIN.top - MARGIN.bottom;
  const top = roundUp(1.8 * Math.max(...(equilibrium ?? found)));
  const slot = inner / xs.length;
  const at = (i: number) => MARGIN.left + (i + 0.5) * slot;
  const up = (p: number) => MARGIN.top + deep * (1 - Math.min(p, top) / top);
  const bar = Math.max(1, slot * 0.8);
  const ticks = [0, top / 2, top];
  const labels = labelled(xs.length, inner);
  const line =
    equilibrium && Array.from(equilibrium, (p, i) => `${at(i) - slot / 2},${up(p)} ${at(i) + slot / 2},${up(p)}`);
  return (
    <div ref={box} class="burn-in-bars">
      {size.value[0] > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={t(words.distribution)}>
          {ticks.map((p) => (
            <g key={p}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={up(p)} y2={up(p)} stroke="var(--line)" />
              <text x={MARGIN.left - 6} y={up(p)} class="burn-in-tick burn-in-left">
                {formatNumber(p, locale.value, 3)}
              </text>
            </g>
          ))}
          {Array.from(found, (p, i) => (
            <g key={xs[i]}>
              <rect
                x={at(i) - bar / 2}
                y={up(p)}
                width={bar}
                height={MARGIN.top + deep - up(p)}
                fill={roleColor("model")}
              />
              {p > top && <path d={`M${at(i) - 5},${MARGIN.top} l5,-8 l5,8z`} fill={roleColor("model")} />}
            </g>
          ))}
          {line && <polyline points={line.join(" ")} fill="none" stroke={roleColor("truth")} stroke-width={2} />}
          {dots &&
            Array.from(dots, (p, i) => (
              <circle
                key={xs[i]}
                cx={at(i)}
                cy={up(p)}
                r={Math.min(3.5, Math.max(1.5, slot / 3))}
                fill={roleColor("data")}
                stroke="var(--surface)"
              />
            ))}
          {labels.map((i) => (
            <text key={xs[i]} x={at(i)} y={HEIGHT - MARGIN.bottom + 14} class="burn-in-tick burn-in-below">
              {formatNumber(xs[i], locale.value, Number.isInteger(xs[i]) ? String(Math.round(xs[i])).length : 2)}
            </text>
          ))}
          <text x={width - MARGIN.right} y={HEIGHT - 4} class="burn-in-tick burn-in-axis">
            {x}
          </text>
        </svg>
      )}
    </div>
  );
}

/** The next number of one digit times a power of ten, 1 at most. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.min(1, power * ([1, 2, 3, 4, 5, 6, 8, 10].find((nice) => nice * power >= value) ?? 10));
}

/** States whose places are written: evenly spaced, as many as fit. */
function labelled(states: number, width: number): readonly number[] {
  const most = Math.max(2, Math.floor(width / 64));
  const every = Math.ceil(states / most);
  return Array.from({ length: Math.ceil(states / every) }, (_, k) => k * every);
}
