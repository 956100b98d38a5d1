import { describe, expect, it } from "vitest";
import { layeredNet, type Passes } from "../../../shared/nets/layered.ts";
import {
  isFused,
  type LayeredSpec,
  layeredCount,
  partsOf,
  SELU,
  SMOOTH_ACTIVATIONS,
} from "../../../shared/nets/layers.ts";
import { scalarPasses } from "../../../shared/nets/scalar-passes.ts";
import { tensorflowPasses } from "../../../shared/nets/tensorflow-passes.ts";
import { fillNormal32, fillUniform32 } from "../../../shared/random/index.ts";
import { layeredLoss } from "../../oracles/layered.ts";
import { tensorflow } from "../../tensorflow.ts";

const rows = 5;

const specs: readonly LayeredSpec[] = SMOOTH_ACTIVATIONS.flatMap((activation) =>
  (["mse", "cross-entropy"] as const).map((loss, i) => ({
    widths: [7, 6, 3, 6, 7],
    activations: [activation, i === 0 ? activation : "linear", activation],
    normalised: [true, false, i === 0],
    dropout: [0.3, 0, 0.3],
    loss,
  })),
);
const named = specs.map((spec) => [`${spec.activations[0]}, ${spec.loss}`, spec] as const);

function parametersFor(spec: LayeredSpec): Float32Array {
  const parameters = new Float32Array(layeredCount(spec));
  fillNormal32([7, 1], 0, parameters);
  return parameters.map((value) => 0.5 * value);
}
const inputs = (() => {
  const values = new Float32Array(rows * 7);
  fillUniform32([7, 2], 0, values);
  return values;
})();
/** Every third unit is left out, the others count 1.5 times. */
const masksFor = ({ dropout, widths }: LayeredSpec) =>
  dropout.map((rate, l) =>
    rate === 0 ? null : Float32Array.from({ length: rows * widths[l + 1] }, (_, i) => (i % 3 === 1 ? 0 : 1.5)),
  );

function rowsOf(values: Float32Array, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, n) => [...values.subarray(n * width, (n + 1) * width)]);
}

/** The oracle's loss and its derivatives by central differences. */
function expectedOf(spec: LayeredSpec, parameters: Float32Array, masks: readonly (Float32Array | null)[]) {
  const maskRows = masks.map((mask, l) => mask && rowsOf(mask, spec.widths[l + 1]));
  const lossAt = (values: Float64Array) => {
    const byName = partsOf(spec).map(({ name, from, to }) => [name, values.subarray(from, to)]);
    return layeredLoss(spec, Object.fromEntries(byName), rowsOf(inputs, 7), maskRows);
  };
  const h = 1e-5;
  const gradient = Float64Array.from(parameters, (_, p) => {
    const values = Float64Array.from(parameters);
    values[p] += h;
    const above = lossAt(values);
    values[p] -= 2 * h;
    return (above - lossAt(values)) / (2 * h);
  });
  return { loss: lossAt(Float64Array.from(parameters)), gradient };
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

describe.each<[string, (spec: LayeredSpec) => Passes, number]>([
  // Its gradient is rounded to float32 once; central differences err by less, h² times a third derivative and 1e-16 / h.
  ["scalar", scalarPasses, 2 ** -23],
  // Sums of some ten float32 terms below 1; its erf is good to 2e-7.
  ["tensorflow.js", (spec) => tensorflowPasses(tensorflow, spec), 2e-6],
])("%s", (_, passesOf, tolerance) => {
  it.each(named)("has the gradient of the definition: %s", (_name, spec) => {
    const parameters = parametersFor(spec);
    const masks = masksFor(spec);
    const expected = expectedOf(spec, parameters, masks);
    const { losses, gradient } = passesOf(spec).gradient(parameters, inputs, rows, masks);
    expect(Math.abs(losses.loss - expected.loss)).toBeLessThan(tolerance);
    expect(Math.max(...expected.gradient.map(Math.abs))).toBeGreaterThan(0.01);
    for (const [p, g] of expected.gradient.entries()) {
      expect(Math.abs(gradient[p] - g)).toBeLessThan(tolerance * Math.max(Math.abs(g), 0.5));
    }
  });

  it.each(named)("goes forward as it is trained, in one piece and in two: %s", (_name, spec) => {
    const parameters = parametersFor(spec);
    const passes = passesOf(spec);
    const whole = passes.forward(parameters, inputs, rows, 0, 4);
    const { losses } = passes.gradient(parameters, inputs, rows, [null, null, null]);
    expect(furthest([passes.losses(whole[3], inputs, rows).loss], [losses.loss])).toBeLessThan(1e-7);
    const [picture] = passes.forward(parameters, whole[1], rows, 2, 4).slice(-1);
    expect(furthest(picture, whole[3])).toBeLessThan(1e-6);
  });
});

it("keeps no tensors of its own, and goes on to the bit from parameters, moments and step", () => {
  const [, spec] = named[0];
  const started = () => {
    const net = layeredNet(spec, rows, tensorflowPasses(tensorflow, spec), [3, 4]);
    net.loadTable(inputs);
    net.load([4, 3, 2, 1, 0]);
    return net;
  };
  const optimizer = { kind: "adam", rate: 0.01 } as const;
  const net = started();
  net.setParameters(parametersFor(spec));
  for (let t = 1; t <= 3; t++) net.train(rows, optimizer, t);
  const later = started();
  later.setParameters(net.parameters());
  later.setMoments(net.moments());
  const losses = net.train(rows, optimizer, 4);
  expect(later.train(rows, optimizer, 4)).toEqual(losses);
  expect(later.parameters()).toEqual(net.parameters());
  // The masks hang on the step.
  expect(later.train(rows, optimizer, 5)).not.toEqual(net.train(rows, optimizer, 6));
  expect(tensorflow.memory().numTensors).toBe(0);
});

it("leaves out the asked part of the units, and scales the others up", () => {
  const [, spec] = named[0];
  const seen: (Float32Array | null)[] = [];
  const passes: Passes = {
    ...scalarPasses(spec),
    gradient: (parameters, _input, _rows, masks) => {
      seen.push(...masks);
      return { losses: { loss: 0, mse: 0 }, gradient: new Float32Array(parameters.length) };
    },
  };
  const net = layeredNet(spec, 2000, passes, [3, 4]);
  net.train(2000, { kind: "sgd", rate: 0, momentum: 0 }, 1);
  const [first, code, third] = seen;
  expect(code).toBeNull();
  expect(first).not.toEqual(third);
  expect(new Set(first)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
  const out = (first?.filter((value) => value === 0).length ?? 0) / 12_000;
  // Four standard deviations of 12,000 draws.
  expect(Math.abs(out - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 12_000));
});

it("knows which nets the fused step takes", () => {
  const plain: LayeredSpec = {
    widths: [3, 2, 3],
    activations: ["tanh"],
    normalised: [false],
    dropout: [0],
    loss: "mse",
  };
  expect(isFused(plain)).toBe(true);
  expect(isFused({ ...plain, activations: ["gelu"] })).toBe(false);
  expect(isFused({ ...plain, normalised: [true] })).toBe(false);
  expect(isFused({ ...plain, dropout: [0.1] })).toBe(false);
});

it("has the constants of SELU as they were published", () => {
  expect(SELU.scale).toBe(1.0507009873554805);
  expect(SELU.alpha).toBeCloseTo(1.6732632423543772, 14);
});
