import { array } from "../../../arrays.ts";
import { accuracyOf, crossEntropyOf, largest, oneHot } from "../../nets/classes.ts";
import { rulesOf } from "../../nets/rules.ts";
import { probabilitiesOf } from "../../nets/trained.ts";
import { drive } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { training } from "../../training.ts";
import { type ArmRows, armRows, joined, realRows, repeatOf, samplesOf } from "./arm.ts";
import { rowsOf } from "./data.ts";
import type { ArmParams, AugmentationParams, NetParams } from "./fields.ts";
import { type Arm, armsOf, generatorTask, netTask } from "./names.ts";
import { classifier } from "./net.ts";
import { WATCHED } from "./numbers.ts";

export type ClassifyParams = ArmParams &
  NetParams &
  Pick<AugmentationParams, "learningRate" | "l2"> & { readonly arm: Arm };

/** A classifier: a step is a minibatch. All of a repeat begin with the same weights; held-out rows are looked at, and never learnt from. */
export const classifying = training((params: ClassifyParams, context) => {
  const { arm, repeat: number, learningRate, l2, batch } = params;
  const rows = rowsOf(params, context.data);
  const repeat = repeatOf(params, rows);
  const own = armRows(context, arm, params, repeat, context.inputs[generatorTask(number)]);
  const all = joined(own, realRows(repeat, rows.test.subarray(0, WATCHED.samples)));
  const { length } = own.labels;
  const place = Uint32Array.from(all.labels, (_, n) => n);
  return {
    model: classifier(rows.columns, params, rows.classes.length),
    sources: {
      x: { values: all.values, columns: rows.columns },
      t: { values: oneHot(all.labels, rows.classes.length), columns: rows.classes.length },
    },
    ...rulesOf({ optimizer: "adam", learningRate, l2, batch }, length),
    train: place.subarray(0, length),
    test: place.subarray(length),
    evaluation: WATCHED,
  };
});

export type EvaluateParams = ArmParams & NetParams & Pick<AugmentationParams, "controls">;

/**
 * All held-out rows through the nets of a repeat: a step is a net. Records: accuracy; loss, nats per row. Output: where a net learnt from more real rows, "quality", the
 * share of the samples of which it says the class that they were made for.
 */
export const evaluation = drive((params: EvaluateParams, context) => {
  const { inputs, data } = context;
  const rows = rowsOf(params, data);
  const repeat = repeatOf(params, rows);
  const { length: classes } = rows.classes;
  const test = realRows(repeat, rows.test);
  const arms = armsOf(params);
  const model = classifier(rows.columns, params, classes);
  const answers = (arm: Arm, { values, labels }: ArmRows) => {
    const net = {
      tensors: (count: number) => ({ probabilities: model.build(count, false).outputs.probabilities }),
      columns: rows.columns,
      weights: inputs[netTask(arm, params.repeat)],
    };
    return probabilitiesOf(context, net, labels.length, (x, from, count) =>
      x.set(values.subarray(from * rows.columns, (from + count) * rows.columns)),
    );
  };
  return {
    advance: eachStep(["accuracy", "loss"], (step, record) => {
      const found = answers(arms[step], test);
      record.accuracy = accuracyOf(test.labels, largest(found, classes));
      record.loss = crossEntropyOf(test.labels, found, classes);
    }),
    save: () => ({}),
    output() {
      if (!params.controls) return {};
      const samples = samplesOf(context, params, rows, inputs[generatorTask(params.repeat)]);
      const found = largest(answers("more", samples), classes);
      return { quality: array(Float64Array.of(accuracyOf(samples.labels, found))) };
    },
  };
});
