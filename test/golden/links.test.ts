import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeLink } from "../../shared/experiment/link.ts";
import { labs } from "../../shared/labs/index.ts";
import { parseExperiment } from "../../shared/labs/parse.ts";

/**
 * Links as they were once handed out, of every version that there ever was. They open for ever: entries are only added. What a link does
 * not name (a parameter that came later) has its default.
 */
const golden: readonly {
  readonly link: string;
  readonly experiment: { readonly lab: string; readonly seed: number };
}[] = JSON.parse(readFileSync(new URL("./links.json", import.meta.url), "utf8"));

test("there are old links", () => {
  expect(golden.length).toBeGreaterThanOrEqual(8);
});

test.each(golden)("$link opens", async ({ link, experiment }) => {
  const decoded = await decodeLink(link);
  expect(decoded).toEqual(experiment);
  expect((await parseExperiment(decoded, labs)).experiment).toMatchObject(experiment);
});
