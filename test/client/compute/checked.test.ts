/** Answers of a GPU, which are never taken on trust. */
import { expect, test } from "vitest";
import { checked } from "../../../client/compute/checked.ts";
import type { ForeignProgram } from "../../../shared/nets/tensorflow.ts";
import { failure } from "../../shared/data/files.ts";

/** Sums and differences of two numbers, for as many rows as it is asked for or for `batch` at a time; `spoil` is what goes wrong with row n. */
function program(spoil: (value: number, row: number) => number = (value) => value, batch: number | null = null) {
  const asked: number[] = [];
  const own: ForeignProgram & { readonly asked: number[] } = {
    asked,
    inputs: [{ name: "x", shape: [batch, 2], type: "float32" }],
    outputs: ["y"],
    predict(values, [rows]) {
      asked.push(rows);
      return Float32Array.from(values, (_, i) => {
        const [a, b] = values.subarray(i - (i % 2));
        return spoil(i % 2 ? a - b : a + b, Math.floor(i / 2));
      });
    },
    close: () => asked.push(0),
  };
  return own;
}

const values = Float32Array.from({ length: 20 }, (_, i) => Math.sin(i));
const well = () => undefined;

test("what agrees is the GPU's own, and costs its twin the first and the last row", async () => {
  const twin = program();
  const gpu = program((value) => value * (1 + 1e-4));
  const both = checked(gpu, twin, well);
  expect(await both.predict(values, [10, 2])).toEqual(await gpu.predict(values, [10, 2]));
  expect(twin.asked).toEqual([2]);
  await both.predict(values.subarray(0, 2), [1, 2]);
  expect(twin.asked).toEqual([2, 1]);
  both.close();
  expect([gpu.asked.at(-1), twin.asked.at(-1)]).toEqual([0, 0]);
});

test.each([
  ["the first row", 0, (value: number) => value + 0.01],
  ["the last row", 9, (value: number) => value + 0.01],
  ["a number that is none", 0, () => Number.NaN],
])("%s that differs is no answer", async (_, row, spoil) => {
  const gpu = program((value, n) => (n === row ? spoil(value) : value));
  const error = await failure(() => checked(gpu, program(), well).predict(values, [10, 2]));
  expect(error).toMatchObject({ path: "device", code: "webgpu-differs" });
});

test("NaN on both sides is left to WebAssembly", async () => {
  const odd = () => program(() => Number.NaN);
  expect(await failure(() => checked(odd(), odd(), well).predict(values, [10, 2]))).toMatchObject({
    code: "webgpu-differs",
  });
});

test("a device that is lost, and a GPU that fails, are said with what happened", async () => {
  const lost = await failure(() => checked(program(), program(), () => "device lost").predict(values, [10, 2]));
  expect(lost).toMatchObject({ code: "webgpu-failed", values: { value: "device lost" } });
  const broken: ForeignProgram = { ...program(), predict: () => Promise.reject(new Error("out of memory")) };
  const failed = await failure(() => checked(broken, program(), well).predict(values, [10, 2]));
  expect(failed).toMatchObject({ code: "webgpu-failed", values: { value: "out of memory" } });
});

test("of a model that takes so many rows whole blocks are compared: the first, second, fourth, eighth", async () => {
  const twin = program(undefined, 10);
  const both = checked(program(undefined, 10), twin, well);
  const compared: number[] = [];
  for (let block = 1; block <= 9; block++) {
    const before = twin.asked.length;
    await both.predict(values, [10, 2]);
    if (twin.asked.length > before) compared.push(block);
  }
  expect(compared).toEqual([1, 2, 4, 8]);
  expect(twin.asked).toEqual([10, 10, 10, 10]);
});
