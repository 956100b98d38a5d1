/**
 * Runs the first preset of labs in Node, on several numbers of threads, or in workerd, which has none, and writes down what they gave, for the page /bits:
 *
 *     npm run bits -- [lab …] [--threads 1,2,3,8] [--engine workerd] [--missing]
 *
 * In browsers the same is done by test/e2e/bits.test.ts, for the labs that BITS names. With --missing only what the table does not have yet. Exit status 1
 * where one differs from what was recorded.
 */
import { parseArgs } from "node:util";
import { threadCounts } from "../../client/app/bits/runs.ts";
import { runExperiment } from "../../client/run/driver.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import { resolveData } from "../../shared/data/resolve.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { withoutSweep } from "../../shared/labs/sweep.ts";
import { hasRun, recordedOf, writeRun } from "./record.ts";
import { openWorkerd } from "./workerd.ts";

const { values, positionals } = parseArgs({
  options: {
    threads: { type: "string", default: threadCounts.join() },
    engine: { type: "string", default: "node" },
    missing: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
for (const name of positionals) if (!labs.some(({ id }) => id === name)) throw new Error(`unknown lab: ${name}`);
const chosen = labs.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
if (values.engine === "workerd") await inWorkerd();
else if (values.engine === "node") await inNode(values.threads.split(",").map(Number));
else throw new Error(`unknown engine: ${values.engine} (must be node or workerd)`);

async function inNode(counts: readonly number[]): Promise<void> {
  for (const threads of counts) {
    const pool = createNodePool({ threads });
    for (const entry of chosen) {
      const lab = await entry.load();
      if (values.missing && hasRun(lab, "node", threads)) continue;
      const experiment = withoutSweep(presetExperiment(lab, lab.presets[0]));
      const data = await resolveData(experiment.data, () => Promise.reject(new Error("presets have no files")));
      const { digest } = await runExperiment({ experiment, lab, data, pool, device: "wasm" });
      writeRun(lab, "node", { threads, version: process.versions.node, digest });
      say(lab, threads, digest);
    }
    pool.close();
  }
}

async function inWorkerd(): Promise<void> {
  const workerd = await openWorkerd();
  try {
    for (const entry of chosen) {
      const lab = await entry.load();
      if (values.missing && hasRun(lab, "workerd", 1)) continue;
      const { digest, reason } = await workerd.run(entry.id);
      if (digest === undefined) {
        process.stderr.write(`${entry.id}: cannot run in workerd: ${reason}\n`);
        continue;
      }
      writeRun(lab, "workerd", { threads: 1, version: workerd.version, digest });
      say(lab, 1, digest);
    }
  } finally {
    await workerd.close();
  }
}

function say(lab: Lab, threads: number, digest: string): void {
  const isSame = digest === recordedOf(lab).digest;
  process.stderr.write(`${lab.id} ${threads}: ${isSame ? "same" : `DIFFERENT ${digest}`}\n`);
  if (!isSame) process.exitCode = 1;
}
