#!/usr/bin/env bash
# @tensorflow/tfjs-layers 4.22.0: a model with the activation "gelu_new" can be made and saved, and what was saved cannot be loaded.
# Loading turns the values of settings from snake_case to camelCase ("hard_sigmoid" is registered as "hardSigmoid"), but this activation is registered as
# "gelu_new", so that "geluNew" is looked for. Trained weights of such a model can only be had again by editing its model.json.
# Seen: predictions before saving; "Unknown activation: geluNew" from loadLayersModel on the very artifacts that save() handed over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs@4.22.0 >/dev/null 2>&1
cat >see.cjs <<'JS'
const tf = require("@tensorflow/tfjs");
(async () => {
  await tf.setBackend("cpu");
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], activation: "gelu_new" })] });
  let kept;
  await model.save(tf.io.withSaveHandler(async (artifacts) => ((kept = artifacts), { modelArtifactsInfo: {} })));
  const found = { predicts: model.predict(tf.tensor2d([[1]])).shape.join("x"), written: kept.modelTopology.config.layers[0].config.activation };
  found.loading = await tf.loadLayersModel(tf.io.fromMemory(kept)).then(() => "works", (error) => error.message.split(".")[0]);
  console.log(JSON.stringify(found));
  process.exit(found.predicts === "1x1" && found.loading === "Unknown activation: geluNew" ? 0 : 1);
})();
JS
node see.cjs 2>/dev/null
