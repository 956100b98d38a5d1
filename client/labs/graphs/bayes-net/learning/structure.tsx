import type { Arrays } from "../../../../../shared/arrays.ts";
import { classOf, type PartialGraph } from "../../../../../shared/kernels/structure/equivalence.ts";
import { classFrom, pairsOf } from "../../../../../shared/labs/graphs/bayes-net/learning/moves.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { type Differences, drawnEdges, LearntGraph } from "./graph.tsx";
import { type LearningProps, nodesIn } from "./props.ts";
import { TakeIt } from "./take.tsx";
import { words } from "./words.ts";

/** The learnt graph, drawn over the true one where that is known, and the differences as sentences. */
export function StructureView(props: LearningProps) {
  const output = props.fold.output("learnt");
  const nodes = nodesIn(props);
  if (!output?.arrows || !nodes) return <p class="part-caption">{t(output ? words.noData : words.none)}</p>;
  const learnt = classFrom(output);
  const truth = nodes.parents && classOf(nodes.parents);
  const differences = output.missing && {
    missing: pairsOf(output.missing.values),
    extra: pairsOf(output.extra.values),
    turned: pairsOf(output.turned.values),
  };
  return (
    <>
      <LearntGraph
        title={t(differences ? words.differenceTitle : words.graph)}
        note={t(differences ? words.differenceNote : words.graphNote)}
        names={nodes.names}
        edges={drawnEdges(learnt, truth, differences)}
      >
        {differences && truth && <Sentences names={nodes.names} {...{ differences, truth, learnt }} />}
      </LearntGraph>
      <Remarks {...props} used={output.used} />
      <TakeIt {...props} />
    </>
  );
}

interface SentencesProps {
  readonly names: readonly string[];
  readonly differences: Differences;
  readonly truth: PartialGraph;
  readonly learnt: PartialGraph;
}

function Sentences({ names, differences, truth, learnt }: SentencesProps) {
  const { missing, extra, turned } = differences;
  const of = (graph: PartialGraph) => (pair: readonly [number, number]) => edgeText(graph, pair, names);
  const told = [
    ...missing.map((pair) => t(words.missing, { edge: of(truth)(pair) })),
    ...extra.map((pair) => t(words.extra, { edge: of(learnt)(pair) })),
    ...turned.map((pair) => t(words.turned, { edge: of(truth)(pair), learnt: of(learnt)(pair) })),
  ];
  return (
    <>
      <h2 class="part-heading">{t(words.differences)}</h2>
      {told.length === 0 ? (
        <p class="part-caption">{t(words.same)}</p>
      ) : (
        <ul class="learning-list">
          {told.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The arrow between two nodes in words, or the edge where the graph gives it no direction. */
function edgeText({ arrows }: PartialGraph, [a, b]: readonly [number, number], names: readonly string[]): string {
  const arrow = arrows.find(([p, q]) => (p === a && q === b) || (p === b && q === a));
  const [from, to] = (arrow ?? [a, b]).map((v) => names[v]);
  return t(arrow ? words.arrow : words.edge, { from, to });
}

/** What PC could not settle, and how many rows there were. */
function Remarks({ fold, used }: Pick<LearningProps, "fold"> & { readonly used: Arrays[string] }) {
  const tested = fold.output("pc");
  const count = tested?.conflicts?.shape[0] ?? 0;
  return (
    <>
      {count > 0 && <p class="part-warning">{t(words.conflicts, { count })}</p>}
      {tested?.exact?.values[0] === 0 && <p class="part-warning">{t(words.notExact)}</p>}
      <p class="part-caption">{t(words.used, { rows: formatInteger(used.values[0], locale.value) })}</p>
    </>
  );
}
