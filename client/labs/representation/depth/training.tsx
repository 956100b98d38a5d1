import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { told } from "../../../../shared/labs/metrics.ts";
import { foldOf } from "../../../../shared/labs/nets/trainings.ts";
import type { DepthParams, TrainingParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { WINDOW } from "../../../../shared/labs/representation/depth/lab-numbers.ts";
import { pictureQuestion } from "../../../../shared/labs/representation/depth/recording.ts";
import { newestOf, SIDES, type Side, taskOf } from "../../../../shared/labs/representation/depth/sides.ts";
import { inputsOf, targetField, targetLine } from "../../../../shared/labs/representation/depth/target.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { Plane } from "../../../views/plane.tsx";
import { useAnswer } from "../../answer.ts";
import { ApartToggle, LinearRegions } from "../../parts/linear-regions.tsx";
import { MeanPoints, type PointGroup } from "../../parts/mean-points.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { recordLines } from "../../parts/record-lines.tsx";
import { Select } from "../../parts/select.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

type Props = ViewProps<DepthParams>;

/** Deep and shallow beside each other while they learn: what they give, their regions, their curves. */
export function TrainingTopic(props: Props) {
  const params = props.experiment.params as TrainingParams;
  const apart = useSignal(false);
  const chosen = useSignal(0);
  const index = Math.min(chosen.value, params.seeds - 1);
  const fold = foldOf(props.fold, index, SIDES);
  const isPlane = inputsOf(params.target) === 2;
  return (
    <>
      {SIDES.map((side) => (
        <Stopped key={side} fold={fold} task={side} rate={params.learningRate} propose={props.propose} />
      ))}
      <div class="part-pair">
        {SIDES.map((side) => (
          <NetPicture key={side} {...props} side={side} index={index} apart={apart.value} />
        ))}
        {isPlane && <TargetPicture {...params} />}
      </div>
      <div class="part-controls">
        <Select
          act="net"
          label={t(words.which)}
          names={Array.from({ length: params.seeds }, (_, s) => String(s + 1))}
          value={index}
          onChoose={(s) => (chosen.value = s)}
        />
        {isPlane && <ApartToggle on={apart} />}
      </div>
      <Curves {...props} fold={fold} />
    </>
  );
}

/** Ends of the scale of colours: a little more than the function has. */
const RANGE = [-1.2, 1.2] as const;

function NetPicture(props: Props & { readonly side: Side; readonly index: number; readonly apart: boolean }) {
  const { fold, ask, version, experiment, side, index, apart } = props;
  const { target, detail } = experiment.params as TrainingParams;
  const given = newestOf(fold, side, index);
  const isDone = fold.output(taskOf(side, index)) !== undefined;
  const { answer, missing } = useAnswer(ask, given ? `${side} ${index} ${isDone ? "final" : version}` : null, () => {
    if (!given) throw new Error("no net to ask");
    const { task } = pictureQuestion(given);
    return { given, task: { ...task, recordedAs: index === 0 ? side : undefined } };
  });
  const line = useMemo(() => (inputsOf(target) === 1 ? targetLine({ target, detail }) : null), [target, detail]);
  if (isDone && (!given || missing)) return <NotKept />;
  if (!given || !answer) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <LinearRegions
      title={t(words.regionsOf, { net: t(words[side]) })}
      found={answer}
      window={WINDOW}
      range={RANGE}
      apart={apart}
      {...(line && { target: line })}
    />
  );
}

function TargetPicture({ target, detail }: Pick<TrainingParams, "target" | "detail">) {
  const side = 64;
  const values = useMemo(() => targetField({ target, detail }, side), [target, detail]);
  const [title, field] = [t(words.targetOf), { values, columns: side, rows: side, range: RANGE }];
  return (
    <Figure title={title} note={t(words.targetNote)}>
      <Plane title={title} x={WINDOW} y={WINDOW} field={field} draw={() => {}} />
    </Figure>
  );
}

/** Of one net of each kind. */
const Curves = recordLines<DepthParams>({
  task: () => SIDES.map((side) => ({ id: side, label: t(words[side]) })),
  x: words.minibatch,
  domain: ({ fold }) => [0, fold.tasks.find(({ id }) => id === "deep")?.steps ?? 1],
  figures: [
    { title: words.loss, note: words.lossNote, y: words.mse, zero: true, lines: [["testLoss"]] },
    { title: words.whileLearning, y: words.count, log: true, lines: [["regions"]] },
  ],
});

/** Every net as a point: how many regions it has, and how wrong it is. */
export function TrainingGrowth({ experiment, fold }: Props) {
  const { seeds } = experiment.params as TrainingParams;
  const evaluated = fold.output("evaluate");
  const groups = SIDES.map((side, s): PointGroup => {
    const ofNets = (name: "testMse" | "regions", record: string) =>
      Array.from({ length: seeds }, (_, i) =>
        Number(evaluated?.[name].values[s * seeds + i] ?? told(fold, taskOf(side, i), record).at(-1) ?? Number.NaN),
      );
    return {
      label: t(words[side]),
      color: seriesColor(s),
      x: ofNets("regions", "regions"),
      y: ofNets("testMse", "testLoss"),
    };
  });
  return (
    <MeanPoints
      title={t(words.scatter)}
      note={t(words.scatterNote)}
      x={{ label: t(words.count), log: true }}
      y={{ label: t(words.mse), zero: true }}
      height={280}
      groups={groups}
      empty={t(words.empty)}
    />
  );
}
