import { answeredError } from "../../../../shared/labs/graphs/bayes-net/answered.ts";
import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import type { Exact } from "./asked.ts";
import { allKnown, type Known } from "./known.ts";
import { words } from "./words.ts";

interface TroubleProps {
  readonly exact: Exact;
  readonly params: BayesNetParams;
  /** Absent where nothing can be changed. */
  readonly onForget: ((node: string, kind: Known["kind"]) => void) | undefined;
}

/** Whether there is any. */
export const troubleIn = ({ newest }: Exact): boolean => newest !== null && newest.arrays.marginals === undefined;

/** Why there is no exact answer to what is asked now, and what to do about it: of evidence that cannot be, each part that can be taken back. */
export function Trouble({ exact: { newest, good }, params, onForget }: TroubleProps) {
  const wrong = newest && answeredError(newest.arrays);
  const { cells, marginals, conflict } = newest?.arrays ?? {};
  if (!wrong)
    return cells && !marginals ? (
      <p class="part-warning">{t(words.noExact, { cells: formatInteger(cells.values[0], locale.value) })}</p>
    ) : null;
  const names = namesIn(newest.document);
  const nodes = Array.from(conflict?.values ?? [], (v) => newest.document.nodes[v]?.name ?? "");
  const known = allKnown(params).filter(({ node, kind }) => kind !== "do" && nodes.includes(node));
  const cures = onForget ? known : [];
  return (
    <div class="part-warning" role="alert">
      <p>
        {explain(wrong, names.text)} {good && good !== newest && t(words.lastGood)}
      </p>
      {cures.length > 0 && (
        <p class="row">
          {cures.map(({ node, kind, state }) => (
            <button key={node} type="button" class="small" onClick={() => onForget?.(node, kind)}>
              {t(words.forget, {
                what: state === undefined ? names.node(node) : `${names.node(node)} = ${names.state(state)}`,
              })}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
