import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  type AllRuns,
  cellOf,
  columnsOf,
  countRuns,
  textOfRuns,
  withoutStale,
  withRun,
} from "../../../client/app/bits/runs.ts";
import type { Catalogue } from "../../../client/labs/recorded.ts";
import { labs } from "../../../shared/labs/index.ts";

const file = fileURLToPath(new URL("../../../client/app/bits/runs.json", import.meta.url).href);
const about = { preset: "a", digest: "d" };
const run = (threads: number, digest = "d") => ({ threads, digest, version: "1", on: "2026-01-01" });

test("a run is same or different by its digest, and what was not run is not run", () => {
  let all: AllRuns = {};
  all = withRun(all, "rbm", about, "node", run(2));
  all = withRun(all, "rbm", about, "node", run(1, "e"));
  expect(cellOf(all.rbm, "node", 2).kind).toBe("same");
  expect(cellOf(all.rbm, "node", 1).kind).toBe("different");
  expect(cellOf(all.rbm, "node", 3).kind).toBe("not run");
  expect(cellOf(all.rbm, "firefox", 2).kind).toBe("not run");
  expect(cellOf(all.fa, "node", 2).kind).toBe("not run");
  expect(countRuns(all)).toEqual({ same: 1, different: 1 });
  // Run again, it replaces what was; held against another recording, nothing of before says anything.
  all = withRun(all, "rbm", about, "node", run(1));
  expect(countRuns(all)).toEqual({ same: 2, different: 0 });
  all = withRun(all, "rbm", { ...about, digest: "new" }, "chromium", run(1, "new"));
  expect(all.rbm.runs).toEqual({ chromium: [run(1, "new")] });
  expect(withoutStale(all, "rbm", { preset: "a", digest: "new" })).toEqual(all);
  expect(withoutStale(all, "rbm", { preset: "b", digest: "new" })).toEqual({});
  expect(withoutStale(all, "fa", about)).toEqual(all);
  expect(JSON.parse(textOfRuns(all))).toEqual(all);
});

test("columns are of engines and threads that some lab was run in", () => {
  let all = withRun({}, "rbm", about, "workerd", run(1));
  all = withRun(all, "fa", about, "node", run(8));
  all = withRun(all, "fa", about, "node", run(2, "e"));
  expect(columnsOf(all).map(({ engine, threads }) => `${engine} ${threads}`)).toEqual([
    "node 2",
    "node 8",
    "workerd 1",
  ]);
  expect(columnsOf({})).toEqual([]);
});

test("the table is of labs that there are, and of nothing that differs", () => {
  const all = JSON.parse(readFileSync(file, "utf8")) as AllRuns;
  expect(Object.keys(all).filter((id) => !labs.some((lab) => lab.id === id))).toEqual([]);
  expect(countRuns(all).different).toBe(0);
});

test("the table is held against the results that the page shows now", () => {
  const all = JSON.parse(readFileSync(file, "utf8")) as AllRuns;
  for (const { id, family } of labs) {
    if (!(id in all)) continue;
    const recorded = readFileSync(
      new URL(`../../labs/${family}/${id}/recorded/catalogue.json`, `file://${file}`),
      "utf8",
    );
    const [first] = (JSON.parse(recorded) as Catalogue).presets;
    // Where not: npm run bits -- <lab>.
    expect([id, all[id].preset, all[id].digest]).toEqual([id, first.id, first.digest]);
  }
});
