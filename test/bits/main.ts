/**
 * Runs the first preset of labs in Node on several numbers of threads and writes down what they gave, for the page /bits:
 *
 *     npm run bits -- [lab …] [--threads 1,2,3,8]
 *
 * In browsers the same is done by test/e2e/bits.test.ts, for the labs that BITS names. Exit status 1 where one differs from what was recorded.
 */
import { threadCounts } from "../../client/app/bits/runs.ts";
import { runExperiment } from "../../client/run/driver.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import { resolveData } from "../../shared/data/resolve.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { withoutSweep } from "../../shared/labs/sweep.ts";
import { recordedOf, writeRun } from "./record.ts";

const given = process.argv.slice(2);
const at = given.indexOf("--threads");
const counts = at < 0 ? threadCounts : given[at + 1].split(",").map(Number);
const names = at < 0 ? given : given.toSpliced(at, 2);
for (const name of names) if (!labs.some(({ id }) => id === name)) throw new Error(`unknown lab: ${name}`);
for (const threads of counts) {
  const pool = createNodePool({ threads });
  for (const entry of labs) {
    if (names.length > 0 && !names.includes(entry.id)) continue;
    const lab = await entry.load();
    const experiment = withoutSweep(presetExperiment(lab, lab.presets[0]));
    const data = await resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
    const { digest } = await runExperiment({ experiment, lab, data, pool, device: "wasm" });
    writeRun(lab, "node", { threads, version: process.versions.node, digest });
    const isSame = digest === recordedOf(lab).digest;
    process.stderr.write(`${entry.id} ${threads}: ${isSame ? "same" : `DIFFERENT ${digest}`}\n`);
    if (!isSame) process.exitCode = 1;
  }
  pool.close();
}
