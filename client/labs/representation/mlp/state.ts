import { useMemo } from "preact/hooks";
import { type Arrays, array, type NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { scaleInputs } from "../../../../shared/labs/nets/scale.ts";
import { type HeldOut, inputColumns, partsOf, samplesOf } from "../../../../shared/labs/representation/mlp/data.ts";
import type { MlpParams } from "../../../../shared/labs/representation/mlp/fields.ts";
import { derivedInputs } from "../../../../shared/labs/representation/mlp/inputs.ts";
import { isPlanar } from "../../../../shared/labs/representation/mlp/plane.ts";
import { type Pair, planeQuestionRows } from "../../../../shared/labs/representation/mlp/plane-rows.ts";
import { modelQuestion, netQuestion } from "../../../../shared/labs/representation/mlp/question.ts";
import { locale } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { isOnlyRun, lacksNet, netKey, newestWeights } from "../../parts/net-state.ts";
import { classNames, namesOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";

/** What every view of this lab is given. */
export type MlpProps = Omit<ViewProps<MlpParams>, "experiment"> & {
  readonly experiment: Omit<ViewProps<MlpParams>["experiment"], "params"> & {
    readonly params: MlpParams & Pick<HeldOut, "cvFold">;
  };
  /** Which of several nets, whose tasks alone are in the fold. */
  readonly net?: number;
};

/** How many layers with weights a net has. */
export const layersOf = ({ hidden }: Pick<MlpParams, "hidden">): number => hidden.length + 1;

export function outputsOf(data: Table | null): { readonly outputs: number; readonly classes: boolean } {
  const classes = data?.labels ? data.classes : undefined;
  return { outputs: classes?.length ?? 1, classes: classes !== undefined };
}

/** The table with its classes as people read them. */
export function useNamed({ data, experiment }: Pick<MlpProps, "data" | "experiment">): Table | null {
  const language = locale.value;
  return useMemo(
    () => data && (data.classes ? { ...data, classes: classNames(experiment.data, data) } : data),
    [data, experiment.data, language],
  );
}

export function inputNames(data: Table | null): readonly string[] {
  if (!data) return [];
  const names = namesOf(data, data.columns);
  return inputColumns(data).map((c) => names[c]);
}

/** Asks the net about rows of the table's own columns. Null rows ask nothing. */
export function useNet(
  props: MlpProps,
  rows: NDArray | null,
  key: string,
  { recordedAs, halved = false }: { readonly recordedAs?: string | undefined; readonly halved?: boolean } = {},
): Arrays | null {
  const { data, experiment, fold, ask } = props;
  const { params } = experiment;
  const net = newestWeights(props);
  const scales = useScales(props);
  // Of a model that is run: what it was found to answer.
  const isShares = isOnlyRun(props) ? fold.output("evaluate")?.isShares : undefined;
  const isKnown = (net ?? isShares) !== undefined && rows !== null && data !== null;
  const { answer } = useAnswer(
    ask,
    isKnown ? `${props.net ?? 0} ${netKey(props)} ${fold.finished} ${key}` : null,
    () => {
      if (!rows) throw new Error("nothing to ask about");
      if (isShares) return modelQuestion(params, outputsOf(data), { ...scales, isShares, rows }, pictureShape(data));
      if (!net) throw new Error("no net to ask");
      const { task, given } = netQuestion(params, outputsOf(data), { ...net, ...scales, rows }, halved);
      return { task: { ...task, recordedAs, partial: lacksNet(props, layersOf(params)) }, given };
    },
  );
  // A leftover answer belongs to another net.
  return isKnown && answer && answer.output.shape[1] === outputsOf(data).outputs && fold ? answer : null;
}

const pictureShape = (data: Table | null) => data?.image && [data.image.height, data.image.width, data.image.channels];

/** Mean and deviation that rows are standardised by; nothing of pixels. */
function useScales({ data, experiment, fold }: MlpProps): Arrays {
  const { inputScale, targetScale } = fold.output("evaluate") ?? {};
  const { params } = experiment;
  return useMemo(() => {
    if (inputScale) return { inputScale, ...(targetScale && { targetScale }) };
    if (!data || data.image) return {};
    const { scale, goal } = samplesOf(data, params);
    const of = ({ mean, deviation }: typeof scale) => array(Float64Array.of(...mean, ...deviation), [2, mean.length]);
    return { inputScale: of(scale), ...(goal.kind === "number" && { targetScale: of(goal.scale) }) };
  }, [inputScale, targetScale, data, params]);
}

/** What a net makes of the plane of two columns. */
export interface PlanePicture {
  /** Cells of a square × outputs, row by row from the top. */
  readonly surface: NDArray;
  /** Of each hidden layer, cells of a square × shown units. */
  readonly units: readonly NDArray[];
}

/** The picture of the newest net over the plane of two columns: what the training sends while it goes on, else an answer. */
export function usePlane(props: MlpProps, pair: Pair): PlanePicture | null {
  const { data, experiment, fold } = props;
  const live = isPlanar(data) && pair[0] === 0 && pair[1] === 1 ? fold.snapshot("train") : undefined;
  const rows = useMemo(
    () => (data && !live?.surface ? planeQuestionRows(data, pair) : null),
    [data, live?.surface === undefined, pair[0], pair[1]],
  );
  const isFirst = pair[0] === 0 && pair[1] === 1 && !props.net;
  const answer = useNet(props, rows, `plane ${pair.join(" ")}`, {
    recordedAs: isFirst ? "plane" : undefined,
    halved: true,
  });
  const found = live?.surface ? { ...live, output: live.surface } : answer;
  const hidden = isOnlyRun(props) ? [] : experiment.params.hidden;
  const layers = hidden.map((_, l) => found?.[`units${l}`]);
  if (!found || layers.includes(undefined)) return null;
  const units = layers.filter((layer) => layer !== undefined);
  return { surface: found.output, units };
}

/** Points on a side of the map of an input. */
const INPUT_SIDE = 16;

/** What goes into the net over the plane, standardised, with what is derived from it: cells × inputs. */
export function useInputMaps(props: MlpProps, pair: Pair): NDArray | null {
  const { data, experiment } = props;
  const { inputScale } = useScales(props);
  const { params } = experiment;
  return useMemo(() => {
    const rows = data && planeQuestionRows(data, pair, INPUT_SIDE);
    if (!rows || !inputScale) return null;
    const [cells, columns] = rows.shape;
    const all = Array.from({ length: columns }, (_, c) => c);
    const numbers = Float64Array.from(inputScale.values);
    const scale = { mean: numbers.subarray(0, columns), deviation: numbers.subarray(columns) };
    const values = derivedInputs(scaleInputs(rows.values, columns, all, scale), columns, columns === 2 ? params : {});
    return array(values, [cells, values.length / cells]);
  }, [data, pair[0], pair[1], inputScale, params]);
}

/** Predicted class or number of rows of the table, as far as it is known. */
export function predictedOf({ fold }: Pick<MlpProps, "fold">): NDArray | undefined {
  return fold.output("evaluate")?.predicted ?? fold.snapshot("train")?.predicted;
}

/** Rows that are trained on and held out. */
export function usePartsOf(data: Table | null, params: HeldOut) {
  const { testFraction, folds, cvFold } = params;
  return useMemo(() => (data ? partsOf(data, params) : null), [data, testFraction, folds, cvFold]);
}
