import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { locale, t } from "../../../i18n/locale.ts";
import type { Names } from "../../../i18n/node-names.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { NumberBox } from "../../../views/number-box.tsx";
import { isKnown, type Known, knownOf } from "./known.ts";
import { words } from "./words.ts";

interface NodeKnownProps {
  readonly node: string;
  readonly names: Names;
  readonly states: readonly string[];
  readonly params: BayesNetParams;
  readonly shares: ArrayLike<number> | undefined;
  /** Absent where the network is only looked at. */
  onPress?(node: string, kind: "evidence" | "do", state: string): void;
  onForget?(node: string, kind: Known["kind"]): void;
  onSoft?(node: string, weights: readonly number[]): void;
}

/** A node's states with their probabilities: each is seen, or set, by a button. */
export function NodeKnown(props: NodeKnownProps) {
  const { node, names, states, params, shares, onPress } = props;
  const known = knownOf(params, node);
  const button = (kind: "evidence" | "do", state: string) => (
    <button
      type="button"
      class="small"
      data-act={kind}
      aria-pressed={isKnown(params, kind, node, state)}
      aria-label={t(kind === "do" ? words.setIt : words.seeIt, { node: names.node(node), state: names.state(state) })}
      onClick={() => onPress?.(node, kind, state)}
    >
      {t(kind === "do" ? words.set : words.seen)}
    </button>
  );
  return (
    <div class="net-panel">
      <ul aria-label={t(words.nodes)}>
        {states.map((state, s) => (
          <li key={state} class="net-share">
            <span class="net-state-name">{names.state(state)}</span>
            <span class="net-meter" style={{ "--share": `${100 * (shares?.[s] ?? 0)}%` }} aria-hidden="true" />
            <span class="part-number">{shares ? formatPercent(shares[s], locale.value) : ""}</span>
            {onPress && (
              <span class="net-buttons">
                {button("evidence", state)}
                {button("do", state)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {props.onSoft && <Soft {...props} known={known} />}
    </div>
  );
}

/** One number per state. */
function Soft(props: NodeKnownProps & { readonly known: Known | undefined }) {
  const { node, names, states, params, shares, known, onSoft, onForget } = props;
  const isJeffrey = params.softKind === "jeffrey";
  const even = isJeffrey && shares ? Array.from(shares) : states.map(() => 1);
  const weights = known?.weights?.length === states.length ? known.weights : undefined;
  const set = (place: number, value: number | string) => {
    const now = weights ?? even;
    if (typeof value === "string" || value < 0) return;
    const next = now.with(place, value);
    onSoft?.(node, isJeffrey ? distributed(next, place) : next);
  };
  return (
    <details class="net-soft" open={weights !== undefined}>
      <summary>{t(isJeffrey ? words.softJeffrey : words.softVirtual)}</summary>
      <p class="soft small">{t(isJeffrey ? words.softJeffreyHelp : words.softVirtualHelp)}</p>
      <div class="net-weights">
        {states.map((state, s) => (
          <label key={state}>
            <span>{names.state(state)}</span>
            <NumberBox
              value={Number((weights ?? even)[s].toPrecision(6))}
              min={0}
              max={isJeffrey ? 1 : 1_000_000}
              step={0.1}
              onSet={(value) => set(s, value)}
            />
          </label>
        ))}
        {weights && (
          <button type="button" class="small" onClick={() => onForget?.(node, "soft")}>
            {t(words.forgetIt)}
          </button>
        )}
      </div>
    </details>
  );
}

/** One probability was given; the others share what is left as they did before. */
function distributed(weights: readonly number[], place: number): readonly number[] {
  const own = Math.min(1, weights[place]);
  const others = weights.reduce((sum, weight, s) => (s === place ? sum : sum + weight), 0);
  const rest = (weight: number) => (others > 0 ? (weight / others) * (1 - own) : (1 - own) / (weights.length - 1));
  return weights.length === 1 ? [1] : weights.map((weight, s) => (s === place ? own : rest(weight)));
}
