import type { DepthParams } from "../../../../shared/labs/representation/depth/fields.ts";
import type { ViewProps } from "../../view.ts";
import { ConceptGrowth, ConceptTopic } from "./concepts.tsx";
import { GraphGrowth, GraphTopic } from "./graphs.tsx";
import { RegionGrowth, RegionTopic } from "./regions.tsx";
import { TrainingGrowth, TrainingTopic } from "./training.tsx";

const TOPICS = { training: TrainingTopic, graph: GraphTopic, concepts: ConceptTopic, regions: RegionTopic } as const;
const GROWTHS = {
  training: TrainingGrowth,
  graph: GraphGrowth,
  concepts: ConceptGrowth,
  regions: RegionGrowth,
} as const;

/** The main view: the graph, the concepts, the regions or the nets. */
export function DepthView(props: ViewProps<DepthParams>) {
  const Topic = TOPICS[props.experiment.params.topic];
  return <Topic {...props} />;
}

/** What becomes of size and depth with n, rounds, layers; of nets, error against regions. */
export function GrowthView(props: ViewProps<DepthParams>) {
  const Growth = GROWTHS[props.experiment.params.topic];
  return <Growth {...props} />;
}
