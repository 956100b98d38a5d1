/** Writes down what a run gave, for the table of the page. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type AllRuns, type Engine, type LabRuns, withRun } from "../../client/app/bits/runs.ts";
import type { Catalogue } from "../../client/labs/recorded.ts";
import type { Lab } from "../../shared/labs/lab.ts";

const root = fileURLToPath(new URL("../../", import.meta.url).href);
const file = `${root}client/app/bits/runs.json`;

/** The first preset of a lab, and the digest of its recorded result. */
export function recordedOf({ id, family, presets: [preset] }: Lab): Omit<LabRuns, "runs"> {
  const text = readFileSync(`${root}client/labs/${family}/${id}/recorded/catalogue.json`, "utf8");
  const found = (JSON.parse(text) as Catalogue).presets.find((one) => one.id === preset.id);
  if (!found) throw new Error(`${id}:${preset.id} was never recorded (npm run record -- ${id}:${preset.id})`);
  return { preset: preset.id, digest: found.digest };
}

export function writeRun(
  lab: Lab,
  engine: Engine,
  { threads, version, digest }: { readonly threads: number; readonly version: string; readonly digest: string },
): void {
  const all = JSON.parse(readFileSync(file, "utf8")) as AllRuns;
  const run = { threads, version, digest, on: new Date().toISOString().slice(0, 10) };
  const next = withRun(all, lab.id, recordedOf(lab), engine, run);
  const lines = Object.entries(next)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, runs]) => `  ${JSON.stringify(id)}: ${JSON.stringify(runs)}`);
  writeFileSync(`${file}.new`, `{\n${lines.join(",\n")}\n}\n`);
  renameSync(`${file}.new`, file);
}
