import { useSignal } from "@preact/signals";
import type { BayesNet, BayesNode } from "../../../../shared/experiment/document.ts";
import { ignoresEvidence } from "../../../../shared/labs/graphs/bayes-net/metrics.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { type Names, namesIn } from "../../../i18n/node-names.ts";
import { formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { type Answered, type BayesNetProps, estimateIn, offsetsIn, useExact, useSubject } from "./asked.ts";
import { type Known, knownOf, pressed } from "./known.ts";
import { NoAnswer } from "./trouble.tsx";
import { Unsettled } from "./unsettled.tsx";
import { words } from "./words.ts";
import "./bayes-net.css";

/** Nodes that are drawn at once; the search finds the others. */
const MOST_NODES = 60;

/** Every node's probabilities as they follow from what is known, exact and estimated side by side, found by name; a press on a state is evidence. */
export function NodesView(props: BayesNetProps) {
  const subject = useSubject(props);
  const exact = useExact(props, subject);
  const wanted = useSignal("");
  const { document, params, isRun } = subject;
  if (!document) return <p class="part-caption">{t(words.noNet)}</p>;
  const { good, newest } = exact;
  const offsets = offsetsIn(document);
  const estimate = isRun ? estimateIn(props) : undefined;
  const names = namesIn(document);
  const isWanted = (name: string) => plain(name).includes(plain(wanted.value.trim()));
  const found = document.nodes.filter(({ name }) => isWanted(name) || isWanted(names.node(name)));
  const change = (node: string, state: string) => {
    const changed = pressed(params, node, "evidence", state);
    if (props.draft && Object.keys(changed).length > 1) props.draft.edit(document, undefined, changed);
    else props.propose(changed);
  };
  return (
    <Figure title={t(words.nodes)} note={t(words.nodesNote)} columns={() => columnsOf(document, good, estimate)}>
      <NoAnswer exact={exact} params={params} onForget={undefined} />
      {estimate && <Unsettled {...props} />}
      {estimate && ignoresEvidence(props.experiment.params) && <p class="part-warning">{t(words.onlyPrior)}</p>}
      {document.nodes.length > MOST_NODES / 5 && (
        <p class="part-controls">
          <input
            type="search"
            aria-label={t(words.findNode)}
            placeholder={t(words.findNode)}
            value={wanted.value}
            onInput={(event) => (wanted.value = event.currentTarget.value)}
          />
        </p>
      )}
      {good?.arrays.actual && <p class="part-caption">{t(words.wouldHaveBeen)}</p>}
      <div class="net-nodes">
        {found.slice(0, MOST_NODES).map((node) => {
          const v = document.nodes.indexOf(node);
          return (
            <NodeBars
              key={node.name}
              node={node}
              names={names}
              known={knownOf(params, node.name)}
              conflict={newest?.arrays.conflict?.values.includes(v) ?? false}
              exact={good?.sharesOf(node.name, node.states)}
              estimate={estimate && Array.from(node.states, (_, s) => estimate[offsets[v] + s])}
              onPress={(state) => change(node.name, state)}
            />
          );
        })}
      </div>
      {found.length > MOST_NODES && (
        <p class="part-caption">{t(words.moreNodes, { shown: MOST_NODES, total: found.length })}</p>
      )}
      <p class="part-caption">
        <Legend name={t(words.exactBar)} color={roleColor("model")} />
        {estimate && <Legend name={t(words.estimateBar)} color={seriesColor(1)} />}
      </p>
    </Figure>
  );
}

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

function Legend({ name, color }: { readonly name: string; readonly color: string }) {
  return (
    <span class="net-legend">
      <span style={{ background: color }} aria-hidden="true" /> {name}
    </span>
  );
}

interface NodeBarsProps {
  readonly node: BayesNode;
  readonly names: Names;
  readonly known: Known | undefined;
  readonly conflict: boolean;
  readonly exact: ArrayLike<number> | undefined;
  readonly estimate: ArrayLike<number> | undefined;
  onPress(state: string): void;
}

function NodeBars({ node: { name, states }, names, known, conflict, exact, estimate, onPress }: NodeBarsProps) {
  const best = exact ?? estimate;
  const shown = (state: string) => ({ node: names.node(name), state: names.state(state) });
  const role = known && t({ evidence: words.seen, soft: words.softly, do: words.set }[known.kind]);
  return (
    <section class={`net-node${role ? " net-node-known" : ""}${conflict ? " net-node-conflict" : ""}`}>
      <h2>
        {names.node(name)}
        {role && <span class="net-role">{role}</span>}
        {conflict && <span class="net-role">{t(words.inConflict)}</span>}
      </h2>
      {states.map((state, s) => (
        <button
          key={state}
          type="button"
          data-tells
          class="quiet net-state"
          aria-pressed={known?.state === state}
          disabled={known?.kind === "do"}
          title={best && t(words.see, { ...shown(state), p: formatNumber(best[s], locale.value, 6) })}
          data-act="evidence"
          onClick={() => onPress(state)}
        >
          <span class="net-state-name">{names.state(state)}</span>
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

function columnsOf(document: BayesNet, good: Answered | null, estimate: ArrayLike<number> | undefined) {
  const names = namesIn(document);
  const rows = document.nodes.flatMap((node) => node.states.map((state, s) => ({ node, state, s })));
  const exact = rows.flatMap(({ node: { name, states }, s }) => good?.sharesOf(name, states)?.[s] ?? []);
  return [
    { name: t(words.node), values: rows.map(({ node }) => names.node(node.name)) },
    { name: t(words.state), values: rows.map(({ state }) => names.state(state)) },
    ...(exact.length === rows.length ? [{ name: t(words.exactBar), values: exact }] : []),
    ...(estimate ? [{ name: t(words.estimateBar), values: rows.map((_, i) => estimate[i]) }] : []),
  ];
}
