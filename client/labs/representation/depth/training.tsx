import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { told } from "../../../../shared/labs/metrics.ts";
import type { DepthParams, TrainingParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { WINDOW } from "../../../../shared/labs/representation/depth/lab-numbers.ts";
import { targetField, targetLine } from "../../../../shared/labs/representation/depth/pieces.ts";
import { pictureQuestion } from "../../../../shared/labs/representation/depth/recording.ts";
import { newestOf, SIDES, type Side, taskOf } from "../../../../shared/labs/representation/depth/sides.ts";
import { inputsOf } from "../../../../shared/labs/representation/depth/target.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { Plane } from "../../../views/plane.tsx";
import { useAnswer } from "../../answer.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { recordLine } from "../../parts/record-lines.tsx";
import { Select } from "../../parts/select.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import type { ViewProps } from "../../view.ts";
import { RegionPicture } from "./region-picture.tsx";
import { Apart } from "./regions.tsx";
import { words } from "./words.ts";

type Props = ViewProps<DepthParams>;

/** Deep and shallow beside each other while they learn: what they give, their regions, their curves. */
export function TrainingTopic(props: Props) {
  const params = props.experiment.params as TrainingParams;
  const apart = useSignal(false);
  const chosen = useSignal(0);
  const index = Math.min(chosen.value, params.seeds - 1);
  const isPlane = inputsOf(params.target) === 2;
  return (
    <>
      {SIDES.map((side) => (
        <Stopped
          key={side}
          fold={props.fold}
          task={taskOf(side, index)}
          rate={params.learningRate}
          propose={props.propose}
        />
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
          onChoose={(s) => {
            chosen.value = s;
          }}
        />
        {isPlane && <Apart apart={apart} />}
      </div>
      <Curves {...props} index={index} />
    </>
  );
}

/** Ends of the scale of colours: a little more than the function has. */
const RANGE = [-1.2, 1.2] as const;

function NetPicture(props: Props & { readonly side: Side; readonly index: number; readonly apart: boolean }) {
  const { fold, ask, version, experiment, side, index, apart } = props;
  const params = experiment.params as TrainingParams;
  const given = newestOf(fold, side, index);
  const isDone = fold.output(taskOf(side, index)) !== undefined;
  const { answer, missing } = useAnswer(ask, given ? `${side} ${index} ${isDone ? "final" : version}` : null, () => {
    if (!given) throw new Error("no net to ask");
    const { task } = pictureQuestion(given);
    return { given, task: { ...task, recordedAs: index === 0 ? side : undefined } };
  });
  const target = useMemo(
    () => (inputsOf(params.target) === 1 ? targetLine(params) : undefined),
    [params.target, params.detail],
  );
  const title = t(words.regionsOf, { net: t(words[side]) });
  if (isDone && (!given || missing)) return <NotKept />;
  if (!given || !answer) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <RegionPicture
      title={title}
      found={answer}
      window={WINDOW}
      range={RANGE}
      apart={apart}
      {...(target && { target })}
    />
  );
}

function TargetPicture({ target, detail }: Pick<TrainingParams, "target" | "detail">) {
  const side = 64;
  const values = useMemo(() => targetField({ target, detail }, side), [target, detail]);
  return (
    <Figure title={t(words.targetOf)} note={t(words.targetNote)}>
      <Plane
        title={t(words.targetOf)}
        x={WINDOW}
        y={WINDOW}
        field={{ values, columns: side, rows: side, range: RANGE }}
        draw={() => {}}
      />
    </Figure>
  );
}

const COLORS: Readonly<Record<Side, string>> = { deep: seriesColor(0), shallow: seriesColor(1) };

/** Of one net of each kind. */
function Curves({ fold, index }: Props & { readonly index: number }) {
  const lines = (record: string) =>
    SIDES.map((side) => ({
      label: t(words[side]),
      color: COLORS[side],
      ...recordLine(fold, { id: taskOf(side, index) }, record),
    })).filter(({ y }) => y.length > 0);
  const steps = fold.tasks.find(({ id }) => id === "deep")?.steps ?? 1;
  const x = { label: t(words.minibatch), domain: [0, steps] as const };
  return (
    <div class="part-pair">
      <LiveLine
        title={t(words.loss)}
        note={t(words.lossNote)}
        x={x}
        y={{ label: t(words.mse), zero: true }}
        series={lines("testLoss")}
      />
      <LiveLine
        title={t(words.whileLearning)}
        x={x}
        y={{ label: t(words.count), log: true }}
        series={lines("regions")}
      />
    </div>
  );
}

/** Every net as a point: how many regions it has, and how wrong it is. */
export function TrainingGrowth({ experiment, fold }: Props) {
  const { seeds } = experiment.params as TrainingParams;
  const series = SIDES.flatMap((side, s): LiveSeries[] => {
    const known = (name: "testMse" | "regions", record: string) => {
      const found = fold.output("evaluate")?.[name].values;
      if (found)
        return Array.from(found)
          .slice(s * seeds, (s + 1) * seeds)
          .map(Number);
      return Array.from({ length: seeds }, (_, i) => told(fold, taskOf(side, i), record).at(-1) ?? Number.NaN);
    };
    const [mse, regions] = [known("testMse", "testLoss"), known("regions", "regions")];
    const both = mse.flatMap((error, i) => (Number.isFinite(error) && Number.isFinite(regions[i]) ? [i] : []));
    if (both.length === 0) return [];
    const [x, y] = [both.map((i) => regions[i]), both.map((i) => mse[i])];
    const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const [middle, mean] = [meanOf(x), meanOf(y)];
    const deviation = Math.sqrt(y.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, y.length - 1));
    const color = COLORS[side];
    return [
      ...x.map((at, i) => ({ label: i === 0 ? t(words[side]) : "", color, x: [at], y: [y[i]] })),
      { label: "", color, x: [middle, middle], y: [mean - deviation, mean + deviation] },
    ];
  });
  if (series.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <LiveLine
      title={t(words.scatter)}
      note={t(words.scatterNote)}
      x={{ label: t(words.count), log: true, domain: marginOf(series) }}
      y={{ label: t(words.mse), zero: true }}
      height={280}
      series={series}
    />
  );
}

/** What the points span, and a tenth more on either side, on a logarithmic axis. */
function marginOf(series: readonly LiveSeries[]): readonly [number, number] {
  const x = series.flatMap((one) => Array.from(one.x ?? []));
  return [Math.floor(Math.min(...x) / 1.1), Math.ceil(Math.max(...x) * 1.1)];
}
