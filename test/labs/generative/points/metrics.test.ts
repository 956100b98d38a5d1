/** Which numbers have a place beside a run of these labs: those that it has at its end, from the beginning on. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { labViews } from "../../../../client/labs/index.ts";
import type { Catalogue } from "../../../../client/labs/recorded.ts";
import { labs } from "../../../../shared/labs/index.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { generated } from "../../../run.ts";

const folder = new URL("../../../../client/labs/generative/", import.meta.url);

test.each(["gan", "flow", "diffusion"])("%s", async (id) => {
  const lab = await labs.find((one) => one.id === id)?.load();
  const view = await labViews.find((one) => one.id === id)?.load();
  if (!lab || !view) return expect.fail("no such lab");
  const { presets } = JSON.parse(readFileSync(new URL(`${id}/recorded/catalogue.json`, folder), "utf8")) as Catalogue;
  for (const [at, preset] of lab.presets.entries()) {
    const { data: ref, params } = presetExperiment(lab, preset);
    const data = ref && "generator" in ref ? generated(ref.generator, ref.params, ref.seed) : null;
    const having = (table: typeof data) =>
      view.headline.filter((name) => lab.metrics.find((one) => one.name === name)?.applies?.(params, table) ?? true);
    expect(having(data), preset.id).toEqual(view.headline.filter((name) => name in presets[at].metrics));
    // Of a table that is not known nothing is ruled out.
    expect(having(null), preset.id).toEqual(view.headline);
  }
});
