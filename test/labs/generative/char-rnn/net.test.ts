/** The net: its gradient through time, what it remembers, and what it writes. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { type CharRnnTaskParams, charRnnFields } from "../../../../shared/labs/generative/char-rnn/fields.ts";
import { charLosses, charModel } from "../../../../shared/labs/generative/char-rnn/net.ts";
import { sizeOfNet } from "../../../../shared/labs/generative/char-rnn/size.ts";
import { write } from "../../../../shared/labs/generative/char-rnn/write.ts";
import { readerOf } from "../../../../shared/labs/generative/char-rnn/writer.ts";
import { costOf } from "../../../../shared/nets/cost.ts";
import { initialise } from "../../../../shared/nets/initial.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import type { Model } from "../../../../shared/nets/model.ts";
import { split } from "../../../../shared/nets/ops/slice.ts";
import { parametersOf } from "../../../../shared/nets/plan.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { weightsOf } from "../../../../shared/nets/weights.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { chosen, distribution, PLAIN } from "../../../../shared/texts/choose.ts";
import { slopesOf } from "../../../oracles/slopes.ts";
import { fresh } from "../../../wasm.ts";

const SIGNS = 5;
const paramsOf = (change: object) => ({ ...defaults(charRnnFields), ...change }) as unknown as CharRnnTaskParams;
const NETS = [
  ["a GRU", { cell: "gru", layers: [4], embedding: 3, context: 6 }],
  ["two layers of LSTM", { cell: "lstm", layers: [4, 4], embedding: 3, context: 5 }],
] as const;

function drawn(params: CharRnnTaskParams) {
  const layout = parametersOf([charModel(params, SIGNS).build(1, false).losses]);
  const block = new Float32Array(layout.count);
  initialise(layout, block, keyOfSeed(3));
  return weightsOf(layout, block);
}

describe.each(NETS)("%s", (_, change) => {
  const params = paramsOf(change);
  const { context: length } = params;

  test("has the gradient of finite differences, through all of its time", () => {
    const rows = 2;
    // One input has the characters, then those that follow.
    const model: Model = {
      build(count, training) {
        const [x, y] = split(input("x", [count, 2 * length]), 1, 2);
        return { losses: charLosses(params, SIGNS, x, y, training), outputs: {} };
      },
    };
    const codes = Float32Array.from({ length: 2 * rows * length }, (_, i) => (i * i + (i >> 2)) % SIGNS);
    // Differences are off by h² of a third derivative and by rounding, 1e-16/h.
    for (const { slope, difference } of slopesOf(model, codes, rows))
      expect(Math.abs(slope - difference)).toBeLessThan(1e-8 + 1e-6 * Math.abs(difference));
  });

  test.each(["wasm", "scalar"] as const)(
    "remembers from call to call what a window has in one piece, on %s",
    (device) => {
      const weights = drawn(params);
      const context = { device, wasm: fresh };
      const text = Float32Array.from({ length: 12 }, (_, i) => (3 * i + (i >> 1)) % SIGNS);
      const whole = readerOf(context, params, SIGNS, weights, { rows: 1, length: 12 }).read(text).slice();
      for (const step of [1, 3, 4]) {
        const reader = readerOf(context, params, SIGNS, weights, { rows: 1, length: step });
        const parts: number[] = [];
        for (let from = 0; from < text.length; from += step)
          parts.push(...reader.read(text.subarray(from, from + step)));
        for (const [i, value] of parts.entries()) expect(value).toBeCloseTo(whole[i], 5);
      }
      // Texts side by side do not see each other.
      const two = readerOf(context, params, SIGNS, weights, { rows: 2, length: 12 });
      const both = two.read([...text.map((code) => SIGNS - 1 - code), ...text]);
      for (const [i, value] of whole.entries()) expect(both[12 * SIGNS + i]).toBeCloseTo(value, 5);
    },
  );

  test("writes what its own logits say by the rule of choice, and the same again", () => {
    const weights = drawn(params);
    const context = { device: "wasm" as const, wasm: fresh };
    const choosing = { temperature: 0.7, topK: 4, topP: 0.9 };
    const asked = { prefix: [1, 2, 3], length: 30, key: keyOfSeed(9), choosing };
    const written = write(context, params, weights, SIGNS, asked);
    expect(write(context, params, weights, SIGNS, asked)).toEqual(written);
    const all = [...asked.prefix, ...written.codes];
    const logits = readerOf(context, params, SIGNS, weights, { rows: 1, length: all.length }).read(all);
    for (let i = 0; i < 30; i++) {
      const at = asked.prefix.length - 1 + i;
      const own = logits.slice(at * SIGNS, (at + 1) * SIGNS);
      expect(written.codes[i]).toBe(chosen(distribution(own, choosing), asked.key, i));
      expect(written.probabilities[i]).toBeCloseTo(distribution(own, PLAIN)[written.codes[i]], 5);
    }
    expect([...written.next].reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    // A prefix that goes on writes the rest of the same text: a stream that was cut goes on.
    const rest = write(context, params, weights, SIGNS, { ...asked, prefix: all.slice(0, 13), length: 20, from: 10 });
    expect([...rest.codes]).toEqual([...written.codes.slice(10)]);
  });

  test("is as large, and costs as much, as is said before it is built", () => {
    const { weights, forward } = sizeOfNet(params, SIGNS);
    const { parts } = parametersOf([charModel(params, SIGNS).build(1, true).losses]);
    expect(parts.reduce((sum, { tensor }) => sum + sizeOf(tensor.shape), 0)).toBe(weights);
    const cost = costOf(charModel(paramsOf({ ...change, layers: [96], embedding: 24 }), 60), 16);
    const said = sizeOfNet(paramsOf({ ...change, layers: [96], embedding: 24 }), 60);
    expect(said.forward).toBeGreaterThan(forward);
    // What is counted beside products is a fraction of them.
    expect(cost.forward / (16 * length * said.forward)).toBeCloseTo(1, 0);
  });
});

test("a net that knows nothing gives every sign the same", () => {
  const params = paramsOf({ layers: [4], embedding: 3 });
  const zero = Object.fromEntries(
    Object.entries(drawn(params)).map(([name, { shape, values }]) => [
      name,
      array(new Float32Array(values.length), shape),
    ]),
  );
  const { next } = write({ device: "wasm", wasm: fresh }, params, zero, SIGNS, {
    prefix: [0],
    length: 0,
    key: keyOfSeed(1),
    choosing: PLAIN,
  });
  expect([...next]).toEqual(Array(SIGNS).fill(1 / SIGNS));
});
