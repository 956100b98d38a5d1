import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PoolError } from "../../client/compute/errors.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { storageFaults } from "./database.ts";
import { moduleFaults, scriptFaults } from "./page-faults.ts";
import { type Ended, hashAtOnce, type Visit, visit } from "./visit.ts";

/** SIM_SEEDS=5000 draws more; SIM_SEED=17 replays one. */
const only = process.env.SIM_SEED;
const seeds =
  only === undefined ? Array.from({ length: Number(process.env.SIM_SEEDS ?? 300) }, (_, i) => i) : [Number(only)];

const isTyped = (error: unknown) => error instanceof PoolError || error instanceof ExperimentError;

/** What is wrong with the end of a run, null when nothing. `digest`: what it gives without faults. */
function judge({ status, silentFor, overwritten }: Ended, digest: string): string | null {
  if (overwritten) return `an end was overwritten (${status.kind})`;
  if (status.kind === "finished") return status.result.digest === digest ? null : "another digest";
  if (status.kind !== "failed") return `it is ${status.kind} for ever`;
  if (!isTyped(status.error)) return `untyped error: ${String(status.error)}`;
  if (silentFor === null || silentFor > 1000) return `the failure was shown after ${silentFor} ms`;
  return null;
}

/** A run that failed by the network is repeated when it is back. What storage has lost stays lost. */
function judgeAgain({ first, again }: Visit, digest: string): string | null {
  if (again === null) return null;
  const wrong = judge(again, digest);
  if (wrong !== null) return `again: ${wrong}`;
  if (first.status.kind !== "failed" || !(first.status.error instanceof PoolError)) return null;
  const isFileLost = again.status.kind === "failed" && again.status.error instanceof ExperimentError;
  return again.status.kind === "finished" || isFileLost ? null : `again: ${again.status.kind}`;
}

const nameOf = ({ scenario: { module, script, storage } }: Visit) =>
  `module ${module}, script ${script}, storage ${storage}`;

describe(`the page under faults, ${seeds.length} seeds`, () => {
  let undo = () => {};
  const { navigator } = globalThis;
  beforeAll(() => {
    undo = hashAtOnce();
  });
  afterAll(() => {
    undo();
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: navigator });
    Reflect.deleteProperty(globalThis, "indexedDB");
  });

  it("shows every end, none too late and none overwritten; what finishes is what it would be", {
    timeout: 600_000,
  }, async () => {
    const wrong: string[] = [];
    const met = { module: new Set<string>(), script: new Set<string>(), storage: new Set<string>() };
    const codes = new Set<string>();
    let finished = 0;
    let failed = 0;
    for (const seed of seeds) {
      const healthy = await visit(seed, "none");
      const { status } = healthy.first;
      const digest = status.kind === "finished" ? status.result.digest : `none (${status.kind})`;
      const under = await visit(seed, "faults");
      const what = judge(under.first, digest) ?? judgeAgain(under, digest);
      if (what !== null) wrong.push(`seed ${seed}: ${what}; ${nameOf(under)} (replay with SIM_SEED=${seed})`);
      for (const part of ["module", "script", "storage"] as const) met[part].add(under.scenario[part]);
      if (under.first.status.kind === "finished") finished++;
      if (under.first.status.kind === "failed") failed++;
      if (under.first.status.kind === "failed" && isTyped(under.first.status.error))
        codes.add((under.first.status.error as PoolError).code);
    }
    expect(wrong).toEqual([]);
    if (only !== undefined) return;
    // The draw is not trivial: every fault occurred, and every end.
    expect([...met.module].sort()).toEqual([...moduleFaults].sort());
    expect([...met.script].sort()).toEqual([...scriptFaults].sort());
    expect([...met.storage].sort()).toEqual([...storageFaults].sort());
    expect([...codes].sort()).toEqual(["file-needed", "no-code", "no-module", "no-thread", "task-failed"]);
    expect(finished).toBeGreaterThan(seeds.length / 20);
    expect(failed).toBeGreaterThan(seeds.length / 4);
  });

  it("replays from its seed", async () => {
    const [one, two] = [await visit(7, "faults"), await visit(7, "faults")];
    expect(JSON.stringify(two.first.status)).toEqual(JSON.stringify(one.first.status));
  });
});
