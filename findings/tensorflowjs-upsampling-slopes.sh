#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0, cpu backend: the gradient of resizeNearestNeighbor is wrong from the second picture of a batch on.
# What comes back from later pictures is not the sum over the pixels that each was copied to. UpSampling2D stands on it, so decoders that are trained on the cpu
# backend with minibatches learn from wrong slopes; outputs, and batches of one picture, are right. The wasm backend gives the right slopes.
# Seen: two pictures of 2 x 2, enlarged twice, slopes of the sum of weights 0, 1, 2, … of the outputs: exact on wasm, the second picture's off on cpu.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 >/dev/null 2>&1
cat >see.cjs <<'JS'
const tf = require("@tensorflow/tfjs");
require("@tensorflow/tfjs-backend-wasm");
(async () => {
  const found = { exact: new Array(8).fill(0) };
  for (let i = 0; i < 32; i++) found.exact[4 * (i >> 4) + 2 * ((i >> 3) & 1) + ((i >> 1) & 1)] += i;
  for (const backend of ["cpu", "wasm"]) {
    await tf.setBackend(backend);
    const weights = tf.range(0, 32).reshape([2, 4, 4, 1]);
    const slopes = tf.grad((x) => tf.image.resizeNearestNeighbor(x, [4, 4]).mul(weights).sum());
    found[backend] = [...slopes(tf.ones([2, 2, 2, 1])).dataSync()];
  }
  console.log(JSON.stringify(found));
  const isSame = (values, from, to) => values.slice(from, to).join() === found.exact.slice(from, to).join();
  process.exit(isSame(found.wasm, 0, 8) && isSame(found.cpu, 0, 4) && !isSame(found.cpu, 4, 8) ? 0 : 1);
})();
JS
node see.cjs 2>/dev/null
