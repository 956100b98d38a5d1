import type { Operation, Term } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import { t } from "../../../i18n/locale.ts";
import { NumberBox } from "../../../views/number-box.tsx";
import { say } from "./state.ts";
import { words } from "./words.ts";

/** Terms that stand there at once: the others are folded. */
const FIRST = 9;
/** Terms that are written when they are unfolded. */
const MOST = 1000;
const LARGEST = 1e6;

interface SumProps {
  readonly sum: Extract<Operation, { kind: "sum" }>;
  sourceName(from: number): string;
  /** Of a net by hand: the weight at this place, or the bias (null), is to be another. */
  onWeight?(at: number | null, value: number): void;
}

/** Inputs × weights + bias = sum, every number of it. */
export function Sum({ sum: { terms, bias, zeros, result }, sourceName, onWeight }: SumProps) {
  const [first, rest] = [terms.slice(0, FIRST), terms.slice(FIRST)];
  const row = (term: Term, i: number) => <TermRow key={i} term={term} {...{ sourceName, onWeight }} />;
  const restSum = rest.reduce((total, { value, weight }) => total + value * weight, 0);
  return (
    <div class="forward-table" data-act="weights">
      <table class="forward-terms">
        <thead>
          <tr>
            <th scope="col">{t(words.from)}</th>
            <th scope="col" class="number">
              {t(words.value)}
            </th>
            <th scope="col" class="number">
              × {t(words.weight)}
            </th>
            <th scope="col" class="number">
              = {t(words.product)}
            </th>
          </tr>
        </thead>
        <tbody>{first.map(row)}</tbody>
      </table>
      {rest.length > 0 && (
        <details>
          <summary>+ {t(words.otherTerms, { count: say(rest.length), sum: say(restSum) })}</summary>
          <table class="forward-terms">
            <tbody>{rest.slice(0, MOST).map(row)}</tbody>
          </table>
        </details>
      )}
      {zeros > 0 && <p class="part-caption">{t(words.zeros, { count: say(zeros) })}</p>}
      <p class="forward-line">
        + {t(words.bias)}{" "}
        {onWeight ? <Weight label={t(words.bias)} value={bias} onSet={(value) => onWeight(null, value)} /> : say(bias)}{" "}
        = {t(words.total)} <b>{say(result)}</b>
      </p>
    </div>
  );
}

interface TermRowProps {
  readonly term: Term;
  sourceName(from: number): string;
  readonly onWeight: ((at: number | null, value: number) => void) | undefined;
}

function TermRow({ term: { from, value, weight, at }, sourceName, onWeight }: TermRowProps) {
  return (
    <tr>
      <th scope="row">{sourceName(from)}</th>
      <td class="number">{say(value)}</td>
      <td class="number">
        {onWeight ? (
          <Weight
            label={`${t(words.weight)}: ${sourceName(from)}`}
            value={weight}
            onSet={(next) => onWeight(at, next)}
          />
        ) : (
          say(weight)
        )}
      </td>
      <td class="number">{say(value * weight)}</td>
    </tr>
  );
}

interface WeightProps {
  readonly label: string;
  readonly value: number;
  onSet(value: number): void;
}

function Weight({ label, value, onSet }: WeightProps) {
  return (
    <NumberBox
      label={label}
      value={Number(value.toPrecision(6))}
      min={-LARGEST}
      max={LARGEST}
      step={0.5}
      onSet={(next) => {
        if (typeof next === "number") onSet(Math.min(LARGEST, Math.max(-LARGEST, next)));
      }}
    />
  );
}
