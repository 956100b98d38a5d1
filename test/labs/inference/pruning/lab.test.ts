/** The whole lab: zeros that stay, the smaller net, sparse integers, what runs find and what is refused. */
import { describe, expect, it } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import { generateHere } from "../../../../shared/data/generate.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { connectionsOf, copyOf, shapedAs } from "../../../../shared/labs/inference/connections.ts";
import { trainedClassifier } from "../../../../shared/labs/inference/model.ts";
import { chainOf } from "../../../../shared/labs/inference/net.ts";
import { prune } from "../../../../shared/labs/inference/prune.ts";
import { compact } from "../../../../shared/labs/inference/pruning/compact.ts";
import { exportedWeights, prunedWeights } from "../../../../shared/labs/inference/pruning/exported.ts";
import { pruning } from "../../../../shared/labs/inference/pruning/lab.ts";
import { rowSamples } from "../../../../shared/labs/inference/table-net.ts";
import { modelBytes } from "../../../../shared/labs/model-of.ts";
import { largest } from "../../../../shared/labs/nets/classes.ts";
import { probabilitiesOf } from "../../../../shared/labs/nets/trained.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { parametersOf } from "../../../../shared/nets/plan.ts";
import { graphOfChain, quantiseGraph } from "../../../../shared/quant/float/index.ts";
import { costOf, parseGraph, scalarGraphs, wasmGraphs } from "../../../../shared/quant/graph/index.ts";
import { foldIn, normal, uniform } from "../../../../shared/random/index.ts";
import { askLab, generated, runLab } from "../../../run.ts";
import { failure } from "../../../shared/data/files.ts";
import { fresh } from "../../../wasm.ts";
import { recordedMetrics } from "../../catalogue.ts";

await pruning.ready?.();

const digits = generated("digits", { count: 240, classes: 10, variation: 1 });
const small = { channels: [], dense: [24, 16], epochs: 4, tuneEpochs: 2, levels: [] };
/** Pruned and no more. */
const cutOnly = { channels: [], dense: [24, 16], epochs: 4, tuning: "none" };
const clock = () => performance.now();

const zerosOf = (weights: Arrays) =>
  Object.entries(weights).flatMap(([name, { values }]) =>
    name.endsWith(".weights") ? Array.from(values).flatMap((w, i) => (w === 0 ? [`${name} ${i}`] : [])) : [],
  );

/** The net of the run pruned at once: what fine-tuning has to hold. */
function cutHere(weights: Arrays, sparsity: number): Arrays {
  const parameters = copyOf(weights);
  const chain = chainOf({ ...small, kernel: "3", pooling: "max", activation: "relu" }, [28, 28, 1], 10);
  prune(
    connectionsOf(chain, parameters),
    { structure: "weights", method: "magnitude", scope: "global" },
    sparsity,
    [0, 0],
  );
  return shapedAs(weights, parameters);
}

describe("fine-tuning", () => {
  it.each(["adam", "sgd", "rmsprop"])("with %s leaves what was pruned exactly 0, and moves the rest", (optimizer) => {
    const { fold } = runLab(pruning, digits, { ...small, optimizer, sparsity: 0.8, tuneRate: 0.01 });
    const cut = cutHere(weightsIn(fold.output("train")), 0.8);
    const tuned = prunedWeights(fold) as Arrays;
    expect(zerosOf(tuned)).toEqual(zerosOf(cut));
    expect(zerosOf(cut).length).toBe(Math.round(0.8 * (784 * 24 + 24 * 16 + 160)));
    const moved = Object.entries(tuned).some(([name, { values }]) => values.some((w, i) => w !== cut[name].values[i]));
    expect(moved).toBe(true);
  });

  it("by each schedule ends at the sparsity asked, which its records follow", () => {
    for (const own of [
      { schedule: "one-shot" },
      { schedule: "iterative", rounds: 3 },
      { schedule: "gradual", every: 2 },
    ]) {
      const { fold, metrics } = runLab(pruning, digits, { ...small, ...own, sparsity: 0.9 });
      const total = 784 * 24 + 24 * 16 + 160;
      expect(Math.abs(metrics.sparsity - 0.9) * total).toBeLessThanOrEqual(1);
      const told = Array.from(fold.records("prune", "sparsity")?.values ?? []).filter(Number.isFinite);
      expect(told.every((sparsity, i) => i === 0 || sparsity >= told[i - 1])).toBe(true);
      expect(told[told.length - 1]).toBeCloseTo(metrics.sparsity, 9);
      if (own.schedule !== "one-shot") expect(told[0]).toBeLessThan(0.6);
    }
  });

  it("that rewinds begins with the very weights of the training", () => {
    const params = { ...small, tuning: "rewind", sparsity: 0.8, tuneEpochs: 1, tuneRate: 1e-5, optimizer: "sgd" };
    const { fold } = runLab(pruning, digits, params);
    const begun = fold.output("begin") as Arrays;
    const tuned = prunedWeights(fold) as Arrays;
    const trained = weightsIn(fold.output("train"));
    let [near, far] = [0, 0];
    for (const [i, weight] of tuned["layer0.weights"].values.entries()) {
      if (weight === 0) continue;
      near = Math.max(near, Math.abs(weight - Number(begun["layer0.weights"].values[i])));
      far = Math.max(far, Math.abs(weight - Number(trained["layer0.weights"].values[i])));
    }
    // A few steps at a rate of 1e-5 with inertia move a weight by far less than training did.
    expect(near).toBeLessThan(1e-3);
    expect(far).toBeGreaterThan(10 * near);
  });
});

describe("runs", () => {
  it("magnitude beats chance, and fine-tuning does not lose what pruning left", () => {
    const more = generated("digits", { count: 600, classes: 10, variation: 1 });
    const { metrics } = runLab(pruning, more, { ...small, epochs: 8, sparsity: 0.85, tuneEpochs: 4 }, { clock });
    expect(metrics.accuracyUntuned).toBeGreaterThan(metrics.accuracyRandom + 0.2);
    expect(metrics.accuracy).toBeGreaterThanOrEqual(metrics.accuracyUntuned - 0.02);
    expect(metrics.speedup).toBeGreaterThan(0);
    expect(metrics.macs).toBeLessThan(0.16 * (784 * 24 + 24 * 16 + 160));
  });

  it("time sparse products that are the masked dense ones bit for bit, dense and convolutional", () => {
    for (const net of [cutOnly, { ...cutOnly, channels: [4, 6], dense: [12] }])
      for (const structure of ["weights", "blocks"]) {
        const { fold } = runLab(pruning, digits, { ...net, epochs: 1, structure, sparsity: 0.8 });
        const times = fold.output("times") as Arrays;
        expect(times.difference.values[0]).toBe(0);
        expect(times.keptMacs.values[0]).toBeLessThan(Number(times.macs.values[0]));
      }
  });

  it("say which layers ran empty", () => {
    const net = { ...cutOnly, channels: [4, 6], dense: [12], epochs: 1, sparsity: 0.999 };
    const { metrics } = runLab(pruning, digits, net);
    expect(metrics.emptyLayers).toBeGreaterThanOrEqual(1);
    const { metrics: layered } = runLab(pruning, digits, { ...net, scope: "layer", sparsity: 0.8 });
    expect(layered.emptyLayers).toBe(0);
  });

  it("answer the slider as the run without fine-tuning", () => {
    const { fold, metrics, experiment } = runLab(pruning, digits, { ...cutOnly, sparsity: 0.85 });
    const { accuracy } = askLab(
      pruning,
      digits,
      { kind: "slide", steps: 1, params: { ...experiment.params, ranks: fold.tasks[2].params.ranks } },
      weightsIn(fold.output("train")),
    );
    expect(accuracy.values[0]).toBe(metrics.accuracy);
    expect(metrics.accuracy).toBe(metrics.accuracyUntuned);
  });
});

describe("structured pruning", () => {
  const nets = [
    { channels: [], dense: [30, 20], normalisation: "none" as const },
    { channels: [6, 8], dense: [12], normalisation: "none" as const },
    { channels: [6, 8], dense: [12], normalisation: "batch" as const },
  ];
  it.each(nets)("%o: the smaller net answers as the one with those units at zero", (net) => {
    for (const activation of ["relu", "sigmoid"] as const) {
      const chain = chainOf({ ...net, kernel: "3", pooling: "max", activation }, [12, 12, 1], 5);
      const weights = randomWeights(trainedClassifier(chain, {}), net.normalisation === "batch");
      const parameters = copyOf(weights);
      const layers = connectionsOf(chain, parameters);
      prune(layers, { structure: "units", method: "magnitude", scope: "layer" }, 0.5, [1, 0]);
      const zeroed = shapedAs(weights, parameters);
      const smaller = compact(chain, zeroed);
      expect(count(smaller.weights)).toBeLessThan(0.7 * count(zeroed));
      const x = Float32Array.from({ length: 20 * 144 }, (_, i) => uniform([5, 6], i));
      const [a, b] = [{ chain, weights: zeroed }, smaller].map((one) =>
        probabilitiesOf(
          { wasm: fresh, device: "wasm", data: null, inputs: {} },
          trainedClassifier(one.chain, one.weights),
          20,
          (into, from, rows) => into.set(x.subarray(from * 144, (from + rows) * 144)),
        ),
      );
      expect(new Set(a).size).toBeGreaterThan(20);
      for (const [i, share] of a.entries()) expect(Math.abs(share - b[i])).toBeLessThan(1e-6);
    }
  });

  it("leaves the page as the smaller net, whose chain fits its weights", () => {
    const params = { ...small, structure: "units", sparsity: 0.5 };
    const { fold, experiment, metrics } = runLab(pruning, digits, params);
    const weights = exportedWeights(fold) as Arrays;
    const chain = pruning.chain?.(fold, experiment.params, digits);
    const units = chain?.layers.flatMap((layer) => (layer.kind === "dense" ? [layer.units] : []));
    expect(units?.[0]).toBeLessThan(24);
    expect(weights["layer0.weights"].shape).toEqual([784, units?.[0]]);
    expect(weights["layer1.weights"].shape).toEqual([units?.[0], units?.[1]]);
    expect((units?.[0] ?? 0) + (units?.[1] ?? 0)).toBe(20);
    expect(metrics.bytes).toBeLessThan(4 * 784 * 24);
  });
});

const count = (weights: Arrays) => Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);

/** Weights of every name that the net asks for; variances positive. */
function randomWeights({ tensors }: ReturnType<typeof trainedClassifier>, isNormed: boolean): Arrays {
  const out: Record<string, ReturnType<typeof array>> = {};
  const layout = parametersOf([tensors(1).probabilities]).parts;
  for (const [n, { name, tensor }] of layout.entries()) {
    const { shape } = tensor;
    const key = foldIn([8, 9], n);
    const size = shape.reduce((product, length) => product * length, 1);
    const fan = shape.length > 1 ? size / shape[shape.length - 1] : 4;
    out[name] = array(
      Float32Array.from({ length: size }, (_, i) =>
        /variance|gain/.test(name) ? 0.5 + uniform(key, i) : (2 * normal(key, i)) / Math.sqrt(fan),
      ),
      shape,
    );
  }
  expect(layout.some(({ name }) => name.includes("norm"))).toBe(isNormed);
  return out;
}

describe("in integers", () => {
  it("sparse storage answers as dense storage of the masked net, byte for byte, and holds fewer bytes", () => {
    const chain = chainOf(
      { channels: [4, 8], dense: [16], kernel: "3", pooling: "max", activation: "relu" },
      [12, 12, 1],
      5,
    );
    const weights = randomWeights(trainedClassifier(chain, {}), false);
    const parameters = copyOf(weights);
    prune(connectionsOf(chain, parameters), { structure: "blocks", method: "magnitude", scope: "global" }, 0.8, [1, 0]);
    const float = graphOfChain(chain, shapedAs(weights, parameters));
    const rows = Float32Array.from({ length: 30 * 144 }, (_, i) => uniform([7, 7], i));
    const [dense, sparse] = (["int8", "sparse"] as const).map(
      (storage) => quantiseGraph(float, rows, { storage }).graph,
    );
    const [output] = dense.outputs;
    const expected = Array.from(scalarGraphs.run(dense, rows)[output]);
    expect(new Set(expected).size).toBeGreaterThan(10);
    for (const engine of [scalarGraphs, wasmGraphs(() => fresh("quant"))])
      expect(Array.from(engine.run(sparse, rows)[output])).toEqual(expected);
    expect(costOf(sparse).bytes).toBeLessThan(costOf(dense).bytes);
  });
});

describe("what is refused", () => {
  it("rewinding of weights that come from a file, and units of nets without hidden layers", async () => {
    const { fold } = runLab(pruning, digits, { ...cutOnly, epochs: 1 });
    const own: Table = { ...digits, weights: weightsIn(fold.output("train")) };
    const refused = (table: Table, params: object) => failure(() => runLab(pruning, table, { ...params }));
    expect(await refused(own, { ...small, tuning: "rewind" })).toMatchObject({ code: "nothing-to-rewind-to" });
    const flat = { ...small, dense: [], structure: "units" };
    expect(await refused(digits, flat)).toMatchObject({ code: "no-hidden-units", path: "params.structure" });
  });

  it("nothing of weights of a file: they are pruned as they are", () => {
    const { fold } = runLab(pruning, digits, { ...cutOnly, epochs: 2, sparsity: 0.5 });
    const trained = weightsIn(fold.output("train"));
    const again = runLab(pruning, { ...digits, weights: trained }, { ...cutOnly, sparsity: 0.5 });
    expect(again.fold.tasks[0].kind).toBe("given");
    expect(zerosOf(prunedWeights(again.fold) as Arrays)).toEqual(zerosOf(prunedWeights(fold) as Arrays));
  });
});

it("blocks cost more accuracy than single weights, and a gradual schedule saves most of it, as their preset says", () => {
  const { data, params } = pruning.presets.find(({ id }) => id === "blocks") ?? expect.fail();
  const table = generateHere(data as never) as Table;
  const accuracyOf = (change: object) => runLab(pruning, table, { ...params, levels: [], ...change }).metrics.accuracy;
  const gradual = recordedMetrics(pruning, "blocks").accuracy;
  const [once, single] = [{ schedule: "one-shot" }, { structure: "weights" }].map(accuracyOf);
  expect(gradual).toBeGreaterThan(0.9);
  expect(once).toBeLessThan(0.7);
  expect(single).toBeGreaterThan(gradual);
}, 60_000);

describe("a table with classes", () => {
  const plane = generated("points", { count: 300 });
  const { columns } = plane;
  // Columns in units of their own.
  const unit = (c: number) => [1000, 0.002][c] ?? 1;
  const table = {
    ...plane,
    values: Float64Array.from(plane.values, (x, at) => unit(at % columns) * (x + 5)),
  };

  it.each(["weights", "units"])(
    "is pruned by %s, and the model of it takes the numbers as they are",
    async (structure) => {
      const change = {
        channels: [],
        dense: [24, 16],
        epochs: 20,
        tuneEpochs: 10,
        sparsity: 0.5,
        structure,
        levels: [],
      };
      const { fold, metrics, experiment } = runLab(pruning, table, change);
      expect(metrics.accuracyDense).toBeGreaterThan(0.8);
      expect(metrics.accuracy).toBeGreaterThan(0.8);
      const bytes = await modelBytes(pruning, { fold, params: experiment.params, data: table });
      const graph = parseGraph(bytes ?? expect.fail());
      const { test, labels, classes } = rowSamples(experiment.params, table);
      const rows = Float32Array.from(
        [...test].flatMap((row) => [...table.values.subarray(row * columns, (row + 1) * columns)]),
      );
      const codes = scalarGraphs.run(graph, rows)[graph.outputs[0]];
      const found = largest(codes, classes.length);
      const right = [...test].filter((row, n) => labels[row] === found[n]).length / test.length;
      expect(Math.abs(right - metrics.accuracy)).toBeLessThan(0.05);
    },
  );
});
