/** The catalogue of refusals has every code that the sources of the edge, and what it reads with, throw. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../../worker/api/codes.ts";
import { thrownCodes } from "../client/i18n/thrown.ts";

/** Files that the Worker's entry imports, at once or later; labs apart, which are read by what they share. */
function reached(): ReadonlySet<string> {
  const found = new Set(["worker/index.ts", "shared/experiment/parse-document.ts"]);
  for (const file of found) {
    for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?"(\.[^"]+\.ts)"/g)) {
      const next = join(dirname(file), path);
      if (existsSync(next) && !/^shared\/labs\/[\w-]+\//.test(next)) found.add(next);
    }
  }
  return found;
}

/** Of links in an address (`#v1.…`) and of presets, which the edge never reads; and of data beyond what it makes for a preview, which is drawn without them. */
const elsewhere = [
  "corrupt",
  "data-too-large",
  "inflates-too-far",
  "link-too-large",
  "not-a-link",
  "not-compressed",
  "unknown-preset",
];

test("each code that is thrown has its meaning", () => {
  const files = globSync(["shared/**/*.ts", "worker/**/*.ts"]).filter((file) => !file.endsWith(".d.ts"));
  const thrown = thrownCodes(new Map(files.map((file) => [file, readFileSync(file, "utf8")])));
  const here = reached();
  const needed = [...thrown].filter(([, places]) => [...places].some((file) => here.has(file))).map(([code]) => code);
  expect(needed.length).toBeGreaterThan(60);
  expect(needed.filter((code) => !Object.hasOwn(codes, code)).sort()).toEqual(elsewhere);
});
