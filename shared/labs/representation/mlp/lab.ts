import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { payments } from "../../../data/generators/payments.ts";
import { points } from "../../../data/generators/points.ts";
import { regressionTable } from "../../../data/generators/regression-table.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { heldOutChoices } from "../../choices.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Task } from "../../lab.ts";
import { givenWeights } from "../../nets/given-weights.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { foreignTask, tasksOf, trainingSpan } from "../../nets/plan.ts";
import { checkTogether } from "../../nets/size.ts";
import { nameOf, ofTraining, type Training, trainingsIn, trainingsOf } from "../../nets/trainings.ts";
import { weightsOfNets } from "../../nets/weights-of-nets.ts";
import { columnsAsImages } from "../../picture.ts";
import { mlpChain } from "./chain.ts";
import { mlpConventions } from "./conventions.ts";
import { checkData, endsOf, partsOf, targetOf } from "./data.ts";
import { evaluationSteps } from "./evaluation-steps.ts";
import { type MlpParams, type MlpTaskParams, mlpFields } from "./fields.ts";
import { measureMlp, mlpMetrics } from "./metrics.ts";
import { decisionPicture } from "./picture.ts";
import { mlpPresets } from "./presets.ts";
import { recordMlp } from "./recording.ts";
import { activationsOf, netCost, weightCount } from "./size.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, evaluate: 1, ensemble: 2 } as const;

const given = givenWeights(() => import("./adopt.ts"));

function keptFromTraining(params: MlpTaskParams, table: Table): ExperimentError | undefined {
  return given.codeFor(table)?.keptFromTraining(params, table);
}

/** Throws an ExperimentError for parameters or data that the net cannot learn from. */
function check(params: MlpParams, data: Table | null): void {
  activationsOf(params);
  const own = taskParams(params, 0);
  const table = checkData(own, data);
  if (!keptFromTraining(own, table)) {
    checkNets(params, table);
    given.codeFor(table)?.checkWeights(own, table);
  } else if (params.folds > 1 || params.members > 1) throw nothingToRepeat(params);
}

/** One net is never too large, by the bounds of its parameters; many may be. */
function checkNets(params: MlpParams, table: Table): void {
  const { folds, members } = params;
  checkTogether(
    folds > members ? "params.folds" : "params.members",
    folds * members,
    weightCount(params, endsOf(table, params)),
  );
}

function nothingToRepeat({ folds, members }: MlpParams): ExperimentError {
  const [name, value] = folds > 1 ? ["folds", folds] : ["members", members];
  return new ExperimentError(
    `params.${name}`,
    "nothing-to-repeat",
    `${name}: ${value} of a model that is run as it is (must be 1: nothing is trained)`,
    { value, fits: 1 },
  );
}

/**
 * Multilayer perceptron. Plan: "train" (a step is a minibatch) and then "evaluate", of each net; "ensemble" of each fold, where there are several members.
 * Views ask "predict", a net at rows of their own, and "predictMean", the mean of several.
 */
export const mlp = defineLab({
  id: "mlp",
  revision: 1,
  family: "representation",
  title: { es: "Perceptrón multicapa", en: "Multilayer perceptron" },
  summary: {
    es: "Dibuja tus datos y mira, neurona a neurona, cómo una red aprende la frontera.",
    en: "Draw your data and watch, unit by unit, how a net learns the boundary.",
  },
  params: mlpFields,
  data: {
    generators: named(points, digits, payments, regressionTable),
    formats: ["csv", "idx", "npy", "safetensors"],
    aboutFiles: {
      es: "De una tabla se predice la columna de clases, si la hay; si no, la de respuesta o la última, como número. Con imágenes, añade el archivo de etiquetas. Con un modelo ONNX (.onnx) o de TensorFlow.js (model.json y sus archivos de pesos a la vez), el entrenamiento sigue desde él; si tiene capas que aquí no hay, solo se ejecuta.",
      en: "Of a table, the column of classes is predicted where there is one, else the target or the last column, as a number. With pictures, add the file of labels. With an ONNX model (.onnx) or one of TensorFlow.js (model.json and its files of weights together), training goes on from it; where it has layers that this lab lacks, it is only run.",
    },
    use: { pictures: true },
    reading: [...heldOutChoices, "target"],
  },
  presets: mlpPresets,
  metrics: mlpMetrics,
  check,
  notices(params, data) {
    if (!data) return [];
    const target = targetOf(data);
    const column = target === undefined ? undefined : (data.names?.[target] ?? String(target + 1));
    return [
      ...(column ? [{ code: "predicts-number", values: { column } }] : []),
      ...(given.codeFor(data)?.foreignNotices(data, keptFromTraining(params, data)) ?? []),
    ];
  },
  onlyRuns: (params, data) => keptFromTraining(params, data) !== undefined,
  estimate(params, data) {
    if (data === null) return { multiplyAdds: 0, bytes: 0 };
    const ends = endsOf(data, params);
    const cost = netCost(params, ends);
    const { train } = partsOf(data, taskParams(params, 0));
    const weights = weightCount(params, ends);
    const { inputs, outputs } = ends;
    const widths = [inputs, ...params.hidden, outputs].reduce((sum, width) => sum + width, 0);
    const nets = params.folds * params.members;
    const evaluations = params.members > 1 ? 2 * nets : nets;
    const passes = 3 * params.epochs * train.length * nets + data.rows * evaluations;
    const isForeign = data.model !== undefined && keptFromTraining(params, data) !== undefined;
    return {
      ...(isForeign && { wasm: ["tensorflow"] }),
      multiplyAdds: passes * cost,
      // Of each net its weights in the end; while it trains their slopes, two moments and the best so far, and the sums, values and slopes of a minibatch.
      bytes: 4 * (data.rows * inputs + (nets + 4) * weights + 3 * Math.min(params.batch, data.rows) * widths),
    };
  },
  plan(params, data, key): Task[] {
    const table = checkData(params, data);
    const task = tasksOf(key, KEY, taskParams(params, 0));
    if (keptFromTraining(params, table)) return [foreignTask(task("evaluate", 1))];
    const nets = trainingsOf(params);
    return [
      ...nets.flatMap((net) => netTasks(params, table, net, key)),
      ...(params.members > 1 ? nets.filter(({ member }) => member === 0) : []).map((net) =>
        ensembleTask(params, table, net, key),
      ),
    ];
  },
  ...trainsNet(
    ["train", "evaluate", "ensemble", "predict", "predictMean", "foreign", "foreignPredict"],
    async () => (await import("./processes.ts")).mlpProcesses,
    given,
  ),
  measure: (fold, { params }) => measureMlp(fold, trainingsIn(fold, params)),
  picture(fold: Fold, data) {
    const filters = fold.output("train")?.["layer0.weights"];
    if (filters && data?.image) return columnsAsImages(filters, data);
    return data ? decisionPicture(fold, data) : undefined;
  },
  recording: (fold, { params }, data) => (data ? recordMlp(fold, params, data) : {}),
  weights: weightsOfNets,
  chain: mlpChain,
  conventions: mlpConventions,
});

/** One net: its training, then its evaluation. */
function netTasks(params: MlpParams, table: Table, net: Training, key: Key): readonly Task[] {
  const own = taskParams(params, net.cvFold);
  const { train } = partsOf(table, own);
  const task = tasksOf(key, KEY, own);
  const tasks = [
    { ...task("train", 1), ...trainingSpan(train.length, params) },
    task("evaluate", evaluationSteps(table.rows), ["train"]),
  ];
  return tasks.map((one) => ofTraining(one, net));
}

/** The members of one fold together. */
function ensembleTask(params: MlpParams, table: Table, { index: first, cvFold }: Training, key: Key): Task {
  const { members } = params;
  return {
    id: nameOf("ensemble", cvFold),
    kind: "ensemble",
    key: foldIn(key, KEY.ensemble, cvFold),
    steps: members * evaluationSteps(table.rows),
    params: taskParams(params, cvFold),
    after: Array.from({ length: members }, (_, member) => nameOf("train", first + member)),
  };
}

/** The length of training is in `steps` alone, so that it can be extended; a schedule that ends with it cannot. */
function taskParams({ epochs, folds, members: _, ...own }: MlpParams, cvFold: number): MlpTaskParams {
  return { ...own, ...(own.schedule !== "constant" && { epochs }), ...(folds > 1 && { folds, cvFold }) };
}
