#!/usr/bin/env bash
# onnxruntime-web 1.30.0: zeros put around a picture by Pad are lost where MaxPool follows, at every level of optimisation but "disabled"; the default is "all".
# The two nodes become one MaxPool with pads. Its own padding is never the largest number, the zeros of Pad are: negative numbers near the edge win. Where the zeros are
# as wide as the window, or wider, the one node that is made is refused ("Pad should be smaller than kernel") and a valid model does not load, AveragePool likewise.
# Seen: of -1 -2 / -3 -4 with one zero all around, the largest in windows of 2 x 2: 0 0 0 0 -1 0 0 0 0 unoptimised, -1 -1 -2 -1 -1 -2 -3 -3 -4 by default.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts onnxruntime-web@1.30.0 >/dev/null 2>&1
cat >see.mjs <<'JS'
import * as ort from "onnxruntime-web";
ort.env.logLevel = "fatal";
// Protocol buffers: a number, or bytes, under the number of a field.
const varint = (n) => (n < 128 ? [n] : [(n % 128) + 128, ...varint(n >> 7)]);
const number = (field, n) => Buffer.from([...varint(field * 8), ...varint(n)]);
const bytes = (field, ...parts) => Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(Buffer.concat(parts).length)]), ...parts]);
const text = (field, value) => bytes(field, Buffer.from(value));
const node = (op, inputs, output, ...attributes) => bytes(1, ...inputs.map((name) => text(1, name)), text(2, output), text(4, op), ...attributes);
const sides = (side) => bytes(5, text(1, "kernel_shape"), number(8, side), number(8, side), number(20, 7));
const end = (field, name, shape) => bytes(field, text(1, name), bytes(2, bytes(1, number(1, 1), bytes(2, ...shape.map((n) => bytes(1, number(1, n)))))));
// A picture of 2 x 2, zeros all around, and windows of this side.
const model = (pooling, zeros, side) => {
  const pads = bytes(5, number(1, 8), number(2, 7), text(8, "pads"), bytes(9, Buffer.from(BigInt64Array.from([0, 0, zeros, zeros, 0, 0, zeros, zeros], BigInt).buffer)));
  const nodes = [node("Pad", ["x", "pads"], "padded"), node(pooling, ["padded"], "y", sides(side))];
  const out = 2 + 2 * zeros - side + 1;
  const graph = bytes(7, ...nodes, text(2, "net"), pads, end(11, "x", [1, 1, 2, 2]), end(12, "y", [1, 1, out, out]));
  return Buffer.concat([number(1, 8), graph, bytes(8, text(1, ""), number(2, 17))]);
};
const answer = async (file, level) => {
  try {
    const session = await ort.InferenceSession.create(file, { executionProviders: ["wasm"], ...(level && { graphOptimizationLevel: level }) });
    return [...(await session.run({ x: new ort.Tensor("float32", Float32Array.of(-1, -2, -3, -4), [1, 1, 2, 2]) })).y.data].join(" ");
  } catch (error) {
    return /Pad should be smaller than kernel/.test(error.message) ? "refused" : error.message;
  }
};
const found = {
  largest: [await answer(model("MaxPool", 1, 2), "disabled"), await answer(model("MaxPool", 1, 2), "basic"), await answer(model("MaxPool", 1, 2))],
  wide: [await answer(model("AveragePool", 1, 1), "disabled"), await answer(model("AveragePool", 1, 1))],
};
console.log(JSON.stringify(found));
const lost = "-1 -1 -2 -1 -1 -2 -3 -3 -4";
const expected = { largest: ["0 0 0 0 -1 0 0 0 0", lost, lost], wide: ["0 0 0 0 0 -1 -2 0 0 -3 -4 0 0 0 0 0", "refused"] };
process.exit(JSON.stringify(found) === JSON.stringify(expected) ? 0 : 1);
JS
node see.mjs
