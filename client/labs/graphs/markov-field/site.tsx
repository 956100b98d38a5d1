import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { siteWords as words } from "./site-words.ts";
import "./site.css";

export interface SiteState {
  readonly name: string;
  readonly color: string;
  /** What makes it likely or not, term by term, under `terms`. */
  readonly values: readonly number[];
  /** Given its neighbours. */
  readonly probability: number;
}

interface SiteProps {
  /** Row and column, from 1. */
  readonly place: readonly [row: number, column: number];
  /** Colours of the sites around it: an odd number of rows, itself in the middle; undefined beyond the border. */
  readonly around: readonly (readonly (string | undefined)[])[];
  /** Names of the terms: potentials, energies. */
  readonly terms: readonly string[];
  readonly states: readonly SiteState[];
  /** One sentence on what decides. */
  readonly note: string;
}

const CELL = 14;

/** A site, its Markov blanket (the four neighbours, framed), and what they make of it: nothing else counts. */
export function SitePanel({ place: [row, column], around, terms, states, note }: SiteProps) {
  const middle = (around.length - 1) / 2;
  const isNeighbour = (r: number, c: number) => Math.abs(r - middle) + Math.abs(c - middle) === 1;
  const isOwn = (r: number, c: number) => r === middle && c === middle;
  const width = around.length * CELL;
  const framed = around.flatMap((line, r) =>
    line.flatMap((_, c) => (isOwn(r, c) || isNeighbour(r, c) ? [[r, c]] : [])),
  );
  const number = (value: number) => formatNumber(value, locale.value, 3);
  return (
    <section class="site-panel" aria-label={t(words.site, { row: String(row), column: String(column) })}>
      <h2 class="part-heading">{t(words.site, { row: String(row), column: String(column) })}</h2>
      <div class="site-parts">
        <svg width={width} height={width} viewBox={`0 0 ${width} ${width}`} role="img" aria-label={t(words.around)}>
          {around.map((line, r) =>
            line.map(
              (color, c) =>
                color && (
                  <rect
                    key={`${r} ${c}`}
                    x={c * CELL}
                    y={r * CELL}
                    width={CELL}
                    height={CELL}
                    fill={color}
                    class={isOwn(r, c) || isNeighbour(r, c) ? undefined : "site-far"}
                  />
                ),
            ),
          )}
          {framed.map(([r, c]) => (
            <rect
              key={`frame ${r} ${c}`}
              x={c * CELL + 1}
              y={r * CELL + 1}
              width={CELL - 2}
              height={CELL - 2}
              class={isOwn(r, c) ? "site-own" : "site-neighbour"}
            />
          ))}
        </svg>
        <table class="site-table">
          <thead>
            <tr>
              <th scope="col">{t(words.state)}</th>
              {terms.map((term) => (
                <th key={term} scope="col" class="number">
                  {term}
                </th>
              ))}
              <th scope="col" class="number">
                {t(words.probability)}
              </th>
            </tr>
          </thead>
          <tbody>
            {states.map(({ name, color, values, probability }) => (
              <tr key={name}>
                <th scope="row">
                  <span class="site-swatch" style={{ background: color }} /> {name}
                </th>
                {values.map((value, i) => (
                  <td key={terms[i]} class="number">
                    {number(value)}
                  </td>
                ))}
                <td class="number">{number(probability)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="part-caption">{note}</p>
    </section>
  );
}
