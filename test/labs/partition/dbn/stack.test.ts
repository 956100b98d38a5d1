import { describe, expect, test } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import type { Parameters } from "../../../../shared/kernels/rbm/machine.ts";
import { scalarMachine } from "../../../../shared/kernels/rbm/scalar.ts";
import { minibatches } from "../../../../shared/labs/minibatches.ts";
import { probabilitiesOf } from "../../../../shared/labs/nets/trained.ts";
import { INITIAL } from "../../../../shared/labs/partition/base-rates.ts";
import { samplesOf } from "../../../../shared/labs/partition/dbn/data.ts";
import { dbn } from "../../../../shared/labs/partition/dbn/lab.ts";
import { fillRows, MOMENTUM, STREAM } from "../../../../shared/labs/partition/dbn/layer.ts";
import { hiddenTensor } from "../../../../shared/labs/partition/dbn/net.ts";
import {
  asGiven,
  layerTask,
  netWeights,
  roundTrip,
  unitsAtPixels,
  upward,
} from "../../../../shared/labs/partition/dbn/stack.ts";
import { fillNormal32, foldIn, keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { bruteForce, states } from "../../../oracles/rbm.ts";
import { askLab, generated, runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await dbn.ready?.();

const bars = generated("bars-and-stripes", { side: 3, source: "all" });
const dream = { goal: "dream", hidden: [6, 5, 4], pretrainingEpochs: 20, batch: 5, testFraction: 0 } as const;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function machineOf(visible: number, hidden: number, seed: number, scale: number): Arrays {
  const normals = (length: number, stream: number) =>
    Float32Array.from({ length }, (_, i) => scale * normal([seed, stream], i));
  return {
    weights: array(normals(visible * hidden, 0), [visible, hidden]),
    visibleBias: array(normals(visible, 1)),
    hiddenBias: array(normals(hidden, 2)),
  };
}
const parametersOf = (machine: Arrays) =>
  Object.fromEntries(Object.entries(machine).map(([name, { values }]) => [name, values])) as unknown as Parameters;

/** Contrastive divergence by the kernel alone, on pixels of so many rows. */
function trainedAlone(
  pixels: Uint8Array,
  visible: number,
  hidden: number,
  sampled: boolean,
  key: readonly [number, number],
) {
  const rows = pixels.length / visible;
  const machine = scalarMachine(visible, hidden, dream.batch);
  machine.loadPixels(pixels);
  const weights = new Float32Array(visible * hidden);
  fillNormal32(foldIn(key, STREAM.initial), 0, weights);
  const visibleBias = Float32Array.from({ length: visible }, (_, i) => {
    let sum = 0;
    for (let n = 0; n < rows; n++) sum += pixels[n * visible + i];
    const mean = (sum / 255 + 1) / (rows + 2);
    return Math.log(mean / (1 - mean));
  });
  machine.setParameters({
    weights: weights.map((value) => INITIAL * value),
    visibleBias,
    hiddenBias: new Float32Array(hidden),
  });
  const order = minibatches(
    Uint32Array.from({ length: rows }, (_, row) => row),
    dream.batch,
    (epoch) => foldIn(key, STREAM.order, epoch),
  );
  for (let step = 0; step < dream.pretrainingEpochs * Math.ceil(rows / dream.batch); step++) {
    const own = foldIn(key, STREAM.step, step);
    const chosen = order(step);
    for (const [n, row] of chosen.entries()) machine.present(n, row, sampled, own);
    machine.positivePhase(chosen.length);
    machine.negativePhase(chosen.length, 1, false, own);
    machine.update(chosen.length, { rate: 0.05, momentum: MOMENTUM, decay: 0.0002 });
  }
  return machine.parameters();
}

test("each layer is the kernel's own training, bit for bit, on the probabilities of the one below", () => {
  const { fold, experiment } = runLab(dbn, bars, dream);
  const { pixels } = samplesOf(experiment.params as never, bars);
  const plan = dbn.plan(experiment.params, bars, keyOfSeed(1));
  const [first, second, third] = [0, 1, 2].map((l) => fold.output(layerTask(l, 0)) as Arrays);
  const dataBelow = (machines: readonly Arrays[]) =>
    Uint8Array.from(
      Array.from({ length: bars.rows }, (_, row) => {
        const x = Float64Array.from(pixels.subarray(row * 9, row * 9 + 9), (value) => value / 255);
        return [...(machines.reduce<ArrayLike<number>>((below, machine) => upward(machine, below), x) as Float64Array)];
      }).flat(),
      (p) => Math.round(255 * p),
    );
  expect(parametersOf(first)).toEqual(trainedAlone(pixels, 9, 6, false, plan[0].key));
  expect(parametersOf(second)).toEqual(trainedAlone(dataBelow([first]), 6, 5, true, plan[1].key));
  expect(parametersOf(third)).toEqual(trainedAlone(dataBelow([first, second]), 5, 4, true, plan[2].key));
});

test("the weights of the stack give the net the very same sigmoid probabilities", () => {
  const machines = [machineOf(9, 7, 1, 1.5), machineOf(7, 5, 2, 1.5), machineOf(5, 3, 3, 1.5)];
  const samples = samplesOf({ goal: "dream", binarise: "threshold", testFraction: 0 }, bars);
  const rows = Uint32Array.from({ length: bars.rows }, (_, row) => row);
  for (const device of ["wasm", "scalar"] as const) {
    const net = {
      tensors: (count: number) => ({ probabilities: hiddenTensor(count, 9, [7, 5, 3]) }),
      columns: 9,
      weights: netWeights(machines),
    };
    const context = { device, data: bars, inputs: {}, wasm: fresh };
    const found = probabilitiesOf(context, net, rows.length, (x, from, count) =>
      fillRows(x, samples, rows.subarray(from, from + count)),
    );
    for (const row of rows) {
      const x = Array.from(samples.pixels.subarray(row * 9, row * 9 + 9), (value) => value / 255);
      const top = machines.reduce<readonly number[]>((below, { weights, hiddenBias }) => {
        const width = hiddenBias.values.length;
        return Array.from(hiddenBias.values, (bias, j) =>
          sigmoid(below.reduce((sum, value, i) => sum + value * weights.values[i * width + j], bias)),
        );
      }, x);
      for (const [j, p] of top.entries()) expect(Math.abs(found[row * 3 + j] - p)).toBeLessThan(1e-6);
    }
  }
});

describe("a dream", () => {
  /** p(v) of the stack by all of its states. */
  function exact(machines: readonly Arrays[]): readonly number[] {
    const top = bruteForce(parametersOf(machines[machines.length - 1])).probability;
    return machines.slice(0, -1).reduceRight<readonly number[]>((above, { weights, visibleBias }) => {
      const [visible, hidden] = weights.shape;
      return states(visible).map((v) =>
        states(hidden).reduce((sum, h, s) => {
          let p = above[s];
          for (const [i, on] of v.entries()) {
            const own = sigmoid(
              h.reduce((x, one, j) => x + one * weights.values[i * hidden + j], visibleBias.values[i]),
            );
            p *= on ? own : 1 - own;
          }
          return sum + p;
        }, 0),
      );
    }, top);
  }

  test.each([1, 2, 3])("of %i layers visits all states by their probability", (depth) => {
    const machines = [machineOf(4, 3, 4, 1.2), machineOf(3, 3, 5, 1.2), machineOf(3, 2, 6, 1.2)].slice(0, depth);
    const [count, steps, settled] = [500, 60, 10];
    const question = { kind: "dream", steps, params: { count, depth } };
    const found = askLab(dbn, null, question, asGiven(machines)).states.values as Uint8Array;
    const probability = exact(machines);
    expect(probability.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    const counts = new Float64Array(16);
    for (let at = settled * count; at < steps * count; at++)
      counts[found.subarray(4 * at, 4 * at + 4).reduce((s, on, i) => s | (on << i), 0)]++;
    const total = (steps - settled) * count;
    // Chi-squared of 15 degrees of freedom: 99.99 % below 45; frames, five sweeps apart, are correlated a little, so twice that.
    const distance = probability.reduce((sum, p, s) => sum + (counts[s] - p * total) ** 2 / (p * total), 0);
    expect(distance).toBeLessThan(90);
    // The first layer alone, or none of the way down, would be far off.
    if (depth > 1) {
      const other = exact(machines.slice(0, 1));
      expect(other.reduce((sum, p, s) => sum + (counts[s] - p * total) ** 2 / (p * total), 0)).toBeGreaterThan(500);
    }
  });

  test("has the same bits on both devices and in pieces, and others in every round", () => {
    const machines = [machineOf(6, 4, 7, 1), machineOf(4, 3, 8, 1)];
    const ask = (params: object, way = {}) =>
      askLab(dbn, null, { kind: "dream", steps: 6, params: { count: 3, depth: 2, ...params } }, asGiven(machines), way);
    const whole = ask({});
    expect(ask({}, { device: "scalar" })).toEqual(whole);
    expect(ask({}, { cut: { slices: [2, 1], reopen: () => true } })).toEqual(whole);
    expect(ask({ round: 0 })).toEqual(whole);
    expect(ask({ round: 1 }).frames).not.toEqual(whole.frames);
  });
});

test("units of a deeper layer are drawn as products of the weights, or as what they write", () => {
  const machines = [machineOf(4, 3, 1, 1), machineOf(3, 2, 2, 1)];
  const [first, second] = machines.map(({ weights }) => weights.values);
  const drawn = unitsAtPixels(machines, 1, "weights", 5);
  expect(drawn.shape).toEqual([2, 4]);
  const written = unitsAtPixels(machines, 1, "written", 5);
  for (let unit = 0; unit < 2; unit++)
    for (let i = 0; i < 4; i++) {
      let [product, input] = [0, Number(machines[0].visibleBias.values[i])];
      for (let j = 0; j < 3; j++) {
        product += first[i * 3 + j] * second[j * 2 + unit];
        input += first[i * 3 + j] * sigmoid(machines[1].visibleBias.values[j] + second[j * 2 + unit]);
      }
      expect(drawn.values[unit * 4 + i]).toBeCloseTo(product, 6);
      expect(written.values[unit * 4 + i]).toBeCloseTo(sigmoid(input), 6);
    }
});

test("a round trip through one machine is up and down by mean field", () => {
  const machine = machineOf(4, 3, 9, 1);
  const { weights, visibleBias, hiddenBias } = parametersOf(machine);
  const x = [1, 0, 0, 1];
  const hidden = Array.from(hiddenBias, (c, j) => sigmoid(x.reduce((sum, v, i) => sum + v * weights[i * 3 + j], c)));
  const back = Array.from(visibleBias, (b, i) =>
    sigmoid(hidden.reduce((sum, h, j) => sum + h * weights[i * 3 + j], b)),
  );
  for (const [i, p] of roundTrip([machine, machineOf(3, 2, 1, 1)], x, 1).entries()) expect(p).toBeCloseTo(back[i], 12);
});
