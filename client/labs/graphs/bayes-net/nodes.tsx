import type { Arrays } from "../../../../shared/arrays.ts";
import type { BayesNode } from "../../../../shared/experiment/document.ts";
import { answeredError } from "../../../../shared/labs/graphs/bayes-net/answered.ts";
import { ignoresEvidence } from "../../../../shared/labs/graphs/bayes-net/metrics.ts";
import { exp } from "../../../../shared/math/index.ts";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { type BayesNetProps, estimateIn, type Subject, useExact, useSubject } from "./asked.ts";
import { words } from "./words.ts";
import "./bayes-net.css";

/** Nodes that are drawn. */
const MOST_NODES = 100;

/** Every node's probabilities as they follow from what is known, exact and estimated side by side; a press on a state is evidence. */
export function NodesView(props: BayesNetProps) {
  const subject = useSubject(props);
  const exact = useExact(props, subject);
  const { document, isRun } = subject;
  if (!document) return <p class="part-caption">{t(words.noNet)}</p>;
  const wrong = exact ? answeredError(exact) : undefined;
  const estimate = isRun ? estimateIn(props) : undefined;
  const nodes = document.nodes.slice(0, MOST_NODES);
  return (
    <Figure title={t(words.nodes)} note={t(words.nodesNote)} columns={() => columnsOf(subject, exact, estimate)}>
      {wrong && (
        <p class="part-warning" role="alert">
          {explain(wrong)}
        </p>
      )}
      {exact?.cells && !exact.marginals && (
        <p class="part-warning">{t(words.noExact, { cells: formatInteger(exact.cells.values[0], locale.value) })}</p>
      )}
      {exact?.actual && <p class="part-caption">{t(words.wouldHaveBeen)}</p>}
      {estimate && ignoresEvidence(props.experiment.params) && <p class="part-warning">{t(words.onlyPrior)}</p>}
      <div class="net-nodes">
        {nodes.map((node, v) => (
          <NodeBars
            key={node.name}
            node={node}
            role={roleOf(subject, node.name)}
            conflict={exact?.conflict?.values.includes(v) ?? false}
            exact={exact?.marginals?.values.subarray(subject.offsets[v], subject.offsets[v + 1])}
            estimate={estimate && Array.from(node.states, (_, s) => estimate[subject.offsets[v] + s])}
            onPress={(state) => props.propose({ evidence: pressed(subject, node.name, state) })}
          />
        ))}
      </div>
      {nodes.length < document.nodes.length && (
        <p class="part-caption">{t(words.moreNodes, { shown: nodes.length, total: document.nodes.length })}</p>
      )}
      <p class="part-caption">
        <Legend name={t(words.exactBar)} color={roleColor("model")} />
        {estimate && <Legend name={t(words.estimateBar)} color={seriesColor(1)} />}
        {exact?.logEvidence && t(words.evidence, { p: formatNumber(exp(exact.logEvidence.values[0]), locale.value) })}
      </p>
    </Figure>
  );
}

function Legend({ name, color }: { readonly name: string; readonly color: string }) {
  return (
    <span class="net-legend">
      <span style={{ background: color }} aria-hidden="true" /> {name}
    </span>
  );
}

/** What is known of a node, in the words that stand beside its name, and the state that was seen or set. */
interface Role {
  readonly text: string | undefined;
  readonly state: string | undefined;
  /** A press cannot change what was set from outside. */
  readonly isSet: boolean;
}

function roleOf({ params: { evidence, soft, do: set } }: Subject, name: string): Role {
  const of = <V,>(map: Readonly<Record<string, V>>) => (Object.hasOwn(map, name) ? map[name] : undefined);
  const [seen, fixed] = [of(evidence), of(set)];
  const text = fixed ? t(words.set) : seen ? t(words.seen) : of(soft) ? t(words.softly) : undefined;
  return { text, state: fixed ?? seen, isSet: fixed !== undefined };
}

function pressed({ params: { evidence } }: Subject, name: string, state: string): Readonly<Record<string, string>> {
  const others = Object.entries(evidence).filter(([other]) => other !== name);
  const wasSeen = Object.hasOwn(evidence, name) && evidence[name] === state;
  return Object.fromEntries(wasSeen ? others : [...others, [name, state]]);
}

interface NodeBarsProps {
  readonly node: BayesNode;
  readonly role: Role;
  readonly conflict: boolean;
  readonly exact: ArrayLike<number> | undefined;
  readonly estimate: ArrayLike<number> | undefined;
  onPress(state: string): void;
}

function NodeBars({ node: { name, states }, role, conflict, exact, estimate, onPress }: NodeBarsProps) {
  const best = exact ?? estimate;
  return (
    <section class={`net-node${role.text ? " net-node-known" : ""}${conflict ? " net-node-conflict" : ""}`}>
      <h3>
        {name}
        {role.text && <span class="net-role">{role.text}</span>}
        {conflict && <span class="net-role">{t(words.inConflict)}</span>}
      </h3>
      {states.map((state, s) => (
        <button
          key={state}
          type="button"
          class="quiet net-state"
          aria-pressed={role.state === state}
          disabled={role.isSet}
          title={best && t(words.see, { node: name, state, p: formatNumber(best[s], locale.value, 6) })}
          data-act="evidence"
          onClick={() => onPress(state)}
        >
          <span class="net-state-name">{state}</span>
          <svg class="net-track" aria-hidden="true">
            {exact && <rect width={`${100 * exact[s]}%`} height="6" fill={roleColor("model")} />}
            {estimate && <rect y={exact ? 7 : 0} width={`${100 * estimate[s]}%`} height="6" fill={seriesColor(1)} />}
          </svg>
          <span class="part-number">{best ? formatPercent(best[s], locale.value) : ""}</span>
        </button>
      ))}
    </section>
  );
}

function columnsOf({ document, offsets }: Subject, exact: Arrays | null, estimate: ArrayLike<number> | undefined) {
  const nodes = document?.nodes ?? [];
  const rows = nodes.flatMap(({ name, states }, v) => states.map((state, s) => ({ name, state, at: offsets[v] + s })));
  const known = exact?.marginals?.values;
  return [
    { name: t(words.node), values: rows.map(({ name }) => name) },
    { name: t(words.state), values: rows.map(({ state }) => state) },
    ...(known ? [{ name: t(words.exactBar), values: rows.map(({ at }) => known[at]) }] : []),
    ...(estimate ? [{ name: t(words.estimateBar), values: rows.map(({ at }) => estimate[at]) }] : []),
  ];
}
