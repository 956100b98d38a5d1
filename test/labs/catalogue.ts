/** What was recorded of presets (`npm run record`, held to their digests): numbers of whole runs, which a test need not run again. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Catalogue } from "../../client/labs/recorded.ts";
import type { Lab } from "../../shared/labs/lab.ts";

const folder = new URL("../../client/labs/", import.meta.url);

/** Metrics of a preset's recorded run. Fails where there is none. */
export function recordedMetrics({ family, id }: Pick<Lab, "family" | "id">, preset: string) {
  const { presets } = JSON.parse(
    readFileSync(new URL(`${family}/${id}/recorded/catalogue.json`, folder), "utf8"),
  ) as Catalogue;
  return presets.find((one) => one.id === preset)?.metrics ?? expect.fail(`${id}:${preset} is not recorded`);
}
