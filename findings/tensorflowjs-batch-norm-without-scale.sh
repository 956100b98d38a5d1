#!/usr/bin/env bash
# @tensorflow/tfjs-layers 4.22.0: batchNormalization({ scale: false }) and ({ center: false }) predict, and cannot be trained.
# The layer then has no gamma (or beta), which prediction allows for; training reads both without asking. Networks put an activation that undoes a scale, or
# another layer with a bias, right after the normalisation and leave them out: Keras trains such models.
# Seen: a prediction from each; fit() rejects with "Cannot read properties of undefined" (or null); with both it works.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs@4.22.0 >/dev/null 2>&1
cat >see.cjs <<'JS'
const tf = require("@tensorflow/tfjs");
async function see(options) {
  const model = tf.sequential({ layers: [tf.layers.batchNormalization({ inputShape: [2], ...options }), tf.layers.dense({ units: 1 })] });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  const x = tf.tensor2d([[1, 2], [3, 5]]);
  const predicts = model.predict(x).shape.join("x");
  const fits = await model.fit(x, tf.tensor2d([[1], [2]]), { epochs: 1, verbose: 0 }).then(() => "works", (error) => error.message);
  return { predicts, fits };
}
(async () => {
  await tf.setBackend("cpu");
  const found = { both: await see({}), noScale: await see({ scale: false }), noCenter: await see({ center: false }) };
  console.log(JSON.stringify(found));
  const isSeen = ({ predicts, fits }) => predicts === "2x1" && fits.startsWith("Cannot read properties of");
  process.exit(found.both.fits === "works" && isSeen(found.noScale) && isSeen(found.noCenter) ? 0 : 1);
})();
JS
node see.cjs 2>/dev/null
