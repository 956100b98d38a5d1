import type { Arrays } from "../../../arrays.ts";
import { array } from "../../../arrays.ts";
import { type DenseNet, layerAt, type Optimizer } from "../../../kernels/dense/net.ts";
import { scalarNet } from "../../../kernels/dense/scalar.ts";
import { wasmNet } from "../../../kernels/dense/wasm.ts";
import { layeredNet } from "../../../nets/layered.ts";
import { isFused, type LayeredSpec, layeredCount, partsOf } from "../../../nets/layers.ts";
import { scalarPasses } from "../../../nets/scalar-passes.ts";
import { tensorflowPasses } from "../../../nets/tensorflow-passes.ts";
import { fillUniform32, fold, permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { checkAutoencoder, type Samples, samplesOf } from "./data.ts";
import type { AutoencoderParams } from "./fields.ts";
import { codeLayer, layerArrays, parametersOf, specOf } from "./shape.ts";

const STREAM = { initial: 1, order: 2, masks: 3 } as const;
/** Steps between two looks at the held-out rows, and rows that each looks at. */
const TEST_EVERY = 20;
const TESTED = 256;
/** Held-out rows that a live view shows. */
const SHOWN = 20;
const PLOTTED = 256;

/** Our own fused step where it has all that the net needs, else tensorflow.js. A net that is trained is told the key of its task. */
export function netOn(context: Context, spec: LayeredSpec, batch: number, training?: Key): DenseNet {
  const { device, tensorflow } = context;
  if (isFused(spec))
    return device === "wasm"
      ? wasmNet(context.wasm("nets"), spec, batch, training !== undefined)
      : scalarNet(spec, batch);
  const masks = fold(training ?? [0, 0], STREAM.masks);
  if (device === "scalar") return layeredNet(spec, batch, scalarPasses(spec), masks);
  if (tensorflow === undefined) throw new Error("tensorflow.js is not in this thread (name its module in the task)");
  return layeredNet(spec, batch, tensorflowPasses(tensorflow, spec), masks);
}

export function optimizerOf({ optimizer, learningRate, momentum }: AutoencoderParams): Optimizer {
  return optimizer === "adam"
    ? { kind: "adam", rate: learningRate }
    : { kind: "sgd", rate: learningRate, momentum: momentum ?? 0 };
}

/**
 * First weights: uniform in ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010), √2 times that before ReLU (He et al. 2015); biases zero; gains
 * of normalisation one.
 */
export function initialParameters(spec: LayeredSpec, key: Key): Float32Array {
  const out = new Float32Array(layeredCount(spec));
  for (const { name, from, to } of partsOf(spec)) if (name.endsWith(".gain")) out.fill(1, from, to);
  for (let l = 0; l + 1 < spec.widths.length; l++) {
    const { weights, bias } = layerAt(spec, l);
    const gain = spec.activations[l]?.endsWith("relu") ? 2 : 1;
    const reach = Math.fround(Math.sqrt((6 * gain) / (spec.widths[l] + spec.widths[l + 1])));
    const part = out.subarray(weights, bias);
    fillUniform32(fold(key, l), 0, part);
    for (let i = 0; i < part.length; i++) part[i] = (2 * part[i] - 1) * reach;
  }
  return out;
}

export function batchesPerEpoch(trainRows: number, batch: number): number {
  return Math.ceil(trainRows / Math.min(batch, trainRows));
}

/** Training: a step is a minibatch; each epoch goes through the training rows in a new order, which hangs on its number alone. */
export function openTraining(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as AutoencoderParams;
  const samples = samplesOf(checkAutoencoder(params, context.data), params);
  const spec = specOf(params, samples.columns);
  const batch = Math.min(params.batch, samples.train.length);
  const tested = samples.test.subarray(0, TESTED);
  const net = netOn(context, spec, Math.max(batch, tested.length), task.key);
  net.loadTable(samples.values);
  net.setParameters(
    (checkpoint?.parameters.values as Float32Array | undefined) ??
      (context.data?.weights && parametersOf(spec, context.data.weights)) ??
      initialParameters(spec, fold(task.key, STREAM.initial)),
  );
  if (checkpoint) net.setMoments([checkpoint.first.values as Float32Array, checkpoint.second.values as Float32Array]);
  let step = checkpoint?.step.values[0] ?? 0;
  const order = orderOf(task.key, samples, batch);
  const optimizer = optimizerOf(params);
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const loss = new Float64Array(steps);
      // Gaps are infinite: a NaN would be taken for a fault of the thread.
      const testLoss = new Float64Array(steps).fill(Number.POSITIVE_INFINITY);
      const testMse = new Float64Array(steps).fill(Number.POSITIVE_INFINITY);
      for (let s = 0; s < steps; s++, step++) {
        const rows = order(step);
        net.load(rows);
        loss[s] = net.train(rows.length, optimizer, step + 1).loss;
        if (step % TEST_EVERY !== 0) continue;
        net.load(tested);
        const losses = net.evaluate(tested.length);
        testLoss[s] = losses.loss;
        testMse[s] = losses.mse;
      }
      return { loss: array(loss), testLoss: array(testLoss), testMse: array(testMse) };
    },
    snapshot: () => live(net, spec, samples, params),
    checkpoint() {
      const [first, second] = net.moments();
      return {
        parameters: array(net.parameters()),
        first: array(first),
        second: array(second),
        step: array(Float64Array.of(step)),
      };
    },
    output: () => layerArrays(spec, net.parameters()),
  };
}

function orderOf(key: Key, { train }: Samples, batch: number): (step: number) => Uint32Array {
  const batches = batchesPerEpoch(train.length, batch);
  let epoch = -1;
  let order = new Uint32Array(0);
  return (step) => {
    const now = Math.floor(step / batches);
    if (now !== epoch) {
      order = permutation(fold(key, STREAM.order, now), train.length).map((i) => train[i]);
      epoch = now;
    }
    const from = (step % batches) * batch;
    return order.subarray(from, Math.min(from + batch, order.length));
  };
}

/** Some held-out rows, what the net makes of them, their codes, and the first layer's filters. */
function live(net: DenseNet, spec: LayeredSpec, { test, columns }: Samples, params: AutoencoderParams): Arrays {
  const rows = test.subarray(0, PLOTTED);
  const shown = Math.min(SHOWN, rows.length);
  const code = codeLayer(params);
  net.load(rows);
  net.evaluate(rows.length);
  return {
    originals: array(net.values(0, shown), [shown, columns]),
    reconstructions: array(net.values(spec.widths.length - 1, shown), [shown, columns]),
    codes: array(net.values(code, rows.length), [rows.length, spec.widths[code]]),
    ...layerArrays(spec, net.parameters()),
  };
}
