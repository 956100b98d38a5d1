import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeSafetensors, encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import {
  codeWidth,
  encode,
  encodeQuantNet,
  outputValues,
  parseQuantNet,
  QUANT_ACTIVATIONS,
  type QuantNet,
  quantise,
  reconstruct,
  sample,
  scalarEngine,
  wasmEngine,
} from "../../../shared/quant/index.ts";
import { fillUniform32, foldIn, integer } from "../../../shared/random/index.ts";
import type { Key } from "../../../shared/random/key.ts";
import { instantiate } from "../../../shared/wasm/instantiate.ts";
import { randomLayers, valuesOf } from "../../oracles/float-net.ts";
import { thorough } from "../../thorough.ts";
import { compiled, fresh } from "../../wasm.ts";

const engines = {
  plain: () => wasmEngine(() => fresh("quant")),
  relaxed: () => wasmEngine(() => instantiate("quant", compiled("quant-relaxed"))),
};

const ROWS = 6;
/** A random net of random shape, its calibration rows, and what it makes of them in floats. */
function randomNet(key: Key, scale = 0.6) {
  const pick = (i: number, n: number) => integer(key, i, n);
  const hidden = Array.from({ length: 1 + pick(0, 3) }, (_, l) => 1 + pick(1 + l, 40));
  const columns = 1 + pick(5, 60);
  const widths = [columns, ...hidden, ...hidden.slice(0, -1).reverse(), columns];
  const inner = widths.slice(1, -1).map((_, l) => QUANT_ACTIVATIONS[pick(6 + l, QUANT_ACTIVATIONS.length)]);
  const last = pick(20, 2) === 0 ? "linear" : "sigmoid";
  const layers = randomLayers(widths, [...inner, last], foldIn(key, 1), scale);
  const rows = new Float32Array(ROWS * columns);
  fillUniform32(foldIn(key, 2), 0, rows);
  const activations = valuesOf(layers, rows);
  const width = hidden[hidden.length - 1];
  const model = quantise({
    layers,
    encoder: hidden.length,
    activations,
    codeMean: new Float64Array(width),
    codeCovariance: Float64Array.from({ length: width * width }, (_, at) => (at % (width + 1) === 0 ? 0.5 : 0)),
  });
  return { model, rows: { count: ROWS, width: columns, values: Float64Array.from(rows) }, activations };
}

const MODELS = thorough ? 1000 : 200;

test(`${MODELS} random models: the scalar, the plain and the relaxed engine give the same bytes`, () => {
  for (let m = 0; m < MODELS; m++) {
    const { model, rows } = randomNet(foldIn([41, 7], m));
    const expected = reconstruct(model, scalarEngine, rows).values;
    for (const engine of Object.values(engines)) {
      expect(reconstruct(model, engine(), rows).values).toEqual(expected);
      expect(sample(model, engine(), m, 2)).toEqual(sample(model, scalarEngine, m, 2));
    }
  }
});

describe("a net that is not finite is refused before its numbers become codes", () => {
  const net = {
    layers: randomLayers([3, 1, 3], ["relu", "linear"], [2, 1], 0.5),
    encoder: 1,
    activations: [new Float32Array(6).fill(0.5), new Float32Array(2).fill(1), new Float32Array(6).fill(0.5)],
    codeMean: [1],
    codeCovariance: [0.5],
  };
  const broken = (values: Float32Array, at: number, by: number) => values.map((value, i) => (i === at ? by : value));
  const [first, last] = net.layers;

  test("and the same net without the fault is taken", () => {
    expect(parseQuantNet(encodeQuantNet(quantise(net)))).toEqual(quantise(net));
  });

  test.each([
    [
      "a weight",
      { layers: [{ ...first, weights: broken(first.weights, 2, Number.NaN) }, last] },
      "weight of layer 0, value 2 is NaN",
    ],
    [
      "a bias",
      { layers: [first, { ...last, bias: broken(last.bias, 1, Number.NEGATIVE_INFINITY) }] },
      "bias of layer 1, value 1 is -Infinity",
    ],
    [
      "an activation",
      {
        activations: [net.activations[0], broken(net.activations[1], 1, Number.POSITIVE_INFINITY), net.activations[2]],
      },
      "activation before layer 1, value 1 is Infinity",
    ],
    ["the mean of the codes", { codeMean: [Number.NaN] }, "mean of code 0 is NaN"],
    ["their covariance", { codeCovariance: [Number.POSITIVE_INFINITY] }, "covariance of codes, value 0 is Infinity"],
  ])("%s", (_, fault, message) => {
    expect(() => quantise({ ...net, ...fault })).toThrow(message);
  });
});

test("integers stay close to the floats that they stand for", () => {
  for (let m = 0; m < 60; m++) {
    const { model, rows, activations } = randomNet(foldIn([43, 7], m), 0.35);
    const floats = activations[activations.length - 1];
    const range = model.output.high - model.output.low;
    const back = outputValues(model, reconstruct(model, scalarEngine, rows).values);
    const error = back.reduce(
      (sum, y, i) => sum + Math.abs(y - Math.min(Math.max(floats[i], model.output.low), model.output.high)),
      0,
    );
    // Activations have 7 bits: half a step is 0.4 % of the range, and a few layers add up.
    expect(error / back.length / range).toBeLessThan(0.05);
  }
});

test("sample i of a seed does not depend on how many are asked for", () => {
  const { model } = randomNet([1, 2]);
  const [few, many] = [3, 9].map((count) => sample(model, scalarEngine, 5, count));
  expect(many.pictures.values.slice(0, few.pictures.values.length)).toEqual(few.pictures.values);
});

test("codes are numbers of the code's range", () => {
  const { model, rows } = randomNet([5, 5]);
  const codes = encode(model, scalarEngine, rows);
  expect(codes.values).toHaveLength(ROWS * codeWidth(model));
  for (const z of codes.values) expect(z).toBeGreaterThanOrEqual(model.code.low);
});

describe("format", () => {
  const { model } = randomNet([3, 3]);
  const bytes = encodeQuantNet(model);

  test("round trip", () => {
    expect(parseQuantNet(bytes)).toEqual(model);
  });

  test.each<[string, (net: QuantNet) => QuantNet]>([
    [
      "a weight of −128",
      (net) => withLayer(net, { weights: Int8Array.from(net.layers[0].weights, (w, i) => (i ? w : -128)) }),
    ],
    ["a shift of 0", (net) => withLayer(net, { shifts: net.layers[0].shifts.map(() => 0) })],
    ["a bias beyond 2^27", (net) => withLayer(net, { bias: net.layers[0].bias.map(() => 2 ** 30) })],
    ["a zero above the top", (net) => withLayer(net, { zero: 4000 })],
    ["ranges upside down", (net) => ({ ...net, input: { low: 1, high: 0 } })],
    [
      "infinite codes",
      (net) => ({ ...net, codes: { ...net.codes, mean: net.codes.mean.map(() => Number.POSITIVE_INFINITY) } }),
    ],
  ])("refuses %s", (_, break_) => {
    expect(() => parseQuantNet(encodeQuantNet(break_(model)))).toThrow(ExperimentError);
  });

  test("refuses a net without the format's name, and one whose layers do not fit", () => {
    const { arrays } = decodeSafetensors(bytes);
    expect(() => parseQuantNet(encodeSafetensors(arrays, { layers: "2", encoder: "1" }))).toThrow("format");
    expect(() => parseQuantNet(encodeQuantNet({ ...model, layers: [model.layers[0], model.layers[0]] }))).toThrow(
      ExperimentError,
    );
  });

  test("damaged bytes give a typed error or a net that runs", () => {
    const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    const check = (edits: readonly (readonly [number, number])[]) => {
      const damaged = bytes.slice();
      for (const [at, byte] of edits) damaged[at] = byte;
      try {
        sample(parseQuantNet(damaged), scalarEngine, 1, 1);
      } catch (error) {
        expect(error).toBeInstanceOf(ExperimentError);
      }
    };
    fc.assert(fc.property(changes, check), { numRuns: 3000, seed: 11 });
  });
});

function withLayer(net: QuantNet, change: Partial<QuantNet["layers"][number]>): QuantNet {
  return { ...net, layers: [{ ...net.layers[0], ...change }, ...net.layers.slice(1)] };
}
