/** Pruning and fine-tuning: a training that begins with the net's weights, prunes them at the steps of its schedule, and holds what is pruned at 0. */
import { type Arrays, array } from "../../../arrays.ts";
import { andThen } from "../../../later.ts";
import type { Cut } from "../../../nets/cut.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Opener, Process, Task } from "../../lab.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { heldOutAnswers } from "../../nets/classifier.ts";
import { type PictureSamples, sourcesOf } from "../../nets/pictures.ts";
import { rulesOf } from "../../nets/rules.ts";
import { weightsIn } from "../../nets/weights.ts";
import { once } from "../../process.ts";
import { training } from "../../training.ts";
import { connectionsOf, copyOf, floatsOf, shapedAs, sparsityOf } from "../connections.ts";
import { classifierModel, trainedClassifier } from "../model.ts";
import { heldIn, prune } from "../prune.ts";
import { rowNet, rowSamples } from "../table-net.ts";
import { compact } from "./compact.ts";
import { SMALL } from "./exported.ts";
import type { PruningParams } from "./fields.ts";
import { type Schedule, sparsityAt } from "./schedule.ts";

/** Of tasks that prune: `ranks`, of the draws of pruning at random, the same in all of them. */
export type TuneParams = PruningParams & { readonly ranks: number };

/** Draws of pruning at random. */
export const ranksKey = ({ ranks }: Pick<TuneParams, "ranks">): Key => [ranks, 0];

export function scheduleOf(params: PruningParams, rows: number): Schedule {
  const { sparsity, schedule = "one-shot", rounds = 1, every = 1, tuneEpochs = 1 } = params;
  return { sparsity, schedule, rounds, every, steps: tuneEpochs * batchesPerEpoch(rows, params.batch) };
}

/** `initial`: what is left goes back to at each pruning, where there is some. */
function cutOf(params: TuneParams, { data, inputs }: Context, schedule: Schedule): Cut {
  const { chain } = rowNet(params, data);
  const initial = params.tuning === "rewind" ? inputs.begin : undefined;
  return (parameters, n) => {
    const layers = connectionsOf(chain, parameters);
    const sparsity = sparsityAt(schedule, n);
    if (sparsity !== undefined) prune(layers, params, sparsity, ranksKey(params));
    const held = heldIn(layers, params);
    if (sparsity !== undefined && initial)
      for (const [name, values] of Object.entries(parameters))
        for (let i = 0; i < values.length; i++) if (held[name]?.[i] !== 1) values[i] = Number(initial[name].values[i]);
    return held;
  };
}

const tuning = training((params: TuneParams, context) => {
  const { data, inputs } = context;
  const samples = rowSamples(params, data);
  const { chain } = rowNet(params, data);
  const { optimizer, batch, tuneRate = params.learningRate } = params;
  return {
    model: classifierModel(chain, samples.classes.length),
    sources: sourcesOf(samples),
    ...rulesOf({ optimizer, batch, learningRate: tuneRate }, samples.train.length),
    train: samples.train,
    test: samples.test,
    evaluation: { every: 10, samples: 256 },
    initial: weightsIn(inputs.train),
    cut: cutOf(params, context, scheduleOf(params, samples.train.length)),
    watch: {
      records: ["sparsity"],
      measure: (weights) => ({ sparsity: sparsityOf(connectionsOf(chain, floatsOf(weights))) }),
    },
  };
});

/** The weights with all pruned that the parameters ask for: a schedule has done so already, and pruning again changes nothing. */
function sealed(params: TuneParams, { data }: Pick<Context, "data">, weights: Arrays): Arrays {
  const parameters = copyOf(weights);
  prune(connectionsOf(rowNet(params, data).chain, parameters), params, params.sparsity, ranksKey(params));
  return shapedAs(weights, parameters);
}

/** `accuracy` and `loss` of held-out pictures, `sparsity`; of structured pruning by the smaller net. */
export function judged(params: TuneParams, context: Context, weights: Arrays, samples: PictureSamples): Arrays {
  const { chain } = rowNet(params, context.data);
  const small = params.structure === "units" ? compact(chain, weights) : { chain, weights };
  const { accuracy, loss } = heldOutAnswers(context, trainedClassifier(small.chain, small.weights), samples);
  return { accuracy, loss, sparsity: array(Float64Array.of(sparsityOf(connectionsOf(chain, floatsOf(weights))))) };
}

/** Output of the process that is given: the net after the last step, made of its weights. */
function ending(opener: Opener, output: (params: TuneParams, context: Context, weights: Arrays) => Arrays): Opener {
  const own = (process: Process, task: Task, context: Context): Process => ({
    get step() {
      return process.step;
    },
    advance: (steps) => process.advance(steps),
    snapshot: () => process.snapshot(),
    checkpoint: () => process.checkpoint(),
    output: () =>
      andThen(process.output(), (trained) => {
        const params = task.params as unknown as TuneParams;
        const { stopped } = trained;
        return { ...output(params, context, sealed(params, context, weightsIn(trained))), stopped };
      }),
    close: () => process.close?.(),
  });
  return {
    measured: opener.measured,
    open: (task, context, checkpoint) =>
      andThen(opener.open(task, context, checkpoint), (process) => own(process, task, context)),
  };
}

const judgedHere = (params: TuneParams, context: Context, weights: Arrays) =>
  judged(params, context, weights, rowSamples(params, context.data));

/** The smaller net, where units were pruned: under names of its own beside the one with zeros. */
function smaller(params: TuneParams, { data }: Context, weights: Arrays): Arrays {
  if (params.structure !== "units") return {};
  const small = compact(rowNet(params, data).chain, weights);
  return Object.fromEntries(Object.entries(small.weights).map(([name, array]) => [`${SMALL}${name}`, array]));
}

const whole = (params: TuneParams, context: Context, weights: Arrays): Arrays => ({
  ...weights,
  ...smaller(params, context, weights),
  ...judgedHere(params, context, weights),
});

/** Output: the pruned weights under their names (of whole units also "small.<name>", the smaller net), `accuracy`, `loss`, `sparsity`, `stopped`. Records: those of a training, and `sparsity`. */
export const tune = ending(tuning, whole);

/** The same at another sparsity, for the curve. Output without the weights. */
export const level = ending(tuning, judgedHere);

/** Pruned once, without a step of training. Output: as `tune`. */
export const cutOnce = once((params: TuneParams, context) => {
  return whole(params, context, sealed(params, context, weightsIn(context.inputs.train)));
});
