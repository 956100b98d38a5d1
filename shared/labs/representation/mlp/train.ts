import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { cosTurns } from "../../../math/elementary.ts";
import type { Optimiser } from "../../../nets/optimisers.ts";
import { parametersOf } from "../../../nets/plan.ts";
import type { Source, Trainer } from "../../../nets/trainer.ts";
import { checkWeights as checkNetWeights } from "../../../nets/weights.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { type StopRule, training } from "../../training.ts";
import { initialWeights } from "./adopt.ts";
import { checkData, endsOf, inputColumns, type Samples, samplesOf } from "./data.ts";
import type { MlpTaskParams } from "./fields.ts";
import { derivedInputs, scaleInputs } from "./inputs.ts";
import { mlpModel, netCost } from "./net.ts";
import { boundsOf, gridPoints, gridSide, halvedMaps, isPlanar, largestOf, SHOWN_UNITS } from "./plane.ts";

/** Steps between two evaluations on held-out samples, and of how many. */
export const EVALUATION = { every: 20, samples: 256 } as const;
/** Rows whose predictions a picture of a net under way shows. */
const PREDICTED = 1000;
const RHO = 0.9;

export function sourcesOf({ values, inputs, targets, outputs }: Samples): Readonly<Record<string, Source>> {
  return { x: { values, columns: inputs }, t: { values: targets, columns: outputs } };
}

/** Throws an ExperimentError for initial weights that are not those of the net that the parameters describe. */
export function checkWeights(params: MlpTaskParams, table: Table): void {
  const weights = initialWeights(params, table);
  if (!weights) return;
  const { outputs, losses } = mlpModel(params, endsOf(table, params)).build(2, false);
  checkNetWeights(parametersOf([losses, ...Object.values(outputs)]), weights);
}

function optimiserOf({ optimizer, learningRate: rate, momentum }: MlpTaskParams): Optimiser {
  switch (optimizer) {
    case "sgd":
      return { kind: "sgd", rate, momentum: momentum ?? 0 };
    case "rmsprop":
      return { kind: "rmsprop", rate, decay: RHO };
    case "adam":
    case "adamw":
      return { kind: "adam", rate };
    default:
      return optimizer satisfies never;
  }
}

/** Factor of the rate at step t of `steps`: (1 + cos(π t/steps))/2; or 1, then 1/10 from the half, 1/100 from three quarters. */
export function scheduleOf({ schedule, epochs }: MlpTaskParams, batches: number): ((t: number) => number) | undefined {
  if (schedule === "constant" || epochs === undefined) return undefined;
  const steps = epochs * batches;
  if (schedule === "cosine") return (t) => (1 + cosTurns(t / steps / 2)) / 2;
  return (t) => (2 * t <= steps ? 1 : 4 * t <= 3 * steps ? 0.1 : 0.01);
}

function stopOf({ stop, patience, target }: MlpTaskParams): StopRule | undefined {
  if (stop === "patience" && patience !== undefined) return { patience };
  return stop === "target" && target !== undefined ? { target: { measure: "accuracy", atLeast: target } } : undefined;
}

/** Training: a step is a minibatch. Live, where two columns go in: "surface", the output over a grid; "units0", … of hidden layers; "predicted" of rows. */
export const mlpTraining = training((params: MlpTaskParams, { data }) => {
  const table = checkData(params, data);
  const samples = samplesOf(table, params);
  const ends = endsOf(table, params);
  const model = mlpModel(params, ends);
  const { train, test } = samples;
  const batch = Math.min(params.batch, train.length);
  const { l1, l2, weightDecay: decay = 0 } = params;
  const schedule = scheduleOf(params, batchesPerEpoch(train.length, batch));
  const stop = stopOf(params);
  const initial = initialWeights(params, table);
  let maps: ReturnType<typeof mapsOf> | undefined;
  return {
    model,
    sources: sourcesOf(samples),
    batch,
    optimiser: optimiserOf(params),
    ...((l1 > 0 || l2 > 0 || decay > 0) && { shrinkage: { l1, l2, decay } }),
    ...(schedule && { schedule }),
    train,
    test,
    evaluation: EVALUATION,
    ...(initial && { initial }),
    ...(stop && { stop }),
    live(trained) {
      if (!isPlanar(table)) return {};
      maps ??= mapsOf(trained, table, samples, params);
      const rows = Uint32Array.from({ length: Math.min(table.rows, PREDICTED) }, (_, row) => row);
      const { output } = trained.predict(rows, ["output"]);
      const predicted = ends.classes ? largestOf(output, ends.outputs) : inUnits(output, samples);
      return { ...maps(), predicted: array(predicted) };
    },
  };
});

/** Standardised predictions in the units of the target. */
export function inUnits(output: Float32Array, { goal }: Pick<Samples, "goal">): Float32Array {
  if (goal.kind === "classes") return output;
  const { mean, deviation } = goal.scale;
  return output.map((value) => value * deviation[0] + mean[0]);
}

/** A picture of the net over the plane, made again at each call. */
function mapsOf({ machine }: Trainer, table: Table, samples: Samples, params: MlpTaskParams): () => Arrays {
  const ends = endsOf(table, params);
  const side = gridSide(netCost(params, ends));
  const [across, upright] = inputColumns(table);
  const scaled = scaleInputs(gridPoints(boundsOf(table, across, upright), side), 2, [0, 1], samples.scale);
  const { outputs } = mlpModel(params, ends).build(side * side, false);
  const program = machine.program({ outputs });
  return () => {
    program.input("x").set(derivedInputs(scaled, 2, params));
    program.run();
    const units = params.hidden.map((width, l) => {
      const { shape, values } = halvedMaps(program.output(`layer${l}`), side, width, SHOWN_UNITS);
      return [`units${l}`, array(values, shape)] as const;
    });
    const surface = inUnits(program.output("output").slice(), samples);
    return { surface: array(surface, [side * side, ends.outputs]), ...Object.fromEntries(units) };
  };
}
