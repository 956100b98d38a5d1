import { describe, expect, test } from "vitest";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { autoencoder } from "../../../../shared/labs/autoencoders/autoencoder/lab.ts";
import type { Device } from "../../../../shared/labs/lab.ts";
import { fillUniform32 } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { askLab, runLab } from "../../../run.ts";
import { tensorflow } from "../../../tensorflow.ts";
import { fresh } from "../../../wasm.ts";

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

const { fold: whole } = runLab(autoencoder, data, change, { key: [5, 6], tensorflow });
const net = whole.output("train") ?? {};

test("only runs of such nets name the module, and they have no quantised model, with a reason", () => {
  const modules = (more: Record<string, unknown>) =>
    autoencoder.plan(params(more), data, [5, 6]).map(({ id, wasm }) => [id, wasm]);
  expect(modules({})).toEqual([
    ["train", ["tensorflow"]],
    ["moments", ["moments"]],
    ["pca", undefined],
    ["codes", ["tensorflow"]],
  ]);
  expect(modules({ activation: "relu", normalisation: undefined, dropout: undefined })).toEqual([
    ["train", undefined],
    ["moments", ["moments"]],
    ["pca", undefined],
    ["codes", undefined],
    ["quantise", undefined],
  ]);
  expect(autoencoder.withoutModel?.(params())?.en).toMatch(/only nets with/);
  expect(autoencoder.withoutModel?.(params({ activation: "relu", normalisation: undefined, dropout: 0 }))).toBeNull();
  expect(autoencoder.estimate(params(), data).wasm).toEqual(["moments", "tensorflow"]);
});

describe("questions", () => {
  const rows: NDArray<Float32Array> = { shape: [12, 10], values: Float32Array.from(data.values.slice(0, 120)) };
  const ask = (kind: string, given: Arrays, device: Device = "wasm") => {
    const task = { kind, steps: 1, params: { ...(params() as object), columns: 10 } };
    return askLab(autoencoder, data, task, given, { device, tensorflow }).rows;
  };

  test("what is encoded and decoded is the reconstruction, on both devices", () => {
    const codes = ask("encode", { ...net, rows });
    expect(codes.shape).toEqual([12, 3]);
    const back = ask("reconstruct", { ...net, rows });
    expect(ask("decode", { ...net, rows: codes })).toEqual(back);
    const readable = ask("reconstruct", { ...net, rows }, "scalar");
    for (const [i, value] of readable.values.entries()) expect(Math.abs(back.values[i] - value)).toBeLessThan(2e-6);
  });
});

test("all weights go out, and come in again as first weights", () => {
  expect(Object.keys(autoencoder.weights?.(whole) ?? {}).sort()).toEqual([
    ...["layer0.bias", "layer0.norm.bias", "layer0.norm.gain", "layer0.weights", "layer1.bias", "layer1.weights"],
    ...["layer2.bias", "layer2.norm.bias", "layer2.norm.gain", "layer2.weights", "layer3.bias", "layer3.weights"],
  ]);
  const [task] = autoencoder.plan(params(), data, [5, 6]);
  const untrained = (table: Table) =>
    openNow(autoencoder, task, { device: "wasm", wasm: fresh, tensorflow, data: table, inputs: {} }).output();
  expect(untrained({ ...data, weights: net })).toEqual(net);
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
