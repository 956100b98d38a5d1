/**
 * npm run train:gallery [-- <model> …]: trains the models of the gallery, all when none is named, each as the experiment that its card says; quantises them; writes
 * `shared/gallery/models/<id>.ts` and what was found out to `shared/gallery/facts.ts`. The same bytes whoever runs it, on any number of threads.
 */
import { readFile, writeFile } from "node:fs/promises";
import { resolveData } from "../../../shared/data/resolve.ts";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import { base64OfBytes } from "../../../shared/gallery/base64.ts";
import type { Description, Facts } from "../../../shared/gallery/card.ts";
import { descriptions } from "../../../shared/gallery/descriptions.ts";
import type { Fold } from "../../../shared/labs/fold.ts";
import { labs } from "../../../shared/labs/index.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { runExperiment } from "../../run/driver.ts";
import { createNodePool } from "../../terminal/pool.ts";
import { factsText } from "./facts-text.ts";
import { fileOfRun } from "./file-of-run.ts";

const folder = new URL("../../../shared/gallery/", import.meta.url);

const names = process.argv.slice(2);
const known = descriptions.map(({ id }) => id);
const unknown = names.find((name) => !known.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`unknown model: ${unknown} (must be one of ${known.join(", ")})\n`);
  process.exitCode = 2;
} else await trainAll(descriptions.filter(({ id }) => names.length === 0 || names.includes(id)));

async function trainAll(wanted: readonly Description[]): Promise<void> {
  const pool = createNodePool();
  try {
    for (const one of wanted) {
      const began = performance.now();
      const { bytes, facts } = await trained(one, pool);
      await writeFile(new URL(`models/${one.id}.ts`, folder), fileText(bytes));
      await writeFacts(one.id, facts);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stderr.write(`${one.id}: ${seconds} s, ${facts.bytes} bytes, run ${facts.digest.slice(0, 12)}\n`);
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    pool.close();
  }
}

async function trained(
  one: Description,
  pool: ReturnType<typeof createNodePool>,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly facts: Facts }> {
  const { experiment, lab } = await parseExperiment(one.experiment, labs);
  const data = await resolveData(experiment.data, () => {
    throw new Error("models of the gallery learn from generated data");
  });
  let fold: Fold | undefined;
  const { digest } = await runExperiment({
    experiment,
    lab,
    data,
    pool,
    device: "wasm",
    onProgress: (now) => {
      fold = now;
    },
  });
  const { bytes, ...cost } = fileOfRun(one, lab, { fold: fold as Fold, params: experiment.params, data });
  return { bytes, facts: { bytes: bytes.length, sha256: await sha256Hex(bytes), digest, ...cost } };
}

const fileText = (bytes: Uint8Array) => `export const file =\n  "${base64OfBytes(bytes)}";\n`;

/** Those of other models stay. */
async function writeFacts(id: string, own: Facts): Promise<void> {
  const file = new URL("facts.ts", folder);
  await writeFile(file, factsText(await readFile(file, "utf8"), id, own, known));
}
