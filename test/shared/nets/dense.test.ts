import { describe, expect, test } from "vitest";
import {
  ACTIVATIONS,
  type DenseNet,
  type NetSpec,
  type Optimizer,
  parameterCount,
} from "../../../shared/kernels/dense/net.ts";
import { scalarNet } from "../../../shared/kernels/dense/scalar.ts";
import { wasmNet } from "../../../shared/kernels/dense/wasm.ts";
import { fillNormal32, fillUniform32 } from "../../../shared/random/index.ts";
import { lossOf } from "../../oracles/dense.ts";
import { fresh } from "../../wasm.ts";

const LOSSES = ["mse", "cross-entropy"] as const;
const optimizers: readonly Optimizer[] = [
  { kind: "adam", rate: 0.01 },
  { kind: "sgd", rate: 0.05, momentum: 0.9 },
];
const onWasm = (spec: NetSpec, batch: number) => wasmNet(fresh("nets"), spec, batch);

function randomNet(make: (spec: NetSpec, batch: number) => DenseNet, spec: NetSpec, batch: number): DenseNet {
  const net = make(spec, batch);
  const parameters = new Float32Array(parameterCount(spec));
  fillNormal32([1, 1], 0, parameters);
  net.setParameters(parameters.map((x) => 0.5 * x));
  return net;
}
function randomTable(rows: number, columns: number): Float32Array {
  const out = new Float32Array(rows * columns);
  fillUniform32([2, 2], 0, out);
  return out;
}

describe.each(LOSSES)("gradient of %s", (loss) => {
  test.each(ACTIVATIONS)("through %s equals finite differences of the loss", (activation) => {
    const spec: NetSpec = { widths: [6, 5, 3, 5, 6], activations: [activation, activation, activation], loss };
    const net = randomNet(onWasm, spec, 4);
    const table = randomTable(4, 6);
    const rows = [0, 1, 2, 3].map((n) => Array.from(table.subarray(6 * n, 6 * n + 6)));
    const parameters = Float64Array.from(net.parameters());
    net.loadTable(table);
    net.load([0, 1, 2, 3]);
    const { loss: value } = net.train(4, { kind: "sgd", rate: 0, momentum: 0 }, 1);
    expect(value).toBeCloseTo(lossOf(spec, parameters, rows), 6);
    for (const [p, slope] of net.gradient().entries()) {
      const h = 1e-6;
      const at = (step: number) =>
        lossOf(
          spec,
          parameters.map((x, i) => (i === p ? x + step : x)),
          rows,
        );
      // float32 against float64: a few units of 2^-24 of sums below 1.
      expect(Math.abs((at(h) - at(-h)) / (2 * h) - slope)).toBeLessThan(2e-6);
    }
  });
});

test.each(
  LOSSES.flatMap((loss) =>
    ACTIVATIONS.flatMap((activation) => optimizers.map((optimizer) => ({ loss, activation, optimizer }))),
  ),
)(
  "the scalar and the wasm net have the same bits: $loss, $activation, $optimizer.kind",
  ({ loss, activation, optimizer }) => {
    const spec: NetSpec = { widths: [13, 7, 3, 7, 13], activations: [activation, activation, activation], loss };
    const table = Uint8Array.from(randomTable(30, 13), (x) => 255 * x);
    const [a, b] = [scalarNet, onWasm].map((make) => {
      const net = randomNet(make, spec, 9);
      net.loadTable(table);
      for (let t = 1; t < 12; t++) {
        net.load([t, t + 1, t + 2, 0, 5, 6, 7, 9, 11]);
        net.train(9 - (t % 3), optimizer, t);
      }
      net.load([3, 4, 5]);
      return {
        losses: net.evaluate(3),
        parameters: net.parameters(),
        moments: net.moments(),
        out: net.values(4, 3),
        code: net.values(2, 3),
      };
    });
    expect(b).toEqual(a);
  },
);

test("the order of the rows of a minibatch shows in the bits", () => {
  const spec: NetSpec = { widths: [13, 5, 13], activations: ["tanh"], loss: "mse" };
  const [a, b] = [
    [0, 1, 2, 3, 4, 5],
    [5, 4, 3, 2, 1, 0],
  ].map((rows) => {
    const net = randomNet(onWasm, spec, 6);
    net.loadTable(randomTable(6, 13));
    net.load(rows);
    net.train(6, { kind: "sgd", rate: 1, momentum: 0 }, 1);
    return net.parameters();
  });
  expect(b).not.toEqual(a);
  for (const [i, value] of b.entries()) expect(value).toBeCloseTo(a[i], 5);
});
