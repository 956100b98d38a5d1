import { useSignal } from "@preact/signals";
import type { Fold } from "../../../../../shared/labs/fold.ts";
import { type Climbed, climbedOf } from "../../../../../shared/labs/graphs/bayes-net/learning/climbed.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import { type RecordTask, recordLines } from "../../../parts/record-lines.tsx";
import { Slider } from "../../../parts/slider.tsx";
import { type DrawnEdge, LearntGraph } from "./graph.tsx";
import { type LearningProps, nodesIn } from "./props.ts";
import { words } from "./words.ts";

/** Starts whose lines are drawn. */
const MOST_STARTS = 4;

/** The best climb, one graph per move, and the score of each start. */
export function ClimbView(props: LearningProps) {
  return (
    <>
      <BestClimb {...props} />
      <ScoreCurves {...props} />
    </>
  );
}

const climbs = ({ fold }: Pick<LearningProps, "fold">): readonly RecordTask[] =>
  fold.tasks
    .filter(({ kind }) => kind === "climb")
    .slice(0, MOST_STARTS)
    .map(({ id }, i) => ({ id, label: t(words.start, { n: i + 1 }), until: movesOf(fold, id) + 1 }));

/** Moves of a climb until it stands on top. */
function movesOf(fold: Fold, task: string): number {
  return Array.from(fold.records(task, "kind")?.values ?? []).filter((kind) => kind >= 0).length;
}

const ScoreCurves = recordLines<LearningProps["experiment"]["params"]>({
  task: climbs,
  x: words.moveAxis,
  domain: (props) => [1, Math.max(2, ...climbs(props).map(({ until = 2 }) => until))],
  figures: [
    {
      title: words.scoresTitle,
      note: words.scoresNote,
      y: words.nats,
      lines: [["score"]],
      levels: ({ fold }) => {
        const optimum = fold.output("exact")?.score?.values[0];
        return optimum === undefined ? [] : [[optimum, words.optimum, "data"] as const];
      },
    },
  ],
});

function BestClimb(props: LearningProps) {
  const at = useSignal(Number.POSITIVE_INFINITY);
  const best = props.fold.output("learnt")?.best?.values[0] ?? -1;
  const nodes = nodesIn(props);
  const graphs = best >= 0 && nodes ? climbedOf(props.fold, `climb.${best}`) : [];
  if (graphs.length === 0 || !nodes) return null;
  const shown = Math.min(at.value, graphs.length - 1);
  return (
    <LearntGraph
      title={t(words.climbTitle)}
      note={t(words.climbNote)}
      names={nodes.names}
      edges={edgesOf(graphs[shown])}
      layout={edgesOf(graphs[graphs.length - 1])}
      controls={
        <Slider
          act="climb"
          label={t(words.move)}
          max={graphs.length - 1}
          value={shown}
          said={formatInteger(shown, locale.value)}
          onMove={(value) => {
            at.value = value;
          }}
        />
      }
    >
      <p class="part-caption" aria-live="polite">
        {toldOf(graphs[shown], nodes.names)}
      </p>
    </LearntGraph>
  );
}

/** The arrows of a graph: the one that was moved last stands out, or is still seen where it was taken away. */
function edgesOf({ parents, move }: Climbed): readonly DrawnEdge[] {
  const isNew = (from: number, to: number) =>
    move !== undefined &&
    (move.kind === "turn" ? from === move.to && to === move.from : from === move.from && to === move.to);
  const arrows = parents.flatMap((own, to) =>
    own.map((from): DrawnEdge => ({ from, to, directed: true, kind: isNew(from, to) ? "strong" : "plain" })),
  );
  if (move?.kind !== "remove") return arrows;
  return [...arrows, { from: move.from, to: move.to, directed: true, kind: "missing" }];
}

function toldOf({ score, move, gain }: Climbed, names: readonly string[]): string {
  const say = (value: number) => formatNumber(value, locale.value, 5);
  if (!move) return t(words.begin, { score: say(score) });
  return t(words[move.kind], {
    arrow: t(words.arrow, { from: names[move.from], to: names[move.to] }),
    gain: say(gain),
  });
}
