import type { BayesNode } from "../../../../../shared/experiment/document.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { type Names, namesIn } from "../../../../i18n/node-names.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { type BayesNetProps, useSubject } from "../asked.ts";
import { words as labWords } from "../words.ts";
import { arcKey, overlay, selected } from "./pointed.ts";
import { words } from "./words.ts";
import "./theory.css";

/** Factors that are written out. */
const MOST = 60;
/** Names that stand before the equals sign. */
const MOST_NAMES = 12;

/** The joint distribution as the product of one factor per node, which follows the drawing; a factor that is pointed at shows its node. */
export function FactorizationView(props: BayesNetProps) {
  const { document, params } = useSubject(props);
  if (!document) return <p class="part-caption">{t(labWords.noNet)}</p>;
  const { nodes } = document;
  const names = namesIn(document);
  const { do: set, counterfactual } = params;
  const stateSet = (name: string) => (!counterfactual && Object.hasOwn(set, name) ? set[name] : undefined);
  const isCut = !counterfactual && nodes.some(({ name }) => stateSet(name) !== undefined);
  const shown = nodes.slice(0, MOST);
  const rest = nodes.slice(MOST).filter(({ name }) => name === selected.value);
  return (
    <>
      <p class="part-caption">{t(isCut ? words.truncated : words.factorizationNote)}</p>
      <div class="theory-formula" data-act="factorization">
        <span class="theory-joint">
          <i>p</i>(
          {nodes
            .slice(0, MOST_NAMES)
            .map(({ name }) => names.node(name))
            .join(", ")}
          {nodes.length > MOST_NAMES && ", …"}
          {isCut && " | do"}) =
        </span>
        {[...shown, ...rest].map((node) => (
          <Factor key={node.name} node={node} names={names} set={stateSet(node.name)} />
        ))}
        {nodes.length > MOST && <span>…</span>}
      </div>
      <p class="part-caption">{t(words.counts, countsOf(nodes))}</p>
      {nodes.length > MOST && <p class="part-caption">{t(words.moreFactors, { most: MOST, total: nodes.length })}</p>}
    </>
  );
}

interface FactorProps {
  readonly node: BayesNode;
  readonly names: Names;
  /** The state that it is set to: its factor is gone. */
  readonly set: string | undefined;
}

function Factor({ node: { name, parents }, names, set }: FactorProps) {
  const point = () => {
    const arcs = set === undefined ? parents : [];
    overlay.value = {
      nodes: new Map([[name, "strong"], ...arcs.map((parent) => [parent, "good"] as const)]),
      arcs: new Map(arcs.map((parent) => [arcKey(parent, name), "strong"])),
    };
  };
  const leave = () => {
    overlay.value = null;
  };
  const [own, before] = [names.node(name), parents.map(names.node)];
  const state = set === undefined ? undefined : names.state(set);
  return (
    <button
      type="button"
      data-tells
      class={`quiet theory-factor${selected.value === name ? " theory-chosen" : ""}`}
      aria-label={factorText(own, before, state)}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      <math>
        {set === undefined ? (
          <>
            <mi class="variable">p</mi>
            <mtext>{`(${before.length > 0 ? `${own} | ${before.join(", ")}` : own})`}</mtext>
          </>
        ) : (
          <mtext>{`1[${own} = ${state}]`}</mtext>
        )}
      </math>
    </button>
  );
}

function factorText(name: string, parents: readonly string[], set: string | undefined): string {
  if (set !== undefined) return `do(${name} = ${set})`;
  return parents.length > 0 ? `p(${name} | ${parents.join(", ")})` : `p(${name})`;
}

/** Numbers that the tables hold freely (each row sums to 1; functions hold none), and those of one table over all nodes. */
function countsOf(nodes: readonly BayesNode[]) {
  const states = new Map(nodes.map((node) => [node.name, node.states.length]));
  const rows = (parents: readonly string[]) => parents.reduce((product, name) => product * (states.get(name) ?? 1), 1);
  const own = nodes.reduce(
    (sum, node) => sum + (node.function === undefined ? rows(node.parents) * (node.states.length - 1) : 0),
    0,
  );
  const digits = nodes.reduce((sum, node) => sum + Math.log10(node.states.length), 0);
  const joint = nodes.reduce((product, node) => product * node.states.length, 1) - 1;
  return {
    own: formatInteger(own, locale.value),
    joint: digits < 12 ? formatInteger(joint, locale.value) : `≈ 10^${Math.round(digits)}`,
  };
}
