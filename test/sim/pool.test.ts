import { describe, expect, it } from "vitest";
import { PoolError } from "../../client/compute/errors.ts";
import { faultKinds } from "./faults.ts";
import { isAbort, type Outcome, simulate } from "./simulate.ts";

/** SIM_SEEDS=5000 draws more; SIM_SEED=17 replays one. */
const only = process.env.SIM_SEED;
const seeds =
  only === undefined ? Array.from({ length: Number(process.env.SIM_SEEDS ?? 150) }, (_, i) => i) : [Number(only)];

/** What is wrong with a run under faults, null when nothing: it gave what it gives without faults, or said why it could not. */
async function judge(seed: number): Promise<{ readonly wrong: string | null; readonly outcome: Outcome }> {
  const outcome = await simulate(seed, "faults");
  const healthy = await simulate(seed, "none");
  const { end, error } = outcome;
  const wrong = () => {
    if (healthy.end !== "finished") return `without faults it ended as ${healthy.end}`;
    if (end === "timeout" || end === "idle") return `it hangs (${end})`;
    if (end === "finished" && outcome.digest !== healthy.digest) return "another digest";
    // A task is tried four times: three faulty threads are no reason to give up. The same NaN twice is.
    if (error instanceof PoolError && error.code !== "not-finite" && outcome.faults.length <= 3)
      return "gave up too soon";
    if (end === "rejected" && !(error instanceof PoolError || isAbort(error))) return `untyped error: ${String(error)}`;
    const bad = outcome.answers.find((answer) => answer instanceof Error && !(answer instanceof PoolError));
    return bad === undefined ? null : `untyped answer: ${String(bad)}`;
  };
  return { wrong: wrong(), outcome };
}

describe(`pool under faults, ${seeds.length} seeds`, () => {
  it("gives the same digest as without faults or a typed error, and never hangs", { timeout: 600_000 }, async () => {
    const wrong: string[] = [];
    const met = new Set<string>();
    const ends = { finished: 0, despite: 0, typed: 0, aborted: 0, helped: 0, despiteHelp: 0 };
    for (const seed of seeds) {
      const { wrong: what, outcome } = await judge(seed);
      if (what !== null)
        wrong.push(`seed ${seed}: ${what}; faults: ${outcome.faults.join(", ")} (replay with SIM_SEED=${seed})`);
      for (const kind of outcome.faults) met.add(kind);
      if (outcome.end === "finished") ends.finished++;
      if (outcome.end === "finished" && outcome.faults.length > 0) ends.despite++;
      if (outcome.error instanceof PoolError) ends.typed++;
      if (isAbort(outcome.error)) ends.aborted++;
      if (outcome.end === "finished" && outcome.passes > 10) ends.helped++;
      if (outcome.end === "finished" && outcome.passes > 10 && outcome.faults.length > 0) ends.despiteHelp++;
    }
    console.log(ends);
    expect(wrong).toEqual([]);
    if (only !== undefined) return;
    // The draw is not trivial: every fault occurred, and every kind of end.
    expect([...met].sort()).toEqual([...faultKinds].sort());
    expect(ends.finished).toBeGreaterThan(seeds.length / 4);
    expect(ends.despite).toBeGreaterThan(seeds.length / 8);
    expect(ends.typed).toBeGreaterThan(seeds.length / 20);
    expect(ends.aborted).toBeGreaterThan(0);
    // Threads helped others, well and badly.
    expect(ends.helped).toBeGreaterThan(seeds.length / 10);
    expect(ends.despiteHelp).toBeGreaterThan(seeds.length / 20);
  });

  it("replays from its seed", async () => {
    const [one, two] = [await simulate(7, "faults"), await simulate(7, "faults")];
    expect(two).toEqual(one);
  });
});
