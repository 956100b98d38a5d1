/** Training steps: ours, tfjs-layers and (convolutional, which its wasm backend cannot train) its cpu backend, PyTorch on one thread. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { layers as layerTypes, type Sequential, sequential } from "@tensorflow/tfjs-layers";
import { convLayer, denseLayer } from "../../shared/nets/layers/index.ts";
import { input } from "../../shared/nets/leaves.ts";
import type { Model } from "../../shared/nets/model.ts";
import type { MachineOf } from "../../shared/nets/net.ts";
import { bernoulliLoss } from "../../shared/nets/ops/bernoulli.ts";
import { maxPool2d } from "../../shared/nets/ops/max-pool2d.ts";
import { relu } from "../../shared/nets/ops/relu.ts";
import { flatten } from "../../shared/nets/ops/reshape.ts";
import { scale } from "../../shared/nets/ops/scale.ts";
import { softmaxCrossEntropy } from "../../shared/nets/ops/softmax-cross-entropy.ts";
import { scalarMachine } from "../../shared/nets/scalar.ts";
import { runShards } from "../../shared/nets/shards.ts";
import { type Source, type Trainer, trainer } from "../../shared/nets/trainer.ts";
import { wasmMachine } from "../../shared/nets/wasm.ts";
import { weightsOf } from "../../shared/nets/weights.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { fresh } from "../wasm.ts";
import { type Row, rate } from "./bench.ts";
import { threads } from "./nets-threads.ts";
import { checkEqual, comparisons, type Runner, race } from "./race.ts";
import { type Torch, type TorchNet, torchSkipped } from "./torch.ts";

const learningRate = 0.001;
const deep = [784, 256, 64, 256, 784];
const tfjsCpu = "tfjs-layers cpu, trainOnBatch";
const torchName = "PyTorch, one thread";

/** A net to be trained, with what peers need to be given the same. */
interface Contest {
  readonly work: string;
  readonly batch: number;
  readonly model: Model;
  readonly sources: Readonly<Record<string, Source>>;
  /** As `nets.py` takes it; of each layout that may be its best. */
  readonly torch: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly goals: Readonly<Record<string, number>>;
  /** A step of each peer in this process, from the same weights: its loss. */
  peers(own: Trainer): Promise<Readonly<Record<string, () => Promise<number>>>>;
  /** Peers that take seconds for a step: they race ours apart, in few rounds. */
  readonly slow?: readonly string[];
  /** Whether the readable machine is measured as well. */
  readonly withScalar?: boolean;
}

const onWasm: MachineOf = (layout) => wasmMachine(fresh("tensors"), layout);

/** Ours as the labs train: all shards in one pass. */
function ours({ model, sources, batch }: Contest, machine: MachineOf): { readonly net: Trainer; step(): number } {
  const rows = Uint32Array.from({ length: batch }, (_, i) => i);
  const optimiser = { kind: "adam", rate: learningRate } as const;
  const net = trainer({ machine, model, sources, batch, optimiser, key: [1, 1] }, () => rows);
  const run = runShards(net.step, 0);
  let n = 0;
  return { net, step: () => net.means(run.step(n++) as Float64Array, batch).loss };
}

async function compete(contest: Contest, torch: Torch | null): Promise<Row> {
  const { batch, goals, work } = contest;
  const { net, step } = ours(contest, onWasm);
  const peers = await contest.peers(net);
  const values = [...Object.values(weightsOf(net.machine.layout, net.machine.block("parameters"))).map(floats)];
  const given = [...values, ...Object.values(contest.sources).map((source) => source.values as Float32Array)];
  const theirs = Object.entries(torch ? contest.torch : {}).map(async ([layout, own]) => [
    `${torchName}${layout && `, ${layout}`}`,
    await (torch as Torch).open({ batch, ...own }, given),
  ]);
  const torches = Object.fromEntries(await Promise.all(theirs)) as Record<string, Awaited<ReturnType<Torch["open"]>>>;
  const losses = [step(), step(), step()];
  const { slow = [] } = contest;
  for (const [name, peer] of Object.entries(peers))
    for (const loss of slow.includes(name) ? losses.slice(0, 1) : losses)
      checkEqual(name, [loss], [await peer()], 1e-4);
  for (const [name, peer] of Object.entries(torches)) checkEqual(name, losses, await peer.losses(3), 1e-4);
  const called = (isSlow: boolean): Record<string, Runner> =>
    Object.fromEntries(
      Object.entries(peers)
        .filter(([name]) => slow.includes(name) === isSlow)
        .map(([name, peer]) => [name, async () => void (await peer())]),
    );
  const self: Record<string, Runner> = { own: () => void step() };
  const { own, ...others } = await race({ ...self, ...called(false), ...torches }, batch, { rounds: 7, seconds: 0.3 });
  const apart = { rounds: 3, seconds: 0.3, warmUps: 0 };
  const { own: again, ...slower } = slow.length > 0 ? await race({ ...self, ...called(true) }, batch, apart) : { own };
  const scalar = () => void ours(contest, scalarMachine).step();
  return {
    work,
    unit: "samples/s, one thread",
    ours: own,
    peers: {
      ...others,
      ...slower,
      ...(contest.withScalar && { "plain JavaScript": await rate(batch, scalar, { repeats: 1, seconds: 0.1 }) }),
    },
    goals,
    notes: [
      ...comparisons(own, others),
      ...comparisons(again, slower),
      "losses of the first steps agree with all peers within 0.0001",
      torch?.about ?? torchSkipped,
    ],
  };
}

function floats({ values }: { readonly values: ArrayLike<number> }): Float32Array {
  return Float32Array.from(values);
}

function uniforms(count: number, stream: number): Float32Array {
  const out = new Float32Array(count);
  fillUniform32([2, stream], 0, out);
  return out;
}

/** An autoencoder of dense layers with ReLU, the mean of the Bernoulli loss over pixels. */
function autoencoder(widths: readonly number[], goals: Contest["goals"], withScalar: boolean): Contest {
  const batch = 256;
  const [columns] = widths;
  const model: Model = {
    build(rows) {
      const x = input("x", [rows, columns]);
      const last = widths.length - 2;
      let y = x;
      for (let l = 0; l <= last; l++) {
        const z = denseLayer(`layer${l}`, y, widths[l + 1]);
        y = l < last ? relu(z) : z;
      }
      return { losses: scale(bernoulliLoss(y, x), 1 / columns), outputs: {} };
    },
  };
  const values = uniforms(batch * columns, 2);
  return {
    work: `training ${widths.join("–")}, batch ${batch}, Adam, cross-entropy`,
    batch,
    model,
    sources: { x: { values, columns } },
    torch: { "": { net: "dense", widths } },
    goals,
    withScalar,
    peers: async (own) => ({
      "tfjs-layers wasm, trainOnBatch": denseSteps(widths, own, tf.tensor2d(values, [batch, columns])),
    }),
  };
}

/** The usual way to write it with tfjs-layers; `trainOnBatch` is its quickest way: `fit` adds callbacks, shuffling and slicing. */
function denseSteps(widths: readonly number[], own: Trainer, x: tf.Tensor2D): () => Promise<number> {
  const model = sequential({
    layers: widths.slice(1).map((units, l) => {
      const activation = l === widths.length - 2 ? "sigmoid" : "relu";
      return layerTypes.dense({ units, activation, inputShape: [widths[l]] });
    }),
  });
  model.compile({ optimizer: tf.train.adam(learningRate), loss: "binaryCrossentropy" });
  setWeights(model, own);
  return async () => (await model.trainOnBatch(x, x)) as number;
}

function setWeights(model: Sequential, { machine }: Trainer): void {
  const weights = Object.values(weightsOf(machine.layout, machine.block("parameters")));
  model.setWeights(weights.map(({ values, shape }) => tf.tensor(Float32Array.from(values), [...shape])));
}

/** 32 × 32 × 3 in ten classes: three 3 × 3 convolutions with ReLU, each followed by pooling, and a dense layer. */
function convolutional(goals: Contest["goals"]): Contest {
  const [batch, side, classes] = [64, 32, 10];
  const channels = [3, 16, 32, 32];
  const model: Model = {
    build(rows) {
      let y = input("x", [rows, side, side, channels[0]]);
      for (const [l, units] of channels.slice(1).entries())
        y = maxPool2d(relu(convLayer(`layer${l}`, y, units, 3, { padding: "same" })), 2);
      const z = denseLayer("layer3", flatten(y), classes);
      return { losses: softmaxCrossEntropy(z, input("target", [rows, classes])), outputs: {} };
    },
  };
  const x = uniforms(batch * side * side * channels[0], 3);
  const target = Float32Array.from({ length: batch * classes }, (_, i) =>
    i % classes === Math.floor(i / classes) % classes ? 1 : 0,
  );
  const torch = { net: "conv", channels, side, classes };
  return {
    work: `training a convolutional net 32 × 32 × 3 – 16 – 32 – 32 – ${classes}, batch ${batch}, Adam`,
    batch,
    model,
    sources: { x: { values: x, columns: side * side * channels[0] }, target: { values: target, columns: classes } },
    torch: { "channels first": { ...torch, layout: "first" }, "channels last": { ...torch, layout: "last" } },
    goals,
    slow: [tfjsCpu],
    peers: async (own) => ({
      [tfjsCpu]: await convSteps(
        channels,
        own,
        { values: x, shape: [batch, side, side, channels[0]] },
        { values: target, shape: [batch, classes] },
      ),
    }),
  };
}

/** On the cpu backend: that of wasm has no gradients of convolutions. */
async function convSteps(
  channels: readonly number[],
  own: Trainer,
  x: { readonly values: Float32Array; readonly shape: [number, number, number, number] },
  target: { readonly values: Float32Array; readonly shape: [number, number] },
): Promise<() => Promise<number>> {
  const before = tf.getBackend();
  await tf.setBackend("cpu");
  const convolutions = channels.slice(1).flatMap((filters, l) => [
    layerTypes.conv2d({
      filters,
      kernelSize: 3,
      padding: "same",
      activation: "relu",
      ...(l === 0 && { inputShape: x.shape.slice(1) }),
    }),
    layerTypes.maxPooling2d({ poolSize: 2 }),
  ]);
  const head = layerTypes.dense({ units: target.shape[1], activation: "softmax" });
  const model = sequential({ layers: [...convolutions, layerTypes.flatten(), head] });
  model.compile({ optimizer: tf.train.adam(learningRate), loss: "categoricalCrossentropy" });
  setWeights(model, own);
  const [inputs, targets] = [tf.tensor4d(x.values, x.shape), tf.tensor2d(target.values, target.shape)];
  await tf.setBackend(before);
  return async () => {
    await tf.setBackend("cpu");
    const loss = await model.trainOnBatch(inputs, targets);
    await tf.setBackend(before);
    return loss as number;
  };
}

/** The deep net alone: its speed does not depend on its numbers. */
async function deepTorch(torch: Torch | null): Promise<TorchNet | null> {
  const contest = autoencoder(deep, {}, false);
  const { net } = ours(contest, onWasm);
  const weights = Object.values(weightsOf(net.machine.layout, net.machine.block("parameters"))).map(floats);
  return (
    torch?.open({ batch: contest.batch, net: "dense", widths: deep }, [
      ...weights,
      contest.sources.x.values as Float32Array,
    ]) ?? null
  );
}

export async function training(torch: Torch | null): Promise<Row[]> {
  return [
    await compete(autoencoder([784, 32, 784], { [torchName]: 1.05 }, true), torch),
    await compete(autoencoder(deep, {}, false), torch),
    await threads(await deepTorch(torch)),
    await compete(
      convolutional({
        [tfjsCpu]: 10,
        [`${torchName}, channels first`]: 0.4,
        [`${torchName}, channels last`]: 0.4,
      }),
      torch,
    ),
  ];
}
