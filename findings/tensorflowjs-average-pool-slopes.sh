#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0, cpu and wasm backends: the gradient of average pooling with padding "same" is not that of what it computes.
# Forward, a window at the border divides by the cells that lie inside the picture; backward, its slope is divided by all cells of the window.
# Pictures of 3 x 3 pooled by 2 x 2 windows with stride 2 have three such windows of four; whatever learns below them takes shortened steps there.
# Seen: the mean of the corner window of one cell is that cell, so its slope is 1; tf.grad says 0.25. Differences of the function itself say 1.
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
  const found = {};
  for (const backend of ["cpu", "wasm"]) {
    await tf.setBackend(backend);
    const corner = (x) => tf.avgPool(x, 2, 2, "same").slice([0, 1, 1, 0], [1, 1, 1, 1]).sum();
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    const more = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 10], [1, 3, 3, 1]);
    found[backend] = {
      value: corner(x).dataSync()[0],
      difference: corner(more).dataSync()[0] - corner(x).dataSync()[0],
      gradient: tf.grad(corner)(x).dataSync()[8],
    };
  }
  console.log(JSON.stringify(found));
  const isSeen = ({ value, difference, gradient }) => value === 9 && difference === 1 && gradient === 0.25;
  process.exit(isSeen(found.cpu) && isSeen(found.wasm) ? 0 : 1);
})();
JS
node see.cjs 2>/dev/null
