import { expect, test } from "vitest";
import { computeSweep } from "../../../../client/terminal/sweep.ts";
import { resolveData } from "../../../../shared/data/resolve.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { sweepRuns, withoutSweep } from "../../../../shared/labs/sweep.ts";
import { writtenExperiment } from "../../../../shared/labs/written.ts";
import { digestOfFold, runDirect } from "../../../conformance/direct.ts";

await mlp.ready?.();

const load = (ref: Parameters<typeof resolveData>[0]) =>
  resolveData(ref, () => Promise.reject(new Error("presets have no files")));

test("each run of a sweep over the pool gives what it gives alone, and the best one is what the preset says", async () => {
  const experiment = presetExperiment(mlp, "width-and-rate");
  const { runs, best } = await computeSweep(mlp, experiment, load, { device: "wasm", threads: 2 });
  const alone = sweepRuns(mlp, experiment);
  expect(runs.map((run) => run.experiment)).toEqual(alone.map((run) => writtenExperiment(mlp, run)));
  expect(best?.metric).toBe("accuracy");
  expect(alone[best?.index ?? -1]).toEqual(withoutSweep(experiment));
  for (const run of [0, 6, best?.index ?? -1]) {
    const short = { lab: mlp, experiment: alone[run], data: await load(experiment.data) };
    expect(runs[run].digest).toBe(await digestOfFold(short, runDirect(short, "wasm")));
  }
  expect(new Set(runs.map(({ digest }) => digest)).size).toBe(20);
}, 60_000);
