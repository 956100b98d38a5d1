/** One net, the same answers on every device: our own, and tensorflow.js' backends for plain JavaScript and for WebAssembly. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { tensorflowWay } from "../../../../client/labs/inference/elsewhere/tensorflow-way.ts";
import { FLOAT_TOLERANCE, mostApart } from "../../../../shared/labs/inference/apart.ts";
import { DEVICES } from "../../../../shared/labs/inference/devices.ts";
import { BATCHES, batchesOf } from "../../../../shared/labs/inference/hardware/batches.ts";
import { partsOfNet } from "../../../../shared/labs/inference/hardware/parts.ts";
import type { NetParams } from "../../../../shared/labs/inference/net.ts";
import { floatWay, integerWay, layoutOf, openWays } from "../../../../shared/labs/inference/ways.ts";
import { totalCost } from "../../../../shared/labs/nets/chain/shapes.ts";
import { wasmMachine } from "../../../../shared/nets/wasm.ts";
import { dequantised, scalarGraphs, valueNamed, valuesOf, wasmGraphs } from "../../../../shared/quant/graph/index.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import { compiled, fresh } from "../../../wasm.ts";
import { picturesOf, randomSubject } from "./subject.ts";

await import("../../../tensorflow.ts");

const base = { channels: [4, 6], kernel: "3", pooling: "max", dense: [12], activation: "relu" } as const;
const nets: readonly (NetParams & { readonly name: string })[] = [
  { ...base, name: "convolutional" },
  { ...base, name: "separable", blocks: "separable", normalisation: "batch" },
  { ...base, name: "perceptron", channels: [], dense: [20, 16], activation: "tanh" },
  { ...base, name: "averages", pooling: "average", kernel: "5", activation: "gelu" },
  ...(["leaky-relu", "elu", "selu", "silu", "softplus", "sigmoid", "linear"] as const).map((activation) => ({
    ...base,
    name: activation,
    activation,
  })),
];
const input = [14, 14, 1] as const;
const BATCH = 4;

describe.each(nets)("$name", (params) => {
  const subject = randomSubject(params, input, 5);
  const rows = picturesOf(input, BATCH, 3);
  const way = openWays(subject, { wasm: (name) => fresh(name) });
  const floats = way("wasm", BATCH)(rows);

  test("plain TypeScript and WebAssembly give the same bits, alone and in batches", () => {
    expect(way("scalar", BATCH)(rows)).toEqual(floats);
    const width = rows.length / BATCH;
    const classes = floats.length / BATCH;
    const one = way("wasm", 1);
    for (let n = 0; n < BATCH; n++)
      expect(mostApart([one(rows.subarray(n * width, (n + 1) * width))], [floats.subarray(n * classes)])).toBeLessThan(
        1e-6,
      );
  });

  test.each(["cpu", "wasm"])("tensorflow.js on %s gives the same within the order of sums", async (backend) => {
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const theirs = tensorflowWay(tf, subject.chain, subject.weights, BATCH);
    const answer = theirs.answer(rows);
    expect(mostApart([answer.dataSync()], [floats])).toBeLessThan(FLOAT_TOLERANCE);
    answer.dispose();
    theirs.close();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("integers are the same bytes in TypeScript, WebAssembly and relaxed, and near the floats", () => {
    const plain = way("int8-scalar", BATCH)(rows);
    expect(way("int8", BATCH)(rows)).toEqual(plain);
    const relaxed = wasmGraphs(() => instantiate("quant", compiled("quant-relaxed")));
    expect(integerWay(subject, relaxed)(rows)).toEqual(plain);
    expect(mostApart([plain], [floats])).toBeLessThan(0.25);
  });

  test("stages one after the other are the whole net", () => {
    const parts = partsOfNet(subject.chain, subject.graph);
    const last = parts.reduce((x, { chain }) => {
      const machine = wasmMachine(fresh("tensors"), layoutOf({ chain }));
      return floatWay({ chain, weights: subject.weights }, machine, BATCH)(x);
    }, rows);
    expect(mostApart([last], [floats])).toBeLessThan(1e-6);
    const { graph } = subject;
    const [output] = graph.outputs;
    let codes: Float32Array | Uint8Array = rows;
    for (const part of parts) if (part.graph) codes = scalarGraphs.run(part.graph, codes)[part.graph.outputs[0]];
    const whole = scalarGraphs.run(graph, rows)[output];
    expect(dequantised(valueNamed(valuesOf(graph), output).code, codes as Uint8Array)).toEqual(
      dequantised(valueNamed(valuesOf(graph), output).code, whole),
    );
  });
});

test("what has no operation of tensorflow.js here is named", () => {
  const chain = {
    input: [4],
    layers: [{ name: "odd", kind: "layer-normalisation", epsilon: 1e-5, gain: false, bias: false }],
  } as const;
  expect(() => tensorflowWay(tf, chain, {}, 1)).toThrow(/odd \(layer-normalisation\)/);
});

test("plain TypeScript is measured with one sample always, with more only where that is quick", () => {
  for (const device of DEVICES) expect(batchesOf(device, 1e9)[0]).toBe(1);
  expect(batchesOf("scalar", 1e9)).toEqual([1]);
  expect(batchesOf("scalar", 300_000)).toEqual([1, 2, 4]);
  expect(batchesOf("wasm", 1e9)).toEqual(BATCHES);
  expect(totalCost(randomSubject(base, input, 5).chain).macs).toBeGreaterThan(1000);
});
