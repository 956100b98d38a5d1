import { answeredError } from "../../../../shared/labs/graphs/answered.ts";
import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Trouble } from "../trouble.tsx";
import type { Exact } from "./asked.ts";
import { allKnown, type Known } from "./known.ts";
import { words } from "./words.ts";

interface NoAnswerProps {
  readonly exact: Exact;
  readonly params: BayesNetParams;
  /** Absent where nothing can be changed. */
  readonly onForget: ((node: string, kind: Known["kind"]) => void) | undefined;
}

/** Whether there is no answer. */
export const isUnanswered = ({ newest }: Exact): boolean => newest !== null && newest.arrays.marginals === undefined;

/** Why there is no exact answer to what is asked now, and what to do about it. */
export function NoAnswer({ exact: { newest }, params, onForget }: NoAnswerProps) {
  const wrong = newest && answeredError(newest.arrays);
  const { cells, marginals, conflict } = newest?.arrays ?? {};
  if (!wrong)
    return cells && !marginals ? (
      <p class="part-warning">{t(words.noExact, { cells: formatInteger(cells.values[0], locale.value) })}</p>
    ) : null;
  const nodes = Array.from(conflict?.values ?? [], (v) => newest.document.nodes[v]?.name ?? "");
  const cures = allKnown(params).filter(({ node, kind }) => kind !== "do" && nodes.includes(node));
  const forget = onForget && (({ node, kind }: Known) => onForget(node, kind));
  return <Trouble error={wrong} document={newest.document} cures={cures} onForget={forget} />;
}
