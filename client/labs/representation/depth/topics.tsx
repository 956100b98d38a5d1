import type { DepthParams, GraphParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { FORM_NAMES } from "../../../../shared/labs/representation/depth/forms.ts";
import { formsOf } from "../../../../shared/labs/representation/depth/graphs.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { ConceptGrowth, ConceptTopic } from "./concepts.tsx";
import { GraphTopic } from "./graphs.tsx";
import { RegionGrowth, RegionTopic } from "./regions.tsx";
import { TrainingGrowth, TrainingTopic } from "./training.tsx";
import { words } from "./words.ts";

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

function GraphGrowth({ experiment, fold }: ViewProps<DepthParams>) {
  const params = experiment.params as GraphParams;
  const { operations, depths } = fold.output("graph") ?? {};
  if (params.source === "own") return <p class="part-caption">{t(words.noSize)}</p>;
  if (!operations || !depths) return <p class="part-caption">{t(words.empty)}</p>;
  const forms = formsOf(params);
  const sizes = Array.from({ length: operations.shape[0] }, (_, i) => i + 2);
  const lines = ({ values }: typeof operations) =>
    forms.map(({ id }, f) => ({
      label: t(FORM_NAMES[id]),
      color: seriesColor(f),
      x: sizes,
      y: sizes.map((_, i) => Number(values[i * forms.length + f])),
    }));
  return (
    <div class="part-pair">
      <LiveLine
        title={t(words.operationsBySize)}
        x={{ label: t(words.size) }}
        y={{ label: t(words.operations), log: true }}
        series={lines(operations)}
      />
      <LiveLine
        title={t(words.depthBySize)}
        x={{ label: t(words.size) }}
        y={{ label: t(words.steps), zero: true }}
        series={lines(depths)}
      />
    </div>
  );
}
