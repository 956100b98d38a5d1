import { describe, expect, test } from "vitest";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { autoencoder } from "../../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { heldOutRows } from "../../../../shared/labs/autoencoders/held-out.ts";
import { netQuestion } from "../../../../shared/labs/autoencoders/questions.ts";
import type { Device, Task } from "../../../../shared/labs/lab.ts";
import { fillUniform32 } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { askLab, runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await autoencoder.ready?.();

const change = {
  hidden: [8, 3],
  activation: "gelu",
  normalisation: "layer",
  dropout: 0.2,
  epochs: 30,
  batch: 16,
  loss: "cross-entropy",
};
const params = (more: Record<string, unknown> = {}) =>
  ({ ...defaults(autoencoder.params), ...change, ...more }) as never;
const data: Table = (() => {
  const values = new Float32Array(80 * 10);
  fillUniform32([4, 2], 0, values);
  return { rows: 80, columns: 10, values };
})();

const { fold: whole } = runLab(autoencoder, data, change, { key: [5, 6] });
const net = autoencoder.weights?.(whole) ?? {};

test("such nets are quantised as the chain that they are, not by a task of their own", () => {
  const kinds = (more: Record<string, unknown>) => autoencoder.plan(params(more), data, [5, 6]).map(({ id }) => id);
  expect(kinds({})).toEqual(["train", "moments", "pca", "codes"]);
  expect(kinds({ activation: "relu", normalisation: "none" })).toEqual([
    "train",
    "moments",
    "pca",
    "codes",
    "quantise",
  ]);
  // What cannot be quantised is said of the chain: its layer, its size.
  expect(autoencoder.withoutModel).toBeUndefined();
  expect(autoencoder.chain).toBeDefined();
});

describe("questions", () => {
  const rows: NDArray<Float32Array> = { shape: [12, 10], values: Float32Array.from(data.values.slice(0, 120)) };
  const ask = (kind: string, given: Arrays, device: Device = "wasm") => {
    const task = { kind, steps: 1, params: { ...(params() as object), columns: 10 } };
    return askLab(autoencoder, data, task, given, { device }).rows;
  };

  test("what is encoded and decoded is the reconstruction, on both devices", () => {
    const codes = ask("encode", { ...net, rows });
    expect(codes.shape).toEqual([12, 3]);
    const back = ask("reconstruct", { ...net, rows });
    expect(ask("decode", { ...net, rows: codes })).toEqual(back);
    expect(ask("reconstruct", { ...net, rows }, "scalar")).toEqual(back);
  });
});

test("all weights go out, and come in again as first weights", () => {
  expect(Object.keys(autoencoder.weights?.(whole) ?? {}).sort()).toEqual([
    ...["layer0.bias", "layer0.norm.bias", "layer0.norm.gain", "layer0.weights", "layer1.bias", "layer1.weights"],
    ...["layer2.bias", "layer2.norm.bias", "layer2.norm.gain", "layer2.weights", "layer3.bias", "layer3.weights"],
  ]);
  const [task] = autoencoder.plan(params(), data, [5, 6]);
  const untrained = (table: Table) =>
    openNow(autoencoder, task, { device: "wasm", wasm: fresh, data: table, inputs: {} }).output();
  expect(untrained({ ...data, weights: net })).toMatchObject(net);
  expect(untrained(data)["layer0.norm.gain"].values).toEqual(new Float32Array(8).fill(1));
  const { "layer2.norm.gain": _, ...lacking } = net;
  expect(() => autoencoder.check?.(params(), { ...data, weights: lacking })).toThrow(/layer2.norm.gain is missing/);
});

test("lowers its loss, dropout or not", () => {
  const loss = whole.records("train", "loss")?.values ?? [];
  expect(loss[loss.length - 1]).toBeLessThan(loss[0]);
});

test.each([{ normalisation: "layer" }, { dropout: 0.1 }])(
  "%o without another layer than the code is refused",
  (more) => {
    const alone = params({ hidden: [8], normalisation: "none", dropout: 0, ...more });
    expect(() => autoencoder.check?.(alone, data)).toThrow(/hidden layers: 1 .*name at least 2/);
  },
);

describe("convolutions", () => {
  const row = { columns: 35, image: { height: 7, width: 5, channels: 1 } } as const;
  const pictures: Table = { ...row, rows: 40, values: new Uint8Array(40 * 35).map((_, i) => (i * 29) % 256) };
  const own = {
    architecture: "convolutional",
    filters: [4],
    hidden: [6],
    normalisation: "none",
    activation: "relu",
    dropout: 0,
  };

  test("learn, answer questions in two halves as in one, and start from weights that came out", () => {
    const { fold, metrics } = runLab(autoencoder, pictures, { ...own, loss: "cross-entropy", epochs: 8, batch: 16 });
    const loss = fold.records("train", "loss")?.values ?? [];
    expect(loss[loss.length - 1]).toBeLessThan(loss[0]);
    const weights = autoencoder.weights?.(fold) ?? {};
    expect(Object.entries(weights).map(([name, { shape }]) => [name, shape])).toEqual([
      ...[
        ["layer0.weights", [3, 3, 1, 4]],
        ["layer0.bias", [4]],
        ["layer1.weights", [48, 6]],
        ["layer1.bias", [6]],
      ],
      ...[
        ["layer2.weights", [6, 48]],
        ["layer2.bias", [48]],
        ["layer3.weights", [3, 3, 1, 4]],
        ["layer3.bias", [1]],
      ],
    ]);
    const experiment = params({ ...own, loss: "cross-entropy", batch: 16 });
    const held = heldOutRows(pictures, experiment, 40);
    const ask = (kind: "encode" | "decode" | "reconstruct", rows: NDArray) => {
      const { task, given } = netQuestion(kind, experiment, pictures, weights, rows);
      return askLab(autoencoder, pictures, task as Task, given).rows;
    };
    const back = ask("reconstruct", held);
    expect(ask("decode", ask("encode", held))).toEqual(back);
    const error = held.values.reduce((sum, x, i) => sum + (x - back.values[i]) ** 2, 0) / held.values.length;
    // Sums of 35 float32 terms.
    expect(Math.abs(error / metrics.testMse - 1)).toBeLessThan(35 / 2 ** 24);
    const more = runLab(autoencoder, { ...pictures, weights }, { ...own, epochs: 1, batch: 16 }).fold;
    expect(more.records("train", "loss")?.values[0]).toBeLessThan(loss[0]);
  });

  test.each<[string, object, Table, RegExp]>([
    ["rows that are no pictures", {}, data, /convolutions of rows of 10 numbers \(must be pictures: choose dense/],
    ["more halvings than the sides have", { filters: [2, 2, 2, 2] }, pictures, /convolutions: 4 \(must be at most 3/],
    [
      "more weights than a browser holds",
      { filters: [256, 256], hidden: [2048, 2048, 2048, 2048] },
      pictures,
      /weights of the net 7×5×1–4×3×256–.*: \d+ \(must be at most 20000000: use narrower layers/,
    ],
    [
      "a minibatch that fills too much",
      { filters: [256, 256], batch: 1024, kernel: 2 },
      {
        ...pictures,
        rows: 3,
        columns: 16_384,
        image: { height: 128, width: 128, channels: 1 },
        values: new Uint8Array(3 * 16_384),
      },
      /numbers that a minibatch of 1024 fills: \d+ \(must be at most 100000000/,
    ],
  ])("are refused for %s, before the run", (_, more, table, message) => {
    expect(() => autoencoder.check?.(params({ ...own, ...more }), table)).toThrow(message);
  });
});
