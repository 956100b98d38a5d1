import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { at, type Window } from "./columns.ts";
import type { Cell } from "./grid.tsx";
import { shownAt } from "./observed.ts";
import type { Subject } from "./use-subject.ts";
import { words } from "./words.ts";

interface CellPanelProps {
  readonly subject: Subject;
  readonly window: Window;
  readonly cell: Cell;
}

/** Terms of a sum that are written out. */
const TERMS = 4;
const say = (value: number) => formatNumber(value, locale.value, 4);

/** What the numbers of one cell are, and how they come about. */
export function CellPanel({ subject, window, cell: { row, state } }: CellPanelProps) {
  const { arrays, start, rows } = window;
  const name = subject.shown[state];
  const step = row + 1;
  const heading = t(words.cellHeading, { step, state: name, shown: shownAt(subject, row) });
  const number = (what: string, r = row, s = state) => at(window, what, r, s);
  if (!arrays.scale)
    return (
      <section class="hmm-cell-panel" aria-live="polite">
        <h2>{heading}</h2>
        <p class="part-caption">{t(words.agedTold)}</p>
        <dl class="hmm-sums">
          <Line term={`α = p(${t(words.stateSymbol)} | x₁…xₜ)`} sum={say(number("forward"))} />
          <Line term={`γ = p(${t(words.stateSymbol)} | x)`} sum={say(number("posterior"))} />
        </dl>
      </section>
    );
  const isFirst = row === start;
  const isLast = row === start + rows - 1;
  const { model } = subject;
  const K = subject.shown.length;
  const scale = Number(arrays.scale.values[row - start]);
  const into = (s: number) => `${say(number("forward", row - 1, s))}·${say(model.transitions[s * K + state])}`;
  const forward = isFirst ? say(model.initial[state]) : `(${terms(K, into)})`;
  const out = (s: number) =>
    `${say(model.transitions[state * K + s])}·${say(number("shown", row + 1, s))}·${say(number("backward", row + 1, s))}`;
  const backward = isLast ? "1" : `(${terms(K, out)}) / ${say(Number(arrays.scale.values[row + 1 - start]))}`;
  const before = number("before");
  return (
    <section class="hmm-cell-panel" aria-live="polite">
      <h2>{heading}</h2>
      <dl class="hmm-sums">
        <Line
          term={t(words.alphaTerm)}
          sum={`${say(number("shown"))} · ${forward} / ${say(scale)} = ${say(number("forward"))}`}
          told={t(words.alphaTold)}
        />
        <Line term={t(words.betaTerm)} sum={`${backward} = ${say(number("backward"))}`} told={t(words.betaTold)} />
        <Line
          term={t(words.gammaTerm)}
          sum={`${say(number("forward"))} · ${say(number("backward"))} = ${say(number("posterior"))}`}
          told={t(words.gammaTold)}
        />
        <Line
          term={t(words.deltaTerm)}
          sum={say(number("best"))}
          told={before < 0 ? t(words.deltaFirst) : t(words.deltaTold, { before: subject.shown[before] })}
        />
      </dl>
    </section>
  );
}

function terms(K: number, term: (s: number) => string): string {
  const all = Array.from({ length: Math.min(K, TERMS) }, (_, s) => term(s));
  return K > TERMS ? `${all.join(" + ")} + …` : all.join(" + ");
}

function Line({ term, sum, told }: { readonly term: string; readonly sum: string; readonly told?: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <span class="hmm-sum">{sum}</span>
        {told && <span class="part-caption">{told}</span>}
      </dd>
    </>
  );
}
