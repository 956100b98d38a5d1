import type { Found } from "../../../../shared/labs/partition/log-z/results.ts";
import { holds } from "../../../../shared/labs/partition/log-z/results.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { withMinus } from "../../../i18n/number-forms.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { useSize } from "../../../views/size.ts";
import { words } from "./words.ts";

/** A method on one line. */
export interface ForestRow {
  readonly name: string;
  readonly color: string;
  /** Undefined where the method has not begun. */
  readonly found: Found | undefined;
  /** Estimates with the other seeds. */
  readonly others: readonly number[];
}

const ROW = 54;
const MARGIN = { side: 10, top: 8, bottom: 34 };
/** Half of what the widest number on the axis takes. */
const ROOM = 20;
/** Nats about the exact value that are drawn in proportion; beyond them the scale goes over to logarithms. */
const LINEAR = 0.1;
const TICKS = [0.1, 1, 10, 100, 1000];

/** Estimates with their intervals, one method per line, about the exact value. */
export function Forest({ rows, exact }: { readonly rows: readonly ForestRow[]; readonly exact: number }) {
  const [box, size] = useSize<HTMLDivElement>();
  const width = Math.max(260, size.value[0]);
  const height = MARGIN.top + rows.length * ROW + MARGIN.bottom;
  const reach = reachOf(rows, exact);
  const bend = (nats: number) => Math.asinh(nats / LINEAR);
  const inner = width - 2 * MARGIN.side;
  const at = (value: number) => {
    const nats = Math.min(reach, Math.max(-reach, value - exact));
    return MARGIN.side + (inner / 2) * (1 + bend(nats) / bend(reach));
  };
  const ticks = ticksOf(reach, (nats) => at(exact + nats) - at(exact));
  return (
    <div ref={box} class="log-z-forest">
      {size.value[0] > 0 && (
        <svg width={width} height={height} role="img" aria-label={t(words.forest)}>
          {ticks.map((nats) => (
            <g key={nats}>
              <line
                x1={at(exact + nats)}
                x2={at(exact + nats)}
                y1={MARGIN.top}
                y2={height - MARGIN.bottom}
                stroke={nats === 0 ? "var(--role-truth)" : "var(--line)"}
                stroke-width={nats === 0 ? 2 : 1}
              />
              <text
                x={Math.min(width - ROOM, Math.max(ROOM, at(exact + nats)))}
                y={height - MARGIN.bottom + 14}
                class="log-z-tick"
                text-anchor="middle"
              >
                {tickText(nats)}
              </text>
            </g>
          ))}
          <text x={width / 2} y={height - 4} class="log-z-tick" text-anchor="middle">
            {t(words.fromExact)}
          </text>
          {rows.map((row, i) => (
            <Line key={row.name} {...row} exact={exact} y={MARGIN.top + i * ROW} at={at} right={width - MARGIN.side} />
          ))}
        </svg>
      )}
    </div>
  );
}

/** Zero, and on either side the powers of ten that are drawn, the widest first, as far as their numbers leave each other room. */
function ticksOf(reach: number, distance: (nats: number) => number): readonly number[] {
  const kept: number[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const nats of TICKS.filter((tick) => tick <= reach).reverse()) {
    const place = distance(nats);
    if (last - place < 2 * ROOM || place < 2 * ROOM) continue;
    kept.push(nats);
    last = place;
  }
  return [0, ...kept.flatMap((nats) => [-nats, nats])];
}

/** How far the axis goes to either side: as far as the finite ends of the intervals, in steps that do not jump from seed to seed. */
function reachOf(rows: readonly ForestRow[], exact: number): number {
  const ends = rows.flatMap(({ found, others }) => (found ? [found.low, found.high, found.estimate, ...others] : []));
  const farthest = ends.filter(Number.isFinite).reduce((most, end) => Math.max(most, Math.abs(end - exact)), 0.5);
  return 10 ** (Math.ceil(4 * Math.log10(farthest)) / 4);
}

function tickText(nats: number): string {
  return `${nats > 0 ? "+" : ""}${formatNumber(nats, locale.value, 3)}`;
}

interface LineProps extends ForestRow {
  readonly exact: number;
  readonly y: number;
  readonly right: number;
  at(value: number): number;
}

function Line({ name, color, found, others, exact, y, at, right }: LineProps) {
  const middle = y + 31;
  const title = (
    <text x={MARGIN.side} y={y + 17} class="log-z-name">
      {name}
    </text>
  );
  if (!found) return title;
  const isOpen = !Number.isFinite(found.high);
  const [from, to] = [at(found.low), isOpen ? right : at(found.high)];
  // Two decimals for all, so that the eye compares digits of the same weight.
  const say = (value: number) =>
    withMinus(value.toLocaleString(locale.value, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
  const isHeld = holds(found, exact);
  return (
    <g>
      {title}
      <text x={right} y={y + 17} class="log-z-value" text-anchor="end">
        {`${say(found.estimate)} [${say(found.low)}, ${isOpen ? "∞" : say(found.high)}]`}
      </text>
      {!isHeld && (
        <text x={right} y={y + 48} class="log-z-value" text-anchor="end">
          {t(words.misses)}
        </text>
      )}
      {others.map((estimate, i) => (
        <line
          key={i}
          x1={at(estimate)}
          x2={at(estimate)}
          y1={middle - 5}
          y2={middle + 5}
          stroke={color}
          stroke-opacity={0.35}
        />
      ))}
      <line x1={from} x2={to} y1={middle} y2={middle} stroke={color} stroke-width={3} stroke-linecap="round" />
      {isOpen && <path d={`M${right - 6},${middle - 5} l8,5 l-8,5z`} fill={color} />}
      <circle
        cx={at(found.estimate)}
        cy={middle}
        r={5.5}
        fill={isHeld ? color : "var(--surface)"}
        stroke={isHeld ? "var(--surface)" : color}
        stroke-width={isHeld ? 1.5 : 2.5}
      />
    </g>
  );
}
