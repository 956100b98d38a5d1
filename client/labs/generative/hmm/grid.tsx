import { useEffect, useRef } from "preact/hooks";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { useSize } from "../../../views/size.ts";
import type { Column, Mode } from "./columns.ts";
import { shownAt } from "./observed.ts";
import type { Subject } from "./use-subject.ts";
import { words } from "./words.ts";

interface GridProps {
  readonly subject: Subject;
  /** One per row of the data that is shown, in order. */
  readonly columns: readonly Column[];
  readonly mode: Mode;
  /** Columns that have their numbers already. */
  isReached(column: number): boolean;
  readonly selected: Cell;
  onSelect(cell: Cell): void;
}

export interface Cell {
  readonly row: number;
  readonly state: number;
}

const NAMES = 92;
const HEIGHT = 48;
const LEAST = 4;
const MOST = 18;
/** A line that carries less is not drawn. */
const THIN = 0.004;

/** States over time, a button each: circles as large as what is believed, lines as thick as what flows. Arrow keys go from cell to cell. */
export function Grid({ subject, columns, mode, isReached, selected, onSelect }: GridProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const K = subject.shown.length;
  const width = size.value[0];
  const step = columns.length > 0 ? (width - NAMES) / columns.length : 0;
  const x = (c: number) => NAMES + (c + 0.5) * step;
  const y = (s: number) => (s + 0.5) * HEIGHT;
  const focus = useRef(false);
  useEffect(() => {
    if (!focus.current) return;
    focus.current = false;
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
  const move = (event: KeyboardEvent) => {
    const [right, down] = MOVES[event.key] ?? [0, 0];
    if (right === 0 && down === 0) return;
    event.preventDefault();
    focus.current = true;
    onSelect({ row: selected.row + right, state: Math.min(K - 1, Math.max(0, selected.state + down)) });
  };
  const { rows } = subject.data.observations;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend beside the title that is there
    <div
      class="hmm-trellis"
      ref={box}
      role="group"
      aria-label={t(words.trellis)}
      data-act="trellis"
      onKeyDown={move}
      style={{ height: `${K * HEIGHT + 28}px` }}
    >
      {width > 0 && (
        <svg width={width} height={K * HEIGHT + 28} role="img" aria-label={t(words.trellisTold)}>
          {subject.shown.map((name, s) => (
            <text key={name} x={0} y={y(s)} class="hmm-name" fill={subject.colors[s]}>
              {name.length > 12 ? `${name.slice(0, 11)}…` : name}
            </text>
          ))}
          {columns.map((column, c) =>
            c > 0 && isReached(c) && isReached(c - 1) && column.flow
              ? flows(column.flow, K).map(({ from, to, share }) => (
                  <line
                    key={`${column.row} ${from} ${to}`}
                    x1={x(c - 1)}
                    y1={y(from)}
                    x2={x(c)}
                    y2={y(to)}
                    stroke={column.onPath?.(from, to) ? "var(--mark)" : "var(--ink-soft)"}
                    stroke-width={1 + 5 * share}
                    stroke-opacity={column.onPath?.(from, to) ? 1 : 0.15 + 0.75 * share}
                  />
                ))
              : null,
          )}
          {columns.map((column, c) => (
            <g key={column.row}>
              {subject.shown.map((name, s) => (
                <circle
                  key={name}
                  cx={x(c)}
                  cy={y(s)}
                  r={isReached(c) ? LEAST + (MOST - LEAST) * Math.sqrt(Math.min(1, column.values[s])) : LEAST}
                  fill={isReached(c) ? subject.colors[s] : "var(--surface)"}
                  stroke={selected.row === column.row && selected.state === s ? "var(--mark)" : "var(--line-strong)"}
                  stroke-width={selected.row === column.row && selected.state === s ? 3.5 : 1}
                />
              ))}
              <text x={x(c)} y={K * HEIGHT + 14} class={column.isGap ? "hmm-seen hmm-gap" : "hmm-seen"}>
                {shownAt(subject, column.row, step)}
              </text>
            </g>
          ))}
        </svg>
      )}
      {columns.map((column, c) =>
        subject.shown.map((name, s) => (
          <button
            key={`${column.row} ${name}`}
            type="button"
            data-tells
            class="hmm-cell"
            style={{ left: `${x(c) - step / 2}px`, top: `${s * HEIGHT}px`, width: `${step}px`, height: `${HEIGHT}px` }}
            tabIndex={isTabStop(columns, selected, column.row, s) ? 0 : -1}
            aria-pressed={selected.row === column.row && selected.state === s}
            aria-label={t(words.cellTold, {
              step: column.row + 1,
              steps: rows,
              state: name,
              mode: t(words[mode]),
              value: isReached(c) ? formatNumber(column.values[s], locale.value, 3) : "–",
            })}
            onClick={() => onSelect({ row: column.row, state: s })}
          />
        )),
      )}
    </div>
  );
}

const MOVES: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The selected cell, or the first where it is out of sight. */
function isTabStop(columns: readonly Column[], selected: Cell, row: number, state: number): boolean {
  const isSeen = columns.some((column) => column.row === selected.row);
  return isSeen ? row === selected.row && state === selected.state : row === columns[0].row && state === 0;
}

function flows(flow: Float64Array, K: number) {
  return Array.from(flow, (share, i) => ({ from: Math.floor(i / K), to: i % K, share: Math.min(1, share) })).filter(
    ({ share }) => share > THIN,
  );
}
