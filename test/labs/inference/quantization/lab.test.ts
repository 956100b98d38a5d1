/** The whole lab: what its presets lose, that all engines say the same, what leaves it, nets of files, and what is refused. */
import { describe, expect, test } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { resultArrays } from "../../../../shared/labs/fold.ts";
import { energyOf } from "../../../../shared/labs/inference/energy.ts";
import { samplesOf } from "../../../../shared/labs/inference/picture-net.ts";
import { FORMATS } from "../../../../shared/labs/inference/quantization/formats.ts";
import { quantization } from "../../../../shared/labs/inference/quantization/lab.ts";
import { rowSamples } from "../../../../shared/labs/inference/table-net.ts";
import { exactArrays } from "../../../../shared/labs/measured.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { onnxIntegers } from "../../../../shared/labs/onnx-integers.ts";
import { costOf, parseGraph, scalarGraphs, valueNamed, valuesOf } from "../../../../shared/quant/graph/index.ts";
import { answerOf } from "../../../oracles/onnx.ts";
import { askLab, generated, runLab } from "../../../run.ts";
import { failure } from "../../../shared/data/files.ts";
import { recordedMetrics } from "../../catalogue.ts";
import { keras, modelWith } from "../../models.ts";

await quantization.ready?.();

/** Each look at it is a millisecond later. */
let now = 0;
const clock = () => ++now;
const run = (data: Table, change: object, more: object = {}) => runLab(quantization, data, { ...change }, more);
const small = generated("digits", { count: 240, variation: 1 });
const dense = { channels: [], dense: [12], epochs: 2, rows: 20 };
const convolutional = { channels: [3, 4], dense: [8], epochs: 1, rows: 8 };

// Those of `clipping` and `one-row` are calibrated badly on purpose.
test.each(["digits-mlp", "digits", "four-bits", "cats-dogs", "tissue"])(
  "%s: int8 per channel is within 0.5 points of the floats",
  (id) => {
    const metrics = recordedMetrics(quantization, id);
    expect(metrics["accuracy.int8-channel"]).toBeGreaterThan(metrics["accuracy.float32"] - 0.00501);
    expect(metrics["bytes.int8-channel"]).toBeLessThan(metrics["bytes.float32"] / 3);
    expect(metrics["bytes.int4"]).toBeLessThan(metrics["bytes.int8-channel"] * 0.66);
  },
);

test("a calibration that clips a tenth loses several points", () => {
  const metrics = recordedMetrics(quantization, "clipping");
  expect(metrics["accuracy.int8-channel"]).toBeLessThan(metrics["accuracy.float32"] - 0.03);
});

describe.each([
  ["dense", dense],
  ["convolutional", convolutional],
])("%s", (_, change) => {
  const known = run(small, change).fold.output("train") as Arrays;

  test("plain code and WebAssembly find the same of each format, times apart", () => {
    const found = (["wasm", "scalar"] as const).map((device) => {
      const { fold } = run(small, change, { device, clock, known: { train: known } });
      const exact = exactArrays(quantization, fold.tasks, resultArrays(fold));
      return Object.fromEntries(
        Object.entries(exact).filter(([name]) => /^output\/(int8-tensor|int8-channel|int4|seen)\//.test(name)),
      );
    });
    expect(Object.keys(found[0]).length).toBeGreaterThan(30);
    expect(found[0]).toEqual(found[1]);
  });

  test("the model that leaves is the one that was measured", () => {
    const { fold, metrics } = run(small, { ...change, format: "int4", group: "16" });
    const file = quantization.model?.(fold);
    if (!file) throw new Error("no model");
    const graph = parseGraph(file);
    const samples = samplesOf({}, small);
    const [output] = graph.outputs;
    const codes = scalarGraphs.run(graph, rowsAsFloats(samples, samples.test))[output];
    const classes = samples.classes.length;
    const right = [...samples.test].filter((row, n) => {
      const own = [...codes.subarray(n * classes, (n + 1) * classes)];
      return own.indexOf(Math.max(...own)) === samples.labels[row];
    });
    expect(metrics.accuracy).toBe(right.length / samples.test.length);
    expect(metrics["bytes.int4"]).toBe(costOf(graph).bytes);
  });

  test("pruned, it is published in the bytes that the view measures, and no other format is made otherwise", () => {
    const { fold, experiment, metrics } = run(small, { ...change, format: "pruned", share: 0.6 });
    const made = fold.output("pruned") as Arrays;
    const asked = { kind: "askPruned", steps: 1, params: { ...experiment.params, share: 0.6 } };
    const answer = askLab(quantization, small, asked, weightsIn(fold.output("train")));
    for (const name of ["file", "probabilities", "agreement"]) expect(made[name]).toEqual(answer[name]);
    expect(quantization.model?.(fold)).toEqual(made.file.values);
    expect(metrics.accuracy).toBe(made.accuracy.values[0]);
    expect(metrics["accuracy.pruned"]).toBe(metrics.accuracy);
    expect(metrics["bytes.pruned"]).toBeLessThan(metrics["bytes.int8-channel"]);
    const scalar = run(
      small,
      { ...change, format: "pruned", share: 0.6 },
      { device: "scalar", known: { train: known } },
    );
    expect(scalar.fold.output("pruned")).toEqual(made);
    const { fold: plain } = run(small, change);
    expect(plain.output("pruned")).toBeUndefined();
    expect(plain.output("int8-channel")).toEqual(fold.output("int8-channel"));
  });

  test("as ONNX it answers the same classes by onnxruntime, one code apart at most", async () => {
    const { fold, experiment } = run(small, change);
    const written = onnxIntegers(quantization, { fold, params: experiment.params, data: small });
    const graph = parseGraph(quantization.model?.(fold) as Uint8Array);
    if (!written) throw new Error("no file");
    const samples = samplesOf({}, small);
    const x = rowsAsFloats(samples, samples.test);
    const [output] = graph.outputs;
    const ours = scalarGraphs.run(graph, x)[output];
    const { scale, zero } = valueNamed(valuesOf(graph), output).code;
    const { values } = await answerOf(written, x, [samples.test.length, 1, 28, 28], "all");
    expect(values.length).toBe(ours.length);
    for (const [i, code] of ours.entries())
      expect(Math.abs(Math.round(values[i] / scale + zero) - code)).toBeLessThanOrEqual(1);
  });
});

describe("questions of views", () => {
  const { fold, experiment } = run(small, dense);
  const weights = fold.output("train") as Arrays;
  const samples = samplesOf({}, small);
  const rows = array(rowsAsFloats(samples, samples.test.subarray(0, 1)), [1, 784]);
  const asked = (kind: string, more: object, given: Arrays = {}) =>
    askLab(
      quantization,
      small,
      { kind, steps: 1, params: { ...experiment.params, ...more } },
      { ...weights, ...given },
    );

  test("a sample is answered as in the run, in every format", () => {
    const answer = asked("askSample", {}, { rows });
    for (const format of FORMATS) {
      const measured = (fold.output(format) as Arrays).probabilities.values.subarray(0, 10);
      expect([...answer[`probabilities.${format}`].values]).toEqual([...measured]);
    }
    const float = (fold.output("evaluate") as Arrays).probabilities.values;
    for (const [k, share] of answer["probabilities.float32"].values.entries())
      expect(Math.abs(share - float[k])).toBeLessThan(1e-5);
    const [mean, most] = answer["steps.int8-channel.layer0"].values;
    expect(mean).toBeLessThan(1);
    expect(most).toBeGreaterThanOrEqual(mean);
  });

  test("a layer in few bits, and a range that is far too small, cost accuracy", () => {
    const accuracy = (kind: string, more: object) => asked(kind, more).accuracy.values[0];
    const bits = (count: number) => accuracy("askGridded", { layer: "layer0", bits: count, scheme: "per-tensor" });
    expect(bits(8)).toBeGreaterThan(bits(2));
    const range = (high: number) =>
      accuracy("askClipped", { format: "int8-channel", value: "layer0.activation", low: 0, high });
    expect(range(0.01)).toBeLessThan(range(5));
  });
});

describe.each([
  ["dense", dense],
  ["convolutional", convolutional],
])("the pruned net, %s", (_, change) => {
  const { fold, experiment } = run(small, change);
  const weights = weightsIn(fold.output("train"));
  const params = { ...experiment.params, share: 0.6 };
  const asked = (device: "wasm" | "scalar") =>
    askLab(quantization, small, { kind: "askPruned", steps: 1, params }, weights, { device });

  test("has so many zeros, in whole blocks of its largest matrices, and no other weight is changed", () => {
    const answer = asked("wasm");
    let [zeros, all] = [0, 0];
    for (const [name, { values }] of Object.entries(weights)) {
      const own = answer[name].values;
      for (let i = 0; i < values.length; i++) {
        if (own[i] !== 0 || name.endsWith(".bias")) expect(own[i]).toBe(values[i]);
        if (!name.endsWith(".weights")) continue;
        all++;
        if (own[i] === 0) zeros++;
      }
    }
    // To the nearest block of 16.
    expect(Math.abs(zeros - 0.6 * all)).toBeLessThanOrEqual(8);
    const { nodes } = parseGraph(answer.file.values as Uint8Array);
    const stored = nodes.flatMap((node) => ("storage" in node && node.storage.kind === "sparse" ? [node.storage] : []));
    expect(stored.length).toBe(Object.keys(weights).filter((name) => name.endsWith(".weights")).length);
  });

  test("answers the same bytes by plain code and by WebAssembly, and is worth what its file answers", () => {
    const [wasm, scalar] = [asked("wasm"), asked("scalar")];
    expect(wasm.file).toEqual(scalar.file);
    expect(wasm.probabilities).toEqual(scalar.probabilities);
    const found = [...(fold.output("evaluate") as Arrays).found.values];
    const same = found.filter((one, n) => one === wasm.found.values[n]).length;
    expect(wasm.agreement.values[0]).toBe(same / found.length);
    expect(wasm.weights.values[0]).toBe(costOf(parseGraph(wasm.file.values as Uint8Array)).bytes);
    expect(wasm.weights.values[0]).toBeLessThan((fold.output("int8-channel") as Arrays).weights.values[0]);
  });
});

describe("a table with classes", () => {
  const plane = generated("points", { count: 300 });
  const { columns } = plane;
  // The same rows in other units.
  const unit = (c: number) => [1000, 0.002][c] ?? 1;
  const scaled = {
    ...plane,
    values: Float64Array.from(plane.values, (x, at) => unit(at % columns) * x + 5 * unit(at % columns)),
  };
  const change = { channels: [8, 16], dense: [12, 8], epochs: 20 };
  const own = run(plane, change);
  const other = run(scaled, change);

  test("teaches a dense net, which integers answer like", () => {
    expect(own.metrics["accuracy.float32"]).toBeGreaterThan(0.8);
    expect(own.metrics.agreement).toBeGreaterThan(0.9);
    expect((own.fold.output("train") as Arrays)["layer0.weights"].shape).toEqual([columns, 12]);
    expect(quantization.notices?.(own.experiment.params, plane).map(({ code }) => code)).toContain(
      "table-without-filters",
    );
  });

  test("may be in any unit", () => {
    for (const name of ["accuracy.float32", "accuracy.int8-channel", "accuracy.int4"])
      expect(Math.abs(other.metrics[name] - own.metrics[name])).toBeLessThan(0.05);
  });

  test("goes into the model that leaves as it is, in its own units", () => {
    const { fold, experiment } = other;
    const graph = parseGraph(quantization.model?.(fold) as Uint8Array);
    const { test, classes } = rowSamples(experiment.params, scaled);
    const rows = Float32Array.from(
      [...test].flatMap((row) => [...scaled.values.subarray(row * columns, (row + 1) * columns)]),
    );
    const [output] = graph.outputs;
    const codes = scalarGraphs.run(graph, rows)[output];
    const { scale, zero } = valueNamed(valuesOf(graph), output).code;
    const told = (fold.output("int8-channel") as Arrays).probabilities.values;
    expect(told.length).toBe(test.length * classes.length);
    for (const [i, code] of codes.entries()) expect(Math.fround(scale * (code - zero))).toBe(told[i]);
  });

  test("is disturbed in deviations of its columns, and not shifted", () => {
    const disturbed = own.fold.output("disturbed") as Arrays;
    expect(Object.keys(disturbed).filter((name) => name.startsWith("shift."))).toEqual([]);
    const [clean] = disturbed["noise.int8-channel"].values;
    expect(Math.abs(clean - disturbed["noise.float32"].values[0])).toBeLessThan(0.05);
  });
});

test("energy is that of the published table", () => {
  const spent = { multiplyAdds: 1000, weightBytes: 100, valueBytes: 10 };
  expect(energyOf(spent, "float32").arithmetic).toBeCloseTo(4600, 9);
  expect(energyOf(spent, "float32").memory).toBe(16_250 + 50);
  expect(energyOf(spent, "int8").arithmetic).toBeCloseTo(300, 9);
});

describe("nets of files", () => {
  const l = keras.layers;

  test("a model of tensorflow.js is quantised as it is", async () => {
    const { data } = await modelWith(
      [
        l.conv2d({ inputShape: [28, 28, 1], filters: 3, kernelSize: 3, activation: "relu" }),
        l.flatten(),
        l.dense({ units: 10, activation: "softmax" }),
      ],
      small,
    );
    await quantization.prepare?.(data);
    const { fold, metrics } = run(data, { rows: 10 });
    expect(fold.tasks[0].kind).toBe("given");
    expect(metrics.agreement).toBeGreaterThan(0.8);
    expect(quantization.notices?.({}, data).map(({ code }) => code)).toContain("weights-as-they-are");
  });

  test("a layer that integers lack is named", async () => {
    const { data } = await modelWith(
      [l.flatten({ inputShape: [28, 28, 1] }), l.layerNormalization(), l.dense({ units: 10, activation: "softmax" })],
      small,
    );
    await quantization.prepare?.(data);
    const found = await failure(() => quantization.check?.({ ...run(small, dense).experiment.params }, data));
    expect(found).toMatchObject({ path: "data.files", code: "no-integers" });
  });

  test("pictures without classes are refused", async () => {
    const { labels: _, classes: __, ...bare } = small;
    const { params } = run(small, dense).experiment;
    expect(await failure(() => quantization.check?.(params, bare))).toMatchObject({ code: "needs-classes" });
  });
});
