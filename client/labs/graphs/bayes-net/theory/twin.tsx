import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import { withAncestors } from "../../../../../shared/kernels/graphs/separation.ts";
import type { BayesNetParams } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import { formatPercent } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { NetDrawing } from "../../net-drawing.tsx";
import type { DrawnLine, DrawnNode } from "../../net-shapes.tsx";
import { type Answered, type BayesNetProps, offsetsIn, useExact, useSubject } from "../asked.ts";
import { words as labWords } from "../words.ts";
import { namedLinks } from "./net.ts";
import { words } from "./words.ts";

/** Nodes of both worlds that are drawn. */
const MOST = 120;

/** The twin network of a counterfactual: the world as it is, and what would have been, which shares all that the intervention could not change. */
export function TwinView(props: BayesNetProps) {
  const subject = useSubject(props);
  const { good } = useExact(props, subject);
  const { document, params } = subject;
  if (!document) return <p class="part-caption">{t(labWords.noNet)}</p>;
  const hasDo = Object.keys(params.do).length > 0;
  if (!params.counterfactual || !hasDo)
    return <p class="part-caption">{t(params.counterfactual ? words.twinNeedsDo : words.twinOff)}</p>;
  const twin = twinDrawing(document, params, good);
  if (twin.nodes.length > MOST) return <p class="part-caption">{t(words.twinTooMany, { most: MOST })}</p>;
  return (
    <Figure title={t(labWords.twin)} note={t(words.twinNote)} columns={() => columnsOf(twin)}>
      <NetDrawing title={t(labWords.twin)} {...twin} layout="down" hint={t(words.twinHint)} />
    </Figure>
  );
}

interface Drawn {
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
  readonly inputs: readonly (readonly number[])[];
}

const columnsOf = ({ nodes, lines }: Drawn) => [
  { name: t(words.from), values: lines.map(({ from }) => nodes[from].label) },
  { name: t(words.to), values: lines.map(({ to }) => nodes[to].label) },
];

/** Nodes as they are, then copies of what the intervention reaches, then the chance that a node and its copy share where a table leaves any. */
function twinDrawing(document: BayesNet, params: BayesNetParams, good: Answered | null): Drawn {
  const { nodes } = document;
  const { names, shown, parents, children } = namedLinks(document, params);
  const set = names.flatMap((name, v) => (Object.hasOwn(params.do, name) ? [v] : []));
  const copied = [...withAncestors({ parents: children }, set)].sort((a, b) => a - b);
  const copyOf = new Map(copied.map((v, i) => [v, names.length + i]));
  const noisy = copied.filter((v) => !set.includes(v) && !isCertain(nodes[v].table));
  const noiseOf = new Map(noisy.map((v, i) => [v, names.length + copied.length + i]));
  const inputs = [
    ...parents.map((own, v) => [...own, ...(noiseOf.has(v) ? [noiseOf.get(v) as number] : [])]),
    ...copied.map((v) =>
      set.includes(v)
        ? []
        : [...parents[v].map((u) => copyOf.get(u) ?? u), ...(noiseOf.has(v) ? [noiseOf.get(v) as number] : [])],
    ),
    ...noisy.map(() => []),
  ];
  const drawn = [
    ...shown.map((name, v) => worldNode(document, params, good, v, name, true)),
    ...copied.map((v) => worldNode(document, params, good, v, `${shown[v]}′`, false)),
    ...noisy.map((v): DrawnNode => ({ label: "", shape: "factor", told: t(words.noise, { node: shown[v] }) })),
  ];
  const lines = inputs.flatMap((own, to) =>
    own.map(
      (from): DrawnLine => ({ from, to, arrow: true, ...(from >= names.length + copied.length && { tone: "added" }) }),
    ),
  );
  return { nodes: drawn, lines, inputs };
}

/** Whether nothing is left to chance: a function, or a table of 0 and 1. */
const isCertain = (table: readonly number[] | undefined) => table?.every((p) => p === 0 || p === 1) ?? true;

function worldNode(
  document: BayesNet,
  params: BayesNetParams,
  good: Answered | null,
  v: number,
  label: string,
  isActual: boolean,
): DrawnNode {
  const { name, states } = document.nodes[v];
  const { state } = namesIn(document);
  const offsets = offsetsIn(document);
  const actual = good?.document === document ? good.arrays.actual?.values : undefined;
  const shares = isActual ? actual?.subarray(offsets[v], offsets[v + 1]) : good?.sharesOf(name, states);
  const known = isActual ? params.evidence : params.do;
  const isKnown = Object.hasOwn(known, name);
  const each = shares && states.map((own, s) => `${state(own)} ${formatPercent(shares[s], locale.value)}`).join(", ");
  return {
    label,
    shape: "variable",
    ...(shares && { shares: Array.from(shares) }),
    value: isKnown
      ? state(known[name])
      : each && states.length <= 3
        ? `${state(states.at(-1) ?? "")} ${formatPercent(shares[states.length - 1], locale.value)}`
        : "",
    ...(isKnown && { tone: isActual ? "known" : "strong" }),
    told: `${label}: ${each ?? ""}`,
  };
}
