/** Trained nets as they are published: graphs of integers that answer nearly as the floats do, in the data's own units. */
import { describe, expect, test } from "vitest";
import { prepare } from "../../../client/share/prepare.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import type { Result } from "../../../shared/experiment/result.ts";
import { resultArrays } from "../../../shared/labs/fold.ts";
import { labs } from "../../../shared/labs/index.ts";
import { quantisedChain } from "../../../shared/labs/quantised-chain.ts";
import { eachRow, graphOfChain } from "../../../shared/quant/float/index.ts";
import { dequantised, parseGraph, scalarGraphs, valueNamed, valuesOf } from "../../../shared/quant/graph/index.ts";
import { runDirect } from "../../conformance/direct.ts";
import { shortForm } from "../../conformance/short.ts";
import { thorough } from "../../thorough.ts";

const ROWS = 40;

async function trained(id: string, presetId: string) {
  const lab = await labs.find((one) => one.id === id)?.load();
  const preset = lab?.presets.find((one) => one.id === presetId);
  if (lab === undefined || preset === undefined) throw new Error(`no ${id}: ${presetId}`);
  await lab.ready?.();
  const short = await shortForm(lab, preset);
  const fold = await runDirect(short, "wasm");
  const { experiment, data } = short;
  if (data === null) throw new Error("no data");
  return { lab, experiment, fold, data, params: experiment.params };
}
type Trained = Awaited<ReturnType<typeof trained>>;

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
  const weights = lab.weights?.(fold);
  if (!chain || !weights) throw new Error("no net");
  const size = rows.length / Math.min(ROWS, data.rows);
  const { inputScale, targetScale } = fold.output("evaluate") ?? {};
  const standardised = rows.map((x, at) => {
    if (!inputScale) return x;
    return (x - inputScale.values[at % size]) / inputScale.values[size + (at % size)];
  });
  const float = graphOfChain(chain, weights);
  const answers: number[] = [];
  eachRow(float, standardised, (values) => answers.push(...(values.get(float.outputs[0]) as Float64Array)));
  const [mean, deviation] = targetScale ? [targetScale.values[0], targetScale.values[1]] : [0, 1];
  return Float64Array.from(answers, (y) => mean + deviation * y);
}

function integerAnswers(run: Trained, rows: Float32Array) {
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
    const run = await trained(id, preset);
    const rows = inputsOf(run);
    const { answers, model, graph } = integerAnswers(run, rows);
    expect(graph.nodes.find(({ name }) => name === graph.outputs[0])?.op).toBe("softmax");
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
    const run = await trained(id, preset);
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
    });
    // Without the data there is nothing to calibrate with.
    expect((await prepare(run.lab, result as Result, fold)).weights).toEqual({ kind: "none" });
  });
});

test("a net that predicts a number takes and gives it in the data's units", async () => {
  const run = await trained("mlp", "regression");
  const rows = inputsOf(run);
  const [floats, { answers }] = [floatAnswers(run, rows), integerAnswers(run, rows)];
  const spread = Math.max(...floats) - Math.min(...floats);
  for (const [i, y] of answers.entries()) expect(Math.abs(y - floats[i])).toBeLessThan(0.05 * spread);
});

test.runIf(thorough)(
  "every preset of every lab with a chain is published within the caps",
  { timeout: 300_000 },
  async () => {
    const told: string[] = [];
    for (const entry of labs.filter(({ family }) => /representation|inference|autoencoders/.test(family))) {
      const lab = await entry.load();
      if (!lab.chain) continue;
      for (const preset of lab.presets) {
        if ((await shortForm(lab, preset)).data === null) continue;
        const run = await trained(lab.id, preset.id);
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
  const run = await trained("mlp", "digits");
  const narrow = { ...run.data, columns: run.data.columns - 1, values: run.data.values };
  expect(quantisedChain(run.lab, { ...run, data: narrow })).toEqual({ kind: "unfit", why: "inputs" });
  expect(quantisedChain(run.lab, { ...run, data: null })).toBeUndefined();
});
