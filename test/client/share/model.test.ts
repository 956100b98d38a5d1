/** Trained nets as they are published: graphs of integers that answer nearly as the floats do, in the data's own units. */
import { describe, expect, test } from "vitest";
import { prepare } from "../../../client/share/prepare.ts";
import type { Table } from "../../../shared/data/table.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import type { Result } from "../../../shared/experiment/result.ts";
import { resultArrays } from "../../../shared/labs/fold.ts";
import { labs } from "../../../shared/labs/index.ts";
import { modelOf } from "../../../shared/labs/model-of.ts";
import { decoded, encoded, variationalLayers } from "../../../shared/labs/nets/variational-coder.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { quantisedChain } from "../../../shared/labs/quantised-chain.ts";
import { taskParams } from "../../../shared/labs/representation/factors-of-variation/fields.ts";
import { derivedInputs } from "../../../shared/labs/representation/mlp/inputs.ts";
import { input } from "../../../shared/nets/leaves.ts";
import { openNet } from "../../../shared/nets/net.ts";
import { sigmoid } from "../../../shared/nets/ops/sigmoid.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { eachRow, graphOfChain } from "../../../shared/quant/float/index.ts";
import { dequantised, parseGraph, scalarGraphs, valueNamed, valuesOf } from "../../../shared/quant/graph/index.ts";
import { doneBy } from "../../../worker/inference/model.ts";
import { describeModel } from "../../../worker/inference/weights.ts";
import { runDirect } from "../../conformance/direct.ts";
import { shortForm } from "../../conformance/short.ts";
import { runLab } from "../../run.ts";
import { thorough } from "../../thorough.ts";

const ROWS = 40;

async function trained(id: string, presetId: string, change: Readonly<Record<string, unknown>> = {}) {
  const lab = await labs.find((one) => one.id === id)?.load();
  const preset = lab?.presets.find((one) => one.id === presetId);
  if (lab === undefined || preset === undefined) throw new Error(`no ${id}: ${presetId}`);
  await lab.ready?.();
  const short = await shortForm(lab, preset);
  const { data } = short;
  const experiment = Object.entries(change).reduce(
    (one, [name, value]) => setPath(lab, one, `params.${name}`, value as never),
    short.experiment,
  );
  const fold = await runDirect({ ...short, experiment }, "wasm");
  return { lab, experiment, fold, data, params: experiment.params };
}
type Ran = Awaited<ReturnType<typeof trained>>;
type Trained = Ran & { readonly data: Table };

async function onData(...which: Parameters<typeof trained>): Promise<Trained> {
  const { data, ...run } = await trained(...which);
  if (data === null) throw new Error("no data");
  return { ...run, data };
}

/** Rows of numbers as the lab's data have them, without the column that is predicted. */
function inputsOf({ data }: Trained): Float32Array {
  const unit = data.values instanceof Uint8Array ? 255 : 1;
  const predicted = data.labels || data.image ? -1 : (data.target ?? data.columns - 1);
  const all = Array.from(data.values.subarray(0, ROWS * data.columns), (value) => value / unit);
  return Float32Array.from(all.filter((_, at) => at % data.columns !== predicted));
}

/** What the float net answers, with every scale put on and taken off by hand. */
function floatAnswers({ lab, fold, params, data }: Trained, rows: Float32Array): Float64Array {
  const chain = lab.chain?.(fold, params, data);
  const weights = chain?.weights ?? lab.weights?.(fold);
  if (!chain || !weights) throw new Error("no net");
  const size = rows.length / Math.min(ROWS, data.rows);
  const { inputScale, outputScale } = chain;
  const standardised = rows.map((x, at) => {
    if (!inputScale) return x;
    return (x - inputScale[at % size]) / inputScale[size + (at % size)];
  });
  const float = graphOfChain(chain, weights);
  const answers: number[] = [];
  const given = derivedInputs(standardised, size, params);
  eachRow(float, given, (values) => answers.push(...(values.get(float.outputs[0]) as Float64Array)));
  const outputs = answers.length / (rows.length / size);
  return Float64Array.from(answers, (y, at) =>
    outputScale ? outputScale[at % outputs] + outputScale[outputs + (at % outputs)] * y : y,
  );
}

function integerAnswers(run: Ran, rows: Float32Array) {
  const model = quantisedChain(run.lab, run);
  if (model?.kind !== "ready") throw new Error(`no model: ${JSON.stringify(model)}`);
  const graph = parseGraph(model.bytes);
  const [output] = graph.outputs;
  const codes = scalarGraphs.run(graph, rows)[output];
  return { model, answers: dequantised(valueNamed(valuesOf(graph), output).code, codes), graph };
}

describe.each([
  ["mlp", "digits"],
  ["cnn", "digits"],
])("%s, %s", (id, preset) => {
  test("gives the odds of classes nearly as the floats do, and again the same bytes", async () => {
    const run = await onData(id, preset);
    const rows = inputsOf(run);
    const { answers, model, graph } = integerAnswers(run, rows);
    expect(graph.nodes.find(({ name }) => name === graph.outputs[0])?.op).toBe("softmax");
    expect(graph.classes).toEqual(run.data.classes);
    const floats = floatAnswers(run, rows);
    expect(answers.length).toBe(floats.length);
    const apart = answers.map((odds, i) => Math.abs(odds - floats[i]));
    // Weights and activations of some 7 bits each: hundredths.
    expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(0.01);
    expect(Math.max(...apart)).toBeLessThan(0.15);
    expect(model.bytes.length).toBeLessThan(limits.weights.bytes);
    expect(quantisedChain(run.lab, run)).toEqual(model);
  });

  test("is what a publication holds", async () => {
    const run = await onData(id, preset);
    const { experiment, fold, data } = run;
    const engine = { wasm: {}, random: "1" };
    const result = {
      experiment,
      engine,
      device: "wasm",
      digest: "",
      metrics: {},
      arrays: resultArrays(fold),
      seconds: 1,
    };
    const { weights } = await prepare(run.lab, result as Result, fold, data);
    expect(weights).toEqual({
      kind: "ready",
      part: { role: "weights", bytes: integerAnswers(run, inputsOf(run)).model.bytes },
      classes: data.classes,
      rows: data.rows,
    });
    // Without the data there is nothing to calibrate with.
    expect((await prepare(run.lab, result as Result, fold)).weights).toEqual({ kind: "none" });
  });
});

test("a net that predicts a number takes and gives it in the data's units", async () => {
  const run = await onData("mlp", "regression");
  const rows = inputsOf(run);
  const [floats, { answers }] = [floatAnswers(run, rows), integerAnswers(run, rows)];
  expectNear(answers, floats);
});

/** Within a twentieth of what the floats span. */
function expectNear(answers: Float32Array, floats: Float64Array): void {
  expect(answers.length).toBe(floats.length);
  const spread = Math.max(...floats) - Math.min(...floats);
  expect(spread).toBeGreaterThan(0);
  for (const [i, y] of answers.entries()) expect(Math.abs(y - floats[i])).toBeLessThan(0.05 * spread);
}

test("a net with derived inputs is asked by the columns that they are derived from", async () => {
  const run = await onData("mlp", "circles", { squares: true, product: true, sines: true });
  const rows = inputsOf(run);
  const [floats, { answers, graph }] = [floatAnswers(run, rows), integerAnswers(run, rows)];
  expect(graph.input.shape).toEqual([2]);
  const apart = answers.map((odds, i) => Math.abs(odds - floats[i]));
  expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(0.03);
});

test.each([
  ["denoising", "moons"],
  ["anomaly", "payments"],
])("%s, %s: columns that the net sees centred go in and come out as the data have them", async (id, preset) => {
  const run = await onData(id, preset);
  const rows = inputsOf(run);
  expect(run.lab.chain?.(run.fold, run.params, run.data)?.inputScale?.length).toBe(2 * run.data.columns);
  const [floats, { answers }] = [floatAnswers(run, rows), integerAnswers(run, rows)];
  const { columns } = run.data;
  // Columns have spreads of their own.
  for (let c = 0; c < columns; c++) {
    const of = <T extends Float32Array | Float64Array>(values: T) => values.filter((_, at) => at % columns === c) as T;
    const [own, expected] = [of(answers), of(floats)];
    const all = Math.max(...floats) - Math.min(...floats);
    for (const [i, y] of own.entries()) expect(Math.abs(y - expected[i])).toBeLessThan(0.05 * all);
  }
});

test("a stack that was fine-tuned answers with the classes that its net finds", async () => {
  const run = await onData("dbn", "few-labels", { binarise: "threshold" });
  const chain = run.lab.chain?.(run.fold, run.params, run.data);
  expect(chain?.isBlackAndWhite).toBe(true);
  const grey = inputsOf(run);
  const floats = floatAnswers(
    run,
    grey.map((x) => Number(x > 0.5)),
  );
  const { answers } = integerAnswers(run, grey);
  const apart = answers.map((odds, i) => Math.abs(odds - floats[i]));
  expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(0.01);
});

test("an autoencoder of factors gives the picture of its mean code", async () => {
  const run = await onData("factors-of-variation", "three");
  const { fold, data } = run;
  const params = taskParams(run.params as never);
  const net = variationalLayers(params, data);
  const rows = inputsOf(run);
  const count = rows.length / data.columns;
  const { mean } = encoded(net, params, input("x", [count, data.columns]), false);
  const outputs = { picture: sigmoid(decoded(net, params, mean, false)) };
  const { program } = openNet(scalarMachine, outputs, fold.output("train") ?? {});
  program.input("x").set(rows);
  program.run();
  const pictures = Float64Array.from(program.output("picture"));
  const floats = floatAnswers(run, rows);
  for (const [i, value] of pictures.entries()) expect(Math.abs(floats[i] - value)).toBeLessThan(1e-5);
  const { answers } = integerAnswers(run, rows);
  const apart = answers.map((value, i) => Math.abs(value - floats[i]));
  expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(0.01);
});

test.each(["denoising", "sparse-autoencoder", "vae"])(
  "%s of a table without classes takes all of its columns",
  async (id) => {
    const lab = await labs.find((one) => one.id === id)?.load();
    if (!lab) throw new Error("no lab");
    await lab.ready?.();
    const values = Float64Array.from({ length: 240 }, (_, i) => Math.sin(3 * i) * (1 + (i % 3)));
    const data: Table = { rows: 80, columns: 3, values };
    const change = id === "vae" ? { hidden: [4], latent: 2, likelihood: "normal" } : { hidden: [2], loss: "mse" };
    const { fold, experiment } = runLab(lab, data, { epochs: 2, ...change });
    const { params } = experiment;
    expect(lab.chain?.(fold, params, data)?.outputScale?.length).toBe(6);
    expect(integerAnswers({ lab, experiment, fold, data, params }, Float32Array.from(values)).answers.length).toBe(240);
  },
);

/** What the edge answers of the first preset of each lab that trains a net; all other labs publish no model. README has the same table. */
const ANSWERED: Readonly<Record<string, string>> = {
  autoencoder: "encode, decode, reconstruct",
  vae: "encode, decode, reconstruct",
  denoising: "predict",
  "sparse-autoencoder": "predict",
  anomaly: "predict",
  mlp: "classify",
  cnn: "classify",
  depth: "predict",
  "factors-of-variation": "predict",
  forward: "classify",
  quantization: "classify",
  hardware: "classify",
  pruning: "classify",
  dbn: "classify",
  gan: "predict",
  diffusion: "predict",
  augmentation: "classify",
};

test("the first preset of every lab is answered as it is said", { timeout: 240_000 }, async () => {
  const told: Record<string, string> = {};
  for (const entry of labs) {
    const lab = await entry.load();
    if (!lab.chain && !lab.model) continue;
    const [preset] = lab.presets;
    const run = await trained(lab.id, preset.id);
    const model = await modelOf(lab, run);
    if (model?.kind !== "ready") {
      told[lab.id] = model?.why ?? "none";
      continue;
    }
    const described = describeModel(model.bytes);
    told[lab.id] = [...doneBy(described).keys()].join(", ");
    if (described.kind === "graph-int8" && described.classifies) expect(described.classes).toEqual(run.data?.classes);
  }
  expect(told).toEqual(ANSWERED);
});

test.each([
  ["depth", "logistic", /no net is trained/],
  ["forward", "xor", /written by hand/],
  ["dbn", "dreams", /only dreams/],
])("%s, %s: without a net that could be published, the reason is said", async (id, preset, reason) => {
  const lab = await labs.find((one) => one.id === id)?.load();
  const found = lab?.presets.find((one) => one.id === preset);
  if (!lab || !found) throw new Error("no preset");
  const { experiment } = await shortForm(lab, found);
  expect(lab.withoutModel?.(experiment.params)?.en).toMatch(reason);
  expect(lab.withoutModel?.(presetExperiment(lab, lab.presets[0]).params)).toBeNull();
});

test.runIf(thorough)(
  "every preset of every lab with a chain is published within the caps",
  { timeout: 300_000 },
  async () => {
    const told: string[] = [];
    for (const entry of labs) {
      const lab = await entry.load();
      if (!lab.chain) continue;
      for (const preset of lab.presets) {
        const run = await trained(lab.id, preset.id);
        if (lab.withoutModel?.(run.params)) continue;
        const model = quantisedChain(lab, run);
        if (model?.kind === "ready") parseGraph(model.bytes);
        told.push(`${lab.id} ${preset.id}: ${model?.kind === "unfit" ? model.why : (model?.kind ?? "none")}`);
      }
    }
    // Some layers have no form in integers; nothing else keeps a preset's net from being published.
    expect(told.filter((line) => !/: (ready|layers)$/.test(line))).toEqual([]);
    expect(told.filter((line) => line.endsWith(": ready")).length).toBeGreaterThan(15);
  },
);

test("a net whose inputs are not columns of the data is told, not published", async () => {
  const run = await onData("mlp", "digits");
  const narrow = { ...run.data, columns: run.data.columns - 1, values: run.data.values };
  expect(quantisedChain(run.lab, { ...run, data: narrow })).toEqual({ kind: "unfit", why: "inputs" });
  expect(quantisedChain(run.lab, { ...run, data: null })).toBeUndefined();
});
