/** Which numbers have a place beside a run: those that it has at its end, from the beginning on. */
import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { canHave, describe as known } from "../../../client/app/lab/metric-names.ts";
import { labViews } from "../../../client/labs/index.ts";
import type { Catalogue } from "../../../client/labs/recorded.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { Table } from "../../../shared/data/table.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";

const asked = process.env.LABS?.split(",");
const folder = new URL("../../../client/labs/", import.meta.url);

/** Numbers that a run has and that say nothing of it: their places are left to others. */
const saysNothing: Readonly<Record<string, string>> = {
  "mcmc divergences": "0 of samplers that follow no trajectory",
};
const silent = new Set<string>();

/** Many presets, of several labs, have the same data. */
const tables = new Map<string, Promise<Table | null>>();
afterAll(() => tables.clear());

function tableOf(data: DataRef): Promise<Table | null> {
  const name = canonicalJson(data);
  const found = tables.get(name) ?? resolveData(data, () => Promise.reject(new Error("presets have no files")));
  tables.set(name, found);
  return found;
}

/** A table that cannot be looked at: where what is said does not depend on it, none need be made. */
const unseen = new Proxy({} as Table, {
  get() {
    throw new Error("looked at");
  },
});
function saidUnseen(isSo: (table: Table) => boolean): boolean | undefined {
  try {
    return isSo(unseen);
  } catch {
    return undefined;
  }
}

test.each(labs.filter(({ id }) => asked?.includes(id) ?? true))("$id", async ({ id, family, load }) => {
  const lab = await load();
  const { headline } = (await labViews.find((one) => one.id === id)?.load()) ?? expect.fail("no view");
  const { presets } = JSON.parse(
    readFileSync(new URL(`${family}/${id}/recorded/catalogue.json`, folder), "utf8"),
  ) as Catalogue;
  const wrong: string[] = [];
  for (const [at, preset] of lab.presets.entries()) {
    const { data, params } = presetExperiment(lab, preset);
    const { metrics } = presets[at];
    for (const name of headline) {
      const metric = known(lab.metrics, name);
      const canHaveOn = (table: Table | null) => canHave(metric, name, params, table);
      const onAny = saidUnseen(canHaveOn);
      const hasPlace = onAny ?? canHaveOn(await tableOf(data));
      const isThere = name in metrics;
      const isSilent = isThere && !hasPlace && `${id} ${name}` in saysNothing;
      if (isSilent) silent.add(`${id} ${name}`);
      if (hasPlace && !isThere && !metric?.absent?.(metrics)) wrong.push(`${preset.id}: ${name} never comes`);
      if (isThere && !hasPlace && !isSilent) wrong.push(`${preset.id}: ${name} has no place`);
      if (onAny !== false && !canHaveOn(null)) wrong.push(`${preset.id}: ${name} is ruled out by no data`);
    }
  }
  expect(wrong).toEqual([]);
});

test.skipIf(asked)("each number that is said to say nothing is there", () => {
  expect([...silent].sort()).toEqual(Object.keys(saysNothing).sort());
});
