/** Trained nets in integers beside their floats, and these beside the nets of the labs. */
import { describe, expect, test } from "vitest";
import { bitsOfLogits } from "../../../../shared/labs/generative/text/bits.ts";
import { modelOf } from "../../../../shared/labs/model-of.ts";
import { netToPublish } from "../../../../shared/labs/published-net.ts";
import { eachRow, type FloatGraph } from "../../../../shared/quant/float/index.ts";
import { dequantised, wasmGraphs } from "../../../../shared/quant/graph/index.ts";
import { type TextModel, writeText } from "../../../../shared/quant/text/index.ts";
import { encoded, joinedTexts } from "../../../../shared/texts/alphabet.ts";
import { fresh } from "../../../wasm.ts";
import { integersOf, type TrainedText, trainedText } from "./trained.ts";

const engine = () => wasmGraphs(() => fresh("quant"));

function mostProbable(logits: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[best]) best = i;
  return best;
}

/** The last windows of the text, which no training had, and the character behind them. */
const heldOut = ({ data }: TrainedText, { alphabet, window }: TextModel, windows: number) =>
  encoded(joinedTexts(data.texts ?? []), alphabet).slice(-windows * window - 1);

function floatLogits(float: FloatGraph, codes: Uint8Array, window: number): Float64Array[] {
  const logits: Float64Array[] = [];
  eachRow(
    float,
    Float32Array.from(codes),
    (values) => void logits.push(values.get(float.outputs[0]) as Float64Array),
    window,
  );
  return logits;
}

describe.each([
  ["char-rnn", "tales"],
  ["char-rnn", "tales-en"],
  ["char-rnn", "melodies"],
  ["transformer", "tales"],
  ["transformer", "tales-en"],
])("%s, %s", (id, preset) => {
  test("integers foretell the same characters as the floats, in hardly more bits", async () => {
    const run = await trainedText(id, preset);
    const { float, model } = integersOf(run);
    const { window, graph, alphabet, code } = model;
    const windows = Math.ceil(1000 / window);
    const codes = heldOut(run, model, windows);
    const floats = floatLogits(float, codes.subarray(0, -1), window);
    const own = engine();
    let [agree, more] = [0, 0];
    for (let n = 0; n < windows; n++) {
      const rows = Float32Array.from(codes.subarray(n * window, (n + 1) * window));
      const logits = dequantised(code, own.run(graph, rows)[graph.outputs[0]]);
      for (let t = 0; t < window; t++) {
        const mine = logits.subarray(t * alphabet.signs.length, (t + 1) * alphabet.signs.length);
        const at = n * window + t;
        if (mostProbable(mine) === mostProbable(floats[at])) agree++;
        more += bitsOfLogits(mine, codes[at + 1]) - bitsOfLogits(floats[at], codes[at + 1]);
      }
    }
    expect(agree / floats.length).toBeGreaterThanOrEqual(0.95);
    expect(Math.abs(more / floats.length)).toBeLessThan(0.05);
  });
});

test("translations of numbers that were never seen stay right, and end with their line", async () => {
  const run = await trainedText("transformer", "numbers");
  const { model } = integersOf(run);
  const own = engine();
  const lines = (run.data.texts ?? []).slice(-60).map((line) => line.split("="));
  const right = lines.filter(([question, answer]) => {
    const asked = { prefix: `${question}=`, length: 30, seed: 0, temperature: 0, topK: 0, topP: 1 };
    const written = [...writeText(model, own, asked)].map(({ character }) => character).join("");
    expect([...writeText(model, own, { ...asked, written: "1\n" })]).toEqual([]);
    return written === `${answer}\n`;
  });
  expect(right.length / lines.length).toBeGreaterThanOrEqual(0.95);
});

test("the same run gives the same bytes, and they are its model", async () => {
  const run = await trainedText("transformer", "tales-en");
  const { bytes } = integersOf(run);
  expect(integersOf(run).bytes).toEqual(bytes);
  expect(await modelOf(run.lab, run)).toMatchObject({ kind: "ready", bytes });
  // Without the data there is nothing to calibrate with.
  expect(await modelOf(run.lab, { ...run, data: null })).toBeUndefined();
});

test("an alphabet with a character of direction is not published", async () => {
  const run = await trainedText("char-rnn", "tales");
  const texts = (run.data.texts ?? []).map((text) => `\u202e${text}`);
  expect(netToPublish(run.lab, { ...run, data: { ...run.data, texts } })).toEqual({ kind: "unfit", why: "signs" });
});
