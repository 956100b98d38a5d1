import { useMemo } from "preact/hooks";
import { measuresOf, pathOf } from "../../../../shared/labs/representation/depth/computation.ts";
import {
  conceptDepth,
  exactBeliefs,
  hiddenOf,
  refinedBeliefs,
  refinementGraph,
} from "../../../../shared/labs/representation/depth/concepts.ts";
import type { ConceptParams, DepthParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { networkOf } from "../../../../shared/labs/representation/depth/graphs.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { DrawnGraph, say } from "../../parts/drawn-graph.tsx";
import type { ViewProps } from "../../view.ts";
import { conceptNames, words } from "./words.ts";

function useInference({ experiment }: ViewProps<DepthParams>) {
  const params = experiment.params as ConceptParams;
  return useMemo(() => {
    const network = networkOf(params);
    const { rounds, strength } = params;
    const beliefs = refinedBeliefs(network, strength, rounds);
    const believed = (concept: number, round = rounds) => beliefs[round * network.length + concept];
    return { network, rounds, believed, exact: exactBeliefs(network, strength) };
  }, [params]);
}
type Inference = ReturnType<typeof useInference>;

const nameOf = ({ network }: Inference, concept: number) => {
  const { name } = network[concept];
  return Object.hasOwn(conceptNames, name) ? t(conceptNames[name]) : name;
};

/** What is seen of a concept, in words. */
function seenOf(inference: Inference, concept: number): string | undefined {
  const { seen } = inference.network[concept];
  if (seen === undefined) return undefined;
  return t(words.seenTold, { name: nameOf(inference, concept), is: t(seen === 1 ? words.isThere : words.isAbsent) });
}

/** The graph of concepts, and beside it the one of the computation that infers with it. */
export function ConceptTopic(props: ViewProps<DepthParams>) {
  const inference = useInference(props);
  return (
    <div class="part-pair depth-graphs">
      <ConceptGraph {...inference} />
      <Refinements {...inference} />
    </div>
  );
}

function ConceptGraph(inference: Inference) {
  const { network, believed, exact } = inference;
  const inputs = network.map(({ parents }) => parents);
  const nodes = network.map((_, n) => {
    const label = nameOf(inference, n);
    const seen = seenOf(inference, n);
    const told = seen ?? t(words.conceptTold, { name: label, belief: say(believed(n)), exact: say(exact[n]) });
    return { label, told, kind: seen ? ("seen" as const) : ("operation" as const) };
  });
  return (
    <DrawnGraph
      title={t(words.conceptGraph)}
      note={t(words.conceptNote, { depth: conceptDepth(network) })}
      nodes={nodes}
      inputs={inputs}
      {...pathOf({ nodes: inputs.map((own) => ({ inputs: own, isLeaf: false })) })}
      values={network.map((_, n) => believed(n))}
      down
    />
  );
}

function Refinements(inference: Inference) {
  const { network, rounds, believed } = inference;
  const { graph, path, measures } = useMemo(() => {
    const nodes = refinementGraph(network, rounds);
    return { graph: nodes, measures: measuresOf({ nodes }), path: pathOf({ nodes }) };
  }, [network, rounds]);
  const values = graph.map(({ concept, round }) => believed(concept, round));
  const nodes = graph.map(({ concept, round, inputs, isLeaf }, n) => {
    const [label, value, seen] = [nameOf(inference, concept), say(values[n]), seenOf(inference, concept)];
    if (isLeaf)
      return seen
        ? { label, told: seen, kind: "seen" as const }
        : { label, told: t(words.startTold, { name: label, value }), kind: "leaf" as const };
    const from = inputs.map((input) => nameOf(inference, graph[input].concept)).join(", ");
    return {
      label,
      told: t(words.beliefTold, { name: label, round, inputs: from, value }),
      kind: "operation" as const,
    };
  });
  return (
    <DrawnGraph
      title={t(words.computation)}
      note={t(words.graphNote, { ...measures })}
      nodes={nodes}
      inputs={graph.map(({ inputs }) => inputs)}
      {...path}
      values={values}
    />
  );
}

/** What is believed after each round, and the two depths. */
export function ConceptGrowth(props: ViewProps<DepthParams>) {
  const inference = useInference(props);
  const { network, rounds, believed, exact } = inference;
  const steps = Array.from({ length: rounds }, (_, r) => r + 1);
  const depths = useMemo(
    () => steps.map((r) => measuresOf({ nodes: refinementGraph(network, r) }).longestPath),
    [network, rounds],
  );
  const levels = conceptDepth(network);
  return (
    <div class="part-pair">
      <LiveLine
        title={t(words.beliefs)}
        note={t(words.beliefsNote)}
        x={{ label: t(words.round) }}
        y={{ label: t(words.probability), domain: [0, 1] }}
        series={hiddenOf(network)
          .slice(0, 8)
          .flatMap((node, i) => {
            const color = seriesColor(i);
            return [
              { label: nameOf(inference, node), color, y: [0, ...steps].map((round) => believed(node, round)) },
              { label: "", color, x: [0, rounds], y: [exact[node], exact[node]] },
            ];
          })}
      />
      <LiveLine
        title={t(words.depths)}
        note={t(words.depthsNote)}
        x={{ label: t(words.round) }}
        y={{ label: t(words.steps), zero: true }}
        series={[
          { label: t(words.ofComputation), color: seriesColor(1), x: steps, y: depths },
          { label: t(words.ofConcepts), color: seriesColor(0), x: steps, y: steps.map(() => levels) },
        ]}
      />
    </div>
  );
}
