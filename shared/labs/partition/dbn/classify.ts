import { array } from "../../../arrays.ts";
import type { Key } from "../../../random/key.ts";
import { accuracyOf, crossEntropyOf, largest, oneHot } from "../../nets/classes.ts";
import { labelledRows } from "../../nets/labelled-rows.ts";
import { rulesOf } from "../../nets/rules.ts";
import { probabilitiesOf } from "../../nets/trained.ts";
import { drive } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { training } from "../../training.ts";
import { samplesOf } from "./data.ts";
import type { ClassifyParams, DataParams } from "./fields.ts";
import { fillRows } from "./layer.ts";
import { classifier } from "./net.ts";
import { FINE_BATCH } from "./numbers.ts";
import { layerTask, netTask, netWeights, SIDES, type Side } from "./stack.ts";

export type NetParams = DataParams &
  Pick<ClassifyParams, "hidden" | "labelled" | "learningRate" | "start"> & {
    readonly side: Side;
    readonly repeat: number;
    /** Key of the choice of labelled rows, which both nets of a pair share. */
    readonly subset: readonly number[];
    /** Nothing is tuned: the one step that a task must have is of length zero. */
    readonly idle?: number;
  };

/** Fine-tuning: a step is a minibatch of labelled rows. Of a pair both have the same rows, in the same order; "pretrained" needs the layers. */
export const fineTuning = training((params: NetParams, context) => {
  const samples = samplesOf(params, context.data);
  const { visible, pixels, labels, classes, test } = samples;
  const train = labelledRows(samples, params.labelled, params.subset as unknown as Key);
  const top = params.hidden[params.hidden.length - 1];
  const last = `layer${params.hidden.length}`;
  const machines = params.hidden.map((_, l) => context.inputs[layerTask(l, params.repeat)]);
  return {
    model: classifier(visible, params, classes.length),
    sources: {
      x: { values: pixels, columns: visible },
      t: { values: oneHot(labels, classes.length), columns: classes.length },
    },
    ...rulesOf({ optimizer: "adam", learningRate: params.learningRate, batch: FINE_BATCH }, train.length),
    ...(params.idle === 1 && { schedule: () => 0 }),
    train,
    test,
    evaluation: { every: 10, samples: 500 },
    ...(params.side === "pretrained" && {
      initial: {
        ...netWeights(machines),
        [`${last}.weights`]: array(new Float32Array(top * classes.length), [top, classes.length]),
        [`${last}.bias`]: array(new Float32Array(classes.length)),
      },
    }),
  };
});

/** All held-out rows through each net: a step is a net, the pre-trained ones first. Records: accuracy; loss, nats per row. */
export const evaluation = drive((params: DataParams & Pick<ClassifyParams, "hidden" | "start" | "seeds">, context) => {
  const samples = samplesOf(params, context.data);
  const { visible, labels, classes, test } = samples;
  const truth = Int32Array.from(test, (row) => labels[row]);
  const model = classifier(visible, params, classes.length);
  return {
    advance: eachStep(["accuracy", "loss"], (step, record) => {
      const id = netTask(SIDES[Math.floor(step / params.seeds)], step % params.seeds);
      const net = {
        tensors: (rows: number) => ({ probabilities: model.build(rows, false).outputs.probabilities }),
        columns: visible,
        weights: context.inputs[id],
      };
      const found = probabilitiesOf(context, net, test.length, (x, from, count) =>
        fillRows(x, samples, test.subarray(from, from + count)),
      );
      record.accuracy = accuracyOf(truth, largest(found, classes.length));
      record.loss = crossEntropyOf(truth, found, classes.length);
    }),
    save: () => ({}),
    output: () => ({}),
  };
});
