import { useMemo } from "preact/hooks";
import { type Arrays, array } from "../../../../../shared/arrays.ts";
import { canonicalJson } from "../../../../../shared/experiment/canonical.ts";
import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import type { BayesNetParams } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { documentArrays } from "../../../../../shared/labs/graphs/given-document.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Rows } from "../../../../views/table.tsx";
import { useAnswer } from "../../../answer.ts";
import { type BayesNetProps, offsetsIn } from "../asked.ts";
import { setIn } from "./net.ts";
import { words } from "./words.ts";

interface CheckProps extends BayesNetProps {
  readonly document: BayesNet;
  readonly params: BayesNetParams;
  readonly x: number;
  readonly y: number;
  readonly given: readonly string[];
  readonly isSeparated: boolean;
}

/** Probabilities that differ by no more than rounding. */
const SAME = 1e-9;

/**
 * The numbers: how X is distributed given Z, and given Z and each state of Y. Nodes of Z that were not seen have their first state. Of separated nodes the rows are
 * equal, whatever the tables; of others they may be.
 */
export function Check(props: CheckProps) {
  const { ask, document, params, x, y, given, isSeparated } = props;
  const { nodes } = document;
  const states = new Map(nodes.map((node) => [node.name, node.states]));
  const seen = Object.fromEntries(
    given.map((name) => [
      name,
      Object.hasOwn(params.evidence, name) ? params.evidence[name] : (states.get(name)?.[0] ?? ""),
    ]),
  );
  const cases = [seen, ...nodes[y].states.map((state) => ({ ...seen, [nodes[y].name]: state }))];
  const bytes = useMemo(() => documentArrays(document), [document]);
  const from = offsetsIn(document)[x];
  const asking = useMemo(() => askEach(ask), [ask]);
  const common = {
    soft: {},
    softKind: "virtual",
    do: setIn(params),
    counterfactual: false,
    order: params.order,
  } as const;
  const task = {
    kind: "answer",
    steps: 1,
    params: { ...common, cases: JSON.stringify(cases), from, width: nodes[x].states.length },
  };
  const key = `${canonicalJson(task.params)} ${canonicalJson(document)}`;
  const { answer, key: answered } = useAnswer(asking, key, () => ({ task, given: bytes }));
  if (!answer || answered !== key) return <p class="part-caption">{t(words.computing)}</p>;
  const width = nodes[x].states.length;
  const rows = cases.map((_, i) => answer.shares.values.subarray(i * width, (i + 1) * width));
  const off = Math.max(...rows.flatMap((row) => Array.from(row, (p, s) => Math.abs(p - rows[0][s]) || 0)));
  const shown = namesIn(document);
  const [name, other] = [nodes[x], nodes[y]].map((node) => shown.node(node.name));
  const knownText = given.map((node) => `${shown.node(node)} = ${shown.state(seen[node])}`).join(", ");
  const context = (more: string) => [more, knownText].filter((part) => part !== "").join(", ") || t(words.nothing);
  const labels = [context(""), ...nodes[y].states.map((state) => context(`${other} = ${shown.state(state)}`))];
  const say = (p: number) => (Number.isNaN(p) ? "—" : formatNumber(p, locale.value, 6));
  return (
    <>
      <Rows
        label={t(words.check, { x: name })}
        columns={[
          { name: t(words.knowing), values: labels },
          ...nodes[x].states.map((state, s) => ({
            name: `p(${name} = ${shown.state(state)})`,
            values: rows.map((row) => say(row[s])),
          })),
        ]}
      />
      <p class="part-caption">{t(off <= SAME ? (isSeparated ? words.equal : words.equalByChance) : words.differ)}</p>
    </>
  );
}

/** One question per case; of each the probabilities of one node's states, `width` from place `from` on: NaN where the case cannot be. */
function askEach(ask: BayesNetProps["ask"]): BayesNetProps["ask"] {
  return async ({ params: { cases, from, width, ...rest }, ...task }, given, signal) => {
    const evidence: readonly Record<string, string>[] = JSON.parse(String(cases));
    const [start, states] = [Number(from), Number(width)];
    const shares = new Float64Array(evidence.length * states).fill(Number.NaN);
    for (const [i, own] of evidence.entries()) {
      const { marginals }: Arrays = await ask({ ...task, params: { ...rest, evidence: own } }, given, signal);
      if (marginals) shares.set(Array.from(marginals.values.subarray(start, start + states)), i * states);
    }
    return { shares: array(shares) };
  };
}
