/**
 * npm run train:gallery [-- <model> …]: trains the models of the gallery, all when none is named, each as the experiment that its card says; quantises them; writes
 * `shared/gallery/models/<id>.ts` and what was found out to `shared/gallery/facts.ts`. The same bytes whoever runs it, on any number of threads.
 */
import { readFile, writeFile } from "node:fs/promises";
import { base64OfBytes } from "../../../shared/base64.ts";
import type { Description, Facts } from "../../../shared/gallery/card.ts";
import { descriptions } from "../../../shared/gallery/descriptions.ts";
import { createNodePool } from "../../terminal/pool.ts";
import { factsText } from "./facts-text.ts";
import { trained } from "./trained.ts";

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
      const busy = process.cpuUsage();
      const { bytes, facts } = await trained(one, pool);
      await writeFile(new URL(`models/${one.id}.ts`, folder), fileText(bytes));
      const { user, system } = process.cpuUsage(busy);
      const used = (user + system) / 1e6;
      await writeFacts(one.id, { ...facts, seconds: Math.max(1, Math.round(used)) });
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stderr.write(
        `${one.id}: ${seconds} s (${used.toFixed(1)} s of processors), ${facts.bytes} bytes, run ${facts.digest.slice(0, 12)}\n`,
      );
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    pool.close();
  }
}

function fileText(bytes: Uint8Array): string {
  return `export const file =\n  "${base64OfBytes(bytes)}";\n`;
}

/** Those of other models stay. */
async function writeFacts(id: string, own: Facts): Promise<void> {
  const file = new URL("facts.ts", folder);
  await writeFile(file, factsText(await readFile(file, "utf8"), id, own, known));
}
