import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import { startTensorflow } from "../../client/compute/tensorflow.ts";
import { moduleUrl } from "../../client/terminal/pool.ts";
import { type DenseNet, type NetSpec, parameterCount } from "../../shared/kernels/dense/net.ts";
import { scalarNet } from "../../shared/kernels/dense/scalar.ts";
import { wasmNet } from "../../shared/kernels/dense/wasm.ts";
import { layeredNet } from "../../shared/nets/layered.ts";
import type { Tensorflow } from "../../shared/nets/tensorflow.ts";
import { tensorflowPasses } from "../../shared/nets/tensorflow-passes.ts";
import { quantise, reconstruct, wasmEngine } from "../../shared/quant/index.ts";
import { fillNormal32, fillUniform32 } from "../../shared/random/index.ts";
import { type Bench, type Row, rate } from "./bench.ts";

const compiled = (name: string) =>
  new WebAssembly.Module(readFileSync(new URL(`../../shared/wasm/${name}.wasm`, import.meta.url)));
const fresh = (module: WebAssembly.Module) => new WebAssembly.Instance(module, {}).exports as Record<string, unknown>;

/** float32 products of 512 × 512 matrices in the three forms; 2 · 512³ operations each. */
async function products(): Promise<Row[]> {
  const n = 512;
  const module = fresh(compiled("nets"));
  const { alloc } = module as { alloc(bytes: number): number };
  const [a, b, c] = [0, 1, 2].map(() => alloc(n * n * 4));
  const memory = (module.memory as WebAssembly.Memory).buffer;
  for (const at of [a, b]) fillUniform32([1, at], 0, new Float32Array(memory, at, n * n));
  const [x, y] = [a, b].map((at) => tf.tensor2d(new Float32Array(memory, at, n * n).slice(), [n, n]));
  const rows: Row[] = [];
  const forms = [
    { name: "gemmNN", left: false, right: false, goal: 1.2 },
    { name: "gemmNT", left: false, right: true, goal: 14 },
    { name: "gemmTN", left: true, right: false, goal: 14 },
  ] as const;
  for (const { name, left, right, goal } of forms) {
    const multiply = module[name] as (...args: number[]) => void;
    const work = (2 * n ** 3) / 1e9;
    rows.push({
      work: `matrix product 512³, ${name.slice(4)}`,
      unit: "GFLOP/s, float32",
      ours: await rate(work, () => multiply(n, n, n, a, b, c, 0)),
      peers: { "tfjs wasm": await rate(work, () => tf.tidy(() => void tf.matMul(x, y, left, right).dataSync())) },
      goals: { "tfjs wasm": goal },
    });
  }
  tf.dispose([x, y]);
  return rows;
}

async function training(tensorflow: Tensorflow): Promise<Row[]> {
  const module = compiled("nets");
  const rows: Row[] = [];
  for (const [widths, scalar] of [
    [[784, 32, 784], true],
    [[784, 256, 64, 256, 784], false],
  ] as const) {
    const spec: NetSpec = { widths, activations: widths.slice(2).map(() => "relu"), loss: "cross-entropy" };
    const n = 256;
    const table = new Float32Array(n * 784);
    fillUniform32([2, 2], 0, table);
    const parameters = new Float32Array(parameterCount(spec));
    fillNormal32([1, 1], 0, parameters);
    const start = (net: DenseNet) => {
      net.setParameters(parameters.map((p) => 0.03 * p));
      net.loadTable(table);
      let t = 0;
      return () => {
        net.load(Uint32Array.from({ length: n }, (_, i) => i));
        net.train(n, { kind: "adam", rate: 0.001 }, ++t);
      };
    };
    const none = spec.activations.map(() => 0);
    const layered = { ...spec, normalised: none.map(() => false), dropout: none };
    const peer = start(layeredNet(layered, n, tensorflowPasses(tensorflow, layered), [1, 1]));
    rows.push({
      work: `training ${widths.join("–")}, batch 256, Adam, cross-entropy`,
      unit: "samples/s, one thread",
      ours: await rate(n, start(wasmNet(fresh(module), spec, n))),
      peers: {
        "tfjs wasm, written-out gradients": await rate(n, peer, { repeats: 3 }),
        ...(scalar
          ? { "plain JavaScript": await rate(n, start(scalarNet(spec, n)), { repeats: 1, seconds: 0.1 }) }
          : {}),
      },
      notes: ["PyTorch is no npm package; on the machine of the goals it made 88 k and 30 k"],
    });
  }
  return rows;
}

async function inference(): Promise<Row[]> {
  const spec: NetSpec = {
    widths: [784, 128, 64, 128, 784],
    activations: ["relu", "relu", "relu"],
    loss: "cross-entropy",
  };
  const parameters = new Float32Array(parameterCount(spec));
  fillNormal32([1, 1], 0, parameters);
  const picture = new Float32Array(784);
  fillUniform32([2, 2], 0, picture);
  const net = wasmNet(fresh(compiled("nets")), spec, 1, false);
  net.setParameters(parameters.map((p) => 0.05 * p));
  net.put(0, picture);
  net.evaluate(1);
  const activations = spec.widths.map((_, l) => net.values(l, 1));
  const width = spec.widths[2];
  const codeCovariance = Float64Array.from({ length: width * width }, (_, at) => (at % (width + 1) === 0 ? 1 : 0));
  const model = quantise({
    spec,
    encoder: 2,
    parameters: net.parameters(),
    activations,
    codeMean: new Float64Array(width),
    codeCovariance,
  });
  const given = { count: 1, width: 784, values: Float64Array.from(picture) };
  const engineOf = (name: string) => {
    const module = compiled(name);
    return wasmEngine(() => fresh(module));
  };
  const [plain, relaxed] = [engineOf("quant"), engineOf("quant-relaxed")];
  const layers = spec.widths.slice(1).map((w, l) => [tf.randomNormal([spec.widths[l], w]), tf.zeros([w])] as const);
  const x = tf.tensor2d(picture, [1, 784]);
  const forward = () =>
    tf.tidy(() => {
      let y: tf.Tensor = x;
      for (const [w, b] of layers) y = tf.relu(tf.add(tf.matMul(y as tf.Tensor2D, w as tf.Tensor2D), b));
      return void y.dataSync();
    });
  const peers = { "tfjs wasm float32": await rate(1, forward) };
  const floats = await rate(1, () => {
    net.put(0, picture);
    net.forward(1, 0, 4);
    net.values(4, 1);
  });
  return [
    { work: "reconstruction by 784–128–64–128–784, float32", unit: "pictures/s", ours: floats, peers },
    {
      work: "the same net in int8, plain SIMD",
      unit: "pictures/s",
      ours: await rate(1, () => void reconstruct(model, plain, given)),
      peers: { ...peers, "ours float32": floats },
    },
    {
      work: "the same net in int8, relaxed dot product",
      unit: "pictures/s",
      ours: await rate(1, () => void reconstruct(model, relaxed, given)),
      peers: { ...peers, "ours float32": floats },
    },
  ];
}

export const nets: Bench = {
  name: "nets",
  async run() {
    const tensorflow = await startTensorflow(new WebAssembly.Module(readFileSync(moduleUrl("tensorflow"))));
    return [...(await products()), ...(await training(tensorflow)), ...(await inference())];
  },
};
