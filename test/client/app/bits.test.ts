import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type AllRuns, cellOf, countRuns, withRun } from "../../../client/app/bits/runs.ts";
import { labs } from "../../../shared/labs/index.ts";

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
});

test("the table is of labs that there are, and of nothing that differs", () => {
  const file = fileURLToPath(new URL("../../../client/app/bits/runs.json", import.meta.url).href);
  const all = JSON.parse(readFileSync(file, "utf8")) as AllRuns;
  expect(Object.keys(all).filter((id) => !labs.some((lab) => lab.id === id))).toEqual([]);
  expect(countRuns(all).different).toBe(0);
});
