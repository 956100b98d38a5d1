import { describe, expect, test } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Parameters } from "../../../../shared/kernels/rbm/machine.ts";
import { dbn } from "../../../../shared/labs/partition/dbn/lab.ts";
import { withLabels } from "../../../../shared/labs/partition/dbn/layer.ts";
import { asGiven, labelProbabilities, roundTrip, withoutLabels } from "../../../../shared/labs/partition/dbn/stack.ts";
import { normal } from "../../../../shared/random/index.ts";
import { bruteForce, states } from "../../../oracles/rbm.ts";
import { askLab, generated, runLab } from "../../../run.ts";

await dbn.ready?.();

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
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Pixels, and a top machine that sees three units and two labels. */
const [pixels, width, classes] = [4, 3, 2];
const below = machineOf(pixels, width, 21, 1.5);
const top = machineOf(width + classes, 3, 22, 2);
// The two labels ask for opposite hidden units, so that their dreams are told apart.
top.weights.values.set([4, -4, 4, -4, 4, -4], width * 3);
const all = bruteForce(parametersOf(top)).probability;
/** Number of a state of the top machine: units below, then one label on. */
const at = (units: readonly number[], label: number) =>
  [...units, ...Array.from({ length: classes }, (_, k) => Number(k === label))].reduce((s, on, i) => s | (on << i), 0);

/** p(v | class) of the stack by all its states. */
function exactly(label: number): readonly number[] {
  const joint = states(width).map((units) => all[at(units, label)]);
  const total = joint.reduce((a, b) => a + b, 0);
  return states(pixels).map((v) =>
    states(width).reduce((sum, h, s) => {
      let p = joint[s] / total;
      for (const [i, on] of v.entries()) {
        const input = h.reduce(
          (x, one, j) => x + one * Number(below.weights.values[i * width + j]),
          Number(below.visibleBias.values[i]),
        );
        p *= on ? sigmoid(input) : 1 - sigmoid(input);
      }
      return sum + p;
    }, 0),
  );
}

describe("a dream of a class", () => {
  const [count, steps, settled] = [600, 60, 10];
  const held = Array.from({ length: count }, (_, n) => n % classes);
  const question = { kind: "dream", steps, params: { count, depth: 2, classes, held } };
  const found = askLab(dbn, null, question, asGiven([below, top])).states;

  test.each([0, 1])("%i visits all states by their probability given it", (label) => {
    const [wanted, other] = [exactly(label), exactly(1 - label)];
    expect(found.shape).toEqual([steps, count, pixels]);
    const counts = new Float64Array(2 ** pixels);
    for (let n = settled * count; n < steps * count; n++)
      if (held[n % count] === label)
        counts[(found.values as Uint8Array).subarray(4 * n, 4 * n + 4).reduce((s, on, i) => s | (on << i), 0)]++;
    const total = ((steps - settled) * count) / classes;
    const distance = (from: readonly number[]) =>
      from.reduce((sum, p, s) => sum + (counts[s] - p * total) ** 2 / (p * total), 0);
    // Chi-squared of 15 degrees of freedom: 99.99 % below 45; frames, five sweeps apart, are correlated a little, so twice that.
    expect(distance(wanted)).toBeLessThan(90);
    expect(distance(other)).toBeGreaterThan(200);
  });

  test("has the same bits on both devices and in pieces", () => {
    const own = { kind: "dream", steps: 4, params: { count: 4, depth: 2, classes, held: [0, 1, 1, 0] } };
    const ask = (way = {}) => askLab(dbn, null, own, asGiven([below, top]), way);
    const whole = ask();
    expect(ask({ device: "scalar" })).toEqual(whole);
    expect(ask({ cut: { slices: [1, 2], reopen: () => true } })).toEqual(whole);
  });

  test("of a single machine leaves its labels out of the pictures", () => {
    const own = { kind: "dream", steps: 3, params: { count: 2, depth: 1, classes, held: [0, 1] } };
    const { frames, states: drawn } = askLab(dbn, null, own, asGiven([top]));
    expect(frames.shape).toEqual([3, 2, width]);
    expect(drawn.shape).toEqual([3, 2, width]);
  });
});

test("the probability of a class is that of its label beside the others", () => {
  for (const units of states(width)) {
    const joint = Array.from({ length: classes }, (_, label) => all[at(units, label)]);
    const total = joint.reduce((a, b) => a + b, 0);
    for (const [k, p] of labelProbabilities(top, units, classes).entries()) expect(p).toBeCloseTo(joint[k] / total, 9);
  }
});

test("labels are 255 at the row's class, after what the machine sees", () => {
  const samples = { train: Uint32Array.of(2, 0), labels: Int32Array.of(1, 9, 0), classes: ["a", "b"] };
  expect([...withLabels(Uint8Array.of(1, 2, 3, 4), 2, samples)]).toEqual([1, 2, 255, 0, 3, 4, 0, 255]);
});

test("a round trip gives the top machine its own guess of the label, and brings pixels back alone", () => {
  const x = [1, 0, 1, 1];
  expect(roundTrip([below, top], x, 2, classes)).toHaveLength(pixels);
  // The first machine alone sees no labels.
  expect(roundTrip([below, top], x, 1, classes)).toEqual(roundTrip([below], x, 1));
  expect(roundTrip([below, top], x, 2, classes)).not.toEqual(roundTrip([below, withoutLabels(top, classes)], x, 2));
});

describe("a stack with labels", () => {
  const digits = generated("digits", { count: 300 });
  const own = { goal: "dream", labels: "top", hidden: [32, 32], pretrainingEpochs: 40, testFraction: 0.2 } as const;
  const { fold, metrics } = runLab(dbn, digits, own);

  test("learns to name the class of rows that it has not seen", () => {
    // Ten classes: by chance one in ten, ± 0.04 over 60 rows. Five such deviations above it.
    expect(metrics.labelAccuracy).toBeGreaterThan(0.3);
  });

  test("has a unit per class in its top machine, and the very same layers below", () => {
    expect(fold.output("rbm2")?.weights.shape).toEqual([42, 32]);
    const bare = runLab(dbn, digits, { ...own, labels: "none" });
    expect(fold.output("rbm1")).toEqual(bare.fold.output("rbm1"));
    expect(bare.metrics.labelAccuracy).toBeUndefined();
    expect(bare.experiment.params).not.toHaveProperty("labels.top");
  });

  test("dreams each class nearer to its own mean than to those of most others", () => {
    const machines = ["rbm1", "rbm2"].map((id) => fold.output(id) as Arrays);
    const held = Array.from({ length: 60 }, (_, n) => n % 10);
    const question = { kind: "dream", steps: 20, params: { count: 60, depth: 2, classes: 10, held } };
    const { frames } = askLab(dbn, digits, question, asGiven(machines));
    const means = Array.from({ length: 10 }, (_, k) => meanOf(digits, k));
    const last = frames.values.subarray(19 * 60 * 784);
    const hits = held.filter((label, n) => nearest(last.subarray(n * 784, (n + 1) * 784), means) === label).length;
    // By chance six of sixty; 20 is six standard deviations above.
    expect(hits).toBeGreaterThan(20);
  });

  test("is refused without labels, or with one class", () => {
    const { labels: _, classes: __, ...bare } = digits;
    expect(() => runLab(dbn, bare, own)).toThrow(expect.objectContaining({ code: "needs-classes" }));
    const one = { ...digits, labels: new Int32Array(digits.rows).fill(3) };
    expect(() => runLab(dbn, one, own)).toThrow(expect.objectContaining({ code: "dbn-one-class" }));
  });
});

function meanOf({ values, columns, labels }: Table, k: number): Float64Array {
  const sum = new Float64Array(columns);
  let count = 0;
  for (const [row, label] of (labels ?? []).entries()) {
    if (label !== k) continue;
    count++;
    for (let i = 0; i < columns; i++) sum[i] += values[row * columns + i] / 255;
  }
  return sum.map((value) => value / count);
}

function nearest(x: ArrayLike<number>, means: readonly Float64Array[]): number {
  const distances = means.map((mean) => mean.reduce((sum, value, i) => sum + (value - x[i]) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
