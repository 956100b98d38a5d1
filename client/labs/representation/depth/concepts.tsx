import { useMemo } from "preact/hooks";
import { measuresOf, pathOf } from "../../../../shared/labs/representation/depth/computation.ts";
import {
  type Concepts,
  conceptDepth,
  exactBeliefs,
  hiddenOf,
  refinedBeliefs,
  refinementGraph,
} from "../../../../shared/labs/representation/depth/concepts.ts";
import type { ConceptParams, DepthParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { networkOf } from "../../../../shared/labs/representation/depth/graphs.ts";
import { depthsOf, longestPath } from "../../../../shared/math/dag.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { DrawnGraph, say } from "./drawn-graph.tsx";
import { conceptNames, words } from "./words.ts";

const nameOf = (name: string) => (Object.hasOwn(conceptNames, name) ? t(conceptNames[name]) : name);

function useNetwork({ experiment }: ViewProps<DepthParams>) {
  const params = experiment.params as ConceptParams;
  return useMemo(() => {
    const network = networkOf(params);
    return {
      network,
      rounds: params.rounds,
      beliefs: refinedBeliefs(network, params.strength, params.rounds),
      exact: exactBeliefs(network, params.strength),
    };
  }, [params]);
}

/** The graph of concepts, and beside it the one of the computation that infers with it. */
export function ConceptTopic(props: ViewProps<DepthParams>) {
  const { network, rounds, beliefs, exact } = useNetwork(props);
  const last = beliefs.subarray(rounds * network.length);
  return (
    <div class="part-pair depth-graphs">
      <ConceptGraph network={network} beliefs={last} exact={exact} />
      <Refinements network={network} rounds={rounds} beliefs={beliefs} />
    </div>
  );
}

interface ConceptGraphProps {
  readonly network: Concepts;
  readonly beliefs: Float64Array;
  readonly exact: Float64Array;
}

function ConceptGraph({ network, beliefs, exact }: ConceptGraphProps) {
  const inputs = network.map(({ parents }) => parents);
  const nodes = network.map(({ name, seen }, n) => {
    const label = nameOf(name);
    const told =
      seen === undefined
        ? t(words.conceptTold, { name: label, belief: say(beliefs[n]), exact: say(exact[n]) })
        : t(words.seenTold, { name: label, is: t(seen === 1 ? words.isThere : words.isAbsent) });
    return {
      label,
      told,
      value: say(beliefs[n]),
      kind: seen === undefined ? ("operation" as const) : ("seen" as const),
    };
  });
  const all = () => true;
  return (
    <DrawnGraph
      title={t(words.conceptGraph)}
      note={t(words.conceptNote, { depth: conceptDepth(network) })}
      nodes={nodes}
      inputs={inputs}
      path={longestPath(inputs, all).nodes}
      depths={depthsOf(inputs, all)}
      values={beliefs}
      down
    />
  );
}

interface RefinementsProps {
  readonly network: Concepts;
  readonly rounds: number;
  readonly beliefs: Float64Array;
}

function Refinements({ network, rounds, beliefs }: RefinementsProps) {
  const { graph, path, depths, measures } = useMemo(() => {
    const nodes = refinementGraph(network, rounds);
    return { graph: nodes, measures: measuresOf({ nodes }), ...pathOf({ nodes }) };
  }, [network, rounds]);
  const values = Float64Array.from(graph, ({ concept, round }) => beliefs[round * network.length + concept]);
  const nodes = graph.map(({ concept, round, inputs, isLeaf }, n) => {
    const { name: plain, seen } = network[concept];
    const name = nameOf(plain);
    const from = inputs.map((input) => nameOf(network[graph[input].concept].name)).join(", ");
    const told = isLeaf
      ? seen === undefined
        ? t(words.startTold, { name, value: say(values[n]) })
        : t(words.seenTold, { name, is: t(seen === 1 ? words.isThere : words.isAbsent) })
      : t(words.beliefTold, { name, round, inputs: from, value: say(values[n]) });
    const kind = seen !== undefined ? ("seen" as const) : isLeaf ? ("leaf" as const) : ("operation" as const);
    return { label: name, told, value: say(values[n]), kind };
  });
  const { longestPath: depth, operations, width } = measures;
  return (
    <DrawnGraph
      title={t(words.computation)}
      note={t(words.graphNote, { depth, operations, width })}
      nodes={nodes}
      inputs={graph.map(({ inputs }) => inputs)}
      path={path}
      depths={depths}
      values={values}
    />
  );
}

/** What is believed after each round, and the two depths. */
export function ConceptGrowth(props: ViewProps<DepthParams>) {
  const { network, rounds, beliefs, exact } = useNetwork(props);
  const hidden = hiddenOf(network).slice(0, 8);
  const steps = Float64Array.from({ length: rounds }, (_, r) => r + 1);
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
        series={hidden.flatMap((node, i) => [
          {
            label: nameOf(network[node].name),
            color: seriesColor(i),
            y: Float64Array.from({ length: rounds + 1 }, (_, r) => beliefs[r * network.length + node]),
          },
          { label: "", color: seriesColor(i), x: [0, rounds], y: [exact[node], exact[node]] },
        ])}
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
