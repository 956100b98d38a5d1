/** Writes down what a run gave, for the table of the page. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type AllRuns, cellOf, type Engine, type LabRuns, textOfRuns, withRun } from "../../client/app/bits/runs.ts";
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

const written = () => JSON.parse(readFileSync(file, "utf8")) as AllRuns;

/** Whether the table has such a run, held against the result that is recorded now. */
export function hasRun(lab: Lab, engine: Engine, threads: number): boolean {
  const own = written()[lab.id];
  return own?.digest === recordedOf(lab).digest && cellOf(own, engine, threads).kind !== "not run";
}

export function writeRun(
  lab: Lab,
  engine: Engine,
  { threads, version, digest }: { readonly threads: number; readonly version: string; readonly digest: string },
): void {
  const run = { threads, version, digest, on: new Date().toISOString().slice(0, 10) };
  writeFileSync(`${file}.new`, textOfRuns(withRun(written(), lab.id, recordedOf(lab), engine, run)));
  renameSync(`${file}.new`, file);
}
