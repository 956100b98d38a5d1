import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { resolveData } from "../../../../shared/data/resolve.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { readRecorded } from "../../../../shared/labs/recording.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { askLab } from "../../../run.ts";

test("a recorded result shows the last minibatch beside the dreams that started there", async () => {
  const file = new URL("../../../../client/labs/partition/rbm/recorded/digits.safetensors", import.meta.url);
  const experiment = presetExperiment(rbm, "digits");
  const table = await resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
  const tasks = rbm.plan(experiment.params, table, keyOfSeed(experiment.seed));
  const { fold } = readRecorded(tasks, new Uint8Array(readFileSync(file)));
  const { data, particles } = fold.snapshot("train") as Arrays;
  const { weights, visibleBias, hiddenBias } = fold.output("train") as Arrays;
  const { batch, binarise, testFraction } = experiment.params;
  const params = { batch, binarise, testFraction, last: tasks[0].steps };
  const question = { kind: "lastMinibatch", steps: 1, params, key: keyOfSeed(experiment.seed) };
  const { states } = askLab(rbm, table, question, { weights, visibleBias, hiddenBias });
  expect([...states.values.subarray(0, data.values.length)]).toEqual([...data.values]);

  const [rows, width] = data.shape;
  const apart = (n: number, m: number) => {
    let pixels = 0;
    for (let i = 0; i < width; i++) if (data.values[n * width + i] !== particles.values[m * width + i]) pixels++;
    return pixels;
  };
  // One step of Gibbs sampling leaves a picture nearer to itself than to the others.
  const all = Array.from({ length: rows }, (_, n) => n);
  const own = all.reduce((sum, n) => sum + apart(n, n) / rows, 0);
  const others = all.flatMap((n) => all.filter((m) => m !== n).map((m) => apart(n, m)));
  expect(own).toBeLessThan(0.8 * (others.reduce((sum, pixels) => sum + pixels, 0) / others.length));
});
