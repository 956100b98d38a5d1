import { type Arrays, array } from "../../../arrays.ts";
import { type DenseNet, layerAt, type Optimizer } from "../../../kernels/dense/net.ts";
import { scalarNet } from "../../../kernels/dense/scalar.ts";
import { wasmNet } from "../../../kernels/dense/wasm.ts";
import { layeredNet } from "../../../nets/layered.ts";
import { isFused, type LayeredSpec, layeredCount, partsOf } from "../../../nets/layers.ts";
import { scalarPasses } from "../../../nets/scalar-passes.ts";
import { tensorflowPasses } from "../../../nets/tensorflow-passes.ts";
import { finite } from "../../../not-finite.ts";
import { fillUniform32, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { minibatches } from "../../minibatches.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkAutoencoder, type Samples, samplesOf } from "./data.ts";
import type { AutoencoderTaskParams } from "./fields.ts";
import { codeLayer, layerArrays, parametersOf, specOf } from "./shape.ts";

const STREAM = { initial: 1, order: 2, masks: 3 } as const;
/** Steps between two evaluations of the held-out rows, and rows that each evaluates. */
const TEST_EVERY = 20;
const TESTED = 256;
/** Held-out rows that a live view shows. */
const SHOWN = 20;
const PLOTTED = 256;

/** Our own fused step where it has all that the net needs, else tensorflow.js. A net to be trained is given the key of its task. */
export function netOn(context: Context, spec: LayeredSpec, batch: number, training?: Key): DenseNet {
  const { device, tensorflow } = context;
  if (isFused(spec))
    return device === "wasm"
      ? wasmNet(context.wasm("nets"), spec, batch, training !== undefined)
      : scalarNet(spec, batch);
  const masks = foldIn(training ?? [0, 0], STREAM.masks);
  if (device === "scalar") return layeredNet(spec, batch, scalarPasses(spec), masks);
  if (tensorflow === undefined) throw new Error("tensorflow.js is not in this thread (name its module in the task)");
  return layeredNet(spec, batch, tensorflowPasses(tensorflow, spec), masks);
}

export function optimizerOf({ optimizer, learningRate, momentum }: AutoencoderTaskParams): Optimizer {
  return optimizer === "adam"
    ? { kind: "adam", rate: learningRate }
    : { kind: "sgd", rate: learningRate, momentum: momentum ?? 0 };
}

/**
 * Initial weights: uniform in ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010), √2 times that before ReLU (He et al. 2015); biases zero; gains
 * of normalisation one.
 */
export function initialParameters(spec: LayeredSpec, key: Key): Float32Array {
  const out = new Float32Array(layeredCount(spec));
  for (const { name, from, to } of partsOf(spec)) if (name.endsWith(".gain")) out.fill(1, from, to);
  for (let l = 0; l + 1 < spec.widths.length; l++) {
    const { weights, bias } = layerAt(spec, l);
    const gain = spec.activations[l]?.endsWith("relu") ? 2 : 1;
    const bound = Math.fround(Math.sqrt((6 * gain) / (spec.widths[l] + spec.widths[l + 1])));
    const part = out.subarray(weights, bias);
    fillUniform32(foldIn(key, l), 0, part);
    for (let i = 0; i < part.length; i++) part[i] = (2 * part[i] - 1) * bound;
  }
  return out;
}

/** Parameters and the optimiser's two moments. */
interface Saved {
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Training: a step is a minibatch; each epoch visits the training rows in a new order, which depends on its number alone. */
export const autoencoderTraining = drive((params: AutoencoderTaskParams, context, { key, saved }: Start<Saved>) => {
  const samples = samplesOf(checkAutoencoder(params, context.data), params);
  const spec = specOf(params, samples.columns);
  const batch = Math.min(params.batch, samples.train.length);
  const tested = samples.test.subarray(0, TESTED);
  const net = netOn(context, spec, Math.max(batch, tested.length), key);
  net.loadTable(samples.values);
  net.setParameters(
    saved?.parameters ??
      (context.data?.weights && parametersOf(spec, context.data.weights)) ??
      initialParameters(spec, foldIn(key, STREAM.initial)),
  );
  if (saved) net.setMoments([saved.first, saved.second]);
  const order = minibatches(samples.train, batch, (epoch) => foldIn(key, STREAM.order, epoch));
  const optimizer = optimizerOf(params);
  return {
    advance: eachStep(["loss", "testLoss", "testMse"], (step, row) => {
      const rows = order(step);
      net.load(rows);
      // Infinity alone would be no more than a gap in the record, and the net would go on learning from it.
      row.loss = finite(net.train(rows.length, optimizer, step + 1).loss, `loss at step ${step + 1}`);
      if (step % TEST_EVERY !== 0) return;
      net.load(tested);
      const { loss, mse } = net.evaluate(tested.length);
      row.testLoss = finite(loss, `loss on held-out rows after step ${step + 1}`);
      row.testMse = mse;
    }),
    live: () => live(net, spec, samples, params),
    save() {
      const [first, second] = net.moments();
      return { parameters: net.parameters(), first, second };
    },
    output: () => layerArrays(spec, net.parameters()),
  };
});

/** Some held-out rows, what the net makes of them, their codes, and the first layer's filters. */
function live(net: DenseNet, spec: LayeredSpec, { test, columns }: Samples, params: AutoencoderTaskParams): Arrays {
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
