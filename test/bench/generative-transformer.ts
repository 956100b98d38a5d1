/** A character transformer of 0.4 M parameters: training steps on minibatches of 16 windows of 64, and writing one character after another. */

import { input } from "../../shared/nets/leaves.ts";
import type { Model } from "../../shared/nets/model.ts";
import { oneHot } from "../../shared/nets/ops/one-hot.ts";
import { reshape } from "../../shared/nets/ops/reshape.ts";
import { scale } from "../../shared/nets/ops/scale.ts";
import { softmaxCrossEntropy } from "../../shared/nets/ops/softmax-cross-entropy.ts";
import { sumAxis } from "../../shared/nets/ops/sum.ts";
import { scalarMachine } from "../../shared/nets/scalar.ts";
import { runShards } from "../../shared/nets/shards.ts";
import { trainer } from "../../shared/nets/trainer.ts";
import { readerOf, type TransformerShape, transformer } from "../../shared/nets/transformer/index.ts";
import { wasmMachine } from "../../shared/nets/wasm.ts";
import { weightsOf } from "../../shared/nets/weights.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { chosen, distribution } from "../../shared/texts/choose.ts";
import { fresh } from "../wasm.ts";
import type { Row } from "./bench.ts";
import { tfjsTransformer } from "./generative-tfjs.ts";
import { checkEqual, comparisons, type Runner, race } from "./race.ts";
import { type Torch, torchSkipped } from "./torch.ts";

const shape: TransformerShape = {
  signs: 64,
  context: 64,
  layers: 2,
  width: 128,
  heads: 4,
  hidden: 512,
  activation: "gelu-tanh",
};
const batch = 16;
const learningRate = 0.001;
const torchName = "PyTorch, one thread";
const tfjsName = "tfjs wasm";
const { context, signs } = shape;

const model: Model = {
  build(rows) {
    const { logits } = transformer(shape, input("x", [rows, context]));
    const flat = [rows * context, signs];
    const target = reshape(oneHot(input("target", [rows, context]), signs), flat, context);
    const losses = softmaxCrossEntropy(reshape(logits, flat, context), target);
    return { losses: scale(sumAxis(reshape(losses, [rows, context], 1), 1), 1 / context), outputs: {} };
  },
};

/** A text of signs drawn alike: the speed does not depend on them. */
function windows(): { readonly x: Float32Array; readonly target: Float32Array } {
  const x = new Float32Array(batch * context);
  fillUniform32([2, 7], 0, x);
  for (let i = 0; i < x.length; i++) x[i] = Math.floor(x[i] * signs);
  return { x, target: x.map((_, i) => x[(i + 1) % x.length]) };
}

function ours(machine: typeof scalarMachine) {
  const { x, target } = windows();
  const sources = { x: { values: x, columns: context }, target: { values: target, columns: context } };
  const rows = Uint32Array.from({ length: batch }, (_, i) => i);
  const optimiser = { kind: "adam", rate: learningRate } as const;
  const net = trainer({ machine, model, sources, batch, optimiser, key: [1, 1] }, () => rows);
  const run = runShards(net.step, 0);
  let n = 0;
  return { net, step: () => net.means(run.step(n++) as Float64Array, batch).loss };
}

const onWasm: typeof scalarMachine = (layout) => wasmMachine(fresh("tensors"), layout);

/** Those that are there. */
function withPeers(own: Runner, peers: Readonly<Record<string, Runner | undefined>>): Record<string, Runner> {
  return { own, ...Object.fromEntries(Object.entries(peers).flatMap(([name, peer]) => (peer ? [[name, peer]] : []))) };
}

export async function transformerRows(torch: Torch | null): Promise<Row[]> {
  const own = ours(onWasm);
  const { layout } = own.net.machine;
  const weights = weightsOf(layout, own.net.machine.block("parameters").slice());
  const values = Object.values(weights).map((array) => Float32Array.from(array.values as Float32Array));
  const count = values.reduce((total, { length }) => total + length, 0);
  const told = `${(count / 1e6).toFixed(2)} M parameters, ${shape.layers} layers × ${shape.width}, ${shape.heads} heads, context ${context}`;
  return [await trained(told, own.step, values, torch), await written(told, weights, values, torch)];
}

async function trained(
  told: string,
  step: () => number,
  values: readonly Float32Array[],
  torch: Torch | null,
): Promise<Row> {
  const { x, target } = windows();
  const { step: byReference } = ours(scalarMachine);
  const theirs = await torch?.open({ net: "transformer", ...shape, batch }, [...values, x, target]);
  const tfjs = tfjsTransformer(shape, values, { x, target, batch, rate: learningRate });
  const losses = [step(), step(), step()];
  checkEqual("the reference", losses.slice(0, 2), [byReference(), byReference()], 0);
  for (const loss of losses) checkEqual(tfjsName, [loss], [await tfjs()], 1e-4);
  if (theirs) checkEqual(torchName, losses, await theirs.losses(3), 1e-4);
  const { own, ...peers } = await race(
    withPeers(() => void step(), { [torchName]: theirs, [tfjsName]: async () => void (await tfjs()) }),
    batch * context,
    { rounds: 7, seconds: 0.4, warmUps: 1 },
  );
  return {
    work: `training a character transformer (${told}), batch ${batch}, Adam`,
    unit: "tokens/s, one thread",
    ours: own,
    peers,
    goals: { [torchName]: 0.5 },
    notes: [
      "goal: 10,000 tokens/s",
      "losses of the first steps equal the reference's to the bit, and agree with all peers within 0.0001",
      ...comparisons(own, peers),
      torch?.about ?? torchSkipped,
    ],
  };
}

async function written(
  told: string,
  weights: ReturnType<typeof weightsOf>,
  values: readonly Float32Array[],
  torch: Torch | null,
): Promise<Row> {
  const text = windows().x.slice(0, context);
  const theirs = await torch?.open({ net: "writer", ...shape }, [...values, text]);
  const checked = readerOf(onWasm, shape, weights);
  const first = Array.from(text, (_, i) => checked.after(text.subarray(0, i + 1))[0]);
  if (theirs) checkEqual(torchName, first, await theirs.losses(context), 1e-4);
  const reader = readerOf(onWasm, shape, weights);
  const choosing = { temperature: 0.8, topK: 40, topP: 0.95 };
  let written = [0];
  const { own, ...peers } = await race(
    // As the labs write: windows that move on, and a draw among the likeliest.
    withPeers(
      () => {
        if (written.length > 4000) written = [0];
        written.push(chosen(distribution(reader.after(written), choosing), [3, 3], written.length));
      },
      { [torchName]: theirs },
    ),
    1,
    { rounds: 7, seconds: 0.3 },
  );
  return {
    work: `writing with the same net (${told})`,
    unit: "characters/s, one thread",
    ours: own,
    peers,
    notes: [
      "goal: 3,000 characters/s; ours moves its window and draws by temperature, top-k and nucleus; PyTorch stays in one window",
      ...comparisons(own, peers),
    ],
  };
}
