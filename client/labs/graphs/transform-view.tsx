import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { RULES } from "../../../shared/kernels/bayes-net/order.ts";
import type { Compiled } from "../../../shared/labs/graphs/compiled.ts";
import {
  type CliqueTree,
  cliqueMessages,
  cliqueTreeOf,
  type Edge,
  type MoralGraph,
  moralGraph,
  separatorOf,
} from "../../../shared/labs/graphs/transform.ts";
import { t } from "../../i18n/locale.ts";
import { Figure } from "../../views/figure.tsx";
import { Select } from "../parts/select.tsx";
import { NetDrawing } from "./net-drawing.tsx";
import type { DrawnLine, DrawnNode } from "./net-shapes.tsx";
import { Steps } from "./steps.tsx";
import { ruleWords, words } from "./words.ts";

/** What is drawn at a step, and the sentence that says it. */
interface Stage {
  readonly told: string;
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
  readonly inputs: readonly (readonly number[])[];
  readonly layout: "down" | "spread";
}

/** Beyond so many nodes nobody follows steps one by one. */
const MOST = 80;

interface TransformProps {
  readonly compiled: Compiled;
  /** Names of the model's factors. */
  readonly factorNames: readonly string[];
}

/** From a graph to its clique tree, step by step: each drawn, and said in a sentence. */
export function TransformView({ compiled, factorNames }: TransformProps) {
  const rule = useSignal(0);
  const at = useSignal(0);
  const stages = useMemo(
    () =>
      compiled.names.length > MOST ? [] : stagesOf(compiled, factorNames, cliqueTreeOf(compiled, RULES[rule.value])),
    [compiled, factorNames, rule.value],
  );
  if (stages.length === 0)
    return <p class="part-caption">{t(words.tooMany, { count: compiled.names.length, most: MOST })}</p>;
  const step = Math.min(at.value, stages.length - 1);
  const stage = stages[step];
  const { elimination } = cliqueTreeOf(compiled, RULES[rule.value]);
  return (
    <>
      <div class="part-controls">
        <Select
          act="rule"
          label={t(words.rule)}
          names={RULES.map((one) => t(ruleWords[one]))}
          value={rule.value}
          onChoose={(chosen) => (rule.value = chosen)}
        />
      </div>
      <Steps act="transform" label={t(words.step)} at={step} count={stages.length} onMove={(to) => (at.value = to)} />
      <p class="part-caption" aria-live="polite">
        {stage.told}
      </p>
      <Figure
        title={t(words.transform)}
        note={t(words.transformNote, { width: elimination.width, largest: elimination.largest })}
        columns={() => columnsOf(stage)}
      >
        <NetDrawing title={t(words.transform)} {...stage} hint={t(words.graphHint)} />
      </Figure>
    </>
  );
}

function columnsOf({ nodes, lines }: Stage) {
  return [
    { name: t(words.edgeFrom), values: lines.map(({ from }) => nodes[from].label) },
    { name: t(words.edgeTo), values: lines.map(({ to }) => nodes[to].label) },
    { name: t(words.kind), values: lines.map(({ tone }) => t(tone === "added" ? words.kindAdded : words.kindPlain)) },
  ];
}

function stagesOf(compiled: Compiled, factorNames: readonly string[], tree: CliqueTree): readonly Stage[] {
  const moral = moralGraph(compiled);
  const own = compiled.parents
    ? [originalStage(compiled), factorStage(compiled, factorNames)]
    : [factorStage(compiled, factorNames)];
  return [
    ...own,
    moralStage(compiled, moral),
    ...tree.steps.map((_, i) => eliminationStage(compiled, moral, tree, i)),
    triangulatedStage(compiled, moral, tree),
    cliqueStage(compiled, tree),
    ...cliqueMessages(tree.cliques).map((_, i) => messageStage(compiled, tree, i)),
  ];
}

const listed = (names: readonly string[]) => names.join(", ") || t(words.nothing);

/** Variables alone, where they always stand. */
function base(compiled: Compiled, edges: readonly Edge[]): Pick<Stage, "nodes" | "inputs" | "layout"> {
  const { names, states, parents } = compiled;
  const near = names.map((_, v) => edges.filter((edge) => edge.includes(v)).map(([a, b]) => names[a === v ? b : a]));
  const inputs =
    parents ??
    names.map((_, v) =>
      moralGraph(compiled)
        .edges.filter(([, b]) => b === v)
        .map(([a]) => a),
    );
  return {
    nodes: names.map((label, v) => ({
      label,
      shape: "variable",
      told: t(words.nodeTold, { name: label, states: states[v].join(", "), neighbours: listed(near[v]) }),
    })),
    inputs,
    layout: parents ? "down" : "spread",
  };
}

function originalStage(compiled: Compiled): Stage {
  const arcs = (compiled.parents ?? []).flatMap((own, to) => own.map((from): DrawnLine => ({ from, to, arrow: true })));
  const edges = arcs.map(({ from, to }): Edge => [from, to]);
  return { ...base(compiled, edges), lines: arcs, told: t(words.original) };
}

function factorStage(compiled: Compiled, factorNames: readonly string[]): Stage {
  const { model, names, parents } = compiled;
  const edges = model.factors.flatMap(({ scope }, f) =>
    scope.map((v): DrawnLine => ({ from: v, to: names.length + f })),
  );
  const variables = base(compiled, []);
  return {
    nodes: [
      ...variables.nodes,
      ...model.factors.map(
        ({ table }, f): DrawnNode => ({
          label: "",
          shape: "factor",
          told: t(words.factorTold, { name: factorNames[f], cells: table.length }),
        }),
      ),
    ],
    // The factor of a node stands between it and its parents.
    inputs: parents
      ? [...names.map((_, v) => [names.length + v]), ...parents]
      : [...names.map(() => []), ...model.factors.map(({ scope }) => scope)],
    layout: parents ? "down" : "spread",
    lines: edges,
    told: t(words.asFactors),
  };
}

const plain = (edges: readonly Edge[]): DrawnLine[] => edges.map(([from, to]) => ({ from, to }));
const added = (edges: readonly Edge[]): DrawnLine[] =>
  edges.map(([from, to]) => ({ from, to, tone: "added" as const }));
const isIn = (edges: readonly Edge[], [a, b]: Edge) => edges.some(([c, d]) => a === c && b === d);

function moralStage(compiled: Compiled, { edges, married }: MoralGraph): Stage {
  const { names, parents } = compiled;
  const told = married.map(({ edge: [a, b], child }) =>
    t(words.marriedTold, { a: names[a], b: names[b], child: names[child] }),
  );
  const fresh = married.map(({ edge }) => edge);
  const sentence = told.length > 0 ? t(words.moral, { pairs: told.join("; ") }) : t(words.moralNone);
  return {
    ...base(compiled, edges),
    lines: [...plain(edges.filter((edge) => !isIn(fresh, edge))), ...added(fresh)],
    told: parents ? sentence : t(words.originalMarkov),
  };
}

function eliminationStage(compiled: Compiled, { edges }: MoralGraph, { steps }: CliqueTree, at: number): Stage {
  const { names } = compiled;
  const gone = new Set(steps.slice(0, at).map(({ node }) => node));
  const { node, neighbours, fill } = steps[at];
  const known = [...edges, ...steps.slice(0, at).flatMap((step) => step.fill)];
  const dim = ([a, b]: Edge) => gone.has(a) || gone.has(b);
  const variables = base(compiled, [...known, ...fill]);
  const told = { node: names[node], neighbours: listed(neighbours.map((v) => names[v])) };
  return {
    ...variables,
    nodes: variables.nodes.map((own, v) => ({
      ...own,
      ...(gone.has(v)
        ? { tone: "dim" as const }
        : v === node
          ? { tone: "strong" as const }
          : neighbours.includes(v)
            ? { tone: "known" as const }
            : {}),
    })),
    lines: [
      ...known.map((edge): DrawnLine => ({ from: edge[0], to: edge[1], ...(dim(edge) && { tone: "dim" as const }) })),
      ...added(fill),
    ],
    told:
      fill.length > 0
        ? t(words.eliminateFill, {
            ...told,
            fill: listed(fill.map(([a, b]) => t(words.pair, { a: names[a], b: names[b] }))),
          })
        : t(words.eliminateNone, told),
  };
}

function triangulatedStage(compiled: Compiled, { edges }: MoralGraph, { fill }: CliqueTree): Stage {
  return {
    ...base(compiled, [...edges, ...fill]),
    lines: [...plain(edges), ...added(fill)],
    told: t(words.triangulated, { count: fill.length }),
  };
}

function cliqueStage({ names, model }: Compiled, { cliques }: CliqueTree): Stage {
  const called = (scope: readonly number[]) => scope.map((v) => names[v]).join(", ");
  const joined = cliques.flatMap((clique, c) => (clique.parent < 0 ? [] : [{ clique, c }]));
  const boxes = cliques.map(({ scope }): DrawnNode => {
    const cells = scope.reduce((product, v) => product * model.sizes[v], 1);
    return { label: called(scope), shape: "clique", told: t(words.cliqueTold, { members: called(scope), cells }) };
  });
  const squares = joined.map(({ clique }): DrawnNode => {
    const members = called(separatorOf(clique));
    return {
      label: members,
      shape: "factor",
      told: members === "" ? t(words.separatorNone) : t(words.separatorTold, { members }),
    };
  });
  const count = cliques.length;
  return {
    nodes: [...boxes, ...squares],
    inputs: [
      ...cliques.map((_, c) => joined.flatMap((one, s) => (one.c === c ? [count + s] : []))),
      ...joined.map(({ clique }) => [clique.parent]),
    ],
    layout: "down",
    lines: joined.flatMap(({ clique, c }, s): DrawnLine[] => [
      { from: clique.parent, to: count + s },
      { from: count + s, to: c },
    ]),
    told: t(words.cliqueTree, { count }),
  };
}

/** A message from clique to clique: inwards to the root, then outwards. */
function messageStage(compiled: Compiled, tree: CliqueTree, at: number): Stage {
  const { names, model } = compiled;
  const whole = cliqueStage(compiled, tree);
  const all = cliqueMessages(tree.cliques);
  const { from, to } = all[at];
  const child = tree.cliques[from].parent === to ? from : to;
  const squares = tree.cliques.flatMap(({ parent }, c) => (parent < 0 ? [] : [c]));
  const square = tree.cliques.length + squares.indexOf(child);
  const separator = separatorOf(tree.cliques[child]);
  const cells = separator.reduce((product, v) => product * model.sizes[v], 1);
  const members = listed(separator.map((v) => names[v]));
  const told = {
    from: whole.nodes[from].label,
    to: whole.nodes[to].label,
    members,
    cells,
    at: at + 1,
    all: all.length,
  };
  const isWay = (line: DrawnLine) => line.to === square || line.from === square;
  return {
    ...whole,
    nodes: whole.nodes.map((node, n) => (n === from ? { ...node, tone: "strong" as const } : node)),
    lines: [
      ...whole.lines.filter((line) => !isWay(line)),
      { from, to: square, tone: "strong" },
      { from: square, to, tone: "strong", arrow: true },
    ],
    told: t(at < all.length / 2 ? words.cliqueInward : words.cliqueOutward, told),
  };
}
