/** Of which places the lab asks, and with what. */
import { expect, test } from "vitest";
import { rowsOf, spotsOf } from "../../../../client/labs/inference/quantization/spots.ts";
import { array } from "../../../../shared/arrays.ts";

test("every format is measured in every place that has it, the published one at the edge too", () => {
  const places = (format: string, hasGpu: boolean) =>
    rowsOf("int4", hasGpu).flatMap((row) => (row.format === format ? [row.place] : []));
  expect(places("float32", true)).toEqual(["scalar", "wasm", "webgpu"]);
  expect(places("float32", false)).toEqual(["scalar", "wasm"]);
  expect(places("int8-channel", true)).toEqual(["int8-scalar", "int8", "relaxed"]);
  expect(places("int4", true)).toEqual(["int8-scalar", "int8", "relaxed", "edge"]);
  expect(places("pruned", true)).toEqual(["int8-scalar", "int8", "relaxed", "webgpu"]);
  expect(places("pruned", false)).toEqual(["int8-scalar", "int8", "relaxed"]);
  const published = rowsOf("pruned", false).flatMap(({ place, format }) => (place === "edge" ? [format] : []));
  expect(published).toEqual(["pruned"]);
});

test("a thread is given the file of each format, and the edge only where there is a link", () => {
  const file = (byte: number) => Uint8Array.of(byte);
  const files = { "int8-tensor": file(1), "int8-channel": file(2), int4: file(3) };
  const pruned = { file: file(4), weights: { "layer0.weights": array(Float32Array.of(0)) } };
  const bytes = (hasEdge: boolean) =>
    Object.fromEntries(
      spotsOf(rowsOf("int8-channel", true), files, pruned, Float32Array.of(0.5), hasEdge).map((spot) => [
        spot.id,
        spot.file?.[0] ?? 0,
      ]),
    );
  expect(bytes(false)).toMatchObject({
    "float32 webgpu": 0,
    "int8-tensor relaxed": 1,
    "int8-channel int8": 2,
    "int4 int8": 3,
    "pruned int8-scalar": 4,
    "pruned webgpu": 0,
  });
  expect(Object.keys(bytes(false))).not.toContain("int8-channel edge");
  const masked = spotsOf(rowsOf("int4", true), files, pruned, Float32Array.of(0.5), false);
  expect(masked.flatMap(({ id, weights }) => (weights === pruned.weights ? [id] : []))).toEqual(["pruned webgpu"]);
  expect(Object.keys(bytes(true))).toContain("int8-channel edge");
});
